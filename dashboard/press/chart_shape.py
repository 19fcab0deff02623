"""A native chart on a slide: quiet axes, numbers on the bars, the house's colours, and words for who cannot see it."""

from datetime import datetime

from pptx.chart.chart import Chart
from pptx.chart.series import BarSeries
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.slide import Slide
from pptx.util import Pt

from dashboard.charts.house_style import text_over
from dashboard.charts.plate_frame import MARK
from dashboard.charts.sheet import PALETTE
from dashboard.edition import Plate
from dashboard.press.about import about_plate
from dashboard.press.native_chart import NativeChart, Series
from dashboard.press.plain_text import plain, shortened
from dashboard.press.slide_master import CHART

_LABELS, _SMALL_LABELS = Pt(16), Pt(12)
_MANY = 12  # bars from which labels are small
_HEADLINE = Pt(32)  # numbers of a chart of one bar
_GAP = 45  # between bars, as a percentage of one
_LINE = Pt(1.5)  # of paper between parts of a stack


def draw(slide: Slide, plate: Plate, chart: NativeChart, *, now: datetime) -> None:
    """Draw a plate's chart on a slide: the mark inside it while there is one, its alt text, its own workbook."""
    frame = slide.shapes.add_chart(chart.kind, *CHART.lengths, chart.content)
    frame.name = shortened(f"Chart: {plate.measure}")
    frame.element.nvGraphicFramePr.cNvPr.set("descr", plain(plate.alt_text))
    drawn = frame.chart
    drawn.part.chart_workbook.update_from_xlsx_blob(chart.workbook(about_plate(plate), now=now))
    drawn.font.size = _SMALL_LABELS if len(chart.categories) * len(chart.series) > _MANY else _LABELS
    drawn.font.color.rgb = _rgb(PALETTE.ink)
    _axes(drawn, chart)
    for series, bars in zip(chart.series, drawn.plots[0].series, strict=True):
        _paint(bars, series, is_stacked=chart.is_stacked)
        if len(chart.categories) == 1:
            bars.data_labels.font.size = _HEADLINE
    drawn.plots[0].gap_width = _GAP
    drawn.plots[0].overlap = 100 if chart.is_stacked else 0
    drawn.has_legend = len(chart.series) > 1
    if drawn.has_legend:
        drawn.legend.position = XL_LEGEND_POSITION.TOP
        drawn.legend.include_in_layout = False
    _mark(drawn, plate.mark)


def _axes(drawn: Chart, chart: NativeChart) -> None:
    """Labels without an axis; numbers stand on the bars, so that no axis has to tell them."""
    values, categories = drawn.value_axis, drawn.category_axis
    values.visible = values.has_major_gridlines = False
    values.minimum_scale = 0
    categories.major_tick_mark = XL_TICK_MARK.NONE
    categories.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    categories.reverse_order = not chart.is_upright  # bars are drawn from below; rows are read from above
    categories.format.line.color.rgb = _rgb(PALETTE.quiet)


def _paint(bars: BarSeries, series: Series, *, is_stacked: bool) -> None:
    bars.invert_if_negative = False
    bars.format.fill.solid()
    bars.format.fill.fore_color.rgb = _rgb(series.colours[0])
    if is_stacked:
        bars.format.line.color.rgb = _rgb(PALETTE.ground)
        bars.format.line.width = _LINE
    for place, colour in enumerate(series.colours):
        if colour != series.colours[0]:
            point = bars.points[place].format.fill
            point.solid()
            point.fore_color.rgb = _rgb(colour)
    labels = bars.data_labels
    labels.show_value = True
    labels.number_format, labels.number_format_is_linked = "#,##0", False
    labels.position = XL_LABEL_POSITION.CENTER if is_stacked else XL_LABEL_POSITION.OUTSIDE_END
    labels.font.bold = True
    labels.font.color.rgb = _rgb(text_over(series.colours[0]) if is_stacked else PALETTE.ink)


def _mark(drawn: Chart, mark: str) -> None:
    told = shortened(mark)
    drawn.has_title = bool(told)
    if told:
        frame = drawn.chart_title.text_frame
        frame.text = told
        font = frame.paragraphs[0].runs[0].font
        font.size, font.bold, font.color.rgb = _LABELS, True, _rgb(MARK)


def _rgb(colour: str) -> RGBColor:
    return RGBColor.from_string(colour.lstrip("#"))
