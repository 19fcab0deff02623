"""A sheet as read: headings and batches of text, each row with the number a spreadsheet shows beside it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import polars as pl

from data_access.importer.faults import Place, no_faults
from data_access.importer.rules import Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Some rows of a sheet.

    Attributes
    ----------
    rows
        Row numbers; headings stand in row 1 of an ordinary file.
    texts
        One column of text per heading, named `c0`, `c1`, ... since headings may repeat.
    faults
        What is wrong with rows as rows; `checking` refuses every row named here.
    part
        How much of the sheet has been read with this batch, from 0 to 1.
    """

    rows: pl.Series
    texts: pl.DataFrame
    faults: pl.DataFrame = field(default_factory=no_faults)
    part: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet of a workbook, or the one of a delimited file.

    Attributes
    ----------
    place
        File and sheet.
    headings
        As written.
    bytes
        About how much there is to read: the file's size, shared out over its sheets.
    batches
        Reads the rows, from the beginning on every call.
    """

    place: Place
    headings: tuple[str, ...]
    bytes: float
    batches: Callable[[], Iterator[Batch]]


class Unreadable(Exception):
    """A file or sheet cannot be read; says which rule it breaks and what would be accepted."""

    def __init__(self, rule: Rule, *, found: str, accepted: str) -> None:
        super().__init__(found)
        self.rule = rule
        self.found = found
        self.accepted = accepted


def column_names(width: int) -> list[str]:
    """Return the plain names of so many columns."""
    return [f"c{position}" for position in range(width)]


def filled_rows(texts: pl.DataFrame) -> pl.Series:
    """Return true for rows with anything in them."""
    return texts.select(pl.any_horizontal(pl.all().is_not_null() & (pl.all() != "")).fill_null(value=False)).to_series()
