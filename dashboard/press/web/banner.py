"""What a reader must know before the figures: that they do not stand, correct others, or are invented."""

from dashboard.press.web.markup import Markup, element, joined
from dashboard.press.web.published import Published
from dashboard.wording import published as words


def banner(published: Published) -> Markup:
    """Return the banners of a release; nothing for one that stands and is true."""
    edition = published.edition
    said = []
    if not published.stands:
        newer = (
            element(
                "p", element("a", words.replaced_by(edition.correction), href=f"../{edition.correction}/index.html")
            )
            if edition.correction
            else ""
        )
        why = words.because(published.reason)
        fallen = words.changed(edition.state, published.changed_at)
        said.append(
            element("div", element("p", fallen), element("p", why) if why else "", newer, class_="banner fallen")
        )
    if edition.corrects:
        to = element("a", words.corrects(edition.corrects), href=f"../{edition.corrects}/index.html")
        said.append(element("div", element("p", to), class_="banner"))
    if edition.is_invented:
        said.append(element("div", element("p", words.INVENTED), class_="banner invented"))
    return joined(said)
