"""Referrals by month as columns or a line, with the mean, the usual range and the months that stand out."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

import polars as pl

from dashboard.charts import breaks, captions, events, findings, marks, months
from dashboard.charts.chart import Drawn, Table, Theme, View, type_of_figure
from dashboard.charts.house_style import PALETTES, Layout, Palette, Trace, figure
from dashboard.charts.months import Month
from dashboard.charts.process import Process, Run, process_of
from dashboard.disclosure.disclosed import Disclosed
from dashboard.metrics.metric import Measured
from dashboard.wording import dates, numbers
from data_access.facts import month_number, month_start

KEY = "referrals_by_month"
MEASURE = "Referrals received each month"
HEIGHT = 300
MOST_COLUMNS = 24  # more would be thinner than an eye can follow on a phone: a line then
# How many columns bear a number each on a phone, by the digits of the largest; past that an axis has the numbers.
MOST_LABELS = {1: 16, 2: 13, 3: 8}


def gather(referrals: pl.DataFrame, view: View) -> Measured:
    """Return referrals by month, a nought for each month that has none, and the months before that say what is usual.

    Of the month in which the period begins only the days of the period count.
    """
    before, now = _spans(view)
    inside = pl.any_horizontal(*(pl.col("received_on").is_between(*span) for span in (*before, now)))
    first = (*before, now)[0][0]
    return months.gather(referrals.filter(inside), (first, now[1]))


def paint(disclosed: Disclosed, view: View, theme: Theme) -> Drawn:
    """Return the months with everything said about them."""
    before, now = _spans(view)
    series = months.series(disclosed, now)
    earlier = tuple(month for span in before for month in months.series(disclosed, span))
    process = process_of((*earlier, *series), months.with_history(view), trial_limits=disclosed.rule.exact)
    shown, process = disclosed.only(pl.col("month") >= series[0].number), process.tail(len(series))
    table = _table(process)
    if captions.has_nothing_to_draw(shown):
        return captions.untold(key=KEY, measure=MEASURE, disclosed=shown, view=view, table=table)
    largest = max(series, key=lambda month: month.value or 0)
    return captions.told(
        key=KEY,
        measure=MEASURE,
        title=findings.finding(process),
        disclosed=shown,
        view=view,
        figure=_figure(process, view, theme),
        table=table,
        kind="Column chart" if len(series) <= MOST_COLUMNS else "Line chart",
        largest=f"{dates.month(largest.start)}, {numbers.count(largest.value)}",
        notes=(
            *findings.notes(process, exact=disclosed.rule.exact, hollow=len(series) <= MOST_COLUMNS),
            *events.notes(view, months.numbers_between(now)),
        ),
        choices=months.month_choices(series),
    )


def _spans(view: View) -> tuple[tuple[months.Span, ...], months.Span]:
    """Return the days of the months before the period that say what is usual, if there are any, and its own days."""
    now = months.covered(view)
    first, last = months.covered(months.with_history(view))[0], month_start(month_number(now[0])) - timedelta(days=1)
    return (((first, last),) if first <= last else ()), now


def _figure(process: Process, view: View, theme: Theme) -> type_of_figure:
    palette, series = PALETTES[theme], process.months
    largest = max(month.value or 0 for month in series)
    upper = max((run.upper or 0 for run in process.runs), default=0)
    labelled = len(series) <= MOST_LABELS.get(len(str(largest)), 0)
    traces = [
        *_values(series, palette),
        *_levels(process, palette),
        *_signals(process, palette, labelled=labelled),
        *_words(process, palette, labelled=labelled),
    ]
    layout = {
        "xaxis": months.month_axis(series),
        "yaxis": marks.count_axis(max(largest, upper), labelled=not labelled),
        "annotations": [*_key(process.latest, palette), *breaks.letters(process.breaks, len(series), palette)],
        "shapes": breaks.lines(process.breaks, palette),
        "barmode": "overlay",
        "margin": {"l": 0, "r": 4, "t": 34, "b": 4},
    }
    axis = range(series[0].number, series[-1].number + 1)
    return figure(traces, events.over(layout, view, axis, palette), height=HEIGHT, theme=theme)


def _values(series: Sequence[Month], palette: Palette) -> list[Trace]:
    """Return the values themselves: complete months solid, part months as outlines."""
    if len(series) > MOST_COLUMNS:
        return [_line(series, palette)]
    whole = [place for place, month in enumerate(series) if month.value is not None and not month.part]
    part = [place for place, month in enumerate(series) if month.value is not None and month.part]
    solid, outlined = (_columns(series, places, palette) for places in (whole, part))
    return [*([solid] if whole else []), *([marks.hollow(outlined)] if part else [])]


def _columns(series: Sequence[Month], places: Sequence[int], palette: Palette) -> Trace:
    return marks.columns(
        places,
        [series[place].value or 0 for place in places],
        codes=[series[place].code for place in places],
        hover=[_in_full(series[place]) for place in places],
        colour=palette.main,
    )


def _line(series: Sequence[Month], palette: Palette) -> Trace:
    trace = marks.points(
        [month.value for month in series],
        codes=[month.code for month in series],
        hover=[_in_full(month) for month in series],
        colour=palette.main,
    )
    # Thin: a hundred months share the width of a phone.
    trace["line"]["width"] = 1.5
    trace["marker"] |= {"size": 4}
    return trace


def _levels(process: Process, palette: Palette) -> list[Trace]:
    """Return means and limits, each from the first month of its run to the last; trial limits are dotted."""
    means = _lines((run, run.mean) for run in process.runs)
    limits = [
        _lines((run, limit) for run in process.runs if run.is_trial is trial for limit in (run.lower, run.upper))
        for trial in (False, True)
    ]
    styles = ((means, palette.ink, "solid"), (limits[0], palette.quiet, "dash"), (limits[1], palette.quiet, "dot"))
    return [marks.levels(lines, colour=colour, dash=dash) for lines, colour, dash in styles if lines]


def _lines(levels: Iterable[tuple[Run, float | None]]) -> list[tuple[float, float, float]]:
    return [(run.first - 0.5, run.last + 0.5, level) for run, level in levels if level is not None]


def _signals(process: Process, palette: Palette, *, labelled: bool) -> list[Trace]:
    """Return the months that stand out: a triangle up or down, whatever the colour."""
    found = {place: sign for run in process.runs for place, sign in run.signals.items()}
    traces = []
    for symbol, rising in (("triangle-up", True), ("triangle-down", False)):
        places = [place for place, sign in found.items() if findings.is_high(sign) is rising]
        values = [process.months[place].value or 0 for place in places]
        texts = [numbers.count(value) if labelled else "" for value in values]
        traces += [marks.signals(places, values, texts, symbol=symbol, palette=palette)] if places else []
    return traces


def _words(process: Process, palette: Palette, *, labelled: bool) -> list[Trace]:
    """Return the number over each column that has no triangle, and "[c]" where one is hidden."""
    signalled = {place for run in process.runs for place in run.signals}
    plain = [
        (place, month.value)
        for place, month in enumerate(process.months)
        if labelled and month.value is not None and place not in signalled
    ]
    hidden = [place for place, month in enumerate(process.months) if month.hidden]
    places, values = [place for place, _ in plain], [value for _, value in plain]
    words = [marks.texts_at(places, values, [numbers.count(value) for value in values], palette)] if plain else []
    return [*words, *([marks.hidden_at(hidden, palette)] if hidden else [])]


def _key(run: Run, palette: Palette) -> list[Layout]:
    """Return what the level lines are, in words over the plot: beside them there is no room on a phone."""
    words = findings.levels_in_words(run)
    return [marks.words_at(words, palette=palette, **marks.TOP_LEFT)] if words else []


def _in_full(month: Month) -> str:
    return f"{month.words}: {numbers.count(month.value)}"


def _table(process: Process) -> Table:
    rows = []
    for place, month in enumerate(process.months):
        levels = findings.levels_in_cells(process.run_at(place))
        rows.append((month.words, numbers.count(month.value), *levels, findings.reading(process, place)))
    headings = ("Month", "Referrals", "Mean", "Lower limit", "Upper limit", "Reading")
    return Table(
        headings=headings,
        rows=tuple(rows),
        numeric=(False, True, True, True, True, False),
        codes=tuple(month.code for month in process.months),
    )
