"""Stepped curves over days since receipt, each with its interval as a band and its name beside its end."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from textwrap import wrap

from dashboard.charts import day_axis, marks
from dashboard.charts.chart import Theme, type_of_figure
from dashboard.charts.day_axis import DAYS, TOUCH, corners, per_cent
from dashboard.charts.house_style import PALETTES, Layout, Palette, Trace, figure
from dashboard.methods.survival import Curve, Step
from dashboard.wording import numbers

_DASHES = ("solid", "dash", "dot", "dashdot")
_STROKES = ("\N{EM DASH}", "- -", "\N{MIDDLE DOT}" * 3, "-\N{MIDDLE DOT}-")
_ROOM = 128  # pixels beside the curves for their names
_APART = 8.0  # per cent of the height that a line of a name needs
_LINES = 2  # of a name
_TOP = 106.0  # per cent of the height up to which words may stand
_FAINT = 0.16
_LONGEST = 17  # characters of a line of a name that fit beside the curves on a phone


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One curve with its name and its place among the lines."""

    code: str
    name: str
    place: int
    curve: Curve
    people: int

    @property
    def is_small(self) -> bool:
        """Whether it rests on too few referrals to be drawn."""
        return self.people < numbers.SMALLEST_BASE

    def at(self, day: int) -> Step | None:
        """Return the curve at the end of a day."""
        return self.curve.at(day)


def figure_of(lines: Sequence[Line], theme: Theme) -> type_of_figure:
    """Return the curves, each with its interval as a band and its name beside its end."""
    palette = PALETTES[theme]
    colours = (palette.main, palette.signal, palette.quiet, palette.context)
    bands = [_band(line, colours[line.place]) for line in lines]
    curves = [_curve(line, colours[line.place]) for line in lines]
    layout = {**day_axis.axes(room=_ROOM), "annotations": _labels(lines, colours, palette)}
    return figure([*bands, *curves], layout, height=day_axis.HEIGHT, theme=theme)


def _curve(line: Line, colour: str) -> Trace:
    points = corners([(day, per_cent(step.surviving) if (step := line.at(day)) else None) for day in DAYS])
    return {
        "type": "scatter",
        # A line alone cannot be clicked: its corners carry points that are there and not seen.
        "mode": "lines+markers",
        "marker": {"size": TOUCH, "opacity": 0, "color": colour},
        "x": [day for day, _ in points],
        "y": [height for _, height in points],
        "customdata": [line.code for _ in points],
        "name": line.name,
        "line": {"color": colour, "width": 2.5, "dash": _DASHES[line.place], "shape": "hv"},
        "hovertemplate": "%{y} still wait after %{x} days<extra>%{fullData.name}</extra>",
    }


def _band(line: Line, colour: str) -> Trace:
    """Return the interval as one closed shape: up along its upper end, back along its lower."""
    steps = [step for day in DAYS if (step := line.at(day)) and step.upper is not None]
    upper = _stairs(corners([(step.day, per_cent(step.upper)) for step in steps]))
    lower = _stairs(corners([(step.day, per_cent(step.lower)) for step in steps]))
    around = [*upper, *reversed(lower)]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [day for day, _ in around],
        "y": [height for _, height in around],
        "fill": "toself",
        "fillcolor": colour,
        "opacity": _FAINT,
        "line": {"width": 0, "color": colour},
        "hoverinfo": "skip",
    }


def _stairs(points: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the points of a stepped line, its corners too: level until the day on which it changes."""
    stairs = list(points[:1])
    for before, after in pairwise(points):
        stairs += [(after[0], before[1]), after]
    return stairs


def _labels(lines: Sequence[Line], colours: Sequence[str], palette: Palette) -> list[Layout]:
    """Return each curve's name beside its end, moved apart where two would meet, from the bottom up."""
    ends = sorted(((_last(line), line) for line in lines), key=lambda each: each[0])
    said = [_label(line, colours[line.place]) for _, line in ends]
    return [
        marks.words_at(
            words, palette=palette, x=1.01, xref="paper", xanchor="left", y=height, yanchor="middle", align="left"
        )
        for words, height in zip(said, _apart([end for end, _ in ends], said), strict=True)
    ]


def _apart(ends: Sequence[int], said: Sequence[str]) -> list[float]:
    """Return the heights at which words stand apart: pushed up by those beneath, and down again from the top."""
    halves = [_APART * (words.count("<br>") + 1) / 2 for words in said]
    heights: list[float] = []
    free_from = 0.0
    for end, half in zip(ends, halves, strict=True):
        heights.append(max(float(end), free_from + half))
        free_from = heights[-1] + half
    free_to = _TOP
    for place in reversed(range(len(heights))):
        heights[place] = min(heights[place], free_to - halves[place])
        free_to = heights[place] - halves[place]
    return heights


def _label(line: Line, colour: str) -> str:
    """Return the name, a piece of the line, and the middle wait: "High / - - half by day 6"."""
    half = f" half by day {numbers.count(line.curve.median)}" if line.curve.median is not None else ""
    lines = wrap(line.name, _LONGEST, break_long_words=False, max_lines=_LINES, placeholder="\N{HORIZONTAL ELLIPSIS}")
    stroke = f'<span style="color:{colour}"><b>{_STROKES[line.place]}</b></span>'
    return f"<b>{'<br>'.join(lines)}</b><br>{stroke}{half}"


def _last(line: Line) -> int:
    """Return the height at which a curve ends."""
    known = [step.surviving for day in DAYS if (step := line.at(day))]
    return per_cent(known[-1]) or 0 if known else 0
