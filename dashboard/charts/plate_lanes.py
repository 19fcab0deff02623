"""Rows of a plate as lanes: a label and a bar for each figure; parts of rows side by side, each from its own baseline.

Parts are not stacked: in a stack, one that is hidden would show as the gap that it leaves.
"""

from dataclasses import dataclass

from dashboard.charts import plate_figures, typeface
from dashboard.charts.plate_colours import colour_of
from dashboard.charts.sheet import PALETTE, Box, Sheet
from dashboard.edition.plate import Plate

_STEPS = (1.0, 0.92, 0.84, 0.76, 0.7, 0.64, 0.58, 0.52, 0.46, 0.4)
_OVER_STEPS = _STEPS[:3]
_LABELS_AT_MOST = 0.42  # of the width
_BAR_AT_LEAST = 0.6  # longest bar, in widths of the longest figure beside it
_HIGHEST, _HIGHEST_OVER = 4.6, 6.5  # a lane, in heights of a letter; and one whose label stands over its bar
_BAR = 0.64  # of the room that a lane has for it
_THICKEST = 2.6  # a bar, in heights of a letter
_LINE = 1.3
_AIR = 0.45  # between label and bar, bar and figure, in heights of a letter
_HEADING_ROOM = 1.9  # of a line of headings


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lanes:
    """Lanes as they fit into a box: size of letters, lines of each label, room beside or over the bars, height."""

    size: float
    labels: tuple[list[str], ...]
    beside: float
    over: float
    height: float

    def middle(self, box: Box, place: int) -> float:
        """Return where the bars of a lane lie, from the top of the sheet."""
        return box.top + place * self.height + self.over + (self.height - self.over) / 2


def draw(sheet: Sheet, plate: Plate, box: Box) -> None:
    """Draw the rows of a plate into a box; on upright sheets, where there is height enough, labels over the bars."""
    headed = Box(left=box.left, top=box.top + _heading_height(sheet, plate, box), right=box.right, bottom=box.bottom)
    lanes = _fitting(sheet, plate, headed)
    for place, panel in enumerate(_panels(plate, headed, lanes)):
        if len(plate.columns) > 1:
            _head(sheet, plate, place, panel, top=box.top)
        _bars(sheet, plate, place, panel, lanes)
    _labels(sheet, headed, lanes)


def _panels(plate: Plate, box: Box, lanes: _Lanes) -> list[Box]:
    """Return a box for each column, air between them."""
    columns = len(plate.columns)
    width = (box.width - lanes.beside + lanes.size) / columns
    lefts = [box.left + lanes.beside + place * width for place in range(columns)]
    bottom = box.top + lanes.height * len(plate.rows)
    return [Box(left=left, top=box.top, right=left + width - lanes.size, bottom=bottom) for left in lefts]


def _fitting(sheet: Sheet, plate: Plate, box: Box) -> _Lanes:
    """Return the lanes with the largest letters that fit."""
    over = (_over(plate, box, step * sheet.type.label) for step in _OVER_STEPS if sheet.is_upright)
    beside = (_beside(plate, box, step * sheet.type.label) for step in _STEPS)
    smallest = _STEPS[-1] * sheet.type.label
    return next((lanes for lanes in (*over, *beside) if lanes), None) or _squeezed(plate, box, smallest)


def _over(plate: Plate, box: Box, size: float) -> _Lanes | None:
    """Return lanes whose labels stand over the bars; None where they do not fit."""
    labels = tuple(typeface.lines_of(row.label, size, box.width) for row in plate.rows)
    over = max(map(len, labels)) * size * _LINE
    height = min(box.height / len(plate.rows), over + _HIGHEST_OVER * size)
    fits = height >= over + 2.2 * size and _has_room(plate, box.width / len(plate.columns) - size, size)
    return _Lanes(size=size, labels=labels, beside=0, over=over, height=height) if fits else None


def _beside(plate: Plate, box: Box, size: float) -> _Lanes | None:
    """Return lanes whose labels stand beside the bars; None where they do not fit."""
    lanes = _squeezed(plate, box, size)
    width = (box.width - lanes.beside) / len(plate.columns) - size
    needed = max(map(len, lanes.labels)) * size * _LINE
    return lanes if needed <= lanes.height and _has_room(plate, width, size) else None


