"""The picture of a plate: one chart for each shape, complete in itself when it is cut out of a page."""

from collections.abc import Callable, Mapping

from dashboard.charts import plate_columns, plate_lanes, plate_split, stamp
from dashboard.charts.chart import type_of_figure
from dashboard.charts.plate_frame import frame, veil
from dashboard.charts.sheet import Box, Sheet
from dashboard.edition.plate import Plate, Shape

# From a sheet, a plate and the room for its chart to the size of letters that the chart was set in.
_CHARTS: Mapping[Shape, Callable[[Sheet, Plate, Box], float]] = {
    Shape.SPLIT: plate_split.draw,
    Shape.STEPS: plate_columns.draw,
    Shape.GROUPS: plate_lanes.draw,
    Shape.PARTS: plate_lanes.draw,
}

# Where a chart has so much to say that its letters shrink, all around it shrinks too and leaves it room.
_STEPS = (1.0, 0.9, 0.8, 0.72)
_EVEN = 0.84  # letters of a chart, in those of its subtitle


def draw(plate: Plate, *, width: int, height: int, number: int | None = None) -> type_of_figure:
    """Return the figure of a plate, `width` by `height` pixels, light on every machine.

    A hidden figure is the text "[c]" on the baseline; no value stands for it anywhere. `number` is what the one who
    asks knows the picture by (`dashboard.charts.stamp`).
    """
    for step in _STEPS:
        sheet = Sheet(width=width, height=height, step=step)
        if _laid_out(sheet, plate) >= _EVEN * sheet.type.label:
            break
    if number is not None:
        stamp.put(sheet, number)
    return sheet.drawn()


def _laid_out(sheet: Sheet, plate: Plate) -> float:
    """Lay a plate out on a sheet; return the size of letters that its chart is set in."""
    room = frame(sheet, plate)
    if plate.mark:
        veil(sheet, plate.mark)
    return _CHARTS[plate.shape](sheet, plate, room)
