"""The headline of a plate: the whole in large figures, one bar of its parts, and each part named beneath it."""

from collections.abc import Sequence

from dashboard.charts import plate_figures, plate_lanes, typeface
from dashboard.charts.plate_colours import colour_of
from dashboard.charts.sheet import PALETTE, Box, Sheet
from dashboard.edition.plate import Plate, Row

_WHOLE, _PART = 3.4, 2.1  # sizes of figures, in those of labels
_BAR = 3.6  # height of the bar
_AIR = 0.5


def draw(sheet: Sheet, plate: Plate, box: Box) -> None:
    """Draw the whole and its parts; as lanes where one of them is hidden, for in one bar it would show as a gap."""
    whole, parts = plate.rows[0], plate.rows[1:]
    if plate.hides or whole.code or not parts:
        plate_lanes.draw(sheet, plate, box)
        return
    label = sheet.type.label
    top = _whole(sheet, whole, box)
    bar = Box(left=box.left, top=top, right=box.right, bottom=top + min(_BAR * label, 0.3 * box.height))
    longest = max(whole.figures[0].value or 0, sum(part.figures[0].value or 0 for part in parts)) or 1
    _bar(sheet, parts, bar, longest)
    _parts(sheet, parts, Box(left=box.left, top=bar.bottom + _AIR * label, right=box.right, bottom=box.bottom), longest)


def _whole(sheet: Sheet, whole: Row, box: Box) -> float:
    """Write the whole, its figure large; return where the bar begins."""
    label = sheet.type.label
    size = min(_WHOLE * label, 0.28 * box.height)
    figure = whole.figures[0]
    beside = plate_figures.words(figure).removeprefix(figure.text).strip()
    base = box.top + size * 0.62
    sheet.write([figure.text], x=box.left, y=base, size=size, bold=True, hang="left middle")
    after = box.left + typeface.width_of(figure.text, size, bold=True) + _AIR * label
    name = f"{whole.label} {beside}".strip()
    lines = typeface.lines_of(name, 1.2 * label, box.right - after, at_most=2)
    sheet.write(lines, x=after, y=base + 0.12 * size, size=1.2 * label, colour=PALETTE.quiet, hang="left middle")
    return box.top + size * 1.3


def _bar(sheet: Sheet, parts: Sequence[Row], bar: Box, longest: int) -> None:
    """Draw the parts one after another, a line of paper between them."""
    begin = 0
    for part in parts:
        value = part.figures[0].value or 0
        left, right = (bar.left + bar.width * end / longest for end in (begin, begin + value))
        sheet.bars(
            [value],
            across=Box(left=left, top=bar.top, right=max(right - 3, left + 1), bottom=bar.bottom),
            longest=value or 1,
            middles=[(bar.top + bar.bottom) / 2],
            thickness=bar.height,
            colours=[colour_of(part.code)],
        )
        begin += value


def _parts(sheet: Sheet, parts: Sequence[Row], box: Box, longest: int) -> None:
    """Write each part beneath where it begins in the bar; where that is too narrow, one beneath the other."""
    begins = [sum(part.figures[0].value or 0 for part in parts[:place]) for place in range(len(parts))]
    lefts = [box.left + box.width * begin / longest for begin in begins]
    rooms = [right - left - sheet.type.label for left, right in zip(lefts, [*lefts[1:], box.right], strict=True)]
    if all(_needs(part, sheet.type.label) <= room for part, room in zip(parts, rooms, strict=True)):
        for part, left, room in zip(parts, lefts, rooms, strict=True):
            _beneath(sheet, part, left, box.top, room)
        return
    _listed(sheet, parts, box)


def _needs(part: Row, label: float) -> float:
    """Return the pixels that a part's words need across: its figure, and its name in a few lines."""
    name = max(typeface.width_of(word, label) for word in typeface.drawable(part.label).split(" "))
    whole = typeface.width_of(typeface.drawable(part.label), label) / 2
    return max(plate_figures.width_of(part.figures[0], _PART * label), name, whole)


def _beneath(sheet: Sheet, part: Row, left: float, top: float, room: float) -> None:
    label = sheet.type.label
    size = _PART * label
    sheet.write_marked(plate_figures.marked(part.figures[0]), x=left, y=top, size=size)
    lines = typeface.lines_of(part.label, label, room)
    sheet.write(lines, x=left, y=top + size * typeface.LINE, size=label)


def _listed(sheet: Sheet, parts: Sequence[Row], box: Box) -> None:
    """Write the parts in lines, a square of its colour before each."""
    height = min(box.height / len(parts), 2.4 * sheet.type.label)
    size = min(1.25 * sheet.type.label, height / typeface.LINE)
    figures = max(plate_figures.width_of(part.figures[0], size) for part in parts)
    for place, part in enumerate(parts):
        middle = box.top + (place + 0.5) * height
        square = Box(left=box.left, top=middle - 0.4 * size, right=box.left + 0.8 * size, bottom=middle + 0.4 * size)
        sheet.fill(square, colour_of(part.code))
        after = square.right + _AIR * size
        sheet.write_marked(plate_figures.marked(part.figures[0]), x=after, y=middle, size=size, hang="left middle")
        after += figures + 2 * _AIR * size
        name = typeface.lines_of(part.label, 0.85 * size, box.right - after, at_most=2)
        sheet.write(name, x=after, y=middle, size=0.85 * size, hang="left middle")
