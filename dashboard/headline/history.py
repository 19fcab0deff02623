"""The months behind a headline figure, from launch to the end of its period, under the reader's rule."""

from dataclasses import replace
from datetime import date, timedelta

import polars as pl

from dashboard.charts import months
from dashboard.charts.chart import View
from dashboard.charts.months import Month
from dashboard.disclosure.disclose import disclose
from dashboard.disclosure.disclosed import Rule
from dashboard.metrics import Measured, Metric, Unit, measure
from data_access.facts import month_start


def monthly(metric: Metric, referrals: pl.DataFrame, view: View, rule: Rule) -> tuple[Month, ...]:
    """Return a metric by month received; a share as a whole percentage, missing where the month has no base."""
    span = months.covered(view)
    numbers_there = list(months.numbers_between(span))
    disclosed = disclose(
        measure(metric, referrals, by=("month",)), rule, exact_total=False, groups=(tuple(numbers_there),)
    )
    shown = months.series(disclosed, span, started=months.launch(view))
    if metric.unit is Unit.COUNT:
        return shown
    bases = dict(disclosed.cells.select("month", "base").iter_rows())
    return tuple(_as_percentage(month, bases.get(month.number)) for month in shown)


def _as_percentage(month: Month, base: int | None) -> Month:
    """Return a month's count as a whole percentage of its base; a month without a base is no month to judge."""
    if base == 0:
        return replace(month, value=None, part=True)
    if month.value is None or base is None:
        return month
    return replace(month, value=round(100 * month.value / base))


def open_at_month_ends(metric: Metric, referrals: pl.DataFrame, view: View, rule: Rule) -> tuple[Month, ...]:
    """Return how many of some referrals were open at the end of each month: all received less all closed by then."""
    span = months.covered(view)
    wanted = list(months.numbers_between(span))
    ends = [month_start(number + 1) - timedelta(days=1) for number in wanted]
    came, went = _running(referrals, "received_on", wanted), _running(referrals, "closed_on", wanted)
    shown = [alone(metric, came_by - went_by, rule) for came_by, went_by in zip(came, went, strict=True)]
    return tuple(
        Month(number=number, value=value, hidden=value is None, part=end > span[1])
        for number, value, end in zip(wanted, shown, ends, strict=True)
    )


def open_on(referrals: pl.DataFrame, day: date) -> int:
    """Return how many of some referrals had come in by the end of a day and were not closed by then."""
    still_open = (pl.col("received_on") <= day) & (pl.col("closed_on").is_null() | (pl.col("closed_on") > day))
    return int(referrals.select(still_open.sum()).item())


def alone(metric: Metric, count: int, rule: Rule) -> int | None:
    """Return one count under a rule, as a figure that stands alone."""
    cells = pl.DataFrame({"counted": [count], "base": [count]})
    measured = Measured(metric=metric, by=(), cells=cells, total=(count, count))
    return disclose(measured, rule, exact_total=False).total.counted


def _running(referrals: pl.DataFrame, column: str, wanted: list[int]) -> list[int]:
    """Return how many days of a column fall up to the end of each month."""
    days = referrals.get_column(column).drop_nulls()
    numbered = (days.dt.year().cast(pl.Int32) - 1970) * 12 + days.dt.month().cast(pl.Int32) - 1
    ordered = numbered.sort()
    return [int(place) for place in ordered.search_sorted(pl.Series(wanted, dtype=pl.Int32), side="right")]
