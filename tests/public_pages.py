"""Public pages read as strangers read them: numbers parsed back out of HTML, JSON, CSV and drawings."""

import csv
import json
from collections.abc import Iterator, Mapping

from lxml import etree, html

from dashboard.edition import Edition
from dashboard.press.web import Files, Pictures, Published, release_files, site_of

Numbers = Mapping[str, str]  # a figure's reference, and the count as it is printed
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d"><title>A drawing</title></svg>'


def files_of(*everything: Published, pictures: Pictures | None = None, address: str = "") -> Files:
    """The whole site of some releases, with the same pictures for each."""
    return site_of(
        everything,
        files_of=lambda each: release_files(each, pictures=pictures or {}, address=address),
        address=address,
    )


def printed(edition: Edition) -> Numbers:
    """What an edition prints, by reference."""
    return {figure.reference: figure.text for plate in edition.plates for figure in plate.figures}


def in_html(files: Files, edition: Edition) -> Numbers:
    """What the tables of a page say, each figure found by the anchor that its reference names."""
    page = document(files, f"{edition.reference}/index.html")
    found = {}
    for reference in page.xpath("//dl[@class='references']//a"):
        (cell,) = page.xpath("//td[@id=$name]", name=reference.get("href").removeprefix("#"))
        found[reference.text_content()] = cell.xpath("string(span[@class='count'])")
    return found


def in_json(files: Files, edition: Edition) -> Numbers:
    told = json.loads(files[f"{edition.reference}/release.json"].body)
    return {
        figure["reference"]: figure["text"]
        for plate in told["plates"]
        for row in plate["rows"]
        for figure in row["figures"]
        if (figure["value"] is None) == figure["is_hidden"] == (figure["text"] == "[c]")
    }


def in_csv(files: Files, edition: Edition) -> Numbers:
    """What the table of the whole release says: of every line that names a figure, the cell that is a count."""
    names = set(printed(edition))
    lines = csv.reader(files[f"{edition.reference}/{edition.reference}.csv"].body.decode("utf-8-sig").splitlines())
    found = {}
    for line in lines:
        for name in names.intersection(line):
            found[name] = next(cell for cell in line if cell == "[c]" or cell.replace(",", "").isdigit())
    return found


def document(files: Files, path: str) -> html.HtmlElement:
    return html.document_fromstring(files[path].body.decode())


def links(files: Files, path: str) -> Iterator[str]:
    """Every address that a page names, as it is written."""
    page = document(files, path)
    for name in ("href", "src", "srcset"):
        yield from page.xpath(f"//@{name}")


def feed(files: Files) -> etree._Element:
    return etree.fromstring(files["feed.xml"].body)
