"""The table of a plate: a row for each group, every figure under its own anchor, hidden ones as "[c]"."""

from collections.abc import Iterator

from dashboard.edition import Plate, Printed, Row
from dashboard.press.web.markup import Markup, element
from dashboard.press.web.published import anchor
from dashboard.wording import published as words


def plate_table(plate: Plate, *, anchored: bool = True) -> Markup:
    """Return the table; a wide one can be scrolled by itself, with the keyboard too."""
    shared = _shared(plate)
    head = element("tr", element("th", plate.heading, scope="col"), *_headings(plate, shared))
    body = (_row(row, plate, shared, anchored=anchored) for row in plate.rows)
    table = element("table", element("caption", plate.subtitle), element("thead", head), element("tbody", *body))
    return element("div", table, class_="table", role="region", tabindex=0, aria_label=plate.subtitle)


def _shared(plate: Plate) -> tuple[bool, ...]:
    """Return for each column whether any of its figures has a percentage."""
    return tuple(any(figures) for figures in zip(*(_percentages(row) for row in plate.rows), strict=True))


def _percentages(row: Row) -> tuple[str, ...]:
    return tuple(figure.percentage for figure in row.figures)


def _headings(plate: Plate, shared: tuple[bool, ...]) -> Iterator[Markup]:
    for column, has_share in zip(plate.columns, shared, strict=True):
        yield element("th", column.heading, scope="col", class_="n")
        if has_share:
            of = element("span", words.share_of(column.heading), class_="heard") if column.code else ""
            yield element("th", words.SHARE, of, scope="col", class_="n share")


def _row(row: Row, plate: Plate, shared: tuple[bool, ...], *, anchored: bool) -> Markup:
    cells = [element("th", row.label, scope="row")]
    for figure, has_share in zip(row.figures, shared, strict=True):
        named = anchor(figure.reference, release=plate.reference) if anchored else None
        cells.append(element("td", *_shown(figure), id=named, class_="n"))
        if has_share:
            cells.append(element("td", figure.percentage, class_="n share"))
    return element("tr", *cells)


def _shown(figure: Printed) -> Iterator[Markup]:
    yield element("span", figure.text, class_="count")
    if figure.held:
        yield element("small", f" {figure.held}")
