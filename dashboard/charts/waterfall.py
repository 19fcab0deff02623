"""What changed against the period of equal length before: the steps from one count to the other, group by group."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from dashboard.charts import captions, stretch_before
from dashboard.charts.chart import Chart, Choice, Drawn, Table, Theme, View
from dashboard.charts.contributions import Contribution, contributions
from dashboard.charts.dimensions import MISSING, OTHERS, Dimension, Names
from dashboard.charts.divisions import MOST_BARS
from dashboard.charts.waterfall_picture import NOW, THEN, picture, signed
from dashboard.disclosure.disclosed import Disclosed
from dashboard.metrics.measure import measure
from dashboard.metrics.metric import Measured, Metric
from dashboard.wording import comparisons as words
from dashboard.wording import dates, numbers

FAR_BACK = 36_525  # a hundred years of days: the period before may be as long as any
NO_ZERO = "The bars are the changes only; the first and the last row say the totals, and the axis does not begin at 0."


@dataclass(frozen=True, slots=True, kw_only=True)
class Waterfall:
    """A change of one count, told group by group.

    Attributes
    ----------
    key, question, metric, only_exact
        As of `Plot`.
    happened
        What is counted, after a number: "taken on".
    dimension
        What it is divided by.
    """

    key: str
    question: str
    metric: Metric
    happened: str
    dimension: Dimension
    only_exact: str

    def chart(self) -> Chart:
        """Return the entry for the registry of charts."""
        return Chart(
            key=self.key,
            question=self.question,
            metric=self.metric,
            by=(self.dimension.column,),
            dimension=self.dimension.drilled,
            reaches_back=FAR_BACK,
            only_exact=self.only_exact,
            gather=self.gather,
            paint=self.paint,
        )

    def gather(self, referrals: pl.DataFrame, view: View) -> Measured:
        """Return the count by group, of the period and of the one before."""
        (since, until), (first, _) = stretch_before.both(view)
        rows = referrals.filter(pl.col("received_on").is_between(first, until))
        dated = rows.with_columns((pl.col("received_on") >= since).alias("is_now"))
        return measure(self.metric, dated, by=("is_now", self.dimension.column))

    def paint(self, disclosed: Disclosed, view: View, theme: Theme) -> Drawn:
        """Return the steps with everything said about them."""
        now, then = stretch_before.both(view)
        labels = self.dimension.labels(view)
        steps = self._steps(disclosed, tuple(labels))
        table = self._table(steps, labels)
        period = f"{dates.period(*now)} against {dates.period(*then)}"
        told = {"key": self.key, "measure": f"{self.metric.name} by {self.dimension.words}", "period": period}
        none_before = stretch_before.none_before(view)
        if none_before or captions.has_nothing_to_draw(disclosed):
            return captions.untold(
                **told, disclosed=disclosed, view=view, table=table, happened=self.happened, why=none_before
            )
        changed = stretch_before.changed(view)
        most = max(steps, key=lambda step: step.now)
        return captions.told(
            **told,
            title=words.NOT_COMPARABLE_BEFORE if changed else self._title(steps),
            disclosed=disclosed,
            view=view,
            figure=picture(steps, labels, theme, is_comparable=not changed),
            table=table,
            kind="Waterfall chart",
            largest=f"{labels[most.code]}, {numbers.count(most.now)} now, {signed(most.change)}",
            notes=(*((f"{words.NOT_COMPARABLE_BEFORE}: {changed}.",) if changed else ()), NO_ZERO),
            choices=[
                Choice(dimension=self.dimension.drilled, code=step.code, label=labels[step.code])
                for step in steps
                if step.code not in {OTHERS, MISSING}
            ],
        )

    def _steps(self, disclosed: Disclosed, order: tuple[str, ...]) -> tuple[Contribution, ...]:
        counts: dict[str, list[int]] = {}
        for is_now, code, counted in disclosed.cells.select(*disclosed.by, "counted").iter_rows():
            counts.setdefault(MISSING if code is None else str(code), [0, 0])[is_now] += counted or 0
        pairs = {code: (then, now) for code, (then, now) in counts.items()}
        return contributions(pairs, order=order, most=MOST_BARS, into=OTHERS)

    def _title(self, steps: Sequence[Contribution]) -> str:
        then, now = steps[0].start, steps[-1].end
        if then == now:
            return f"As many {self.happened} as in the period before"
        moved = numbers.change(now, then)
        return f"{moved} {self.happened} than in the period before"

    def _table(self, steps: Sequence[Contribution], labels: Names) -> Table:
        rows = [
            (
                labels[step.code],
                numbers.count(step.now),
                numbers.count(step.then),
                signed(step.change),
                numbers.count(step.end),
            )
            for step in steps
        ]
        then, now = sum(step.then for step in steps), sum(step.now for step in steps)
        total = ("All", numbers.count(now), numbers.count(then), signed(now - then), numbers.count(now))
        headings = (self.dimension.heading, NOW, THEN, "Change", "Total so far")
        codes = (*(step.code for step in steps), "")
        return Table(headings=headings, rows=(*rows, total), numeric=(False, True, True, True, True), codes=codes)
