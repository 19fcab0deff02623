"""A sheet to draw on, measured in pixels from its top left corner: words, boxes and bars, each where it is put."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dashboard.charts import lettering, typeface
from dashboard.charts.chart import Theme, type_of_figure
from dashboard.charts.house_style import PALETTES, Layout, Trace, contrast, figure

PALETTE = PALETTES[Theme.LIGHT]
_NO_AXIS: Layout = {"visible": False, "fixedrange": True}
_SEEN_FROM = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A part of a sheet."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """Pixels across."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Pixels down."""
        return self.bottom - self.top


@dataclass(slots=True, kw_only=True)
class Sheet:
    """What has been put on a sheet so far."""

    width: int
    height: int
    step: float = 1.0
    traces: list[Trace] = field(default_factory=list)
    axes: dict[str, Layout] = field(default_factory=dict)
    shapes: list[Layout] = field(default_factory=list)
    words: list[Layout] = field(default_factory=list)

    @property
    def type(self) -> lettering.Type:
        """The sizes of its letters."""
        return lettering.type_for(self.width, self.height, step=self.step)

    @property
    def covered(self) -> float:
        """The pixels above and below that a phone may write over."""
        return lettering.covered(self.width, self.height)

    @property
    def is_upright(self) -> bool:
        """Whether it is at least as high as it is wide."""
        return self.height >= self.width

    def write(
        self,
        lines: Sequence[str],
        *,
        x: float,
        y: float,
        size: float,
        colour: str = PALETTE.ink,
        bold: bool = False,
        hang: str = "left top",
        turned: float = 0,
    ) -> None:
        """Write lines; `hang` says which point of them lies at (x, y): "left top", "center middle", "right bottom"."""
        self.write_marked(
            typeface.as_written(lines), x=x, y=y, size=size, colour=colour, bold=bold, hang=hang, turned=turned
        )

    def write_marked(
        self,
        markup: str,
        *,
        x: float,
        y: float,
        size: float,
        colour: str = PALETTE.ink,
        bold: bool = False,
        hang: str = "left top",
        turned: float = 0,
    ) -> None:
        """Write what has Plotly's own marks in it (bold, line breaks), everything else in it escaped."""
        across, down = hang.split()
        self.words.append(
            {
                "text": markup,
                "showarrow": False,
                "borderpad": 0,
                "xref": "paper",
                "yref": "paper",
                "x": _share(x / self.width),
                "y": _share(1 - y / self.height),
                "xanchor": across,
                "yanchor": down,
                "align": across,
                "textangle": turned,
                "font": {"size": round(size, 2), "color": colour, "weight": 700 if bold else 400},
            }
        )

    def fill(self, box: Box, colour: str) -> None:
        """Fill a box."""
        corners = {"x0": _share(box.left / self.width), "x1": _share(box.right / self.width)}
        edges = {"y0": _share(1 - box.top / self.height), "y1": _share(1 - box.bottom / self.height)}
        self.shapes.append(
            {
                "type": "rect",
                "xref": "paper",
                "yref": "paper",
                **corners,
                **edges,
                "fillcolor": colour,
                "line": {"width": 0},
                "layer": "below",
            }
        )

    def bars(
        self,
        values: Sequence[int],
        *,
        across: Box,
        longest: float,
        middles: Sequence[float],
        thickness: float,
        colours: Sequence[str],
        upright: bool = False,
    ) -> None:
        """Draw bars from an edge of a box, the longest value as long as the box; each lies at its own middle."""
        name = str(len(self.traces) + 2)  # the first pair of axes measures the sheet
        along, beside = ("y", "x") if upright else ("x", "y")
        self.axes[f"{along}axis{name}"] = self._values_axis(across, longest, upright=upright) | {
            "anchor": beside + name
        }
        self.axes[f"{beside}axis{name}"] = self._pixels_axis(upright=upright) | {"anchor": along + name}
        self.traces.append(
            {
                "type": "bar",
                "orientation": "v" if upright else "h",
                along: list(values),
                beside: [round(middle, 2) for middle in middles],
                "width": round(thickness, 2),
                "xaxis": f"x{name}",
                "yaxis": f"y{name}",
                "hoverinfo": "skip",
                "marker": {
                    "color": list(colours),
                    "line": {"color": [_edge(colour) for colour in colours], "width": 1},
                },
            }
        )

    def drawn(self) -> type_of_figure:
        """Return the figure."""
        layout: Mapping[str, Any] = {
            "width": self.width,
            "font": {"family": typeface.STACK, "size": self.type.label, "color": PALETTE.ink},
            "paper_bgcolor": PALETTE.ground,
            "plot_bgcolor": PALETTE.ground,
            "margin": {"l": 0, "r": 0, "t": 0, "b": 0, "pad": 0, "autoexpand": False},
            "barmode": "overlay",
            "xaxis": {**_NO_AXIS, "domain": [0, 1]},
            "yaxis": {**_NO_AXIS, "domain": [0, 1]},
            **self.axes,
            "shapes": self.shapes,
            "annotations": self.words,
        }
        return figure(self.traces, dict(layout), height=self.height, theme=Theme.LIGHT)

    def _values_axis(self, box: Box, longest: float, *, upright: bool) -> Layout:
        whole = self.height if upright else self.width
        ends = (box.bottom, box.top) if upright else (box.left, box.right)
        places = [_share(1 - end / whole if upright else end / whole) for end in ends]
        return {**_NO_AXIS, "domain": places, "range": [0, longest]}

    def _pixels_axis(self, *, upright: bool) -> Layout:
        return {**_NO_AXIS, "domain": [0, 1], "range": [0, self.width] if upright else [self.height, 0]}


def _edge(colour: str) -> str:
    """Return the edge of a bar: dark where its colour alone is too light to be seen on paper (WCAG 1.4.11)."""
    return colour if contrast(colour, PALETTE.ground) >= _SEEN_FROM else PALETTE.main


def _share(place: float) -> float:
    """Return a place as a share of the sheet, to a hundredth of a pixel."""
    return round(place, 6)
