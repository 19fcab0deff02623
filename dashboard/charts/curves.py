"""Stepped curves over days since receipt, each with its interval as a band and its name beside its end."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from dashboard.charts import day_axis, marks
from dashboard.charts.chart import Theme, type_of_figure
from dashboard.charts.day_axis import DAYS, TOUCH, corners, per_cent
from dashboard.charts.house_style import PALETTES, Layout, Palette, Trace, figure
from dashboard.methods.survival import Curve, Step
from dashboard.wording import numbers

_DASHES = ("solid", "dash", "dot", "dashdot")
_STROKES = ("\N{EM DASH}", "- -", "\N{MIDDLE DOT}" * 3, "-\N{MIDDLE DOT}-")
_ROOM = 112  # pixels beside the curves for their names
_APART = 13  # per cent of the height that two lines of a name need
_FAINT = 0.16
_LONGEST = 12  # characters of a name that fit beside the curves on a phone


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
    """Return each curve's name beside its end, moved apart where two would meet."""
    ends = sorted(((_last(line), line) for line in lines), key=lambda each: each[0])
    placed: list[Layout] = []
    height = -float(_APART)
    for end, line in ends:
        height = max(float(end), height + _APART)
        name = marks.words_at(
            _label(line, colours[line.place]),
            palette=palette,
            x=1.01,
            xref="paper",
            xanchor="left",
            y=height,
            yanchor="middle",
            align="left",
        )
        placed.append(name)
    return placed


def _label(line: Line, colour: str) -> str:
    """Return a piece of the line, the name, and the middle wait: "- - High / half by day 6"."""
    half = f"<br>half by day {numbers.count(line.curve.median)}" if line.curve.median is not None else ""
    name = line.name if len(line.name) <= _LONGEST else f"{line.name[: _LONGEST - 1].rstrip()}…"
    return f'<span style="color:{colour}"><b>{_STROKES[line.place]}</b></span> <b>{name}</b>{half}'


def _last(line: Line) -> int:
    """Return the height at which a curve ends."""
    known = [step.surviving for day in DAYS if (step := line.at(day))]
    return per_cent(known[-1]) or 0 if known else 0
