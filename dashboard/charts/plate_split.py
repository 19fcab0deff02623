"""The headline of a plate: the whole in large figures, one bar of its parts, and each part named beneath it."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.charts import plate_figures, plate_lanes, typeface
from dashboard.charts.plate_colours import colour_of
from dashboard.charts.sheet import Box, Sheet
from dashboard.edition.plate import Plate, Row

_WHOLE, _PART = 3.4, 2.0  # sizes of figures, in those of labels
_BAR = 3.6  # height of the bar
_AIR = 0.5
_NEEDED = _WHOLE * 1.3 + _BAR + _AIR + _PART * typeface.LINE + 2 * typeface.LINE
_GROWN = (1.3, 1.15, 1.0, 0.88)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Grown:
    """The sizes of a headline, in pixels, as large as its room bears."""

    whole: float
    bar: float
    part: float
    label: float


def draw(sheet: Sheet, plate: Plate, box: Box) -> float:
    """Draw the whole and its parts; as lanes where one of them is hidden, for in one bar it would show as a gap.

    Returns the size of letters.
    """
    whole, parts = plate.rows[0], plate.rows[1:]
    if plate.hides or whole.code or not parts:
        return plate_lanes.draw(sheet, plate, box)
    longest = max(whole.figures[0].value or 0, sum(part.figures[0].value or 0 for part in parts)) or 1
    sizes = _sizes(sheet, parts, box, longest)
    top = _whole(sheet, plate, box, sizes)
    bar = Box(left=box.left, top=top, right=box.right, bottom=top + sizes.bar)
    _bar(sheet, parts, bar, longest)
    beneath = Box(left=box.left, top=bar.bottom + _AIR * sizes.label, right=box.right, bottom=box.bottom)
    if _fit(parts, box, longest, sizes):
        _beneath(sheet, parts, beneath, longest, sizes)
    else:
        _listed(sheet, parts, beneath, sizes)
    return sizes.label


def _sizes(sheet: Sheet, parts: Sequence[Row], box: Box, longest: int) -> _Grown:
    """Return the largest sizes at which the parts still stand beneath their pieces of the bar."""
    label = sheet.type.label
    room = box.height / (_NEEDED * label)
    tried = [
        _Grown(
            whole=_WHOLE * label * min(room, 1.6),
            bar=_BAR * label * min(room, 2.2),
            part=_PART * label * min(room, grown),
            label=label * min(room, grown),
        )
        for grown in _GROWN
    ]
    return next((sizes for sizes in tried if _fit(parts, box, longest, sizes)), tried[-1])


def _whole(sheet: Sheet, plate: Plate, box: Box, sizes: _Grown) -> float:
    """Write the whole, its figure large; return where the bar begins."""
    figure, size = plate.rows[0].figures[0], sizes.whole
    rest = plate_figures.words(figure).removeprefix(figure.text).strip()
    base = box.top + size * 0.62
    sheet.write([figure.text], x=box.left, y=base, size=size, bold=True, hang="left middle")
    after = box.left + typeface.width_of(figure.text, size, bold=True) + 0.22 * size
    named = f"{plate.measure[:1].lower()}{plate.measure[1:]} {rest}".strip()
    lines = typeface.lines_of(named, 1.3 * sizes.label, box.right - after, at_most=2)
    sheet.write(lines, x=after, y=base + 0.12 * size, size=1.3 * sizes.label, hang="left middle")
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


def _places(parts: Sequence[Row], box: Box, longest: int) -> list[tuple[float, float]]:
    """Return for each part where its piece of the bar begins, and the room from there to the next."""
    begins = [sum(part.figures[0].value or 0 for part in parts[:place]) for place in range(len(parts))]
    lefts = [box.left + box.width * begin / longest for begin in begins]
    return [(left, right - left) for left, right in zip(lefts, [*lefts[1:], box.right], strict=True)]


def _fit(parts: Sequence[Row], box: Box, longest: int, sizes: _Grown) -> bool:
    """Tell whether each part's words fit beneath its own piece of the bar."""
    rooms = [room - sizes.label for _, room in _places(parts, box, longest)]
    return all(_needs(part, sizes) <= room for part, room in zip(parts, rooms, strict=True))


def _needs(part: Row, sizes: _Grown) -> float:
    """Return the pixels that a part's words need across: its figure, and its name in two lines."""
    name = typeface.balanced(part.label, sizes.label, typeface.width_of(part.label, sizes.label) * 0.66)
    return max(plate_figures.width_of(part.figures[0], sizes.part), typeface.widest(name, sizes.label))


def _beneath(sheet: Sheet, parts: Sequence[Row], box: Box, longest: int, sizes: _Grown) -> None:
    """Write each part beneath its piece of the bar."""
    for part, (left, room) in zip(parts, _places(parts, box, longest), strict=True):
        sheet.write_marked(plate_figures.marked(part.figures[0]), x=left, y=box.top, size=sizes.part)
        lines = typeface.balanced(part.label, sizes.label, room - sizes.label)
        sheet.write(lines, x=left, y=box.top + sizes.part * typeface.LINE, size=sizes.label)


def _listed(sheet: Sheet, parts: Sequence[Row], box: Box, sizes: _Grown) -> None:
    """Write the parts in lines, a square of its colour before each."""
    height = min(box.height / len(parts), 2.4 * sizes.label)
    size = min(1.25 * sizes.label, height / typeface.LINE)
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
