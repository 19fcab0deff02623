"""Bars of shares beside each other: what one is, how it is drawn, and what it is in words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dashboard.charts import bars
from dashboard.charts.chart import Table, Theme, type_of_figure
from dashboard.charts.house_style import PALETTES, Palette, figure
from dashboard.methods.proportions import wilson
from dashboard.metrics.metric import Metric
from dashboard.wording import numbers
from dashboard.wording.symbols import HIDDEN

INTERVAL = "Between: what chance alone would make believable, in 95 of 100 cases (Wilson)."
_TENTHS_FROM = 0.15  # under this a tenth more or less is most of the share
Colour = Callable[[Palette], str]


def blue(palette: Palette) -> str:
    """Return the colour of what is in focus."""
    return palette.main


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Part:
    """One bar.

    Attributes
    ----------
    metric, label, colour
        The share it shows, its label and its colour.
    code
        What its mark carries: the code a click drills to; "" for none.
    opens
        Pairs of a dimension and a code that a click narrows by, where that is more than the code of the chart's own.
    last
        Whether it stands below all others whatever its size: not recorded, other.
    """

    metric: Metric
    label: str
    code: str = ""
    opens: tuple[tuple[str, str], ...] = ()
    colour: Colour = blue
    last: bool = False


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


def leader(drawn: Sequence[Bar]) -> Bar | None:
    """Return the one bar with the largest share, of enough referrals to speak of shares; None where it is tied."""
    known = [bar for bar in drawn if bar.counted and (bar.base or 0) >= numbers.SMALLEST_BASE and not bar.part.last]
    ranked = sorted(known, key=lambda bar: bar.share or 0, reverse=True)
    if not ranked or (ranked[1:] and ranked[0].share == ranked[1].share):
        return None
    return ranked[0]


def in_front(drawn: Sequence[Bar], name: str) -> Bar:
    """Return the bar with a label."""
    return next(bar for bar in drawn if bar.part.label == name)


def roughly_of(bar: Bar, plural: str) -> str:
    """Return a share as a sentence begins, "A third of victims", "6% of victims"; "" where hidden or of few.

    Without a plural it stands inside a sentence: "a third", "6%".
    """
    whole = numbers.whole_percent(bar.counted, bar.base)
    if bar.share is None or not whole:
        return ""
    if bar.share < _TENTHS_FROM:
        return f"{whole} of {plural}" if plural else whole
    return numbers.roughly_of(bar.share, plural) if plural else numbers.roughly(bar.share)


def quiet(palette: Palette) -> str:
    """Return the colour of what stands beside the shares: not recorded, not followed up."""
    return palette.context


def picture(drawn: Sequence[Bar], theme: Theme) -> type_of_figure:
    """Return the figure of some bars, each as long as its share."""
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


def table_of(heading: str, drawn: Sequence[Bar], *, exact: bool) -> Table:
    """Return the numbers as text; with the interval of each share where they are exact."""
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
    codes = tuple(bar.part.code for bar in drawn)
    return Table(headings=headings, rows=rows, numeric=(False, *(True for _ in headings[1:])), codes=codes)


def interval(counted: int | None, base: int | None) -> str:
    """Return Wilson's interval in words, "27% to 38%"; "" of nobody and "[c]" where hidden."""
    if counted is None or base is None:
        return HIDDEN
    found = wilson(counted, base)
    return "" if found is None else numbers.share_range(found.lower, found.upper)
