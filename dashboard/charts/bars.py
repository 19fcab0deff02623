"""Horizontal bars by category: long labels wrap, short bars are labelled outside, long ones inside."""

from collections.abc import Sequence
from textwrap import wrap

from dashboard.charts.house_style import LABEL_SIZE, Layout, Palette, Trace, text_over
from dashboard.wording.symbols import HIDDEN

WRAP_AT = 16  # characters of a category in one line; leaves 60% of a 320 px phone to the bars
_WIDER = (WRAP_AT, 19, 22)  # for a label that would have so many lines that every row grows with it
_LINES = 3
_ROOM = 1.12  # the axis runs this much past the longest bar
_INSIDE = 0.62  # bars this long, of the longest, hold "1,321 (38%)" even on a phone; beside shorter ones there is room
_ROW, _LINE = 44, 19  # pixels: a bar that a finger can hit, and a line of a label
_THICK = 0.8  # of its row is the bar, where labels have one line or two


def bars(
    values: Sequence[float | None],
    texts: Sequence[str],
    *,
    codes: Sequence[str],
    hover: Sequence[str],
    colours: Sequence[str],
    palette: Palette,
) -> Trace:
    """Return horizontal bars, first on top, with a text each; a hidden value has no bar and no text."""
    longest = max((value or 0 for value in values), default=0)
    inside = [(value or 0) >= _INSIDE * longest for value in values]
    return {
        "type": "bar",
        "orientation": "h",
        "x": list(values),
        "text": ["" if value is None else text for value, text in zip(values, texts, strict=True)],
        "textposition": ["inside" if fits else "outside" for fits in inside],
        "insidetextanchor": "end",
        "insidetextfont": {"color": [text_over(colour) for colour in colours], "size": LABEL_SIZE},
        "outsidetextfont": {"color": palette.ink, "size": LABEL_SIZE},
        "textangle": 0,
        "constraintext": "none",
        "cliponaxis": False,
        "customdata": list(codes),
        "hovertext": list(hover),
        "hoverinfo": "text",
        # The lightest shade alone is under 3:1 on white, so every bar has a dark edge.
        "marker": {"color": list(colours), "line": {"color": palette.main, "width": 1}},
    }


def stacked(
    values: Sequence[int | None],
    *,
    texts: Sequence[str],
    codes: Sequence[str],
    hover: Sequence[str],
    side: str,
    colour: str,
) -> Trace:
    """Return one part of bars of two parts, its text inside at one side."""
    return {
        "type": "bar",
        "orientation": "h",
        "x": list(values),
        "text": list(texts),
        "textposition": "inside",
        "insidetextanchor": side,
        "textfont": {"color": text_over(colour), "size": LABEL_SIZE},
        "textangle": 0,
        "constraintext": "none",
        "customdata": list(codes),
        "hovertext": list(hover),
        "hoverinfo": "text",
        "marker": {"color": colour, "line": {"width": 0}},
    }


def hidden_beside(positions: Sequence[int], palette: Palette) -> Trace:
    """Return "[c]" on the baseline of horizontal bars whose value may not be shown."""
    return {
        "type": "scatter",
        "mode": "text",
        "x": [0] * len(positions),
        "y": list(positions),
        "text": [f" {HIDDEN}"] * len(positions),
        "textposition": "middle right",
        "textfont": {"color": palette.ink, "size": LABEL_SIZE},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def bar_axes(labels: Sequence[str], palette: Palette, *, longest: float) -> Layout:
    """Return the axes of horizontal bars: words down the side, no numbers beneath, zero baseline."""
    return {
        "xaxis": {"visible": False, "range": [0, (longest or 1) * _ROOM]},
        "yaxis": {
            "range": [len(labels) - 0.5, -0.5],
            "tickvals": list(range(len(labels))),
            "ticktext": list(labels),
            "ticklabelstandoff": 6,
            "tickfont": {"color": palette.ink, "size": LABEL_SIZE},
        },
        # Where a label of many lines makes all rows higher, the bars stay as thick as they are elsewhere.
        "bargap": round(1 - _THICK * _ROW / _row(labels), 2),
    }


def bars_height(labels: Sequence[str]) -> int:
    """Return the pixels that bars with these labels need."""
    return len(labels) * _row(labels) + 16


def _row(labels: Sequence[str]) -> int:
    """Return the pixels of each row: as many as the label of most lines needs."""
    most_lines = max((label.count("<br>") + 1 for label in labels), default=1)
    return max(_ROW, most_lines * _LINE)


def wrapped(label: str) -> str:
    """Return a label broken into lines that leave room for bars on a phone."""
    tried = [wrap(label, width, break_long_words=False) for width in _WIDER]
    return "<br>".join(next((lines for lines in tried if len(lines) <= _LINES), tried[-1])) or label
