"""What came in, what was closed and what stayed open, week by week, so that each week follows from the one before."""

from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from data_access.vocabulary import Status

WEEKS = 26  # half a year: long enough to see whether the unit keeps up
_WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """One week from its Monday: received, closed, and open at its end; `is_over` says whether the week is."""

    monday: date
    received: int
    closed: int
    backlog: int
    is_over: bool


def weekly_flow(referrals: pl.DataFrame, *, as_at: date, weeks: int = WEEKS) -> tuple[Week, ...]:
    """Return the weeks up to that of a day, oldest first; of all referral facts received up to it.

    Open at the end of a week is open at the end of the week before, plus received, less closed. A case is open as long
    as its status is not closed; closed on a day that nobody recorded it is left out, and closed before its receipt it
    came and went on the day of receipt.
    """
    closes = pl.when(pl.col("status") == Status.CLOSED.value).then(
        pl.max_horizontal(pl.col("closed_on"), pl.col("received_on"))
    )
    is_dated = (pl.col("status") != Status.CLOSED.value) | pl.col("closed_on").is_not_null()
    known = referrals.filter(is_dated, pl.col("received_on") <= as_at).select("received_on", closes=closes)
    first = as_at - timedelta(days=as_at.weekday()) - (weeks - 1) * _WEEK
    came, went = known.get_column("received_on"), known.get_column("closes")
    backlog = int((came < first).sum()) - int((went < first).sum())
    found: list[Week] = []
    for number in range(weeks):
        monday = first + number * _WEEK
        end = min(monday + _WEEK - timedelta(days=1), as_at)
        received, closed = int(came.is_between(monday, end).sum()), int(went.is_between(monday, end).sum())
        backlog += received - closed
        is_over = end == monday + _WEEK - timedelta(days=1)
        found.append(Week(monday=monday, received=received, closed=closed, backlog=backlog, is_over=is_over))
    return tuple(found)
