"""Room for the labels of axes, reckoned beforehand: Plotly measures them in the browser; short of room, it starts anew.

A figure too wide by some pixels is drawn once; one too narrow is still drawn well, only twice.
"""

from collections.abc import Mapping
from typing import Any

from dashboard.charts.house_style import Layout
from dashboard.wording import numbers

# Pixels of the letters of Source Sans at the size of labels, rounded; a letter that is not named takes the most.
_PIXELS: Mapping[int, str] = {
    3: " |ij',.:;",
    4: "lI!f()[]{}-",
    5: "tr/\\",
    6: '*s?z"xc',
    7: "vyYJLFke0123456789#$+<=>^~_agXVES",
    8: "TZ`oAhunbdpqPRCKB",
    9: "&DGUNHOQ",
    10: "wM",
}
_WIDTHS = {letter: pixels for pixels, letters in _PIXELS.items() for letter in letters}
_WIDEST = 12
_LINE = 18
_BESIDE = 9  # between labels and plot, and what rounding may lose
_BESIDE_NUMBERS = 12
_BELOW = 6
_ABOVE = 4  # by which the topmost number is higher than the plot
_TITLE = 24  # a line and its distance
# Plotly adds the least of the four margins to what it measures, at most this.
_MOST_PADDING = 12
_BREAK = "<br>"
_WITHOUT_AXES = {"sankey"}


def margin(plain: Layout) -> dict[str, float]:
    """Return the margins of a figure as text goes out, wide enough for the labels of its axes."""
    layout = plain["layout"]
    said: dict[str, float] = {**layout["margin"]}
    if any(trace["type"] in _WITHOUT_AXES for trace in plain["data"]):
        return said
    across, down = layout.get("xaxis", {}), layout.get("yaxis", {})
    if _is_labelled(down) and "ticktext" not in down:
        said["t"] = max(said["t"], min(_MOST_PADDING, said["r"]) + _ABOVE)
    padding = min(_MOST_PADDING, said["r"], said["t"])
    for side, room in (("l", _beside(down)), ("b", _beneath(across))):
        if room:
            said[side] = max(said[side], room + padding)
    return said


def _beside(axis: Mapping[str, Any]) -> float:
    if not _is_labelled(axis):
        return 0
    title = _TITLE if axis.get("title") else 0
    if "ticktext" in axis:
        return title + _widest(axis["ticktext"]) + float(axis.get("ticklabelstandoff", 0)) + _BESIDE
    return title + _width(_longest_number(axis)) + _BESIDE_NUMBERS


def _beneath(axis: Mapping[str, Any]) -> float:
    if not _is_labelled(axis):
        return 0
    lines = max((text.count(_BREAK) + 1 for text in axis.get("ticktext", ())), default=1)
    return lines * _LINE + _BELOW + (_TITLE if axis.get("title") else 0)


def _is_labelled(axis: Mapping[str, Any]) -> bool:
    return bool(axis) and axis.get("visible", True) and axis.get("showticklabels", True)


def _longest_number(axis: Mapping[str, Any]) -> str:
    """Return about the longest label that Plotly will choose for an axis of numbers."""
    if "%" in axis.get("tickformat", ""):
        return "100%"
    ends = [numbers.count(round(end)) for end in axis.get("range", ()) if isinstance(end, int | float)]
    return max(ends, key=len, default="10,000")


def _widest(texts: tuple[str, ...] | list[str]) -> int:
    return max((_width(line) for text in texts for line in text.split(_BREAK)), default=0)


def _width(line: str) -> int:
    return sum(_WIDTHS.get(letter, _WIDEST) for letter in line)
