"""Days to assessment in bands, those closed first and those waiting as bars of their own; and who waits how long."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

import polars as pl

from dashboard.charts import aims, bars, captions, months
from dashboard.charts.chart import Chart, Choice, Drawn, Table, Theme, View, type_of_figure
from dashboard.charts.house_style import PALETTES, figure
from dashboard.disclosure.disclosed import Disclosed
from dashboard.metrics.measure import measure
from dashboard.metrics.metric import Measured, Metric
from dashboard.metrics.timeliness import DAYS_TAKEN, STILL_WAITING
from dashboard.metrics.waits import Ending
from dashboard.periods import days_key
from dashboard.wording import numbers
from data_access.facet_conditions import BANDS, WAITING

CODES = tuple(BANDS)
FIRSTS = tuple(BANDS.values())  # two weeks, the target that the first units set themselves, ends a band
UNDATED = "Record cannot be right"
OTHER_BARS = {Ending.CLOSED: "Closed before assessment", Ending.WAITING: "Still waiting"}
ONLY_EXACT = f"Bands of days are not shown, to protect people: few people are in some. {aims.INSTEAD}."
LONGEST_HIDDEN = (
    f"Who waits how long is not shown, to protect people: the longest wait is one person's. {aims.INSTEAD}."
)
WAITING_ARE_NOT_DONE = "Who still waits is in no band yet: their days would be too few."


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar: its label, how many it stands for, and what its mark carries; "" for what no case list can show."""

    words: str
    counted: int
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bands:
    """Referrals by bands of days.

    Attributes
    ----------
    key, question, measured_as, heading
        As of other charts.
    metric
        What is counted, by ending and days.
    others
        Endings that are bars of their own, with their labels.
    finding
        The title, from the cells by ending and day.
    notes
        What a careful reader must know.
    happened
        What no referral was, where there is nothing to count.
    """

    key: str
    question: str
    measured_as: str
    heading: str
    metric: Metric
    only_exact: str
    finding: Callable[[pl.DataFrame], str]
    others: dict[Ending, str]
    notes: tuple[str, ...]
    happened: str = "received"

    def gather(self, referrals: pl.DataFrame, view: View) -> Measured:
        """Return referrals by how the wait ended and after how many days."""
        waits = (aims.ending if self.others else aims.unassessed)(referrals, view)
        if self.others:  # then the last band is all that is told of a long wait
            waits = waits.with_columns(pl.col("waited").clip(upper_bound=FIRSTS[-1]))
        measured = measure(self.metric, waits, by=("ending", "waited"))
        return replace(measured, cells=measured.cells.filter(pl.col("base") > 0))

    def paint(self, disclosed: Disclosed, view: View, theme: Theme) -> Drawn:
        """Return the bars with everything said about them."""
        cells = disclosed.cells.filter(pl.col("base") > 0)
        drawn = self._bars(cells)
        total = disclosed.total.counted
        table = _table(self.heading, drawn, total)
        if captions.has_nothing_to_draw(disclosed):
            return captions.untold(
                key=self.key,
                measure=self.measured_as,
                disclosed=disclosed,
                view=view,
                table=table,
                happened=self.happened,
            )
        most = max(drawn, key=lambda bar: bar.counted)
        return captions.told(
            key=self.key,
            measure=self.measured_as,
            title=self.finding(cells),
            disclosed=disclosed,
            view=view,
            figure=_figure(drawn, total, banded=len(drawn) - len(self.others), theme=theme),
            table=table,
            kind="Bar chart",
            largest=f"{most.words}, {numbers.with_percent(most.counted, total)}",
            notes=(*self.notes, *aims.mended(view, exact=True)),
            choices=[self._choice(bar, view) for bar in drawn if bar.code and bar.counted],
        )

    def _choice(self, bar: Bar, view: View) -> Choice:
        """Return what a bar opens: an ending, or, of those who wait still, the days on which they were received."""
        if self.others:
            return Choice(dimension="wait", code=bar.code, label=bar.words)
        received = ("period", _received(CODES.index(bar.code), view))
        return Choice(dimension="wait", code=WAITING, also=(received,), label=bar.words, mark=bar.code)

    def _bars(self, cells: pl.DataFrame) -> list[Bar]:
        """Return the bar of each band, then of each other ending, and of what cannot be right where there is any."""
        by_ending = [(str(ending or ""), day, count) for ending, day, count, *_ in cells.iter_rows()]
        banded = [0] * len(FIRSTS)
        others: dict[str, int] = dict.fromkeys((*self.others, ""), 0)
        for ending, day, count in by_ending:
            if ending in others or day is None:
                others[ending if ending in self.others else ""] += count
            else:
                banded[max(place for place, first in enumerate(FIRSTS) if first <= day)] += count
        named = [Bar(words=_band(place), counted=count, code=CODES[place]) for place, count in enumerate(banded)]
        rest = [Bar(words=label, counted=others[ending], code=ending.value) for ending, label in self.others.items()]
        undated = Bar(words=UNDATED, counted=others[""], code="")
        return [*named, *rest, *([undated] if undated.counted else [])]

    def chart(self) -> Chart:
        """Return the entry for the registry of charts."""
        return Chart(
            key=self.key,
            question=self.question,
            metric=self.metric,
            by=("ending", "waited"),
            dimension="wait",
            gather=self.gather,
            paint=self.paint,
            only_exact=self.only_exact,
        )


