"""The list of every release that is out, the way to the newest of each force, and the feed of all of them."""

import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from dashboard.press.web import frame
from dashboard.press.web.file import Kind
from dashboard.press.web.markup import Markup, element, joined, leaf
from dashboard.press.web.published import Published
from dashboard.wording import dates, moments
from dashboard.wording import published as words

ATOM = "http://www.w3.org/2005/Atom"
NAMES = uuid.uuid5(uuid.NAMESPACE_URL, "stalking-referrals")  # entries of the feed are known by these for ever


def in_order(everything: Iterable[Published]) -> tuple[Published, ...]:
    """Return releases by place, the newest first within each."""
    newest_first = sorted(everything, key=lambda each: (each.public_at, each.folder), reverse=True)
    return tuple(sorted(newest_first, key=lambda each: each.edition.place))


def newest_of_each(everything: Iterable[Published]) -> Mapping[str, Published]:
    """Return for each place, by its name in addresses, the newest release whose figures stand."""
    standing = [each for each in in_order(everything) if each.stands]
    return {address_name(each.edition.place): each for each in reversed(standing)}


def address_name(place: str) -> str:
    """Return a place as it stands in addresses: "devon-and-cornwall"."""
    return "-".join(
        "".join(letter if letter.isascii() and letter.isalnum() else " " for letter in place).lower().split()
    )


def contents_page(everything: Sequence[Published]) -> bytes:
    """Return the list of all releases."""
    ordered = in_order(everything)
    newest = set(map(id, newest_of_each(ordered).values()))
    places = (
        element(
            "section",
            element("h2", place, id=address_name(place)),
            element("ol", *(_line(each, is_newest=id(each) in newest) for each in releases), class_="releases"),
            aria_labelledby=address_name(place),
        )
        for place, releases in groupby(ordered, key=lambda each: each.edition.place)
    )
    opening = element(
        "div", element("h1", words.RELEASES), element("p", words.ABOUT_RELEASES, class_="quiet"), class_="opening"
    )
    return frame.page(
        title=words.RELEASES,
        description=words.ABOUT_RELEASES,
        root="",
        head=(frame.link("alternate", "feed.xml", kind=Kind.FEED, title=words.RELEASES),),
        body=(opening, *(places if ordered else [element("p", words.NONE_YET)])),
        unit="",
    )


def _line(published: Published, *, is_newest: bool) -> Markup:
    edition = published.edition
    state = "" if published.stands else element("strong", words.STATES[edition.state], class_="tag")
    newest = element("strong", words.NEWEST, class_="tag newest") if is_newest else ""
    told = (dates.period(edition.since, edition.until), words.released(published.public_at), edition.reference)
    return element(
        "li",
        element("h3", element("a", edition.title, href=f"{published.folder}/index.html"), " ", state, newest),
        element("p", edition.headline) if published.stands else "",
        element("p", joined(told, by=" · "), class_="quiet"),
    )


def newest_page(published: Published) -> bytes:
    """Return the page that leads on to the newest release of a place; it works without a server's help."""
    edition, to = published.edition, f"../{published.folder}/index.html"
    return frame.page(
        title=words.title(edition.place, edition.title),
        description=edition.headline,
        root="../",
        head=(element("meta", http_equiv="refresh", content=f"0; url={to}"), frame.link("canonical", to)),
        body=(element("p", element("a", words.title(edition.place, edition.title), href=to)),),
        unit=edition.unit,
    )


def feed(everything: Sequence[Published], *, address: str) -> bytes:
    """Return the releases as an Atom feed (RFC 4287), what changed last first; `address` as the site's own."""
    latest_first = sorted(everything, key=lambda each: (each.modified, each.folder), reverse=True)
    updated = latest_first[0].modified.isoformat() if latest_first else "2018-06-19T00:00:00+00:00"
    whole = element(
        "feed",
        element("title", words.RELEASES),
        element("id", f"urn:uuid:{NAMES}"),
        element("updated", updated),
        leaf("link", rel="self", href=f"{address}feed.xml"),
        *(_entry(each, address=address) for each in latest_first),
        xmlns=ATOM,
        xml__lang=frame.LANGUAGE,
    )
    return f'<?xml version="1.0" encoding="utf-8"?>\n{whole}\n'.encode()


def _entry(published: Published, *, address: str) -> Markup:
    edition = published.edition
    return element(
        "entry",
        element("title", " ".join(_spoken_title(published))),
        element("id", f"urn:uuid:{uuid.uuid5(NAMES, edition.reference)}"),
        element("published", published.public_at.isoformat()),
        element("updated", published.modified.isoformat()),
        element("author", element("name", edition.unit)),
        leaf("link", rel="alternate", href=f"{address}{published.folder}/index.html"),
        element("summary", published.spoken),
    )


def _spoken_title(published: Published) -> Iterator[str]:
    if not published.stands:
        yield f"{words.STATES[published.edition.state]}:"
    yield words.title(published.edition.place, published.edition.title)
    yield f"({moments.moment(published.public_at)})"
