"""Room for lanes: how large letters may be, so that labels, bars, figures and headings of a plate all fit."""

from dataclasses import dataclass

from dashboard.charts import plate_figures, typeface
from dashboard.charts.sheet import Box, Sheet
from dashboard.edition.plate import Plate

AIR = 0.45  # between label and bar, bar and figure, in heights of a letter
HEADING_INDENT = 1.15  # of a heading, for the square before it
_STEPS = (1.0, 0.92, 0.84, 0.76, 0.7, 0.64, 0.58, 0.52, 0.46, 0.4)
_OVER_STEPS = _STEPS[:5]
_LABELS_AT_MOST = (0.42, 0.36, 0.3)  # of the width, beside one column, two, more
_BAR_AT_LEAST = 0.6  # longest bar, in widths of the longest figure beside it
_HIGHEST, _HIGHEST_OVER = 4.6, 4.4  # room of a lane beside its label, or beneath it, in heights of a letter
_LOWEST, _LOWEST_OVER = 1.3, 2.1
_BAR, _BAR_OVER = 0.64, 0.72  # of that room
_THICKEST = 2.8  # a bar, in heights of a letter


@dataclass(frozen=True, slots=True, kw_only=True)
class Lanes:
    """Lanes set in one size of letters.

    Attributes
    ----------
    size
        Of letters, in pixels.
    labels, headings
        Their lines; no headings over a single column.
    beside
        Pixels that labels take beside the bars; 0 where they stand over them.
    is_over
        Whether labels stand over the bars.
    headed
        Pixels that headings take.
    room
        Pixels of a lane for its bar, beside what further lines of its label need.
    thickness, widest
        Of a bar, and of the widest figure beside one.
    """

    size: float
    labels: tuple[list[str], ...]
    headings: tuple[list[str], ...]
    beside: float
    is_over: bool
    headed: float
    room: float
    thickness: float
    widest: float

    def panels(self, box: Box, columns: int) -> list[Box]:
        """Return a box for each column, air between them."""
        width = (box.width - self.beside + self.size) / columns
        lefts = [box.left + self.beside + place * width for place in range(columns)]
        return [Box(left=left, top=box.top, right=left + width - self.size, bottom=box.bottom) for left in lefts]

    def bar_at(self, box: Box, place: int) -> float:
        """Return where the middle of a lane's bar lies."""
        top = self._top(box, place)
        if self.is_over:
            return top + self._lines(place) + 0.12 * self.size + self.thickness / 2
        return top + (self.room + self._lines(place)) / 2

    def label_at(self, box: Box, place: int) -> float:
        """Return where a lane's label lies: its upper edge over a bar, its middle beside one."""
        return self._top(box, place) if self.is_over else self.bar_at(box, place)

    def _top(self, box: Box, place: int) -> float:
        return box.top + self.headed + sum(self.room + self._lines(before) for before in range(place))

    def _lines(self, place: int) -> float:
        """Return the pixels of a label's lines: of all over a bar, of all but the first beside it."""
        return (len(self.labels[place]) - (not self.is_over)) * self.size * typeface.LINE


def fitting(sheet: Sheet, plate: Plate, box: Box) -> Lanes:
    """Return the lanes with the largest letters that fit; where none do, those with the smallest."""
    over = [(step, True) for step in _OVER_STEPS if sheet.is_upright]
    for step, is_over in (*over, *((step, False) for step in _STEPS)):
        lanes = _set(plate, box, step * sheet.type.label, is_over=is_over)
        if _fit(lanes, plate, box):
            return lanes
    return lanes


def _set(plate: Plate, box: Box, size: float, *, is_over: bool) -> Lanes:
    columns = len(plate.columns)
    most = box.width if is_over else _LABELS_AT_MOST[min(columns, len(_LABELS_AT_MOST)) - 1] * box.width
    labels = tuple(typeface.lines_of(row.label, size, most) for row in plate.rows)
    beside = 0.0 if is_over else max(typeface.widest(lines, size) for lines in labels) + 2 * AIR * size
    across = _across(box, beside, columns, size) - HEADING_INDENT * size
    headings = [typeface.lines_of(column.heading, size, across, bold=True) for column in plate.columns]
    headed = (max(map(len, headings)) * typeface.LINE + AIR) * size if columns > 1 else 0.0
    lines = sum(len(label) - (not is_over) for label in labels) * size * typeface.LINE
    room = (box.height - headed - lines) / len(plate.rows)
    room = max(1.0, min(room, (_HIGHEST_OVER if is_over else _HIGHEST) * size))
    return Lanes(
        size=size,
        labels=labels,
        headings=tuple(headings) if columns > 1 else (),
        beside=beside,
        is_over=is_over,
        headed=headed,
        room=room,
        thickness=min((_BAR_OVER if is_over else _BAR) * room, _THICKEST * size),
        widest=max(plate_figures.width_of(figure, size) for figure in plate.figures) + 2 * AIR * size,
    )


def _fit(lanes: Lanes, plate: Plate, box: Box) -> bool:
    """Tell whether bars are high enough, panels wide enough for bar and figure, and no word of a heading is broken."""
    across = _across(box, lanes.beside, len(plate.columns), lanes.size)
    words = " ".join(typeface.drawable(column.heading) for column in plate.columns) if lanes.headings else ""
    widest_word = typeface.widest(words.split(" "), lanes.size, bold=True)
    return (
        lanes.room >= (_LOWEST_OVER if lanes.is_over else _LOWEST) * lanes.size
        and across >= (1 + _BAR_AT_LEAST) * lanes.widest
        and across >= HEADING_INDENT * lanes.size + widest_word
    )


def _across(box: Box, beside: float, columns: int, size: float) -> float:
    """Return the pixels of a panel."""
    return (box.width - beside + size) / columns - size
