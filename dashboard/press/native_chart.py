"""The chart of a plate as PowerPoint keeps one: drawn by it, edited in it, its numbers in a workbook of its own.

A hidden figure has no point in the chart and an empty cell in the workbook; its label says "[c]". Parts are stacked
only where all of them are shown: in a stack, one that is hidden would show as the gap that it leaves.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import xlsxwriter
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE

from dashboard.charts.plate_colours import colour_of
from dashboard.edition import Plate, Printed, Row, Shape
from dashboard.press.about import Pair
from dashboard.press.plain_text import plain, shortened
from dashboard.wording import release_files as words

_LONGEST_LABEL = 80
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
SHEET = "Sheet1"  # the name by which python-pptx refers to the chart's cells


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One series: its name, a value for each category (None where hidden), and a colour for each."""

    name: str
    values: tuple[int | None, ...]
    colours: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NativeChart:
    """A chart: categories and series, and whether it stands upright and stacks its series."""

    categories: tuple[str, ...]
    series: tuple[Series, ...]
    is_upright: bool = False
    is_stacked: bool = False

    @property
    def kind(self) -> XL_CHART_TYPE:
        """What PowerPoint calls it."""
        if self.is_upright:
            return XL_CHART_TYPE.COLUMN_STACKED if self.is_stacked else XL_CHART_TYPE.COLUMN_CLUSTERED
        return XL_CHART_TYPE.BAR_STACKED if self.is_stacked else XL_CHART_TYPE.BAR_CLUSTERED

    @property
    def content(self) -> CategoryChartData:
        """Categories and series as python-pptx takes them."""
        content = CategoryChartData(number_format="#,##0")
        content.categories = self.categories
        for series in self.series:
            content.add_series(series.name, series.values)
        return content

    def workbook(self, about: Sequence[Pair], *, now: datetime) -> bytes:
        """Return the workbook behind the chart: its numbers, and beside them what they are and whence they come."""
        held = io.BytesIO()
        with xlsxwriter.Workbook(held, _OPTIONS) as book:
            book.set_properties({"created": now})
            sheet, told = book.add_worksheet(SHEET), book.add_worksheet(words.ABOUT)
            number = book.add_format({"num_format": "#,##0"})
            sheet.write_column(1, 0, self.categories)
            for column, series in enumerate(self.series, start=1):
                sheet.write_string(0, column, series.name)
                for place, value in enumerate(series.values, start=1):
                    if value is not None:
                        sheet.write_number(place, column, value, number)
            for place, (name, text) in enumerate(about):
                told.write_row(place, 0, (name, shortened(text, longest=32_000)))
        return held.getvalue()


def chart_of(plate: Plate) -> NativeChart | None:
    """Return the chart of a plate; None where no figure is shown."""
    if all(figure.value is None for figure in plate.figures):
        return None
    if plate.shape is Shape.SPLIT and _adds_up(plate):
        return _split(plate)
    single = len(plate.columns) == 1
    return NativeChart(
        categories=tuple(_category(plate, row) for row in plate.rows),
        series=tuple(
            Series(
                name=shortened(column.heading, longest=_LONGEST_LABEL),
                values=tuple(row.figures[place].value for row in plate.rows),
                colours=tuple(colour_of(row.code if single else column.code) for row in plate.rows),
            )
            for place, column in enumerate(plate.columns)
        ),
        is_upright=plate.shape is Shape.STEPS,
        is_stacked=not single and not plate.hides,
    )


def _adds_up(plate: Plate) -> bool:
    """Return whether the first row is the whole of all the others, and all are shown."""
    whole, *parts = (row.figures[0].value for row in plate.rows)
    return bool(parts) and not plate.hides and not plate.rows[0].code and whole == sum(part or 0 for part in parts)


def _split(plate: Plate) -> NativeChart:
    whole, *parts = plate.rows
    return NativeChart(
        categories=(_label(whole, whole.figures[0], with_count=True),),
        series=tuple(
            Series(
                name=_label(part, part.figures[0]),
                values=(part.figures[0].value,),
                colours=(colour_of(part.code),),
            )
            for part in parts
        ),
        is_stacked=True,
    )


def _category(plate: Plate, row: Row) -> str:
    """Return the label of a row, and what its bars cannot show: percentage, "as at", and "[c]" where hidden."""
    if len(plate.columns) == 1:
        return _label(row, row.figures[0])
    if all(figure.value is None for figure in row.figures):
        return _label(row, row.figures[0])
    unseen = [
        f"{column.heading} {figure.text if figure.value is None else figure.held}"
        for column, figure in zip(plate.columns, row.figures, strict=True)
        if figure.value is None or figure.held
    ]
    return _beside(row.label, "; ".join(unseen))


def _label(row: Row, figure: Printed, *, with_count: bool = False) -> str:
    if figure.value is None:
        return f"{shortened(row.label, longest=_LONGEST_LABEL)}: {figure.text}"
    return _beside(row.label, ", ".join(filter(None, (figure.text * with_count, figure.percentage, figure.held))))


def _beside(label: str, told: str) -> str:
    name = shortened(label, longest=_LONGEST_LABEL)
    return f"{name} ({plain(told)})" if told else name
