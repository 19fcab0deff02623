"""The whole public site at one moment: every file by its path, all links relative, so that it may lie anywhere."""

from collections.abc import Callable, Mapping, Sequence
from itertools import chain
from pathlib import Path

from dashboard.press.tables import tables
from dashboard.press.web.as_json import plate_json, release_json
from dashboard.press.web.assets import ASSETS, SINCE, assets
from dashboard.press.web.card import card_page
from dashboard.press.web.contents import contents_page, feed, newest_of_each, newest_page
from dashboard.press.web.drawings import Pictures
from dashboard.press.web.file import File, Kind
from dashboard.press.web.published import Published
from dashboard.press.web.release_page import release_page

INDEX = "index.html"
RELEASE = "release.json"
SCHEMA = f"{ASSETS}/release.schema.json"
Files = Mapping[str, File]


def site_of(everything: Sequence[Published], *, files_of: Callable[[Published], Files], address: str) -> Files:
    """Return every file of the site.

    Parameters
    ----------
    everything
        The releases that are out, in any order.
    files_of
        The files of one release, as `release_files` makes them.
    address
        Where the site is to be found by others, with a slash at the end; "" where nobody said.
    """
    changed = max((each.modified for each in everything), default=SINCE)
    newest = newest_of_each(everything)
    schema = Path(__file__).with_name("release.schema.json").read_bytes()
    own = {
        INDEX: File(body=contents_page(everything), kind=Kind.PAGE, modified=changed),
        "feed.xml": File(body=feed(everything, address=address), kind=Kind.FEED, modified=changed),
        SCHEMA: File(body=schema, kind=Kind.JSON, modified=SINCE),
        **{
            f"latest/{name}.html": File(body=newest_page(each), kind=Kind.PAGE, modified=each.modified)
            for name, each in newest.items()
        },
        **{f"latest/{name}.json": files_of(each)[f"{each.folder}/{RELEASE}"] for name, each in newest.items()},
    }
    return {**assets().files, **dict(chain.from_iterable(files_of(each).items() for each in everything)), **own}


def release_files(published: Published, *, pictures: Pictures, address: str) -> Files:
    """Return the files of one release under its folder; `address` is the site's."""
    own = f"{address}{published.folder}/" if address else ""
    made: dict[str, tuple[bytes, Kind]] = {
        INDEX: (release_page(published, pictures=pictures, address=own), Kind.PAGE),
        RELEASE: (release_json(published), Kind.JSON),
        f"{published.folder}.csv": (tables(published.edition), Kind.TABLE),
        **{name: (body, _kind(name)) for name, body in pictures.items()},
    }
    for plate in published.edition.plates:
        made[f"plates/{plate.key}.csv"] = tables(published.edition, plates=[plate]), Kind.TABLE
        made[f"plates/{plate.key}.json"] = plate_json(plate, published), Kind.JSON
        made[f"card-{plate.key}.html"] = card_page(plate, published, pictures=pictures), Kind.CARD
    return {
        f"{published.folder}/{name}": File(body=body, kind=kind, modified=published.modified)
        for name, (body, kind) in made.items()
    }


def _kind(name: str) -> Kind:
    return Kind.DRAWING if name.endswith(".svg") else Kind.PICTURE
