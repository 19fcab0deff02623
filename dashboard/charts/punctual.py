"""Assessed within the target by agency and by level of risk; and within 7, 14 and 28 days, for every reader."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial

import polars as pl

from dashboard.charts import aims
from dashboard.charts.chart import Chart, Composite, Drawn, Theme, View
from dashboard.charts.dimensions import AGENCY, RISK, Names
from dashboard.charts.divisions import Bars
from dashboard.charts.parts import Bar, Part, Parts
from dashboard.charts.shares import Shares, spread
from dashboard.disclosure.disclosed import Disclosed, Figure
from dashboard.metrics.measure import measure_all
from dashboard.metrics.metric import Measured
from dashboard.metrics.timeliness import WITHIN_OWN_TARGET, assessed_in
from dashboard.wording import numbers
from data_access.facet_conditions import BANDS

STEPS = (7, 14, 28)
NESTED = "Who was assessed within 7 days is within 14 and 28 days too."
NOT_JUDGED = "Received fewer than 28 days before the data end: too early to say, and in no share."


def _by(what: str) -> str:
    return f"Assessed within the target, by {what}"


def _finding(what: str, bars: Bars, _names: Names, total: Figure) -> str:
    """Return how far the groups lie apart; not which is first or last, for this is no league table."""
    found = spread(bars)
    if found:
        return f"From {found[0]} to {found[1]} within the target, by {what}"
    share = numbers.whole_percent(total.counted, total.base)
    return f"{share} assessed within the target" if share else _by(what)


_AGENCIES = Shares(
    key="within_target_by_agency",
    question="Does it depend on who refers?",
    measured_as=_by(AGENCY.words),
    dimension=AGENCY,
    metric=WITHIN_OWN_TARGET,
    counts=("Had the days", "Within the target"),
    finding=partial(_finding, AGENCY.words),
    keeps_noughts=False,
    happened="long enough ago",
    only_whole=True,
)
_RISKS = Shares(
    key="within_target_by_risk",
    question="Does it depend on the risk?",
    measured_as=_by(RISK.words),
    dimension=RISK,
    metric=WITHIN_OWN_TARGET,
    counts=("Had the days", "Within the target"),
    finding=partial(_finding, RISK.words),
    keeps_noughts=False,
    happened="long enough ago",
    only_whole=True,
)


def _judging(shares: Shares) -> Chart:
    """Return a chart of shares whose referrals are first held to their targets."""

    def gather(referrals: pl.DataFrame, view: View) -> Measured:
        return shares.gather(aims.standing(referrals, view), view)

    def paint(disclosed: Disclosed, view: View, theme: Theme) -> Drawn:
        drawn = shares.paint(disclosed, view, theme)
        return replace(drawn, notes=(*drawn.notes, *aims.notes(view, exact=False)))

    return replace(shares.chart(), gather=gather, paint=paint)


def _soon(drawn: Sequence[Bar]) -> str:
    last = drawn[-1]
    share = numbers.whole_percent(last.counted, last.base)
    return f"{share} assessed within {numbers.days(STEPS[-1])}" if share else _IN_STEPS


def _step(days: int) -> Part:
    """Return the bar of those assessed within so many days; it opens the bands of days up to there."""
    opens = tuple(("wait", code) for code, first in BANDS.items() if first < days)
    label, metric = f"Within {numbers.days(days)}", assessed_in(days, most=STEPS[-1])
    return Part(metric=metric, label=label, code=f"within-{days}", opens=opens)


_IN_STEPS = "Assessed within 7, 14 and 28 days"
_STEPS = Parts(
    key="assessed_in_steps",
    question="How soon are people assessed?",
    measured_as=_IN_STEPS,
    heading="Assessed",
    metric=assessed_in(STEPS[-1], most=STEPS[-1]),
    parts=tuple(map(_step, STEPS)),
    finding=_soon,
    dimension="wait",
    by_size=False,
    notes=(NESTED, NOT_JUDGED),
    happened="long enough ago",
)


def _in_steps(referrals: pl.DataFrame, view: View) -> tuple[Measured, ...]:
    had_the_days = pl.col("received_on") <= view.data_to - timedelta(days=STEPS[-1])
    followed = aims.ending(referrals, view).with_columns(had_the_days.alias("is_followed"))
    return measure_all(tuple(part.metric for part in _STEPS.parts), followed)


WITHIN_TARGET_BY_AGENCY = _judging(_AGENCIES)
WITHIN_TARGET_BY_RISK = _judging(_RISKS)
ASSESSED_IN_STEPS: Composite = replace(_STEPS.chart(), gather=_in_steps)
