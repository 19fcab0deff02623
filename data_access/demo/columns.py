"""From arrays of places, days and minutes to typed columns; `NEVER` becomes an empty cell."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import numpy as np
import polars as pl

from data_access.demo.chances import Flags, Ints

NEVER = -1
MINUTES_A_DAY = 1440
_SUNDAY = 6
_SATURDAY = 5
# 1 January 1970 was a Thursday, three days after a Monday.
_EPOCH_WEEKDAY = 3
EPOCH = date(1970, 1, 1)


def day_number(day: date) -> int:
    """Return days since 1 January 1970."""
    return (day - EPOCH).days


def place(member: StrEnum) -> int:
    """Return where a code stands in its list."""
    return list(type(member)).index(member)


def is_one_of(places: Ints, *members: StrEnum) -> Flags:
    """Return which places are those of the members."""
    found: Flags = np.isin(places, [place(member) for member in members])
    return found


def weekday(days: Ints) -> Ints:
    """Return the weekday of each day, Monday being 0."""
    return (days + _EPOCH_WEEKDAY) % 7


def to_working_day(days: Ints) -> Ints:
    """Return each day, or the Monday after it where it falls on a weekend."""
    falls_on = weekday(days)
    return days + np.where(falls_on == _SATURDAY, 2, np.where(falls_on == _SUNDAY, 1, 0))


def texts(codes: Sequence[str], places: Ints) -> pl.Series:
    """Return the code at each place, empty where the place is `NEVER`."""
    listed = pl.Series([*(str(code) for code in codes), None], dtype=pl.String)
    return listed.gather(np.where(places == NEVER, len(codes), places))


def dates(days: Ints) -> pl.Series:
    """Return days as dates, empty where `NEVER`."""
    return _emptied(days, pl.Int32).cast(pl.Date)


def moments(minutes: Ints) -> pl.Series:
    """Return minutes since 1970 as datetimes, empty where `NEVER`."""
    return (_emptied(minutes, pl.Int64) * 60_000_000).cast(pl.Datetime("us"))


def numbers(values: Ints, *, only: Flags) -> pl.Series:
    """Return whole numbers, empty where `only` is false."""
    return _emptied(np.where(only, values, NEVER), pl.Int64)


def flags(values: Flags, *, only: Flags | None = None) -> pl.Series:
    """Return booleans, empty where `only` is false."""
    column = pl.Series(values)
    return column if only is None else column.set(pl.Series(~only), None)


def _emptied(values: Ints, kind: type[pl.Int32 | pl.Int64]) -> pl.Series:
    column = pl.Series(values, dtype=kind)
    return column.set(pl.Series(values == NEVER), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """Child rows: `parent` is the row of the case each belongs to, `ordinal` counts from 0 within it."""

    parent: Ints
    ordinal: Ints

    @classmethod
    def counted(cls, counts: Ints) -> "Rows":
        """Return as many rows for each parent as `counts` says, parents in order."""
        parent = np.repeat(np.arange(len(counts)), counts)
        first = np.cumsum(counts) - counts
        return cls(parent=parent, ordinal=np.arange(len(parent)) - np.repeat(first, counts))

    def __len__(self) -> int:
        return len(self.parent)

    def parents(self, ids: pl.Series) -> pl.Series:
        """Return the id of each row's parent."""
        return ids.gather(self.parent)

    def keys(self, ids: pl.Series, letter: str) -> pl.Series:
        """Return keys such as CHE-2018-00042-A1, ascending when the parents' ids do (at most nine a parent)."""
        return ids.gather(self.parent) + f"-{letter}" + pl.Series(self.ordinal + 1).cast(pl.String)
