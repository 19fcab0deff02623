"""Assessed within the target by quarter: of those received in it, or, with a warning, of those assessed in it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

import polars as pl

from dashboard.charts import aims, captions, cohort_bars, events, months
from dashboard.charts.cells import completed
from dashboard.charts.chart import Chart, Drawn, Table, Theme, View
from dashboard.charts.cohort_bars import EARLY, PART_EARLY
from dashboard.charts.stretches import Stretch, days_of, firsts_in, period_choices, stretch_of, stretches_in
from dashboard.disclosure.disclosed import Disclosed
from dashboard.metrics.measure import measure
from dashboard.metrics.metric import Measured, Metric
from dashboard.metrics.timeliness import WITHIN_OF_ASSESSED, WITHIN_OWN_TARGET
from dashboard.metrics.waits import of_assessed
from dashboard.wording import assessed, numbers
from data_access.facts import month_number, month_start

A_YEAR_BACK = 366  # days: who waited longer before an assessment in the period is not counted in it
INSTEAD = (
    "Not shown by date assessed, to protect people: with the figures by date referred it would tell who was assessed "
    "late. Choose “By date referred”."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cohorts:
    """Shares by quarter of a date.

    Attributes
    ----------
    key, measured_as
        Key of the chart; what is shown.
    heading, base
        Over the first column, and over the number that the share is of.
    metric
        The share.
    seen
        From referrals and view to the rows counted, with the columns of the metric and the month of the date.
    month
        The column of that month.
    matures
        Whether the date is that of receipt: then a quarter can be too recent to be judged, and opens as a period.
    warning
        What must be said of it.
    """

    key: str
    measured_as: str
    heading: str
    base: str
    metric: Metric
    seen: Callable[[pl.DataFrame, View], pl.DataFrame]
    month: str
    matures: bool
    warning: tuple[str, ...] = ()

    def gather(self, referrals: pl.DataFrame, view: View) -> Measured:
        """Return the share by the first month of each stretch."""
        firsts = firsts_in(view)
        measured = completed(measure(self.metric, self.seen(referrals, view), by=(self.month,)), firsts)
        stretches = [stretch_of(month, firsts) for month in measured.cells.get_column(self.month)]
        quarters = measured.cells.with_columns(pl.Series("quarter", stretches, pl.Int16))
        cells = quarters.group_by("quarter", maintain_order=True).agg(pl.col("counted", "base").sum())
        return replace(measured, by=("quarter",), cells=cells)

    def paint(self, disclosed: Disclosed, view: View, theme: Theme) -> Drawn:
        """Return the bars with everything said about them."""
        stretches = stretches_in(disclosed, view)
        young = [self._youth(stretch, view) for stretch in stretches]
        codes = [days_of(stretch.months, view) if self.matures else "" for stretch in stretches]
        table = self._table(stretches, young, disclosed, codes)
        notes = (*self.warning, *(aims.notes(view, exact=False) if self.matures else ()))
        if captions.has_nothing_to_draw(disclosed):
            untold = captions.untold(
                key=self.key,
                measure=self.measured_as,
                disclosed=disclosed,
                view=view,
                table=table,
                happened=self._happened(disclosed, young),
            )
            return replace(untold, notes=(*notes, *untold.notes))
        largest = max(stretches, key=lambda stretch: stretch.decided or 0)
        return captions.told(
            key=self.key,
            measure=self.measured_as,
            title=self._title(disclosed),
            disclosed=disclosed,
            view=view,
            figure=cohort_bars.figure_of(stretches, young, view, theme, codes=codes),
            table=table,
            kind="Bar chart",
            largest=f"{largest.words}, {numbers.share(largest.taken_on, largest.decided)}",
            notes=(*notes, *events.notes(view, cohort_bars.axis(view))),
            choices=period_choices(((each.words, each.months) for each in stretches), view) if self.matures else (),
        )

    def _happened(self, disclosed: Disclosed, young: Sequence[str]) -> str:
        return "received long enough ago" if self.matures and any(young) and not disclosed.hidden_cells else "assessed"

    def _youth(self, stretch: Stretch, view: View) -> str:
        """Return how far a stretch is too recent; the calendar says so, never how many there are."""
        judged = aims.judged_to(view)
        ends = min(months.covered(view)[1], month_start(stretch.months[-1] + 1) - timedelta(days=1))
        if not self.matures or ends <= judged:
            return ""
        begins = max(months.covered(view)[0], month_start(stretch.months[0]))
        return EARLY if begins > judged else PART_EARLY

    def _title(self, disclosed: Disclosed) -> str:
        share = numbers.whole_percent(disclosed.total.counted, disclosed.total.base)
        if not share:
            return self.measured_as
        return f"{share} {'of those assessed were' if self.warning else 'assessed'} within the target"

    def _table(
        self, stretches: Sequence[Stretch], young: Sequence[str], disclosed: Disclosed, codes: Sequence[str]
    ) -> Table:
        total = Stretch(words="All", taken_on=disclosed.total.counted, decided=disclosed.total.base)
        rows = tuple(
            (
                stretch.words,
                numbers.count(stretch.decided),
                numbers.count(stretch.taken_on),
                EARLY if youth == EARLY else numbers.share_in_cell(stretch.taken_on, stretch.decided),
                *((youth if youth == PART_EARLY else "",) if self.matures else ()),
            )
            for stretch, youth in zip((*stretches, total), (*young, ""), strict=True)
        )
        headings = (self.heading, self.base, "Within the target", "Share", *(("Reading",) if self.matures else ()))
        numeric = (False, True, True, True, False)[: len(headings)]
        return Table(headings=headings, rows=rows, numeric=numeric, codes=(*codes, ""))


def _assessed(referrals: pl.DataFrame, view: View) -> pl.DataFrame:
    first = month_number(months.covered(view)[0])
    assessed = of_assessed(
        referrals,
        since=view.filters.since,
        until=view.filters.until,
        target_of=aims.aimed(view),
    )
    return assessed.filter(pl.col("assessed_in") >= first)


_REFERRED = Cohorts(
    key="within_target_by_quarter",
    measured_as="Assessed within the target, by date referred",
    heading="Received",
    base="Had the days",
    metric=WITHIN_OWN_TARGET,
    seen=aims.standing,
    month="month",
    matures=True,
)
_FINISHED = Cohorts(
    key="within_target_by_quarter_assessed",
    measured_as="Assessed within the target, of those assessed, by date assessed",
    heading="Assessed",
    base="Were assessed",
    metric=WITHIN_OF_ASSESSED,
    seen=_assessed,
    month="assessed_in",
    matures=False,
    warning=assessed.NOTES,
)
WITHIN_TARGET_BY_QUARTER = Chart(
    key=_REFERRED.key,
    question="Are people assessed sooner or later than before?",
    metric=WITHIN_OWN_TARGET,
    by=("quarter",),
    dimension="period",
    gather=_REFERRED.gather,
    paint=_REFERRED.paint,
    only_whole=True,
)
WITHIN_TARGET_BY_QUARTER_ASSESSED = Chart(
    key=_FINISHED.key,
    question="How quick were the assessments that took place?",
    metric=WITHIN_OF_ASSESSED,
    by=("quarter",),
    dimension="",
    gather=_FINISHED.gather,
    paint=_FINISHED.paint,
    reaches_back=A_YEAR_BACK,
    only_exact=INSTEAD,
)
