"""Which periods may show their headline exactly, so that no two headlines differ by a small number.

A headline over the days from `since` to `until` is the difference of two running counts. Each exact or rounded headline
is therefore a bound on the difference of two edges, and everything that follows from all of them together is a shortest
way through those bounds (difference constraints; Bellman 1958, Floyd 1962): exact for whole numbers.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt
import polars as pl

from dashboard.disclosure.disclosed import CannotProtect, Rule
from dashboard.disclosure.rules import is_small, span_of_total
from dashboard.periods import Period

Counts = npt.NDArray[np.int64]
SHOWN = ("received", "taken_on", "with_partners")  # each a headline
MEASURES = (*SHOWN, "rest")

_ONE_DAY = timedelta(days=1)
_UNBOUNDED = 1 << 40  # above any count, and far from overflow when two are added


def exact_headlines(days: pl.DataFrame, periods: tuple[Period, ...], rule: Rule) -> frozenset[str]:
    """Return the keys of the periods of one force whose headline may be exact; the others' is rounded or hidden.

    Periods are taken in the order given. The first is the published headline: it needs only large parts of its own.
    Each further one must leave every small count between any two edges (of any period listed) as uncertain as it is
    while that period is rounded, or safe by the rule; and what follows from the exact ones alone must be safe. A period
    whose days may still change is never exact: its headline of one day less that of the day before is one day's cases.

    Parameters
    ----------
    days
        Grain: one row per day with referrals received, unfiltered by agency, risk and area. Columns received_on,
        received, taken_on, with_partners.
    periods
        Every period the role may ask for, of this force, the published one first.
    rule
        The rule of the role.

    Raises
    ------
    CannotProtect
        When the counts of a day contradict each other.
    """
    if rule.exact:
        return frozenset(period.key for period in periods)
    return _granted(days, periods, rule)


def _granted(days: pl.DataFrame, periods: tuple[Period, ...], rule: Rule) -> frozenset[str]:
    series = _Series.read(days, periods)
    from_all, from_exact = _Bounds(series, rule), _Bounds(series, rule)
    for period in periods:
        from_all.learn(period, exact=False)
    granted = []
    for place, period in enumerate(periods):
        counts = series.counts(period)
        if counts["received"] == 0 or not period.is_fixed:
            continue
        if is_safe(counts, rule) and not (from_exact.exposed_by(period) or (place and from_all.exposed_by(period))):
            from_exact.learn(period, exact=True)
            from_all.learn(period, exact=True)
            granted.append(period.key)
    return frozenset(granted)


def is_safe(counts: Mapping[str, int], rule: Rule) -> bool:
    """Return whether the counts of some days may be known exactly.

    Nothing received harms nobody. Otherwise no headline may be small, none taken on or none with partners among them:
    of those days' few cases it would say what was decided. That nobody is left over (undecided or not accepted) says
    of nobody what was decided, so there zero is harmless.
    """
    if counts["received"] == 0:
        return True
    return not any(is_small(counts[name], rule) for name in SHOWN) and not 0 < counts["rest"] < rule.hide_below


@dataclass(frozen=True, slots=True, kw_only=True)
class _Series:
    """Running counts at the edges of periods.

    Edges with nothing received between them are one: a reader may know as much (nothing came before the launch, or
    after the last day).
    """

    edge_of: Mapping[date, int]
    running: Mapping[str, Counts]

    @classmethod
    def read(cls, days: pl.DataFrame, periods: Iterable[Period]) -> "_Series":
        edges = sorted({edge for period in periods for edge in _edges(period)})
        ordered = days.sort("received_on")
        places = (
            ordered.get_column("received_on").search_sorted(pl.Series(edges, dtype=pl.Date), side="left").to_numpy()
        )
        sums = {
            name: np.concatenate([[0], np.cumsum(ordered.get_column(name).to_numpy().astype(np.int64))])[places]
            for name in SHOWN
        }
        sums["rest"] = sums["received"] - sums["taken_on"] - sums["with_partners"]
        if any((np.diff(running) < 0).any() for running in sums.values()):
            raise CannotProtect(
                "Between two days there are fewer referrals received than decided, or fewer than none.",
                unharmed="No headline was shown exactly.",
                remedy="Report this: the figure is at fault, not what you asked for.",
            )
        first_of_each, edge = np.unique(sums["received"], return_index=True, return_inverse=True)[1:]
        return cls(
            edge_of=dict(zip(edges, edge.tolist(), strict=True)),
            running={name: running[first_of_each] for name, running in sums.items()},
        )

    def counts(self, period: Period) -> dict[str, int]:
        """Return what a period comes to."""
        first, last = (self.edge_of[edge] for edge in _edges(period))
        return {name: int(running[last] - running[first]) for name, running in self.running.items()}


class _Bounds:
    """What a reader can tell of the counts between any two edges, from all headlines learnt so far."""

    def __init__(self, series: _Series, rule: Rule) -> None:
        self._series = series
        self._rule = rule
        size = len(series.running["received"])
        # No count is negative, so a later edge is never under an earlier one.
        unknown = np.where(np.tri(size, dtype=bool).T, _UNBOUNDED, 0)
        np.fill_diagonal(unknown, 0)
        self._most = {name: unknown.copy() for name in MEASURES}  # [from, to]: the most that `to` can exceed `from` by
        truth = {name: np.subtract.outer(run, run).T for name, run in series.running.items()}
        at_risk = dict.fromkeys(SHOWN, truth["received"] > 0) | {"rest": truth["rest"] > 0}
        self._small = {name: at_risk[name] & (truth[name] < rule.hide_below) for name in MEASURES}

    def learn(self, period: Period, *, exact: bool) -> None:
        """Take in a headline."""
        self._most = self._with(period, exact=exact)

    def exposed_by(self, period: Period) -> bool:
        """Return whether the exact headline would expose a small count, or expose one further."""
        tighter = self._with(period, exact=True)
        return any(self._exposes(tighter[name], name) for name in MEASURES)

    def _with(self, period: Period, *, exact: bool) -> dict[str, Counts]:
        counts = self._series.counts(period)
        first, last = (self._series.edge_of[edge] for edge in _edges(period))
        spans = {name: span_of_total(counts[name], self._rule, exact=exact) for name in SHOWN}
        parts = spans["taken_on"], spans["with_partners"]
        spans["rest"] = (
            max(0, spans["received"][0] - sum(high for _, high in parts)),
            spans["received"][1] - sum(low for low, _ in parts),
        )
        return {name: _tightened(self._most[name], first, last, span=spans[name]) for name in MEASURES}

    def _exposes(self, tighter: Counts, name: str) -> bool:
        """Return whether new bounds tell more of a small count that they leave unsafe (`rules.is_wide`)."""
        highest, width = tighter, tighter + tighter.T
        values, reach = min(3, self._rule.hide_below), min(3, self._rule.hide_below - 1)
        narrower = width < self._most[name] + self._most[name].T
        return bool((self._small[name] & narrower & ((width + 1 < values) | (highest < reach))).any())


def _tightened(most: Counts, first: int, last: int, *, span: tuple[int, int]) -> Counts:
    """Return the bounds with one more difference known, and all that follows from it."""
    low, high = span
    for start, end, bound in ((first, last, high), (last, first, -low)):
        through = most[:, start, None] + bound + most[None, end, :]
        most = np.minimum(most, through)
    return most


def _edges(period: Period) -> tuple[date, date]:
    """Return the day a period begins and the day after it ends."""
    return period.since, period.until + _ONE_DAY
