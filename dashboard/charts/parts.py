"""Several shares beside each other as bars, each of its own referrals: what does not add up to one whole.

A referral may have several disciplines or measures, so the bars overlap; each is measured and protected on its own.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import polars as pl

from dashboard.charts import captions
from dashboard.charts.chart import Choice, Composite, Drawn, Theme, View
from dashboard.charts.part_bars import INTERVAL, Bar, Part, interval, leader, per_cent, picture, table_of
from dashboard.disclosure.disclosed import Disclosed, together
from dashboard.metrics.measure import measure_all
from dashboard.metrics.metric import Measured, Metric
from dashboard.wording import numbers

__all__ = ["OVERLAP", "Bar", "Part", "Parts", "interval", "leader", "per_cent"]

OVERLAP = "A referral may stand under several bars, so the shares do not add up to 100%."


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Parts:
    """Shares beside each other.

    Attributes
    ----------
    key, question, metric, also, dimension, only_whole
        As of `Plot`; the metric is what the chart is about.
    measured_as, heading
        "Disciplines that took part in the assessment"; "Discipline", over the first column.
    parts
        The bars there are, in the order that settles ties.
    finding
        The title, from the bars in the order drawn.
    by_size
        Whether the largest share comes first; otherwise the order of `parts` stands.
    notes
        What a careful reader must know beside the protection.
    errors
        What else, of errors in the records looked at, readers of exact figures must know.
    happened
        What no referral was, where there is nothing to count: "assessed".
    """

    key: str
    question: str
    measured_as: str
    heading: str
    metric: Metric
    parts: tuple[Part, ...]
    finding: Callable[[Sequence[Bar]], str]
    also: tuple[str, ...] = ()
    dimension: str = ""
    by_size: bool = True
    notes: tuple[str, ...] = (OVERLAP,)
    errors: Callable[[View], tuple[str, ...]] = lambda _view: ()
    happened: str = "received"
    only_whole: bool = True

    def chart(self) -> Composite:
        """Return the entry for the registry of charts."""
        return Composite(
            key=self.key,
            question=self.question,
            metric=self.metric,
            by=(),
            dimension=self.dimension,
            also=self.also,
            only_whole=self.only_whole,
            gather=self.gather,
            paint=self.paint,
        )

    def gather(self, referrals: pl.DataFrame, view: View) -> tuple[Measured, ...]:
        """Return each share of its own base."""
        told = referrals.with_columns(pl.lit(view.data_to).alias("data_to"))
        return measure_all(tuple(part.metric for part in self.parts), told)

    def paint(self, tables: tuple[Disclosed, ...], view: View, theme: Theme) -> Drawn:
        """Return the bars with everything said about them."""
        everything = together(tables, metric=self.metric)
        drawn = self._in_order(tables)
        table = table_of(self.heading, drawn, exact=everything.rule.exact)
        told = {"key": self.key, "measure": self.measured_as}
        if captions.has_nothing_to_draw(everything):
            return captions.untold(**told, disclosed=everything, view=view, table=table, happened=self.happened)
        largest = max(drawn, key=lambda bar: bar.counted or 0)
        exactly = (INTERVAL, *self.errors(view)) if everything.rule.exact else ()
        return captions.told(
            **told,
            title=self.finding(drawn),
            disclosed=everything,
            view=view,
            figure=picture(drawn, theme),
            table=table,
            kind="Bar chart",
            largest=f"{largest.part.label}, {numbers.share(largest.counted, largest.base)}",
            notes=(*self.notes, *exactly),
            choices=self._choices(drawn),
        )

    def _in_order(self, tables: Sequence[Disclosed]) -> tuple[Bar, ...]:
        """Return the bars to draw; hidden ones stand in the order of the parts, so that rank tells nothing."""
        shown = [
            Bar(part=part, counted=table.total.counted, base=table.total.base)
            for part, table in zip(self.parts, tables, strict=True)
        ]
        return tuple(sorted(shown, key=lambda bar: (bar.part.last, -(bar.share or 0) if self.by_size else 0)))

    def _choices(self, drawn: Sequence[Bar]) -> list[Choice]:
        return [self._choice(bar.part) for bar in drawn if self.dimension and bar.part.code]

    def _choice(self, part: Part) -> Choice:
        (dimension, code), *also = part.opens or ((self.dimension, part.code),)
        return Choice(dimension=dimension, code=code, also=tuple(also), label=part.label, mark=part.code)
