"""The picture of a funnel: points at whole per cents, as the table has them, over the limits of chance.

Limits are drawn as lines of the ground, not as traces: they are no numbers of anybody. Points outside are told apart by
shape, and bear their names.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.charts import marks
from dashboard.charts.chart import Theme, type_of_figure
from dashboard.charts.house_style import LABEL_SIZE, PALETTES, Layout, Palette, Trace, figure
from dashboard.disclosure.disclosed import Figure
from dashboard.methods.funnel import INNER, OUTER, Place, limits
from dashboard.wording import funnels as words
from dashboard.wording import numbers

SMALLEST = numbers.SMALLEST_BASE  # a smaller agency is added up with the others of its force before anything is drawn
HEIGHT = 380
_SAMPLES = 26  # bases along each limit: smooth to the eye, and light
_SYMBOLS = {Place.USUAL: "circle", Place.BEYOND_INNER: "diamond", Place.BEYOND_OUTER: "square"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One agency's referrals to one force: its share, and where that lies in the funnel."""

    agency: str
    label: str
    counted: int
    base: int
    place: Place

    @property
    def percent(self) -> int:
        """The share as the table tells it, in whole per cent."""
        return int(numbers.whole_percent(self.counted, self.base).strip("<%"))


def picture(drawn: Sequence[Point], total: Figure, theme: Theme) -> type_of_figure:
    """Return the points of a funnel around the share of all, with its limits."""
    palette = PALETTES[theme]
    most = max(point.base for point in drawn)
    average = total.share or 0.0
    key = words.KEY.format(average=numbers.whole_percent(total.counted, total.base))
    tallest = max(point.percent for point in drawn)
    layout = {
        "xaxis": {"range": [0, most * 1.06], "title": _axis_title(palette), "tickformat": ",d", "nticks": 6},
        "yaxis": {"range": [0, min(100, max(tallest, 100 * average) * 1.3 + 5)], "ticksuffix": "%", "showgrid": True},
        "shapes": _limits(average, most=most, palette=palette),
        "annotations": [marks.words_at(key, palette=palette, **marks.TOP_LEFT)],
        "margin": {"l": 0, "r": 8, "t": 28, "b": 48},
    }
    kinds = [kind for kind in Place if any(point.place is kind for point in drawn)]
    traces = [_marks([point for point in drawn if point.place is kind], kind, palette, most=most) for kind in kinds]
    return figure(traces, layout, height=HEIGHT, theme=theme)


def _marks(points: Sequence[Point], kind: Place, palette: Palette, *, most: int) -> Trace:
    """Return points of one kind, told apart by shape; those beyond the outer limits bear their names."""
    named = kind is Place.BEYOND_OUTER
    return {
        "type": "scatter",
        "mode": "markers+text" if named else "markers",
        "x": [point.base for point in points],
        "y": [point.percent for point in points],
        "text": [point.label.replace(", ", "<br>") for point in points] if named else [],
        "textposition": ["middle left" if point.base > most / 2 else "middle right" for point in points],
        "textfont": {"color": palette.ink, "size": LABEL_SIZE, "shadow": marks.halo(palette)},
        "customdata": [point.agency for point in points],
        "hovertext": [f"{point.label}: {numbers.share(point.counted, point.base)}" for point in points],
        "hoverinfo": "text",
        "cliponaxis": False,
        "marker": {
            "symbol": _SYMBOLS[kind],
            "size": 11 if named else 9,
            "color": palette.signal if named else palette.main,
            "line": {"color": palette.ground, "width": 1},
        },
    }


def _limits(average: float, *, most: int, palette: Palette) -> list[Layout]:
    """Return the average and the limits on both sides of it."""
    level = {"type": "line", "x0": 0, "x1": most, "y0": round(100 * average, 1), "y1": round(100 * average, 1)}
    lines = [{**level, "line": {"color": palette.ink, "width": 1}, "layer": "below"}]
    if not 0 < average < 1:
        return lines
    bases = sorted({round(SMALLEST / 2 * (2 * most / SMALLEST) ** (step / _SAMPLES)) for step in range(_SAMPLES + 1)})
    for confidence, dash in ((INNER, "dash"), (OUTER, "dot")):
        ends = [limits(base, target=average, confidence=confidence) for base in bases]
        for side in ([end.lower for end in ends], [end.upper for end in ends]):
            path = "L".join(f"{base},{round(100 * share, 1)}" for base, share in zip(bases, side, strict=True))
            lines.append(
                {
                    "type": "path",
                    "path": f"M{path}",
                    "line": {"color": palette.quiet, "width": 1.5, "dash": dash},
                    "layer": "below",
                }
            )
    return lines


def _axis_title(palette: Palette) -> Layout:
    return {"text": words.BASE_AXIS, "standoff": 10, "font": {"color": palette.quiet, "size": LABEL_SIZE}}
