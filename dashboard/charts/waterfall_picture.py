"""A waterfall drawn: floating bars from one running total to the next, between the totals of two periods."""

from collections.abc import Sequence

from dashboard.charts import bars, marks
from dashboard.charts.chart import Theme, type_of_figure
from dashboard.charts.contributions import Contribution
from dashboard.charts.dimensions import Names
from dashboard.charts.house_style import CLEAR, LABEL_SIZE, PALETTES, Layout, Palette, Trace, figure
from dashboard.wording import numbers

THEN, NOW = "Before", "Now"
_ROOM = 0.22  # of the width, at each side, for "1,260" and "+38"


def picture(steps: Sequence[Contribution], labels: Names, theme: Theme, *, is_comparable: bool) -> type_of_figure:
    """Return the steps, greyed where the two periods may not be compared."""
    palette = PALETTES[theme]
    said = [THEN, *(bars.wrapped(labels[step.code]) for step in steps), NOW]
    reached = [steps[0].start, *(step.end for step in steps)]
    span = max(reached) - min(reached) or 1
    traces = [
        _floating(steps, labels, palette, is_comparable=is_comparable),
        _connectors(steps, palette),
        _texts(steps, palette),
    ]
    layout = {
        **bars.bar_axes(said, palette, longest=1),
        "xaxis": {"visible": False, "range": [min(reached) - _ROOM * span, max(reached) + _ROOM * span]},
    }
    return figure(traces, layout, height=bars.bars_height(said), theme=theme)


def _floating(steps: Sequence[Contribution], labels: Names, palette: Palette, *, is_comparable: bool) -> Trace:
    """Return the changes as bars from one running total to the next: more are filled, fewer are outlined."""
    filled = palette.main if is_comparable else palette.context
    edge: Layout = {"color": filled, "width": 1.5}
    return {
        "type": "bar",
        "orientation": "h",
        "base": [min(step.start, step.end) for step in steps],
        "x": [abs(step.change) for step in steps],
        "y": list(range(1, len(steps) + 1)),
        "customdata": [step.code for step in steps],
        "hovertext": [
            f"{labels[step.code]}: {signed(step.change)}, {numbers.count(step.now)} after {numbers.count(step.then)}"
            for step in steps
        ],
        "hoverinfo": "text",
        "marker": {"color": [filled if step.change > 0 else CLEAR for step in steps], "line": edge},
    }


def _connectors(steps: Sequence[Contribution], palette: Palette) -> Trace:
    """Return the thin lines that carry each running total to the next row."""
    x: list[int | None] = []
    y: list[float | None] = []
    for place, reached in enumerate((steps[0].start, *(step.end for step in steps))):
        x += [reached, reached, None]
        y += [place - 0.4 * (place > 0), place + 1 + 0.4 * (place < len(steps)), None]
    line = {"color": palette.quiet, "width": 1, "dash": "dot"}
    return {"type": "scatter", "mode": "lines", "x": x[:-1], "y": y[:-1], "line": line, "hoverinfo": "skip"}


def _texts(steps: Sequence[Contribution], palette: Palette) -> Trace:
    """Return the totals in the first and the last row, and beside each bar its change."""
    totals = (steps[0].start, steps[-1].end)
    places = [totals[0], *(max(step.start, step.end) for step in steps), totals[1]]
    texts = [numbers.count(totals[0]), *(signed(step.change) for step in steps), numbers.count(totals[1])]
    return {
        "type": "scatter",
        "mode": "text",
        "x": places,
        "y": list(range(len(places))),
        "text": [f" {text}" for text in texts],
        "textposition": "middle right",
        "textfont": {"color": palette.ink, "size": LABEL_SIZE, "shadow": marks.halo(palette)},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def signed(change: int) -> str:
    """Return "+38", a true minus and "3", or "0"."""
    return f"+{numbers.count(change)}" if change > 0 else numbers.count(change)