def _squeezed(plate: Plate, box: Box, size: float) -> _Lanes:
    labels = tuple(typeface.lines_of(row.label, size, _LABELS_AT_MOST * box.width) for row in plate.rows)
    widest = max(typeface.widest(lines, size) for lines in labels)
    height = min(box.height / len(plate.rows), _HIGHEST * size)
    return _Lanes(size=size, labels=labels, beside=widest + 2 * _AIR * size, over=0, height=height)


def _has_room(plate: Plate, width: float, size: float) -> bool:
    """Tell whether a panel is wide enough for its longest figure and a bar worth the name."""
    return width >= (1 + _BAR_AT_LEAST) * _widest(plate, size)


def _widest(plate: Plate, size: float) -> float:
    return max(plate_figures.width_of(figure, size) for figure in plate.figures) + 2 * _AIR * size


def _heading_height(sheet: Sheet, plate: Plate, box: Box) -> float:
    if len(plate.columns) == 1:
        return 0
    lines = [_heading(sheet, plate, place, box) for place in range(len(plate.columns))]
    return (max(map(len, lines)) * typeface.LINE + 0.6) * sheet.type.label


def _heading(sheet: Sheet, plate: Plate, place: int, box: Box) -> list[str]:
    """Return the lines of a column's heading, narrow enough wherever the labels stand."""
    width = box.width * (1 if sheet.is_upright else 1 - _LABELS_AT_MOST) / len(plate.columns) - 2 * sheet.type.label
    return typeface.lines_of(plate.columns[place].heading, sheet.type.label, width, bold=True)


def _head(sheet: Sheet, plate: Plate, place: int, panel: Box, *, top: float) -> None:
    """Write a column's heading over its bars, a square of their colour before it."""
    size = sheet.type.label
    lines = _heading(sheet, plate, place, Box(left=0, top=0, right=panel.width * len(plate.columns), bottom=0))
    square = Box(left=panel.left, top=top + 0.3 * size, right=panel.left + 0.75 * size, bottom=top + 1.05 * size)
    sheet.fill(square, colour_of(plate.columns[place].code))
    sheet.write(lines, x=square.right + 0.4 * size, y=top, size=size, bold=True)


def _bars(sheet: Sheet, plate: Plate, place: int, panel: Box, lanes: _Lanes) -> None:
    """Draw the bars of one column with their figures; "[c]" on the baseline where hidden."""
    longest = max((figure.value or 0 for figure in plate.figures), default=0) or 1
    room = panel.width - _widest(plate, lanes.size)
    thickness = min(_BAR * (lanes.height - lanes.over), _THICKEST * lanes.size)
    drawn: list[tuple[int, float, str]] = []
    for number, row in enumerate(plate.rows):
        figure, middle = row.figures[place], lanes.middle(panel, number)
        if figure.value is not None:
            drawn.append((figure.value, middle, colour_of(plate.columns[place].code or row.code)))
        end = panel.left + room * (figure.value or 0) / longest + _AIR * lanes.size
        sheet.write_marked(plate_figures.marked(figure), x=end, y=middle, size=lanes.size, hang="left middle")
        _baseline(sheet, panel.left, middle, thickness, lanes)
    if drawn:
        values, middles, colours = zip(*drawn, strict=True)
        across = Box(left=panel.left, top=panel.top, right=panel.left + room, bottom=panel.bottom)
        sheet.bars(values, across=across, longest=longest, middles=middles, thickness=thickness, colours=colours)


def _baseline(sheet: Sheet, left: float, middle: float, thickness: float, lanes: _Lanes) -> None:
    """Draw the piece of the baseline that a lane's bar stands on; all down where labels do not cross it."""
    reach = (lanes.height if not lanes.over else thickness * 1.25) / 2
    sheet.fill(Box(left=left - 1, top=middle - reach, right=left, bottom=middle + reach), PALETTE.quiet)


def _labels(sheet: Sheet, box: Box, lanes: _Lanes) -> None:
    for place, lines in enumerate(lanes.labels):
        if lanes.over:
            bottom = box.top + place * lanes.height + lanes.over
            sheet.write(lines, x=box.left, y=bottom, size=lanes.size, hang="left bottom")
        else:
            sheet.write(lines, x=box.left, y=lanes.middle(box, place), size=lanes.size, hang="left middle")
