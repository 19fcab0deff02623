"""The picture of a plate: one chart for each shape, complete in itself when it is cut out of a page."""

from collections.abc import Callable, Mapping

from dashboard.charts import plate_columns, plate_lanes, plate_split, stamp
from dashboard.charts.chart import type_of_figure
from dashboard.charts.plate_frame import frame, veil
from dashboard.charts.sheet import Box, Sheet
from dashboard.edition.plate import Plate, Shape

_CHARTS: Mapping[Shape, Callable[[Sheet, Plate, Box], None]] = {
    Shape.SPLIT: plate_split.draw,
    Shape.STEPS: plate_columns.draw,
    Shape.GROUPS: plate_lanes.draw,
    Shape.PARTS: plate_lanes.draw,
}


def draw(plate: Plate, *, width: int, height: int, number: int | None = None) -> type_of_figure:
    """Return the figure of a plate, `width` by `height` pixels, light on every machine.

    A hidden figure is the text "[c]" on the baseline; no value stands for it anywhere. `number` is what the one who
    asks knows the picture by (`dashboard.charts.stamp`).
    """
    sheet = Sheet(width=width, height=height)
    room = frame(sheet, plate)
    if plate.mark:
        veil(sheet, plate.mark)
    _CHARTS[plate.shape](sheet, plate, room)
    if number is not None:
        stamp.put(sheet, number)
    return sheet.drawn()
