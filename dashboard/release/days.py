"""Time as releases tell it apart: stretches of days inside one month and between the same ends of releases."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from dashboard.civil_dates import months_later

_ONE_DAY = timedelta(days=1)
_MONTHS_IN_QUARTER = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Days that every table treats alike: first and last, the codes of month and quarter, and between which ends."""

    first: date
    last: date
    part: int

    @property
    def month(self) -> str:
        """The month as tables write it."""
        return month_code(self.first)

    @property
    def quarter(self) -> str:
        """The quarter as tables write it."""
        return quarter_code(self.first)


def month_code(day: date) -> str:
    """Return "2018-06"."""
    return day.isoformat()[:7]


def quarter_code(day: date) -> str:
    """Return "2018-Q2": quarters of the calendar year are also those of the financial year."""
    return f"{day.year}-Q{(day.month - 1) // _MONTHS_IN_QUARTER + 1}"


def stretches(periods: Iterable[tuple[date, date]], *, ends: Iterable[date] = ()) -> tuple[Stretch, ...]:
    """Return the days of some periods, cut where a month begins, where a period begins or ends, and after each end.

    Days between two periods that belong to neither are left out.
    """
    known = tuple(periods)
    cuts = {since for since, _ in known} | {until + _ONE_DAY for _, until in known} | {end + _ONE_DAY for end in ends}
    edges = sorted(cuts)
    found = []
    for part, (start, stop) in enumerate(pairwise(edges)):
        if any(since <= start and stop <= until + _ONE_DAY for since, until in known):
            found += [Stretch(first=first, last=last, part=part) for first, last in _by_month(start, stop)]
    return tuple(found)


def _by_month(start: date, stop: date) -> list[tuple[date, date]]:
    """Return first and last day of each month from one day to the day before another."""
    found = []
    while start < stop:
        following = min(months_later(start.replace(day=1), 1), stop)
        found.append((start, following - _ONE_DAY))
        start = following
    return found
