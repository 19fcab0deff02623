"""How many referrals there are of each category, as horizontal bars: by agency, by risk, by area, by lead agency."""

from dataclasses import dataclass

from dashboard.charts import bars
from dashboard.charts.cells import Cell
from dashboard.charts.chart import Table, Theme, type_of_figure
from dashboard.charts.dimensions import MISSING, OTHERS, Names
from dashboard.charts.divisions import Bars, Division, bar_code
from dashboard.charts.house_style import PALETTES, figure
from dashboard.disclosure.disclosed import Disclosed, Figure
from dashboard.wording import numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class Categories(Division):
    """Counts by category, each with its share of all."""

    def _said(self, bar: Cell, total: Figure) -> str:
        return numbers.with_percent(bar.counted, total.counted)

    def _notes(self, _drawn: Bars, _disclosed: Disclosed) -> tuple[str, ...]:
        return ()

    def _table(self, drawn: Bars, labels: Names, disclosed: Disclosed) -> Table:
        total = disclosed.total.counted
        rows = [
            (labels[bar_code(bar)], numbers.count(bar.counted), numbers.share_in_cell(bar.counted, total))
            for bar in drawn
        ]
        return Table(
            headings=(self.dimension.heading, "Referrals", "Share"),
            rows=(*rows, ("All", numbers.count(total), "")),
            numeric=(False, True, True),
            codes=(*map(bar_code, drawn), ""),
        )

    def _figure(self, drawn: Bars, labels: Names, disclosed: Disclosed, theme: Theme) -> type_of_figure:
        palette = PALETTES[theme]
        codes = [bar_code(bar) for bar in drawn]
        values = [bar.counted for bar in drawn]
        ends = [self._said(bar, disclosed.total) for bar in drawn]
        hidden = [place for place, value in enumerate(values) if value is None]
        traces = [
            bars.bars(
                values,
                ends,
                codes=codes,
                hover=[f"{labels[code]}: {end}" for code, end in zip(codes, ends, strict=True)],
                colours=[self.dimension.shade(palette, code) for code in codes],
                palette=palette,
            ),
            *([bars.hidden_beside(hidden, palette)] if hidden else []),
        ]
        words = [bars.wrapped(labels[code]) for code in codes]
        axes = bars.bar_axes(words, palette, longest=max(value or 0 for value in values))
        return figure(traces, axes, height=bars.bars_height(words), theme=theme)


def leader(drawn: Bars, *, besides: str) -> Cell | None:
    """Return the one largest named bar, or None where it is shared, or nothing is known of any."""
    known = [bar for bar in drawn if bar.counted and bar.code not in {OTHERS, MISSING, besides}]
    ranked = sorted(known, key=lambda bar: bar.counted or 0, reverse=True)
    if not ranked or (ranked[1:] and ranked[0].counted == ranked[1].counted):
        return None
    return ranked[0]


def share_of(bar: Cell, total: Figure) -> float | None:
    """Return a bar's share of all, where there are enough referrals to speak of shares."""
    if bar.counted is None or total.counted is None or total.counted < numbers.SMALLEST_BASE:
        return None
    return bar.counted / total.counted
