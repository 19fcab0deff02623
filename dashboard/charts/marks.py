"""Marks along an axis of months, as plain Plotly traces; a hidden value is the text "[c]", never a column of nought."""

from collections.abc import Sequence

from dashboard.charts.house_style import CLEAR, LABEL_SIZE, Layout, Palette, Trace
from dashboard.wording.symbols import HIDDEN

TOP_LEFT: Layout = {"xref": "paper", "yref": "paper", "x": 0, "y": 1, "xanchor": "left", "yanchor": "bottom"}
_HEADROOM = 1.12  # a label fits above the tallest mark
_COLUMN_WIDTH = 0.8  # of a month; said, because Plotly guesses it from the gaps between the columns of one trace


def columns(
    positions: Sequence[int], values: Sequence[int], *, codes: Sequence[str], hover: Sequence[str], colour: str
) -> Trace:
    """Return columns standing at whole positions along the axis."""
    return {
        "type": "bar",
        "x": list(positions),
        "y": list(values),
        "customdata": list(codes),
        "hovertext": list(hover),
        "hoverinfo": "text",
        "width": _COLUMN_WIDTH,
        "marker": {"color": colour, "line": {"color": colour, "width": 1}},
    }


def hollow(columns_of_part_months: Trace) -> Trace:
    """Return columns as outlines: months that are not complete."""
    colour = columns_of_part_months["marker"]["color"]
    return {**columns_of_part_months, "marker": {"color": CLEAR, "line": {"color": colour, "width": 1.5}}}


def points(values: Sequence[int | None], *, codes: Sequence[str], hover: Sequence[str], colour: str) -> Trace:
    """Return a line with a point at each whole position; where a value is missing or hidden the line breaks."""
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "y": list(values),
        "customdata": list(codes),
        "hovertext": list(hover),
        "hoverinfo": "text",
        "line": {"color": colour, "width": 2},
        "marker": {"color": colour, "size": 6},
        "cliponaxis": False,
    }


def faint(line: Trace) -> Trace:
    """Return a line of points as a thin line without them: what stands there for the record, not to be compared."""
    return {**line, "mode": "lines", "line": {**line["line"], "width": 1}}


def signals(
    positions: Sequence[int], values: Sequence[int], texts: Sequence[str], *, symbol: str, palette: Palette
) -> Trace:
    """Return the points that are news, told apart by their shape and not by colour alone."""
    return {
        **texts_at(positions, values, texts, palette),
        "mode": "markers+text",
        "marker": {
            "symbol": symbol,
            "size": 11,
            "color": palette.signal,
            "line": {"color": palette.ground, "width": 1.5},
        },
    }


def texts_at(positions: Sequence[int], values: Sequence[float], texts: Sequence[str], palette: Palette) -> Trace:
    """Return words above points, with a halo of the ground so that a line behind does not strike them out."""
    return {
        "type": "scatter",
        "mode": "text",
        "x": list(positions),
        "y": list(values),
        "text": list(texts),
        "textposition": "top center",
        "textfont": {"color": palette.ink, "size": LABEL_SIZE, "shadow": halo(palette)},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def levels(lines: Sequence[tuple[float, float, float]], *, colour: str, dash: str = "solid") -> Trace:
    """Return level lines, each from one position to another at a height: means or limits, in one trace."""
    x, y = [], []
    for first, last, height in lines:
        x += [first, last, None]
        y += [height, height, None]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": x[:-1],
        "y": y[:-1],
        "line": {"color": colour, "width": 1.5, "dash": dash},
        "hoverinfo": "skip",
    }


def upright(position: float, palette: Palette) -> Layout:
    """Return a vertical line the height of the plot: a series break."""
    line = {"color": palette.ink, "width": 1, "dash": "dot"}
    return {"type": "line", "yref": "paper", "x0": position, "x1": position, "y0": 0, "y1": 1, "line": line}


def happening(position: float, palette: Palette) -> Layout:
    """Return a vertical line the height of the plot: an event, dashed where a series break is dotted."""
    return {**upright(position, palette), "line": {"color": palette.quiet, "width": 1, "dash": "dash"}}


def hidden_at(positions: Sequence[int], palette: Palette) -> Trace:
    """Return "[c]" on the baseline, where a value may not be shown."""
    return texts_at(positions, [0] * len(positions), [HIDDEN] * len(positions), palette)


def count_axis(largest: float, *, labelled: bool = True) -> Layout:
    """Return an axis of counts from zero, with room above the tallest mark."""
    axis = {"range": [0, max(largest, 1) * _HEADROOM], "showgrid": labelled, "showticklabels": labelled}
    return {**axis, "nticks": 5, "tickformat": ",d"}


def words_at(text: str, *, palette: Palette, **place: str | float) -> Layout:
    """Return an annotation without an arrow."""
    return {"text": text, "showarrow": False, "font": {"color": palette.ink, "size": LABEL_SIZE}, **place}


def halo(palette: Palette) -> str:
    """Return the shadow that keeps text legible over a line."""
    return ",".join(
        f"{x}px {y}px 1px {palette.ground}" for x, y in ((1, 1), (-1, -1), (1, -1), (-1, 1), (2, 0), (-2, 0))
    )
