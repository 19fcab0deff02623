"""Rows of a plate that follow one another in time, as columns: each figure over its column, its label beneath."""

from dashboard.charts import plate_figures, typeface
from dashboard.charts.sheet import PALETTE, Box, Sheet
from dashboard.edition.plate import Plate, Row

_STEPS = (1.0, 0.9, 0.8, 0.72, 0.64)
_EVERY = (1, 2, 3, 4, 6)  # each label, or every so many, where columns are narrow
_COLUMN = 0.78  # of the room of a step
_WIDEST_COLUMN = 4.0  # in heights of a letter
_AIR = 0.3  # between a column and its figure, in heights of a letter
_HIGHEST = 1.1  # columns, in widths of the chart
_FILLED = 0.9  # of a step's room, by the widest label


def draw(sheet: Sheet, plate: Plate, box: Box) -> float:
    """Draw the rows of a plate into a box; return the size of letters."""
    step = box.width / len(plate.rows)
    size, labels = _labels(sheet, plate, step)
    figure_size, turned = _figure_size(sheet, plate, step)
    beneath = max(map(len, labels)) * size * typeface.LINE + _AIR * size
    over = _over(plate, figure_size, turned=turned)
    bottom = min(box.bottom - beneath, box.top + over + _HIGHEST * box.width)
    room = Box(left=box.left, top=box.top + over, right=box.right, bottom=bottom)
    middles = [box.left + (place + 0.5) * step for place in range(len(plate.rows))]
    longest = max((figure.value or 0 for figure in plate.figures), default=0) or 1
    shown = [(row.figures[0].value, middle) for row, middle in zip(plate.rows, middles, strict=True)]
    drawn = [(value, middle) for value, middle in shown if value is not None]
    if drawn:
        sheet.bars(
            [value for value, _ in drawn],
            across=room,
            longest=longest,
            middles=[middle for _, middle in drawn],
            thickness=min(_COLUMN * step, _WIDEST_COLUMN * sheet.type.label),
            colours=[PALETTE.main] * len(drawn),
            upright=True,
        )
    sheet.fill(Box(left=box.left, top=room.bottom, right=box.right, bottom=room.bottom + 1), PALETTE.quiet)
    for row, middle, lines in zip(plate.rows, middles, labels, strict=True):
        top = room.bottom - room.height * (row.figures[0].value or 0) / longest - _AIR * figure_size
        _figure(sheet, row, middle, top, figure_size, turned=turned)
        sheet.write(lines, x=middle, y=room.bottom + _AIR * size, size=size, hang="center top")
    return max(size, figure_size)


def _figure(sheet: Sheet, row: Row, middle: float, bottom: float, size: float, *, turned: bool) -> None:
    """Write a figure over its column, its percentage beneath the number; turned where columns are narrow."""
    markup = plate_figures.marked(row.figures[0])
    if not turned:
        markup = markup.replace("</b> (", "</b><br>(")
    hang, angle = "center bottom", -90.0 if turned else 0.0
    sheet.write_marked(markup, x=middle, y=bottom, size=size, hang=hang, turned=angle)


def _figure_size(sheet: Sheet, plate: Plate, step: float) -> tuple[float, bool]:
    """Return the largest size at which figures fit over their columns, and whether they must be turned."""
    for each in _STEPS[:-1]:
        size = each * sheet.type.label
        if max(_across(row, size) for row in plate.rows) <= _FILLED * step:
            return size, False
    return min(0.9 * sheet.type.label, _FILLED * step), True


def _across(row: Row, size: float) -> float:
    """Return the wider of the two lines of a figure."""
    figure = row.figures[0]
    rest = plate_figures.words(figure).removeprefix(figure.text)
    return max(typeface.width_of(figure.text, size, bold=True), typeface.width_of(rest.strip(), size))


def _over(plate: Plate, size: float, *, turned: bool) -> float:
    if turned:
        return max(plate_figures.width_of(row.figures[0], size) for row in plate.rows) + 2 * _AIR * size
    lines = 2 if any(row.figures[0].percentage for row in plate.rows) else 1
    return (lines * typeface.LINE + _AIR) * size


def _labels(sheet: Sheet, plate: Plate, step: float) -> tuple[float, list[list[str]]]:
    """Return the largest size at which labels fit beneath their columns, and the lines of each."""
    for every in _EVERY:
        for size in (each * sheet.type.label for each in _STEPS):
            labels = _every(plate, every, size, step)
            if max(typeface.widest(lines, size) for lines in labels) <= _FILLED * step * every:
                return size, labels
    return size, labels


def _every(plate: Plate, every: int, size: float, step: float) -> list[list[str]]:
    """Return the lines of every so many labels, and none of the others."""
    told = [row.label for row in plate.rows[::every]]
    lines = iter([_lines(label, before, size, step * every) for label, before in zip(told, ["", *told], strict=False)])
    return [[""] if place % every else next(lines) for place in range(len(plate.rows))]


def _lines(label: str, before: str, size: float, step: float) -> list[str]:
    """Return a label's lines: the year beneath, and only where it is another than before."""
    name, _, year = typeface.drawable(label).rpartition(" ")
    if not (year.isdecimal() and name):
        return label.split() if typeface.width_of(label, size) > _FILLED * step else [label]
    names = name.split() if typeface.width_of(name, size) > _FILLED * step else [name]
    return names if typeface.drawable(before).rpartition(" ")[2] == year else [*names, year]
