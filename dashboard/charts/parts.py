"""Several shares beside each other as bars, each of its own referrals: what does not add up to one whole.

A referral may have several disciplines or measures, so the bars overlap; each is measured and protected on its own.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import polars as pl

from dashboard.charts import bars, captions
from dashboard.charts.chart import Choice, Composite, Drawn, Table, Theme, View, type_of_figure
from dashboard.charts.house_style import PALETTES, Palette, figure
from dashboard.disclosure.disclosed import Disclosed, together
from dashboard.methods.proportions import wilson
from dashboard.metrics.measure import measure_all
from dashboard.metrics.metric import Measured, Metric
from dashboard.wording import numbers
from dashboard.wording.symbols import HIDDEN

OVERLAP = "A referral may stand under several bars, so the shares do not add up to 100%."
INTERVAL = "Between: what chance alone would make believable, in 95 of 100 cases (Wilson)."
Colour = Callable[[Palette], str]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Part:
    """One bar: the share it shows, its label, the code a click drills to ("" for none), and its colour."""

    metric: Metric
    label: str
    code: str = ""
    colour: Colour = lambda palette: palette.main
    last: bool = False  # stands below all others whatever its size: not recorded, other


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A part with what may be shown of it."""

    part: Part
    counted: int | None
    base: int | None

    @property
    def share(self) -> float | None:
        """Counted over base, from the numbers shown; None where hidden or of nobody."""
        return None if self.counted is None or not self.base else self.counted / self.base


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

    def gather(self, referrals: pl.DataFrame, _view: View) -> tuple[Measured, ...]:
        """Return each share of its own base."""
        return measure_all(tuple(part.metric for part in self.parts), referrals)

    def paint(self, tables: tuple[Disclosed, ...], view: View, theme: Theme) -> Drawn:
        """Return the bars with everything said about them."""
        everything = together(tables, metric=self.metric)
        drawn = self._in_order(tables)
        table = _table(self.heading, drawn, exact=everything.rule.exact)
        told = {"key": self.key, "measure": self.measured_as}
        if captions.has_nothing_to_draw(everything):
            return captions.untold(**told, disclosed=everything, view=view, table=table, happened=self.happened)
        largest = max(drawn, key=lambda bar: bar.share or 0)
        interval = (INTERVAL,) if everything.rule.exact else ()
        return captions.told(
            **told,
            title=self.finding(drawn),
            disclosed=everything,
            view=view,
            figure=_figure(drawn, theme),
            table=table,
            kind="Bar chart",
            largest=f"{largest.part.label}, {numbers.share(largest.counted, largest.base)}",
            notes=(*self.notes, *interval),
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
        coded = [bar.part for bar in drawn if self.dimension and bar.part.code]
        return [Choice(dimension=self.dimension, code=part.code, label=part.label) for part in coded]


def leader(drawn: Sequence[Bar]) -> Bar | None:
    """Return the one bar with the largest share, of enough referrals to speak of shares; None where it is tied."""
    known = [bar for bar in drawn if bar.counted and (bar.base or 0) >= numbers.SMALLEST_BASE and not bar.part.last]
    ranked = sorted(known, key=lambda bar: bar.share or 0, reverse=True)
    if not ranked or (ranked[1:] and ranked[0].share == ranked[1].share):
        return None
    return ranked[0]


def _figure(drawn: Sequence[Bar], theme: Theme) -> type_of_figure:
    palette = PALETTES[theme]
    lengths = [None if bar.counted is None else per_cent(bar.counted, bar.base) for bar in drawn]
    ends = [_words(bar) for bar in drawn]
    hidden = [place for place, bar in enumerate(drawn) if bar.counted is None]
    traces = [
        bars.bars(
            lengths,
            ends,
            codes=[bar.part.code for bar in drawn],
            hover=[f"{bar.part.label}: {end}" for bar, end in zip(drawn, ends, strict=True)],
            colours=[bar.part.colour(palette) for bar in drawn],
            palette=palette,
        ),
        *([bars.hidden_beside(hidden, palette)] if hidden else []),
    ]
    labels = [bars.wrapped(bar.part.label) for bar in drawn]
    axes = bars.bar_axes(labels, palette, longest=max(length or 0 for length in lengths))
    return figure(traces, axes, height=bars.bars_height(labels), theme=theme)


def per_cent(counted: int, base: int | None) -> float:
    """Return the length of a bar: hundredths of its base, 0 of nobody."""
    return round(100 * counted / base, 1) if base else 0


def _words(bar: Bar) -> str:
    return "no such referrals" if bar.base == 0 else numbers.share(bar.counted, bar.base)


def _table(heading: str, drawn: Sequence[Bar], *, exact: bool) -> Table:
    rows = tuple(
        (
            bar.part.label,
            numbers.count(bar.counted),
            numbers.count(bar.base),
            numbers.share_in_cell(bar.counted, bar.base),
            *((interval(bar.counted, bar.base),) if exact else ()),
        )
        for bar in drawn
    )
    headings = (heading, "Counted", "Of", "Share", *(("Between",) if exact else ()))
    return Table(headings=headings, rows=rows, numeric=(False, *(True for _ in headings[1:])))


def interval(counted: int | None, base: int | None) -> str:
    """Return Wilson's interval in words, "27% to 38%"; "" of nobody and "[c]" where hidden."""
    if counted is None or base is None:
        return HIDDEN
    found = wilson(counted, base)
    return "" if found is None else numbers.share_range(found.lower, found.upper)
