"""Referrals by category as horizontal bars: the mechanism that by agency, by risk and by area share."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import polars as pl

from dashboard.charts import bars, captions
from dashboard.charts.cells import Cell, cells_of, completed, merged, texts
from dashboard.charts.chart import Choice, Drawn, Table, Theme, View, type_of_figure
from dashboard.charts.house_style import PALETTES, Palette, figure
from dashboard.disclosure.disclosed import Disclosed
from dashboard.metrics.measure import measure
from dashboard.metrics.metric import Measured
from dashboard.metrics.volumes import REFERRALS_RECEIVED
from dashboard.wording import numbers
from dashboard.wording.symbols import NOT_RECORDED

MOST_BARS = 12  # more, and the eye no longer compares; the rest is added up
OTHERS = "OTHERS"  # no agency, area or level of risk has this code
MISSING = ""  # stands for a null in the facts

Names = Mapping[str, str]  # label by code, in the order that settles ties
Bars = tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Categories:
    """One way to divide referrals into bars.

    Attributes
    ----------
    key
        Key of the chart.
    measured_as, heading
        "Referrals received by agency"; "Agency", over the first column of the table.
    column
        The column of the facts, and the dimension that a click drills to.
    names
        The codes there are under a view, with their labels.
    others
        What the rest is called when it is added up.
    finding
        The title, from the bars in the order drawn, their labels and the total.
    unrecorded
        The code of "not recorded": drawn last, never merged.
    by_size
        Whether the largest comes first; otherwise the order of `names` stands.
    keeps_noughts
        Whether a group known to be without referrals is drawn.
    colour
        The colour of a code.
    """

    key: str
    measured_as: str
    heading: str
    column: str
    names: Callable[[View], Names]
    others: str
    finding: Callable[[Bars, Names, int | None], str]
    unrecorded: str = MISSING
    by_size: bool = True
    keeps_noughts: bool = True
    colour: Callable[[Palette, str], str]

    def gather(self, referrals: pl.DataFrame, view: View) -> Measured:
        """Return referrals by code, every code there is, the small ones added up before anything is hidden."""
        order = tuple(self._offered(view))
        measured = completed(texts(measure(REFERRALS_RECEIVED, referrals, by=(self.column,))), order)
        measured = self._without_empty_unrecorded(measured)
        if not self.by_size:
            return measured
        return merged(measured, order=order, most=MOST_BARS, under=view.merge_below, into=OTHERS, apart=self.unrecorded)

    def _offered(self, view: View) -> Names:
        """Return the codes that the filters admit: one they exclude is no group of the table, not even an empty one."""
        chosen = self._chosen(view)
        return {code: name for code, name in self.names(view).items() if not chosen or code in chosen}

    def _chosen(self, view: View) -> tuple[str, ...]:
        chosen = {"agency": view.filters.agencies, "risk": view.filters.risks, "area": view.filters.areas}
        return tuple(str(code) for code in chosen[self.column])

    def _without_empty_unrecorded(self, measured: Measured) -> Measured:
        """Leave out "not recorded" where every record says: nobody's secret, and hiding it would hide others."""
        kept = measured.cells.filter((pl.col(self.column) != self.unrecorded) | (pl.col("base") > 0))
        return replace(measured, cells=kept)

    def paint(self, disclosed: Disclosed, view: View, theme: Theme) -> Drawn:
        """Return the bars with everything said about them."""
        labels = {**self.names(view), OTHERS: self.others, MISSING: NOT_RECORDED.capitalize()}
        shown = self._in_order(cells_of(disclosed), tuple(labels))
        total = disclosed.total.counted
        table = _table(self.heading, shown, labels=labels, total=total)
        if captions.has_nothing_to_draw(disclosed):
            return captions.untold(key=self.key, measure=self.measured_as, disclosed=disclosed, view=view, table=table)
        largest = max(shown, key=lambda bar: bar.counted or 0)
        return captions.told(
            key=self.key,
            measure=self.measured_as,
            title=self.measured_as if self._chosen(view) else self.finding(shown, labels, total),
            disclosed=disclosed,
            view=view,
            figure=self._figure(shown, labels=labels, total=total, theme=theme),
            table=table,
            kind="Bar chart",
            largest=f"{labels[bar_code(largest)]}, {numbers.with_percent(largest.counted, total)}",
            choices=self._choices(shown, labels),
        )

    def _in_order(self, cells: Bars, order: tuple[str, ...]) -> Bars:
        """Return the bars to draw; hidden ones stand in the order of their names, so that rank tells nothing."""
        shown = [bar for bar in cells if bar.counted != 0 or (self.keeps_noughts and bar.code in order[:-2])]

        def rank(bar: Cell) -> tuple[bool, bool, int, int]:
            size = -(bar.counted or 0) if self.by_size else 0
            return bar.code == self.unrecorded, bar.code == OTHERS, size, order.index(bar_code(bar))

        return tuple(sorted(shown, key=rank))

    def _figure(self, drawn: Bars, *, labels: Names, total: int | None, theme: Theme) -> type_of_figure:
        palette = PALETTES[theme]
        codes = [bar_code(bar) for bar in drawn]
        values = [bar.counted for bar in drawn]
        ends = [numbers.with_percent(value, total) for value in values]
        hidden = [place for place, value in enumerate(values) if value is None]
        traces = [
            bars.bars(
                values,
                ends,
                codes=codes,
                hover=[f"{labels[code]}: {end}" for code, end in zip(codes, ends, strict=True)],
                colours=[self._colour(palette, code) for code in codes],
                palette=palette,
            ),
            *([bars.hidden_beside(hidden, palette)] if hidden else []),
        ]
        words = [bars.wrapped(labels[code]) for code in codes]
        axes = bars.bar_axes(words, palette, longest=max(value or 0 for value in values))
        return figure(traces, axes, height=bars.bars_height(words), theme=theme)

    def _colour(self, palette: Palette, code: str) -> str:
        """Keep the focus on the named groups: what is added up or not recorded is context."""
        return palette.context if code in {OTHERS, MISSING, self.unrecorded} else self.colour(palette, code)

    def _choices(self, drawn: Bars, labels: Names) -> list[Choice]:
        named = [bar_code(bar) for bar in drawn if bar.code not in {OTHERS, MISSING}]
        return [Choice(dimension=self.column, code=code, label=labels[code]) for code in named]


def bar_code(bar: Cell) -> str:
    """Return the code of a bar; codes of categories are text."""
    return str(bar.code)


def leader(drawn: Bars, *, besides: str) -> Cell | None:
    """Return the one largest named bar, or None where it is shared, or nothing is known of any."""
    known = [bar for bar in drawn if bar.counted and bar.code not in {OTHERS, MISSING, besides}]
    ranked = sorted(known, key=lambda bar: bar.counted or 0, reverse=True)
    if not ranked or (ranked[1:] and ranked[0].counted == ranked[1].counted):
        return None
    return ranked[0]


def share_of(bar: Cell, total: int | None) -> float | None:
    """Return a bar's share of all, where there are enough referrals to speak of shares."""
    if bar.counted is None or total is None or total < numbers.SMALLEST_BASE:
        return None
    return bar.counted / total


def _table(heading: str, drawn: Bars, *, labels: Names, total: int | None) -> Table:
    rows = [
        (labels[bar_code(bar)], numbers.count(bar.counted), numbers.share_in_cell(bar.counted, total)) for bar in drawn
    ]
    return Table(
        headings=(heading, "Referrals", "Share"),
        rows=(*rows, ("All", numbers.count(total), "")),
        numeric=(False, True, True),
    )
