"""Week by week: what came in above what was closed, and how many cases that left open."""

from collections.abc import Sequence

from dashboard.charts import marks
from dashboard.charts.chart import Theme, type_of_figure
from dashboard.charts.house_style import PALETTES, Layout, figure
from dashboard.metrics.weekly import Week
from dashboard.wording import dates, numbers
from dashboard.wording import team as words

FLOW_HEIGHT, BACKLOG_HEIGHT = 240, 180
_EVERY = 4  # weeks between two that are named
_MARGIN = {"l": 0, "r": 40, "t": 24, "b": 4}


def in_and_out(weeks: Sequence[Week], *, theme: Theme) -> type_of_figure:
    """Return columns: received upwards, closed downwards; the week that is not over as outlines."""
    palette = PALETTES[theme]
    hover = [words.week_told(week) for week in weeks]
    traces = []
    for is_over in (True, False):
        places = [place for place, week in enumerate(weeks) if week.is_over is is_over]
        for heights, colour in (
            ([weeks[place].received for place in places], palette.main),
            ([-weeks[place].closed for place in places], palette.context),
        ):
            said = [hover[place] for place in places]
            trace = marks.columns(places, heights, codes=["" for _ in places], hover=said, colour=colour)
            traces.append(trace if is_over else marks.hollow(trace))
    most = max((max(week.received, week.closed) for week in weeks), default=0)
    steps = sorted({0, -most, most})
    layout: Layout = {
        "barmode": "overlay",
        "xaxis": _axis(weeks),
        "yaxis": {
            "tickvals": steps,
            "ticktext": [numbers.count(abs(step)) for step in steps],
            "range": [-most * 1.15, most * 1.15] if most else [-1, 1],
            "zeroline": True,
            "zerolinecolor": palette.quiet,
        },
        "margin": _MARGIN,
    }
    return figure(traces, layout, height=FLOW_HEIGHT, theme=theme)


def backlog(weeks: Sequence[Week], *, theme: Theme) -> type_of_figure:
    """Return how many were open at the end of each week as a line, its ends told beside it."""
    palette = PALETTES[theme]
    counts = [week.backlog for week in weeks]
    line = marks.points(
        counts,
        codes=["" for _ in weeks],
        hover=[words.backlog_told(week) for week in weeks],
        colour=palette.main,
    )
    ends = [0, len(weeks) - 1]
    told = marks.texts_at(ends, [counts[end] for end in ends], [numbers.count(counts[end]) for end in ends], palette)
    layout: Layout = {
        "xaxis": _axis(weeks),
        "yaxis": marks.count_axis(max(counts, default=0), labelled=True),
        "margin": _MARGIN,
    }
    return figure([line, told], layout, height=BACKLOG_HEIGHT, theme=theme)


def _axis(weeks: Sequence[Week]) -> Layout:
    named = list(range(len(weeks) - 1, -1, -_EVERY))[::-1]
    return {
        "tickvals": named,
        "ticktext": [dates.day_alone(weeks[place].monday) for place in named],
        "range": [-0.7, len(weeks) - 0.3],
        "showline": True,
    }
