"""What happened on each day after referral: the counts that survival curves are drawn from.

Counted by whole days, a million referrals cost as little as a hundred. The same day is day 0, and counts. Who is still
waiting is censored on the day they were last known to wait, never left out.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

Whole = npt.NDArray[np.int64]
Table = npt.NDArray[np.integer[Any]]  # a column for each field of a count, a row for each count


class DayCount(NamedTuple):
    """How many had the event on a day, and how many were last seen on it without.

    Attributes
    ----------
    day
        Whole days since referral, 0 or more.
    events
        People who had the event on it.
    censored
        People last seen on it without the event.
    """

    day: int
    events: int
    censored: int = 0


class CompetingCount(NamedTuple):
    """The same where something else may come first and prevent the event.

    Attributes
    ----------
    day
        Whole days since referral, 0 or more.
    events
        People who had the event on it.
    others
        People who had on it what prevents the event.
    censored
        People last seen on it with neither.
    """

    day: int
    events: int
    others: int = 0
    censored: int = 0


def columns(counts: Iterable[tuple[int, ...]] | Table, *, fields: tuple[str, ...]) -> tuple[Whole, ...]:
    """Return counts, in whatever order they come, as columns: a place for each day on which anybody was counted.

    Raises `ValueError` for a negative day or number, and for what is not whole numbers under these fields.
    """
    table = np.asarray(counts if isinstance(counts, np.ndarray) else list(counts))
    if not table.size:
        table = np.zeros((0, len(fields)), dtype=np.int64)
    if table.dtype.kind not in "iu" or table.shape[1:] != (len(fields),):
        message = f"Not whole numbers of {', '.join(fields)}: {table.dtype} by {table.shape}."
        raise ValueError(message)
    by_field = np.ascontiguousarray(table.T, dtype=np.int64)
    if (by_field < 0).any():
        message = f"Neither a wait nor a number of people is negative: {table[(table < 0).any(axis=1)][0].tolist()}."
        raise ValueError(message)
    by_field = by_field[:, by_field[1:].any(axis=0)]
    by_field = by_field[:, np.argsort(by_field[0])]
    firsts = np.flatnonzero(np.diff(by_field[0], prepend=-1))
    return by_field[0, firsts], *np.add.reduceat(by_field[1:], firsts, axis=1)


def at_risk(leaving: Whole) -> Whole:
    """Return how many were followed up to each day without having left before it, from how many left on it."""
    return leaving[::-1].cumsum()[::-1]


def look_up(day: int, *, days: Whole, followed: Whole, censored: Whole) -> tuple[int, int] | None:
    """Return the place of the last day counted up to this one (-1 before the first), and how many were at risk on it.

    None where nobody was followed that long: those censored on the last day counted may have had the event since.
    """
    place, next_one = int(np.searchsorted(days, day, side="right")) - 1, int(np.searchsorted(days, day))
    if next_one < len(days):
        return place, int(followed[next_one])
    is_over = len(days) > 0 and not censored[-1]
    return (place, 0) if is_over else None
