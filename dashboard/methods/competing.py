"""Time to an event when another may come first and prevent it: Aalen-Johansen, ties and all.

A referral closed before it was assessed will never be assessed; to count it as still waiting (one minus Kaplan-Meier)
would promise an assessment it cannot have. Sources: Aalen and Johansen 1978 (the share), Dinse and Larson 1986 (its
variance by the delta method). Where nothing prevents the event that variance is Greenwood's, and where everybody was
followed to the end it is the binomial one; it is never negative, as Aalen's of 1978 can be with a handful of people.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from dashboard.methods.day_counts import CompetingCount, Table, Whole, at_risk, columns, look_up
from dashboard.methods.intervals import CONFIDENCE, Floats, end, log_log


@dataclass(frozen=True, slots=True, kw_only=True)
class Incidence:
    """The shares at the end of one day.

    Attributes
    ----------
    day
        Whole days since referral.
    at_risk
        People followed up to this day, with neither event before it.
    share, other
        Share that had the event, and that had what prevents it; what is left of 1 had neither.
    lower, upper
        Interval of `share`; None before the first event and once everybody had it.
    """

    day: int
    at_risk: int
    share: float
    other: float
    lower: float | None
    upper: float | None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class IncidenceCurve:
    """The shares day by day: columns with a place for each day on which anything happened to anybody.

    Attributes
    ----------
    days
        Whole days since referral, ascending.
    at_risk, events, others, censored
        People: followed up to the day, and what happened on it.
    share, other
        Share that had the event by the end of the day, and that had what prevents it, 0 to 1.
    lower, upper
        Interval of `share`; NaN where there is none, see `Incidence`.
    """

    days: Whole
    at_risk: Whole
    events: Whole
    others: Whole
    censored: Whole
    share: Floats
    other: Floats
    lower: Floats
    upper: Floats

    def at(self, day: int) -> Incidence | None:
        """Return the shares at the end of a day; None where they are not known, for nobody was followed that long."""
        found = look_up(day, days=self.days, followed=self.at_risk, censored=self.censored)
        if found is None:
            return None
        place, followed = found
        if place < 0:
            return Incidence(day=day, at_risk=followed, share=0.0, other=0.0, lower=None, upper=None)
        return Incidence(
            day=day,
            at_risk=followed,
            share=float(self.share[place]),
            other=float(self.other[place]),
            lower=end(self.lower[place]),
            upper=end(self.upper[place]),
        )


def aalen_johansen(counts: Iterable[CompetingCount] | Table, *, confidence: float = CONFIDENCE) -> IncidenceCurve:
    """Return the incidence of the event, from counts in any order or a table with the columns of `CompetingCount`.

    With S the share free of both before a day and e events among n at risk on it, F is the sum of S * e/n.
    Raises `ValueError` for a negative day or number, or one that is not whole.
    """
    days, events, others, censored = columns(counts, fields=CompetingCount._fields)
    followed = at_risk(events + others + censored)
    left = followed - events - others
    free = np.cumprod(np.concatenate([[1.0], left / followed]))[:-1]
    rises = free * events / followed
    share = np.minimum(np.cumsum(rises), 1.0)  # a sum of fractions that is one may come out a hair above it
    is_between = (np.cumsum(events) > 0) & ((left > 0) | (np.cumsum(others) > 0))
    errors = np.sqrt(_variance(rises, events, followed=followed, left=left))
    lower, upper = log_log(share, errors, where=is_between, confidence=confidence)
    return IncidenceCurve(
        days=days,
        at_risk=followed,
        events=events,
        others=others,
        censored=censored,
        share=share,
        other=np.cumsum(free * others / followed),
        lower=lower,
        upper=upper,
    )


def _variance(rises: Floats, events: Whole, *, followed: Whole, left: Whole) -> Floats:
    """Return the variance of the share F on each day t.

    With n at risk on day i, d events of either kind and e of ours, and f = S * e/n the rise of F on it,
    Var F(t) = Σ (F(t) - F(i))² d/(n(n - d)) + f² (n - e)/(n e) - 2 (F(t) - F(i)) f/n over the days i up to t.
    The squares are multiplied out, so that one pass serves every t; F is counted back from its end, where n is small
    and differences between large sums would leave nothing but rounding.
    """
    both = followed - left
    to_come = rises[::-1].cumsum()[::-1] - rises  # F(end) - F(i), so that F(t) - F(i) is to_come(i) - to_come(t)
    squared = np.divide(both, followed * left, out=np.zeros(len(both)), where=left > 0)
    own = np.divide(rises**2 * (followed - events), followed * events, out=np.zeros(len(both)), where=events > 0)
    shared = rises / followed
    once = np.cumsum(squared * to_come**2 + own - 2 * shared * to_come)
    twice = np.cumsum(shared - squared * to_come)
    variance: Floats = once + 2 * to_come * twice + to_come**2 * np.cumsum(squared)
    return np.maximum(variance, 0.0)
