"""Time to an event when some are still waiting: Kaplan-Meier, its interval, and the median.

Sources: Kaplan and Meier 1958 (product limit), Greenwood 1926 (variance), interval by log(-log) as Kalbfleisch and
Prentice 1980: R's survfit calls it "log-log", lifelines and statsmodels use it by default, R itself defaults to "log".
The median is read off the curve, its interval where the interval's ends cross one half (Brookmeyer and Crowley 1982).
Where the curve lies on one half for a while, R takes the middle of that while; this takes its first day.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from dashboard.methods.day_counts import DayCount, Table, Whole, at_risk, columns, look_up
from dashboard.methods.intervals import CONFIDENCE, Floats, end, log_log

HALF = 0.5 + 1e-9  # a product of fractions that is one half may come out a hair above it


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """The curve at the end of one day.

    Attributes
    ----------
    day
        Whole days since referral.
    at_risk
        People followed up to this day, without the event before it.
    surviving
        Share still without the event, 0 to 1.
    lower, upper
        Its interval; None before the first event and once nobody is left without it.
    """

    day: int
    at_risk: int
    surviving: float
    lower: float | None
    upper: float | None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Curve:
    """A survival curve: columns with a place for each day on which anybody had the event or was last seen.

    Attributes
    ----------
    days
        Whole days since referral, ascending.
    at_risk, events, censored
        People: followed up to the day, had the event on it, were last seen on it without.
    surviving
        Share still without the event at the end of the day, 0 to 1.
    lower, upper
        Its interval; NaN where there is none, see `Step`.
    median
        First day by which at least half had the event; None for "not reached".
    median_lower, median_upper
        Its interval, in days; None for "not reached".
    """

    days: Whole
    at_risk: Whole
    events: Whole
    censored: Whole
    surviving: Floats
    lower: Floats
    upper: Floats
    median: int | None
    median_lower: int | None
    median_upper: int | None

    def at(self, day: int) -> Step | None:
        """Return the curve at the end of a day; None where it is not known, for nobody was followed that long."""
        found = look_up(day, days=self.days, followed=self.at_risk, censored=self.censored)
        if found is None:
            return None
        place, followed = found
        if place < 0:
            return Step(day=day, at_risk=followed, surviving=1.0, lower=None, upper=None)
        return Step(
            day=day,
            at_risk=followed,
            surviving=float(self.surviving[place]),
            lower=end(self.lower[place]),
            upper=end(self.upper[place]),
        )


def kaplan_meier(counts: Iterable[DayCount] | Table, *, confidence: float = CONFIDENCE) -> Curve:
    """Return the curve of counts in any order, or of a table with the columns of `DayCount`.

    With d events among n at risk on a day, S is the product of 1 - d/n and its variance is S² Σ d / (n(n - d)).
    Raises `ValueError` for a negative day or number, or one that is not whole.
    """
    days, events, censored = columns(counts, fields=DayCount._fields)
    followed = at_risk(events + censored)
    left = followed - events
    surviving: Floats = np.cumprod(left / followed, dtype=np.float64)
    greenwood = np.cumsum(np.divide(events, followed * left, out=np.zeros(len(days)), where=left > 0))
    is_between = (np.cumsum(events) > 0) & (left > 0)
    errors = surviving * np.sqrt(greenwood)
    lower, upper = log_log(surviving, errors, where=is_between, confidence=confidence)
    return Curve(
        days=days,
        at_risk=followed,
        events=events,
        censored=censored,
        surviving=surviving,
        lower=lower,
        upper=upper,
        median=_first_day(days, surviving),
        median_lower=_first_day(days, np.where(surviving == 0, 0, lower)),  # below nothing there is nothing
        median_upper=_first_day(days, upper),
    )


def _first_day(days: Whole, shares: Floats) -> int | None:
    """Return the first day on which a share is at most one half; NaN is not."""
    reached = np.flatnonzero(shares <= HALF)
    return int(days[reached[0]]) if reached.size else None
