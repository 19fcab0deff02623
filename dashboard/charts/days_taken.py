"""Days to assessment in bands, those closed first and those waiting as bars of their own; and who waits how long."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import polars as pl

from dashboard.charts import aims, captions, day_bands
from dashboard.charts.chart import Chart, Choice, Drawn, Theme, View
from dashboard.charts.day_bands import FIRSTS, Bar
from dashboard.disclosure.disclosed import Disclosed
from dashboard.metrics.measure import measure
from dashboard.metrics.metric import Measured, Metric
from dashboard.metrics.timeliness import DAYS_TAKEN, STILL_WAITING
from dashboard.metrics.waits import Ending
from dashboard.wording import numbers
from data_access.facet_conditions import WAITING

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
            waits = waits.with_columns(pl.col("waited").clip(upper_bound=FIRSTS[-1]))
        measured = measure(self.metric, waits, by=("ending", "waited"))
        return replace(measured, cells=measured.cells.filter(pl.col("base") > 0))

    def paint(self, disclosed: Disclosed, view: View, theme: Theme) -> Drawn:
        """Return the bars with everything said about them."""
        cells = disclosed.cells.filter(pl.col("base") > 0)
        drawn = day_bands.bars_of(cells, others=self.others)
        total = disclosed.total.counted
        table = day_bands.table(self.heading, drawn, total)
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
            figure=day_bands.drawn_bars(drawn, total, theme=theme),
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
        received = ("period", day_bands.received(bar.code, view))
        return Choice(dimension="wait", code=WAITING, also=(received,), label=bar.words, mark=bar.code)

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
