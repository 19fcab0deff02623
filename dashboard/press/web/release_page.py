"""The page of one release: its sentence, its split, every plate, and what editors and everybody else must know."""

from collections.abc import Iterator

from dashboard.edition import Edition, Plate
from dashboard.press.sizes import WIDE
from dashboard.press.web import frame
from dashboard.press.web.banner import banner
from dashboard.press.web.drawings import SOCIAL, Pictures
from dashboard.press.web.file import Kind
from dashboard.press.web.markup import Markup, element, joined
from dashboard.press.web.plate_section import files_offered, plate_section, section_id
from dashboard.press.web.published import Published, anchor
from dashboard.wording import published as words

ROOT = "../"


def release_page(published: Published, *, pictures: Pictures, address: str) -> bytes:
    """Return the page.

    Parameters
    ----------
    pictures
        Those that could be drawn; without any the page says so, and its tables say everything.
    address
        Where the release's folder is to be found by others, with a slash at the end; "" where nobody said.
    """
    edition = published.edition
    sections = (
        plate_section(plate, pictures=pictures, address=address, is_first=place == 0)
        for place, plate in enumerate(edition.plates)
    )
    body = (
        banner(published),
        _opening(published),
        "" if pictures else element("p", words.NO_PICTURES, class_="note"),
        _contents(edition),
        *sections,
        _closing(edition),
    )
    return frame.page(
        title=words.title(edition.place, edition.title),
        description=published.spoken,
        root=ROOT,
        head=_head(published, pictures=pictures, address=address),
        body=body,
        unit=edition.unit,
    )


def _head(published: Published, *, pictures: Pictures, address: str) -> Iterator[Markup]:
    edition = published.edition
    if address:
        yield frame.link("canonical", f"{address}index.html")
    yield frame.link("alternate", "release.json", kind=Kind.JSON, title=words.EVERYTHING)
    yield frame.link("alternate", f"{ROOT}feed.xml", kind=Kind.FEED, title=words.RELEASES)
    said = {
        "og:type": "article",
        "og:locale": "en_GB",
        "og:site_name": edition.unit,
        "og:title": published.spoken,
        "og:description": words.title(edition.place, edition.title),
        "og:url": f"{address}index.html" if address else "",
        "article:published_time": published.public_at.isoformat(),
    }
    if SOCIAL in pictures:
        said |= {
            "og:image": f"{address}{SOCIAL}",
            "og:image:type": Kind.PICTURE.value,
            "og:image:width": str(WIDE.width),
            "og:image:height": str(WIDE.height),
            "og:image:alt": edition.plates[0].alt_text,
        }
    yield from (element("meta", property=name, content=content) for name, content in said.items() if content)
    yield element("meta", name="twitter:card", content="summary_large_image" if SOCIAL in pictures else "summary")


def _opening(published: Published) -> Markup:
    edition = published.edition
    split = edition.plates[0] if edition.plates else None
    told = (edition.title, edition.place, split.period if split else "", split.data_to if split else "")
    known = (
        words.reference(edition.reference),
        element("time", words.released(published.public_at), datetime=published.public_at.isoformat()),
    )
    before = (
        element("a", words.previous(edition.previous), href=f"{ROOT}{edition.previous}/index.html")
        if edition.previous
        else ""
    )
    return element(
        "div",
        element("p", joined((part for part in told if part), by=" · "), class_="kicker"),
        element("h1", edition.headline),
        _split(split) if split else "",
        element("p", joined((*known, *([before] if before else [])), by=" · "), class_="quiet"),
        class_="opening",
    )


def _split(plate: Plate) -> Markup:
    """Return the rows of the first plate as large numbers, each leading to its figure."""
    numbers = (
        element(
            "div",
            element("dt", row.label),
            element(
                "dd",
                element("a", figure.text, href=f"#{anchor(figure.reference, release=plate.reference)}"),
                element("span", " ".join(filter(None, (figure.percentage, figure.held))), class_="quiet"),
            ),
        )
        for row in plate.rows
        for figure in row.figures[:1]
    )
    return element("dl", *numbers, class_="numbers")


def _contents(edition: Edition) -> Markup:
    links = (element("li", element("a", plate.title, href=f"#{section_id(plate)}")) for plate in edition.plates)
    everything = [("CSV", f"{edition.reference}.csv"), (words.MACHINE, "release.json")]
    return element(
        "nav",
        element("h2", words.ON_THIS_PAGE, id="on-this-page"),
        element("ol", *links),
        files_offered(words.EVERYTHING, everything, of=words.EVERYTHING),
        aria_labelledby="on-this-page",
        class_="contents",
    )


def _closing(edition: Edition) -> Markup:
    told = (
        (words.RULE, "rule", (edition.rule,)),
        (words.EDITORS, "editors", edition.editors),
        (words.HELP, "help", edition.help_lines),
    )
    return joined(
        element(
            "section",
            element("h2", heading, id=name),
            element("ul", *(element("li", line) for line in lines)) if len(lines) > 1 else element("p", *lines),
            aria_labelledby=name,
            class_=f"closing {name}",
        )
        for heading, name, lines in told
        if lines
    )
