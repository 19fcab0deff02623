"""The figures of a release as CSV: what must be said of them first, then one figure a line."""

from collections.abc import Iterator, Sequence

from dashboard.csv_lines import BYTE_ORDER_MARK, line
from dashboard.edition import Edition, Plate
from dashboard.press.about import about_plate, about_release, told_once
from dashboard.press.plain_text import plain
from dashboard.wording import release_files as words

HEADINGS = (
    words.TABLE,
    words.GROUP,
    words.COLUMN,
    words.COUNT,
    words.PERCENTAGE,
    words.REFERENCE,
    words.NOTE,
)


def tables(edition: Edition, *, plates: Sequence[Plate] | None = None) -> bytes:
    """Return plates of a release as CSV for a spreadsheet: UTF-8 with its mark, lines ended as RFC 4180 says.

    Parameters
    ----------
    plates
        Those of the edition, perhaps under other titles; all of them when left out.
    """
    chosen = edition.plates if plates is None else tuple(plates)
    lines = (*_heading(edition, chosen), (), HEADINGS, *(cells for plate in chosen for cells in _figures(plate)))
    return "".join([BYTE_ORDER_MARK, *(line(map(plain, cells)) for cells in lines)]).encode()


def _heading(edition: Edition, plates: Sequence[Plate]) -> Iterator[tuple[str, ...]]:
    """Yield the lines above the figures: of the release, of all plates alike, then what is each plate's own."""
    of_all = told_once(plates) if plates else ()
    yield from dict.fromkeys((*about_release(edition), *of_all))
    for plate in plates:
        yield from ((name, text, plate.measure) for name, text in about_plate(plate) if (name, text) not in of_all)
    yield from ((words.EDITORS, note) for note in edition.editors)
    yield from ((words.HELP, each) for each in edition.help_lines)


def _figures(plate: Plate) -> Iterator[tuple[str, ...]]:
    for row in plate.rows:
        for column, figure in zip(plate.columns, row.figures, strict=True):
            yield (
                plate.measure,
                row.label,
                column.heading,
                str(figure.text if figure.value is None else figure.value),
                figure.percentage,
                figure.reference,
                words.note(exact=figure.exact, hidden=figure.value is None, held=figure.held),
            )
