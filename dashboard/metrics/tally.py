"""Counts referrals by combinations of values: the one place where rows are gone through, and built for that.

Facts columns are short lists of codes and small whole numbers, so each combination of them is one number below a few
thousand, and counting is one walk over the rows without hashing: quicker on one processor than a general GROUP BY on
two (figures in docs/performance.md).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import prod
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

Numbers = npt.NDArray[Any]
REFERRALS = "referrals"
# Above this many combinations the counts no longer fit the processor's cache, and most would be 0.
MOST_COMBINATIONS = 1 << 16
# Rows at a time: their combined numbers stay in the cache between being made and being counted.
_CHUNK = 1 << 17
_NEITHER = 2  # no is 0, yes is 1
# Days, and sets of bits, with the most that each kind can hold: it must be free, for what is not recorded.
_WHOLE_NUMBERS: Mapping[pl.DataType, int] = {pl.Int16(): 32_767, pl.UInt8(): 255, pl.UInt16(): 65_535}


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """How the values of one column are numbered: `first` is 0, each next one more, not recorded is `last`."""

    name: str
    kind: pl.DataType
    first: int
    last: int

    def stored(self, column: pl.Series) -> Numbers:
        """Return what is stored for the values of a column, not recorded being one more; a view where none is."""
        array = column.to_arrow()
        if isinstance(self.kind, pl.Enum):
            array = array.indices
        elif self.kind == pl.Boolean:
            array = array.cast("uint8")
        if array.null_count:
            array = array.fill_null(self.first + self.last)
        numbers: Numbers = array.to_numpy()
        return numbers

    def values(self, numbers: Numbers) -> pl.Series:
        """Return the values that these numbers stand for, in the type of the column."""
        if isinstance(self.kind, pl.Enum):
            values: list[object] = [*self.kind.categories.to_list(), None]
        elif self.kind == pl.Boolean:
            values = [False, True, None]
        else:
            values = [*range(self.first, self.first + self.last), None]
        return pl.Series(self.name, [values[number] for number in numbers.tolist()], dtype=self.kind)


def codings_of(rows: pl.DataFrame, columns: tuple[str, ...]) -> tuple[Coding, ...] | None:
    """Return how to number the values of these columns; None where a column, or all of them together, has too many."""
    codings = tuple(_coding(rows.get_column(name)) for name in columns)
    known = tuple(coding for coding in codings if coding is not None)
    if len(known) < len(codings) or prod(coding.last + 1 for coding in known) > MOST_COMBINATIONS:
        return None
    return known


def tally(rows: pl.DataFrame, codings: tuple[Coding, ...]) -> pl.DataFrame:
    """Return how many rows there are of each combination of values that occurs.

    Grain: one row per combination, in the order of the values (codes in the order of their list), not recorded last.
    Columns: those of `codings`, and `referrals`, the count as Int64.
    """
    if not codings:
        return pl.DataFrame({REFERRALS: [rows.height]}, schema={REFERRALS: pl.Int64})
    counts = _counts(rows, codings)
    present = np.flatnonzero(counts)
    places = np.unravel_index(present, [coding.last + 1 for coding in codings])
    values = [coding.values(numbers) for coding, numbers in zip(codings, places, strict=True)]
    return pl.DataFrame([*values, pl.Series(REFERRALS, counts[present])])


def tally_by_hashing(rows: pl.DataFrame, columns: tuple[str, ...]) -> pl.DataFrame:
    """Return what `tally` does, for columns of any kind; slower."""
    counted = rows.group_by(columns).agg(pl.len().cast(pl.Int64).alias(REFERRALS))
    return counted.sort(columns, nulls_last=True)


def _coding(column: pl.Series) -> Coding | None:
    """Return the coding of a column of codes, yes or no, or small whole numbers; None for any other."""
    kind = column.dtype
    if isinstance(kind, pl.Enum):
        return Coding(name=column.name, kind=kind, first=0, last=kind.categories.len())
    if kind == pl.Boolean:
        return Coding(name=column.name, kind=kind, first=0, last=_NEITHER)
    if kind in _WHOLE_NUMBERS:
        least, most = column.min(), column.max()
        if least is None:  # no row, or none that says: a page of nothing must not be slower than a full one
            return Coding(name=column.name, kind=kind, first=0, last=0)
        if isinstance(least, int) and isinstance(most, int) and most < _WHOLE_NUMBERS[kind]:
            return Coding(name=column.name, kind=kind, first=least, last=most - least + 1)
    return None


def _counts(rows: pl.DataFrame, codings: tuple[Coding, ...]) -> Numbers:
    """Return the number of rows of every combination, the last column's values next to each other."""
    combinations = prod(coding.last + 1 for coding in codings)
    narrow = np.uint8 if combinations < 1 << 8 else np.uint16 if combinations < 1 << 16 else np.uint32
    columns = [coding.stored(rows.get_column(coding.name)) for coding in codings]
    counts = np.zeros(combinations, np.int64)
    for start in range(0, rows.height, _CHUNK):
        numbers = _combined([column[start : start + _CHUNK] for column in columns], codings, narrow)
        counts += np.bincount(numbers, minlength=combinations)
    return counts


def _combined(columns: list[Numbers], codings: tuple[Coding, ...], narrow: type[np.unsignedinteger[Any]]) -> Numbers:
    """Return one number for each row's combination of values."""
    numbers = _from_zero(columns[0], codings[0]).astype(narrow)
    for column, coding in zip(columns[1:], codings[1:], strict=True):
        numbers *= narrow(coding.last + 1)
        numbers += _from_zero(column, coding).astype(narrow, copy=False)
    return numbers


def _from_zero(column: Numbers, coding: Coding) -> Numbers:
    return column - column.dtype.type(coding.first) if coding.first else column