def _band(place: int) -> str:
    """Return "Same day", "1 to 7 days", "92 days or more"."""
    first = FIRSTS[place]
    if first == 0:
        return "Same day"
    if place == len(FIRSTS) - 1:
        return f"{numbers.days(first)} or more"
    return f"{first} to {numbers.days(FIRSTS[place + 1] - 1)}"


def _received(place: int, view: View) -> str:
    """Return the days on which those were received who have waited so long on the last day of the figures."""
    since, until = months.covered(view)
    longest = FIRSTS[place + 1] - 1 if place + 1 < len(FIRSTS) else (view.data_to - since).days
    newest, oldest = (view.data_to - timedelta(days=days) for days in (FIRSTS[place], longest))
    return days_key(max(since, oldest), min(until, newest))


def _figure(drawn: Sequence[Bar], total: int | None, *, banded: int, theme: Theme) -> type_of_figure:
    palette = PALETTES[theme]
    ends = [numbers.with_percent(bar.counted, total) for bar in drawn]
    words = [bars.wrapped(bar.words) for bar in drawn]
    trace = bars.bars(
        [bar.counted for bar in drawn],
        ends,
        codes=[bar.code for bar in drawn],
        hover=[f"{bar.words}: {end}" for bar, end in zip(drawn, ends, strict=True)],
        colours=[palette.main if place < banded else palette.context for place in range(len(drawn))],
        palette=palette,
    )
    axes = bars.bar_axes(words, palette, longest=max(bar.counted for bar in drawn))
    return figure([trace], axes, height=bars.bars_height(words), theme=theme)


def _table(heading: str, drawn: Sequence[Bar], total: int | None) -> Table:
    rows = ((bar.words, numbers.count(bar.counted), numbers.share_in_cell(bar.counted, total)) for bar in drawn)
    return Table(
        headings=(heading, "Referrals", "Share"),
        rows=(*rows, ("All", numbers.count(total), "")),
        numeric=(False, True, True),
        codes=(*(bar.code for bar in drawn), ""),
    )


def _most_common(cells: pl.DataFrame) -> str:
    assessed = cells.filter(pl.col("ending").cast(pl.String) == Ending.ASSESSED.value)
    soon = int(assessed.filter(pl.col("waited") <= FIRSTS[3] - 1).get_column("counted").sum())
    every = int(cells.get_column("counted").sum())
    share = numbers.whole_percent(soon, every)
    return f"{share} were assessed within {numbers.days(FIRSTS[3] - 1)}" if share else "Days from receipt to assessment"


def _who_waits(cells: pl.DataFrame) -> str:
    """Return "11 still wait; the longest 43 days"."""
    still, longest = int(cells.get_column("counted").sum()), cells.get_column("waited").max()
    days = numbers.days(longest) if isinstance(longest, int) else ""
    return f"1 still waits, for {days}" if still == 1 else f"{numbers.count(still)} still wait; the longest {days}"


DAYS_TO_ASSESSMENT = Bands(
    key="days_to_assessment",
    question="How many days does it take?",
    measured_as="Referrals by days from receipt to assessment",
    heading="Days to assessment",
    metric=DAYS_TAKEN,
    only_exact=ONLY_EXACT,
    finding=_most_common,
    others=OTHER_BARS,
    notes=(aims.SAME_DAY, WAITING_ARE_NOT_DONE),
).chart()
WHO_STILL_WAITS = Bands(
    key="who_still_waits",
    question="Who is waiting still?",
    measured_as="Referrals waiting for assessment by days since receipt",
    heading="Waiting for",
    metric=STILL_WAITING,
    only_exact=LONGEST_HIDDEN,
    finding=_who_waits,
    others={},
    notes=(),
    happened="waiting",
).chart()
