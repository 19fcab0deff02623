"""Referrals divided by one column (agency, risk, area, force), a bar each: what counts and shares have in common."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, replace

import polars as pl

from dashboard.charts import captions
from dashboard.charts.cells import Cell, cells_of, completed, merged, texts
from dashboard.charts.chart import Chart, Choice, Drawn, Table, Theme, View, type_of_figure
from dashboard.charts.dimensions import MISSING, OTHERS, Dimension, Names
from dashboard.disclosure.disclosed import Disclosed, Figure
from dashboard.metrics.measure import measure
from dashboard.metrics.metric import Measured, Metric
from dashboard.metrics.volumes import REFERRALS_RECEIVED

MOST_BARS = 12  # more, and the eye no longer compares; the rest is added up

Bars = tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Division(ABC):
    """One way to divide referrals into bars.

    Attributes
    ----------
    key
        Key of the chart.
    question
        The question it answers, as a section heading.
    measured_as
        "Referrals received by agency".
    dimension
        What referrals are divided by.
    metric
        What is counted, or of what the share is taken.
    finding
        The title, from the bars in the order drawn, their labels and the total.
    keeps_noughts
        Whether a group known to be without referrals is drawn.
    happened
        What no referral was, where there was nothing to count: "received", "decided".
    only_whole
        As of `Plot`.
    opens_also
        Pairs of a dimension and a code that a click narrows by besides, where not all referrals are counted.
    """

    key: str
    question: str
    measured_as: str
    dimension: Dimension
    finding: Callable[[Bars, Names, Figure], str]
    metric: Metric = REFERRALS_RECEIVED
    keeps_noughts: bool = True
    happened: str = "received"
    only_whole: bool = False
    opens_also: tuple[tuple[str, str], ...] = ()

    def chart(self) -> Chart:
        """Return the entry for the registry of charts."""
        return Chart(
            key=self.key,
            question=self.question,
            metric=self.metric,
            by=(self.dimension.column,),
            dimension=self.dimension.drilled,
            also=(self.dimension.column,) if self.dimension.facet else (),
            only_whole=self.only_whole,
            gather=self.gather,
            paint=self.paint,
        )

    def gather(self, referrals: pl.DataFrame, view: View) -> Measured:
        """Return referrals by code, every code there is, the small ones added up before anything is hidden."""
        by = self.dimension
        order = tuple(by.offered(view))
        measured = completed(texts(measure(self.metric, referrals, by=(by.column,))), order)
        measured = self._without_empty_unrecorded(measured)
        if not by.by_size:
            return measured
        return merged(measured, order=order, most=MOST_BARS, under=view.merge_below, into=OTHERS, apart=by.unrecorded)

    def paint(self, disclosed: Disclosed, view: View, theme: Theme) -> Drawn:
        """Return the bars with everything said about them."""
        labels = self.dimension.labels(view)
        shown = self._in_order(cells_of(disclosed), tuple(labels))
        told = {"key": self.key, "measure": self.measured_as}
        table = self._table(shown, labels, disclosed)
        if captions.has_nothing_to_draw(disclosed):
            return captions.untold(**told, disclosed=disclosed, view=view, table=table, happened=self.happened)
        largest = max(shown, key=lambda bar: bar.base or 0)
        return captions.told(
            **told,
            title=self.measured_as if self.dimension.chosen(view) else self.finding(shown, labels, disclosed.total),
            disclosed=disclosed,
            view=view,
            figure=self._figure(shown, labels, disclosed, theme),
            table=table,
            kind="Bar chart",
            largest=f"{labels[bar_code(largest)]}, {self._said(largest, disclosed.total)}",
            notes=self._notes(shown, disclosed),
            choices=self._choices(shown, labels),
        )

    @abstractmethod
    def _said(self, bar: Cell, total: Figure) -> str:
        """Return the label of a bar."""

    @abstractmethod
    def _table(self, drawn: Bars, labels: Names, disclosed: Disclosed) -> Table:
        """Return the numbers as text."""

    @abstractmethod
    def _figure(self, drawn: Bars, labels: Names, disclosed: Disclosed, theme: Theme) -> type_of_figure:
        """Return the bars."""

    @abstractmethod
    def _notes(self, drawn: Bars, disclosed: Disclosed) -> tuple[str, ...]:
        """Return what a careful reader must know beside the protection."""

    def _without_empty_unrecorded(self, measured: Measured) -> Measured:
        """Leave out "not recorded" where every record says: nobody's secret, and hiding it would hide others."""
        says = pl.col(self.dimension.column) != self.dimension.unrecorded
        kept = measured.cells.filter(says | (pl.col("base") > 0))
        return replace(measured, cells=kept)

    def _in_order(self, cells: Bars, order: tuple[str, ...]) -> Bars:
        """Return the bars to draw; hidden ones stand in the order of their names, so that rank tells nothing."""
        shown = [bar for bar in cells if bar.base != 0 or (self.keeps_noughts and bar.code in order[:-2])]

        def rank(bar: Cell) -> tuple[bool, bool, int, int]:
            size = -(bar.base or 0) if self.dimension.by_size else 0
            return bar.code == self.dimension.unrecorded, bar.code == OTHERS, size, order.index(bar_code(bar))

        return tuple(sorted(shown, key=rank))

    def _choices(self, drawn: Bars, labels: Names) -> list[Choice]:
        named = [bar_code(bar) for bar in drawn if bar.code not in {OTHERS, MISSING}]
        drilled, also = self.dimension.drilled, self.opens_also
        return [Choice(dimension=drilled, code=code, label=labels[code], also=also, mark=code) for code in named]


def bar_code(bar: Cell) -> str:
    """Return the code of a bar; codes of categories are text."""
    return str(bar.code)
