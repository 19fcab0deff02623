"""Referrals by month beside the same months a year before, the same days of each."""

from collections.abc import Sequence
from datetime import date, timedelta

import polars as pl

from dashboard.charts import captions, comparisons, events, marks, months
from dashboard.charts.cells import completed
from dashboard.charts.chart import Drawn, Table, Theme, View, type_of_figure
from dashboard.charts.house_style import PALETTES, Palette, Trace, figure
from dashboard.charts.months import MONTHS_A_YEAR, Month, Span
from dashboard.disclosure.disclosed import Disclosed
from dashboard.metrics.metric import Measured
from dashboard.wording import comparisons as words
from dashboard.wording import dates, numbers
from data_access.facts import month_number, month_start

KEY = "referrals_last_year"
MEASURE = "Referrals received each month, and a year before"
NEUTRAL_TITLE = "Referrals beside those of a year before"
HEIGHT = 290


def gather(referrals: pl.DataFrame, view: View) -> Measured:
    """Return referrals by month of this year and the year before."""
    this, (since, until) = _spans(view)
    before = max(since, months.launch(view) or since), until
    spans = (this, before) if before[0] <= until else (this,)
    inside = pl.any_horizontal(*(pl.col("received_on").is_between(*span) for span in spans))
    measured = months.gather(referrals.filter(inside), this)
    return completed(measured, (number for span in spans for number in months.numbers_between(span)))


def paint(disclosed: Disclosed, view: View, theme: Theme) -> Drawn:
    """Return the two lines with everything said about them."""
    this, before = _spans(view)
    started = months.launch(view)
    now, then = (months.series(disclosed, span, started=started) for span in (this, before))
    changed = comparisons.change_between(view, before[0], this[1])
    table = _table(now, then, is_comparable=not changed)
    too_young = started is not None and started > before[1]
    if too_young or captions.has_nothing_to_draw(disclosed):
        return captions.untold(
            key=KEY,
            measure=MEASURE,
            disclosed=disclosed,
            view=view,
            table=table,
            period=dates.period(*this),
            why=f"There is no year before to compare with: the unit began on {dates.day(started)}."
            if too_young and started
            else "",
        )
    largest = max((*now, *then), key=lambda month: month.value or 0)
    return captions.told(
        key=KEY,
        measure=MEASURE,
        title=words.NOT_COMPARABLE_TITLE if changed else _title(now, then, exact=disclosed.rule.exact),
        disclosed=disclosed,
        view=view,
        figure=_figure(now, then, view, theme, is_comparable=not changed),
        table=table,
        kind="Line chart",
        largest=f"{largest.words}, {numbers.count(largest.value)}",
        period=f"{dates.period(*this)} and {dates.period(*before)}",
        notes=(
            *((f"{words.NOT_COMPARABLE_TITLE}: {changed}.",) if changed else ()),
            *((months.PART_MONTHS,) if any(month.part for month in now) else ()),
            *events.notes(view, months.numbers_between(this)),
        ),
        choices=months.month_choices(month for month in (*now, *then) if month.value is not None),
    )


def _spans(view: View) -> tuple[Span, Span]:
    """Return this year's days and the same days a year before; at most twelve months, none in both."""
    since, until = months.covered(view)
    if month_number(until) - month_number(since) >= MONTHS_A_YEAR - (since.day == 1):
        since = month_start(month_number(until) - MONTHS_A_YEAR + 1)
    return (since, until), (_year_before(since), _year_before(until))


def _year_before(day: date) -> date:
    """Return the same day of the year before; the last of February stays the last."""
    if (day + timedelta(days=1)).day == 1:
        return month_start(month_number(day) - MONTHS_A_YEAR + 1) - timedelta(days=1)
    return day.replace(year=day.year - 1)


def _title(now: Sequence[Month], then: Sequence[Month], *, exact: bool) -> str:
    """Compare the sums of the months shown; say nothing where one of them is missing."""
    values = [month.value for month in (*now, *then)]
    if not exact or any(value is None for value in values):
        return NEUTRAL_TITLE  # a sum of rounded months would differ from the rounded sum that a card shows
    this, before = (sum(month.value or 0 for month in series) for series in (now, then))
    if this == before:
        return "As many referrals as a year before" if exact else "About as many referrals as a year before"
    percentage = numbers.percent_change(this, before)
    more = f"{numbers.about(abs(this - before), exact=exact)} {'more' if this > before else 'fewer'} referrals"
    return f"{more[0].upper()}{more[1:]} than a year before{f' ({percentage})' if percentage else ''}"


def _figure(
    now: Sequence[Month], then: Sequence[Month], view: View, theme: Theme, *, is_comparable: bool
) -> type_of_figure:
    palette = PALETTES[theme]
    year_before = _line(then, colour=palette.context, dash="dot")
    traces = [
        year_before if is_comparable else marks.faint(year_before),
        _line(now, colour=palette.main, dash="solid"),
        *(_hidden(series, palette) for series in (now, then) if any(month.hidden for month in series)),
    ]
    beside = words.A_YEAR_BEFORE_KEY if is_comparable else words.NOT_COMPARABLE_KEY
    key = f'<b><span style="color:{palette.main}">This year</span></b>   <span>{beside}</span>'
    layout = {
        "xaxis": months.month_axis(now),
        "yaxis": marks.count_axis(max(month.value or 0 for month in (*now, *then))),
        "annotations": [marks.words_at(key, palette=palette, **marks.TOP_LEFT)],
        "margin": {"l": 0, "r": 8, "t": 34, "b": 4},
    }
    axis = range(now[0].number, now[-1].number + 1)
    return figure(traces, events.over(layout, view, axis, palette), height=HEIGHT, theme=theme)


def _line(series: Sequence[Month], *, colour: str, dash: str) -> Trace:
    line = marks.points(
        [month.value for month in series],
        codes=[month.code for month in series],
        hover=[f"{month.words}: {numbers.count(month.value)}" for month in series],
        colour=colour,
    )
    line["line"]["dash"] = dash
    return line


def _hidden(series: Sequence[Month], palette: Palette) -> Trace:
    places = [place for place, month in enumerate(series) if month.hidden]
    return marks.hidden_at(places, palette)


def _table(now: Sequence[Month], then: Sequence[Month], *, is_comparable: bool) -> Table:
    rows = tuple(
        (month.words, months.count_or_gap(month), months.count_or_gap(before))
        for month, before in zip(now, then, strict=True)
    )
    beside = words.A_YEAR_BEFORE if is_comparable else words.NOT_COMPARABLE_HEADING
    codes = tuple(month.code for month in now)
    return Table(headings=("Month", "Referrals", beside), rows=rows, numeric=(False, True, True), codes=codes)
