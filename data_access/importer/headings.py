"""Finds the row of headings: units keep a title, a date or an empty line above it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from data_access.importer.faults import Place
from data_access.importer.fields import TARGETS, Target, target
from data_access.importer.mapping import ColumnMapping
from data_access.importer.spelling import fold, heading_spellings, table_spelling

# Room for a title, a contact and a key above the headings; what has none by then is no register.
MOST_ROWS_ABOVE = 10
# One known word may stand in a title or a cell by chance; two are headings of which some are missing.
_FEWEST_KNOWN = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadingRow:
    """A row that may hold the headings.

    Attributes
    ----------
    row
        Its number as a spreadsheet shows it.
    separator
        What its cells were separated by; empty in a workbook.
    """

    row: int
    headings: tuple[str, ...]
    separator: str = ""


def first_filled(rows: Iterable[HeadingRow]) -> Iterator[HeadingRow]:
    """Yield those of the first rows with anything in them that may hold the headings."""
    return islice((row for row in rows if any(cell.strip(" \t,;|") for cell in row.headings)), MOST_ROWS_ABOVE + 1)


def find_headings(rows: Sequence[HeadingRow], *, place: Place, mapping: ColumnMapping) -> HeadingRow | None:
    """Return the first row that names all a table requires, else the one that looks most like it, else the first."""
    named = named_table(place, mapping=mapping)
    spellings = [(one, spellings_of(one, mapping=mapping)) for one in ([named] if named else TARGETS)]

    def likeness(candidate: HeadingRow) -> tuple[bool, int, int, int]:
        folded = [fold(heading) for heading in candidate.headings]
        known = [(one, {meant[heading] for heading in folded if heading in meant}) for one, meant in spellings]
        complete = any(one.required <= columns for one, columns in known)
        most = max(len(columns) for _, columns in known)
        rank = 0 if complete or most < _FEWEST_KNOWN else most
        return complete, rank, -candidate.row, len(candidate.headings)

    return max(rows, key=likeness, default=None)


def named_table(place: Place, *, mapping: ColumnMapping) -> Target | None:
    """Return the table that the sheet's or file's own name says; rejects-meeting.csv names the meeting table."""
    name = place.sheet or Path(place.file).stem
    if meant := mapping.sheets.get(fold(name)):
        return target(meant)
    spelling = table_spelling(name)
    by_length = sorted(TARGETS, key=lambda candidate: -len(candidate.name))
    return next((one for one in by_length if spelling == one.name or spelling.endswith(f"_{one.name}")), None)


def spellings_of(chosen: Target, *, mapping: ColumnMapping) -> dict[str, str]:
    """Return folded heading → column for one table, the mapping file's own headings included."""
    return heading_spellings(chosen) | dict(mapping.columns.get(chosen.name, {}))
