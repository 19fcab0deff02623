"""Referrals since launch, added up month by month from the months that may be shown."""

from collections.abc import Sequence
from itertools import accumulate

import polars as pl

from dashboard.charts import captions, events, marks, months
from dashboard.charts.chart import Drawn, Table, Theme, View, type_of_figure
from dashboard.charts.house_style import PALETTES, figure
from dashboard.charts.months import Month, Span
from dashboard.disclosure.disclosed import Disclosed
from dashboard.metrics.metric import Measured
from dashboard.wording import dates, numbers

KEY = "referrals_cumulative"
MEASURE = "Running total of referrals received"
HEIGHT = 260
# The total adds months as shown: adding the true ones and rounding the sums would give hidden months away.
NOT_ADDED_UP = "Not drawn: some months are hidden to protect people, so there is no running total that may be shown."
ADDS_ROUNDED = "The running total adds rounded months, so it can differ from the total of the period."


def gather(referrals: pl.DataFrame, view: View) -> Measured:
    """Return referrals by month from launch to the end of the period."""
    return months.gather(referrals, _span(view))


def paint(disclosed: Disclosed, view: View, theme: Theme) -> Drawn:
    """Return the line of the running total with everything said about it."""
    span = _span(view)
    series = months.series(disclosed, span)
    period = dates.period(*span)
    nothing = captions.has_nothing_to_draw(disclosed)
    if nothing or any(month.hidden for month in series):
        return captions.untold(
            key=KEY,
            measure=MEASURE,
            disclosed=disclosed,
            view=view,
            table=_table(series, None),
            period=period,
            why="" if nothing else NOT_ADDED_UP,
        )
    totals = list(accumulate(month.value or 0 for month in series))
    exact = disclosed.rule.exact
    reached = numbers.about(disclosed.total.counted, exact=exact)
    return captions.told(
        key=KEY,
        measure=MEASURE,
        title=f"{reached[0].upper()}{reached[1:]} referrals since {dates.month(series[0].start)}",
        disclosed=disclosed,
        view=view,
        figure=_figure(series, totals, view, theme),
        table=_table(series, totals),
        kind="Line chart",
        largest=f"{series[-1].words}, {numbers.count(totals[-1])}",
        period=period,
        notes=(*(() if exact else (ADDS_ROUNDED,)), *events.notes(view, months.numbers_between(span))),
    )


def _span(view: View) -> Span:
    _, until = months.covered(view)
    return min(months.launch(view) or view.filters.since, until), until


def _figure(series: Sequence[Month], totals: Sequence[int], view: View, theme: Theme) -> type_of_figure:
    palette = PALETTES[theme]
    hover = [f"{month.words}: {numbers.count(total)}" for month, total in zip(series, totals, strict=True)]
    line = marks.points(totals, codes=[month.code for month in series], hover=hover, colour=palette.main)
    line["mode"] = "lines"
    layout = {
        "xaxis": months.month_axis(series),
        "yaxis": marks.count_axis(max(totals)),
        "margin": {"l": 0, "r": 8, "t": 8, "b": 4},
    }
    axis = range(series[0].number, series[-1].number + 1)
    return figure([line], events.over(layout, view, axis, palette), height=HEIGHT, theme=theme)


def _table(series: Sequence[Month], totals: Sequence[int] | None) -> Table:
    running: Sequence[int | None] = totals or [None] * len(series)
    rows = tuple(
        (month.words, numbers.count(month.value), numbers.count(total))
        for month, total in zip(series, running, strict=True)
    )
    return Table(headings=("Month", "Referrals", "Running total"), rows=rows, numeric=(False, True, True))
