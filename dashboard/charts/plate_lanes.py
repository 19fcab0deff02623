"""Rows of a plate as lanes: a label and a bar for each figure; parts of rows side by side, each from its own baseline.

Parts are not stacked: in a stack, one that is hidden would show as the gap that it leaves.
"""

from collections.abc import Sequence

from dashboard.charts import plate_figures
from dashboard.charts.lane_room import AIR, HEADING_INDENT, Lanes, fitting
from dashboard.charts.plate_colours import colour_of
from dashboard.charts.sheet import PALETTE, Box, Sheet
from dashboard.edition.plate import Plate


def draw(sheet: Sheet, plate: Plate, box: Box) -> float:
    """Draw the rows of a plate into a box; on upright sheets, where there is height enough, labels over the bars.

    Returns the size of letters.
    """
    lanes = fitting(sheet, plate, box)
    for place, panel in enumerate(lanes.panels(box, len(plate.columns))):
        if lanes.headings:
            _head(sheet, plate, place, panel, lanes)
        _bars(sheet, plate, place, panel, lanes)
    for lines, place in zip(lanes.labels, range(len(plate.rows)), strict=True):
        hang = "left top" if lanes.is_over else "left middle"
        sheet.write(lines, x=box.left, y=lanes.label_at(box, place), size=lanes.size, hang=hang)
    return lanes.size


def _head(sheet: Sheet, plate: Plate, place: int, panel: Box, lanes: Lanes) -> None:
    """Write a column's heading over its bars, a square of their colour before it."""
    size = lanes.size
    square = Box(
        left=panel.left, top=panel.top + 0.3 * size, right=panel.left + 0.75 * size, bottom=panel.top + 1.05 * size
    )
    sheet.fill(square, colour_of(plate.columns[place].code))
    sheet.write(lanes.headings[place], x=panel.left + HEADING_INDENT * size, y=panel.top, size=size, bold=True)


def _bars(sheet: Sheet, plate: Plate, place: int, panel: Box, lanes: Lanes) -> None:
    """Draw the bars of one column with their figures; "[c]" on the baseline where hidden."""
    longest = max((figure.value or 0 for figure in plate.figures), default=0) or 1
    room = panel.width - lanes.widest
    drawn: list[tuple[int, float, str]] = []
    middles = [lanes.bar_at(panel, number) for number in range(len(plate.rows))]
    for row, middle in zip(plate.rows, middles, strict=True):
        figure = row.figures[place]
        if figure.value is not None:
            drawn.append((figure.value, middle, colour_of(plate.columns[place].code or row.code)))
        end = panel.left + room * (figure.value or 0) / longest + AIR * lanes.size
        sheet.write_marked(plate_figures.marked(figure), x=end, y=middle, size=lanes.size, hang="left middle")
    if drawn:
        values, places, colours = zip(*drawn, strict=True)
        across = Box(left=panel.left, top=panel.top, right=panel.left + room, bottom=panel.bottom)
        sheet.bars(values, across=across, longest=longest, middles=places, thickness=lanes.thickness, colours=colours)
    _baseline(sheet, panel.left, middles, lanes)


def _baseline(sheet: Sheet, left: float, middles: Sequence[float], lanes: Lanes) -> None:
    """Draw the line that bars begin at: all the way down, or in pieces where labels lie between."""
    reach = 0.62 * lanes.thickness
    pieces = [(middle - reach, middle + reach) for middle in middles]
    for top, bottom in pieces if lanes.is_over else [(pieces[0][0] - reach / 2, pieces[-1][1] + reach / 2)]:
        sheet.fill(Box(left=left - 1, top=top, right=left, bottom=bottom), PALETTE.quiet)
