"""Days to assessment in bands, those closed first and those waiting as bars of their own; and who waits how long."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import polars as pl

from dashboard.charts import aims, bars, captions
from dashboard.charts.chart import Chart, Drawn, Table, Theme, View, type_of_figure
from dashboard.charts.house_style import PALETTES, figure
from dashboard.disclosure.disclosed import Disclosed
from dashboard.metrics.measure import measure
from dashboard.metrics.metric import Measured, Metric
from dashboard.metrics.timeliness import DAYS_TAKEN, STILL_WAITING
from dashboard.metrics.waits import Ending
from dashboard.wording import numbers

# First days of the bands; the last has no end. Two weeks is the target that the first units set themselves.
BANDS = (0, 1, 8, 15, 29, 57, 92)
UNDATED = "Record cannot be right"
OTHER_BARS = {Ending.CLOSED: "Closed before assessment", Ending.WAITING: "Still waiting"}
ONLY_EXACT = f"Bands of days are not shown, to protect people: few people are in some. {aims.INSTEAD}."
LONGEST_HIDDEN = (
    f"Who waits how long is not shown, to protect people: the longest wait is one person's. {aims.INSTEAD}."
)
WAITING_ARE_NOT_DONE = "Who still waits is in no band yet: their days would be too few."


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
            waits = waits.with_columns(pl.col("waited").clip(upper_bound=BANDS[-1]))
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
        name, most = max(drawn, key=lambda bar: bar[1])
        return captions.told(
            key=self.key,
            measure=self.measured_as,
            title=self.finding(cells),
            disclosed=disclosed,
            view=view,
            figure=_figure(drawn, total, banded=len(drawn) - len(self.others), theme=theme),
            table=table,
            kind="Bar chart",
            largest=f"{name}, {numbers.with_percent(most, total)}",
            notes=(*self.notes, *aims.mended(view, exact=True)),
        )

    def _bars(self, cells: pl.DataFrame) -> list[tuple[str, int]]:
        """Return label and count of each band, then of each other ending; no band after the last that has anybody."""
        by_ending = [(str(ending or ""), day, count) for ending, day, count, *_ in cells.iter_rows()]
        banded = [0] * len(BANDS)
        others: dict[str, int] = dict.fromkeys((*self.others, ""), 0)
        for ending, day, count in by_ending:
            if ending in others or day is None:
                others[ending if ending in self.others else ""] += count
            else:
                banded[max(place for place, first in enumerate(BANDS) if first <= day)] += count
        named = [(_band(place), count) for place, count in enumerate(banded)]
        rest = [(label, others[ending]) for ending, label in self.others.items()]
        return [*named, *rest, *([(UNDATED, others[""])] if others[""] else [])]

    def chart(self) -> Chart:
        """Return the entry for the registry of charts."""
        return Chart(
            key=self.key,
            question=self.question,
            metric=self.metric,
            by=("ending", "waited"),
            dimension="",
            gather=self.gather,
            paint=self.paint,
            only_exact=self.only_exact,
        )


def _band(place: int) -> str:
    """Return "Same day", "1 to 7 days", "92 days or more"."""
    first = BANDS[place]
    if first == 0:
        return "Same day"
    if place == len(BANDS) - 1:
        return f"{numbers.days(first)} or more"
    return f"{first} to {numbers.days(BANDS[place + 1] - 1)}"


def _figure(drawn: Sequence[tuple[str, int]], total: int | None, *, banded: int, theme: Theme) -> type_of_figure:
    palette = PALETTES[theme]
    ends = [numbers.with_percent(count, total) for _, count in drawn]
    words = [bars.wrapped(name) for name, _ in drawn]
    trace = bars.bars(
        [count for _, count in drawn],
        ends,
        codes=["" for _ in drawn],
        hover=[f"{name}: {end}" for (name, _), end in zip(drawn, ends, strict=True)],
        colours=[palette.main if place < banded else palette.context for place in range(len(drawn))],
        palette=palette,
    )
    axes = bars.bar_axes(words, palette, longest=max(count for _, count in drawn))
    return figure([trace], axes, height=bars.bars_height(words), theme=theme)


def _table(heading: str, drawn: Sequence[tuple[str, int]], total: int | None) -> Table:
    rows = ((name, numbers.count(count), numbers.share_in_cell(count, total)) for name, count in drawn)
    return Table(
        headings=(heading, "Referrals", "Share"),
        rows=(*rows, ("All", numbers.count(total), "")),
        numeric=(False, True, True),
    )


def _most_common(cells: pl.DataFrame) -> str:
    assessed = cells.filter(pl.col("ending").cast(pl.String) == Ending.ASSESSED.value)
    soon = int(assessed.filter(pl.col("waited") <= BANDS[3] - 1).get_column("counted").sum())
    every = int(cells.get_column("counted").sum())
    share = numbers.whole_percent(soon, every)
    return f"{share} were assessed within {numbers.days(BANDS[3] - 1)}" if share else "Days from receipt to assessment"


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
