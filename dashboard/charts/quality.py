"""What is wrong with the records, drawn: over the days that were counted, by month of receipt, and by field."""

from collections.abc import Sequence
from datetime import date

from dashboard.charts import marks, months
from dashboard.charts.bars import bar_axes, bars, bars_height, wrapped
from dashboard.charts.chart import Theme, type_of_figure
from dashboard.charts.house_style import PALETTES, Layout, figure
from dashboard.charts.months import Month
from dashboard.wording import dates, numbers
from data_access.facts import month_number

HEIGHT = 220
_TOUCH = 8  # pixels across, of a point on a line
_PERCENT = 100
_FEW = 5  # up to here Plotly would set ticks between whole numbers


def by_day(course: Sequence[tuple[date, int]], *, theme: Theme) -> type_of_figure:
    """Return the numbers of the days that were counted as steps: each holds until the next."""
    palette = PALETTES[theme]
    days, counts = [day for day, _ in course], [counted for _, counted in course]
    trace = {
        "type": "scatter",
        "mode": "lines+markers",
        "x": [day.isoformat() for day in days],
        "y": counts,
        "line": {"color": palette.main, "width": 2, "shape": "hv"},
        "marker": {"color": palette.main, "size": _TOUCH},
        "hovertext": [f"{dates.day(day)}: {numbers.count(counted)}" for day, counted in course],
        "hoverinfo": "text",
        "cliponaxis": False,
    }
    ends = {
        "tickvals": [days[0].isoformat(), days[-1].isoformat()],
        "ticktext": [dates.day(days[0]), dates.day(days[-1])],
    }
    layout = {
        "xaxis": {**ends, "type": "date", "showline": True},
        "yaxis": _whole(max(counts)),
        "margin": {"l": 0, "r": 40, "t": 12, "b": 4},
    }
    return figure([trace], layout, height=HEIGHT, theme=theme)


def by_month(counts: Sequence[tuple[date, int]], *, theme: Theme) -> type_of_figure:
    """Return columns by month of receipt: which months hold the records to mend."""
    palette = PALETTES[theme]
    series = [Month(number=month_number(start), value=counted, hidden=False, part=False) for start, counted in counts]
    trace = marks.columns(
        range(len(series)),
        [month.value or 0 for month in series],
        codes=[month.code for month in series],
        hover=[f"{dates.month(month.start)}: {numbers.count(month.value)}" for month in series],
        colour=palette.main,
    )
    layout = {
        "xaxis": months.month_axis(series),
        "yaxis": _whole(max((counted for _, counted in counts), default=0)),
        "margin": {"l": 0, "r": 4, "t": 12, "b": 4},
    }
    return figure([trace], layout, height=HEIGHT, theme=theme)


def missing(fields: Sequence[tuple[str, int, int]], *, theme: Theme) -> type_of_figure:
    """Return a bar for each field, by its words, what is missing and of how many: the share that is not recorded."""
    palette = PALETTES[theme]
    labels = [wrapped(words) for words, _, _ in fields]
    shares = [_PERCENT * absent / due if due else 0.0 for _, absent, due in fields]
    texts = [numbers.share_in_cell(absent, due) for _, absent, due in fields]
    trace = bars(
        shares,
        texts,
        codes=["" for _ in fields],
        hover=[f"{words}: {numbers.share(absent, due)} not recorded" for words, absent, due in fields],
        colours=[palette.main] * len(fields),
        palette=palette,
    )
    axes = bar_axes(labels, palette, longest=max(shares, default=0))
    return figure([trace], axes, height=bars_height(labels), theme=theme)


def _whole(largest: int) -> Layout:
    """Return an axis of counts that never names the same one twice."""
    steps = {"tick0": 0, "dtick": 1} if largest <= _FEW else {}
    return {**marks.count_axis(largest, labelled=True), **steps}
