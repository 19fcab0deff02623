"""Bands of days as bars: how many fell into each, what each is called, how it is drawn, what a click on it opens."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

import polars as pl

from dashboard.charts import bars, months
from dashboard.charts.chart import Table, Theme, View, type_of_figure
from dashboard.charts.house_style import PALETTES, figure
from dashboard.metrics.waits import Ending
from dashboard.periods import days_key
from dashboard.wording import numbers
from data_access.facet_conditions import BANDS

FIRSTS = tuple(BANDS.values())  # two weeks, the target that the first units set themselves, ends a band
UNDATED = "Record cannot be right"
_CODES = tuple(BANDS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar: its label, how many it stands for, and what its mark carries; "" for what no case list can show."""

    words: str
    counted: int
    code: str


def bars_of(cells: pl.DataFrame, *, others: Mapping[Ending, str]) -> list[Bar]:
    """Return the bar of each band, then of each other ending, and of what cannot be right where there is any."""
    by_ending = [(str(ending or ""), day, count) for ending, day, count, *_ in cells.iter_rows()]
    banded = [0] * len(FIRSTS)
    apart: dict[str, int] = dict.fromkeys((*others, ""), 0)
    for ending, day, count in by_ending:
        if ending in apart or day is None:
            apart[ending if ending in others else ""] += count
        else:
            banded[max(place for place, first in enumerate(FIRSTS) if first <= day)] += count
    named = [Bar(words=_band(place), counted=count, code=_CODES[place]) for place, count in enumerate(banded)]
    rest = [Bar(words=label, counted=apart[ending], code=ending.value) for ending, label in others.items()]
    undated = Bar(words=UNDATED, counted=apart[""], code="")
    return [*named, *rest, *([undated] if undated.counted else [])]


def received(band: str, view: View) -> str:
    """Return the days on which those were received who have waited so long on the last day of the figures."""
    place = _CODES.index(band)
    since, until = months.covered(view)
    longest = FIRSTS[place + 1] - 1 if place + 1 < len(FIRSTS) else (view.data_to - since).days
    newest, oldest = (view.data_to - timedelta(days=days) for days in (FIRSTS[place], longest))
    return days_key(max(since, oldest), min(until, newest))


def drawn_bars(drawn: Sequence[Bar], total: int | None, *, theme: Theme) -> type_of_figure:
    """Return the bars drawn: bands in the main colour, the others in that of what stands beside it."""
    palette = PALETTES[theme]
    ends = [numbers.with_percent(bar.counted, total) for bar in drawn]
    words = [bars.wrapped(bar.words) for bar in drawn]
    trace = bars.bars(
        [bar.counted for bar in drawn],
        ends,
        codes=[bar.code for bar in drawn],
        hover=[f"{bar.words}: {end}" for bar, end in zip(drawn, ends, strict=True)],
        colours=[palette.main if place < len(FIRSTS) else palette.context for place in range(len(drawn))],
        palette=palette,
    )
    axes = bars.bar_axes(words, palette, longest=max(bar.counted for bar in drawn))
    return figure([trace], axes, height=bars.bars_height(words), theme=theme)


def table(heading: str, drawn: Sequence[Bar], total: int | None) -> Table:
    """Return each bar's count and its share of all."""
    rows = ((bar.words, numbers.count(bar.counted), numbers.share_in_cell(bar.counted, total)) for bar in drawn)
    return Table(
        headings=(heading, "Referrals", "Share"),
        rows=(*rows, ("All", numbers.count(total), "")),
        numeric=(False, True, True),
        codes=(*(bar.code for bar in drawn), ""),
    )


def _band(place: int) -> str:
    """Return "Same day", "1 to 7 days", "92 days or more"."""
    first = FIRSTS[place]
    if first == 0:
        return "Same day"
    if place == len(FIRSTS) - 1:
        return f"{numbers.days(first)} or more"
    return f"{first} to {numbers.days(FIRSTS[place + 1] - 1)}"
