"""What changed against the period of equal length before: the steps from one count to the other, group by group."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import polars as pl

from dashboard.charts import bars, captions, marks, stretch_before
from dashboard.charts.chart import Chart, Choice, Drawn, Table, Theme, View, type_of_figure
from dashboard.charts.contributions import Contribution, contributions
from dashboard.charts.divisions import MISSING, MOST_BARS, OTHERS, Names
from dashboard.charts.house_style import CLEAR, LABEL_SIZE, PALETTES, Layout, Palette, Trace, figure
from dashboard.disclosure.disclosed import Disclosed
from dashboard.metrics.measure import measure
from dashboard.metrics.metric import Measured, Metric
from dashboard.wording import comparisons as words
from dashboard.wording import dates, numbers
from dashboard.wording.symbols import NOT_RECORDED

FAR_BACK = 36_525  # a hundred years of days: the period before may be as long as any
NO_ZERO = "The bars are the changes only; the first and the last row say the totals, and the axis does not begin at 0."
_THEN, _NOW = "Before", "Now"
_ROOM = 0.22  # of the width, at each side, for "1,260" and "+38"


@dataclass(frozen=True, slots=True, kw_only=True)
class Waterfall:
    """A change of one count, told group by group.

    Attributes
    ----------
    key, question, metric, only_exact
        As of `Plot`.
    happened
        What is counted, after a number: "taken on".
    column, heading, names, others
        As of `dashboard.charts.divisions.Division`.
    """

    key: str
    question: str
    metric: Metric
    happened: str
    column: str
    heading: str
    names: Callable[[View], Names]
    others: str
    only_exact: str

    def chart(self) -> Chart:
        """Return the entry for the registry of charts."""
        return Chart(
            key=self.key,
            question=self.question,
            metric=self.metric,
            by=(self.column,),
            dimension=self.column,
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
        return measure(self.metric, dated, by=("is_now", self.column))

    def paint(self, disclosed: Disclosed, view: View, theme: Theme) -> Drawn:
        """Return the steps with everything said about them."""
        now, then = stretch_before.both(view)
        labels = {**self.names(view), OTHERS: self.others, MISSING: NOT_RECORDED.capitalize()}
        steps = self._steps(disclosed, tuple(labels))
        table = self._table(steps, labels)
        period = f"{dates.period(*now)} against {dates.period(*then)}"
        told = {"key": self.key, "measure": f"{self.metric.name} {_by(self.heading)}", "period": period}
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
            figure=_figure(steps, labels, theme, is_comparable=not changed),
            table=table,
            kind="Waterfall chart",
            largest=f"{labels[most.code]}, {numbers.count(most.now)} now, {_signed(most.change)}",
            notes=(*((f"{words.NOT_COMPARABLE_BEFORE}: {changed}.",) if changed else ()), NO_ZERO),
            choices=[
                Choice(dimension=self.column, code=step.code, label=labels[step.code])
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
                _signed(step.change),
                numbers.count(step.end),
            )
            for step in steps
        ]
        then, now = sum(step.then for step in steps), sum(step.now for step in steps)
        total = ("All", numbers.count(now), numbers.count(then), _signed(now - then), numbers.count(now))
        headings = (self.heading, _NOW, _THEN, "Change", "Total so far")
        return Table(headings=headings, rows=(*rows, total), numeric=(False, True, True, True, True))


def _figure(steps: Sequence[Contribution], labels: Names, theme: Theme, *, is_comparable: bool) -> type_of_figure:
    palette = PALETTES[theme]
    said = [_THEN, *(bars.wrapped(labels[step.code]) for step in steps), _NOW]
    reached = [steps[0].start, *(step.end for step in steps)]
    span = max(reached) - min(reached) or 1
    traces = [
        _floating(steps, labels, palette, is_comparable=is_comparable),
        _connectors(steps, palette),
        _texts(steps, palette),
    ]
    layout = {
        **bars.bar_axes(said, palette, longest=1),
        "xaxis": {"visible": False, "range": [min(reached) - _ROOM * span, max(reached) + _ROOM * span]},
    }
    return figure(traces, layout, height=bars.bars_height(said), theme=theme)


def _floating(steps: Sequence[Contribution], labels: Names, palette: Palette, *, is_comparable: bool) -> Trace:
    """Return the changes as bars from one running total to the next: more are filled, fewer are outlined."""
    filled = palette.main if is_comparable else palette.context
    edge: Layout = {"color": filled, "width": 1.5}
    return {
        "type": "bar",
        "orientation": "h",
        "base": [min(step.start, step.end) for step in steps],
        "x": [abs(step.change) for step in steps],
        "y": list(range(1, len(steps) + 1)),
        "customdata": [step.code for step in steps],
        "hovertext": [
            f"{labels[step.code]}: {_signed(step.change)}, {numbers.count(step.now)} after {numbers.count(step.then)}"
            for step in steps
        ],
        "hoverinfo": "text",
        "marker": {"color": [filled if step.change > 0 else CLEAR for step in steps], "line": edge},
    }


def _connectors(steps: Sequence[Contribution], palette: Palette) -> Trace:
    """Return the thin lines that carry each running total to the next row."""
    x: list[int | None] = []
    y: list[float | None] = []
    for place, reached in enumerate((steps[0].start, *(step.end for step in steps))):
        x += [reached, reached, None]
        y += [place - 0.4 * (place > 0), place + 1 + 0.4 * (place < len(steps)), None]
    line = {"color": palette.quiet, "width": 1, "dash": "dot"}
    return {"type": "scatter", "mode": "lines", "x": x[:-1], "y": y[:-1], "line": line, "hoverinfo": "skip"}


def _texts(steps: Sequence[Contribution], palette: Palette) -> Trace:
    """Return the totals in the first and the last row, and beside each bar its change."""
    totals = (steps[0].start, steps[-1].end)
    places = [totals[0], *(max(step.start, step.end) for step in steps), totals[1]]
    texts = [numbers.count(totals[0]), *(_signed(step.change) for step in steps), numbers.count(totals[1])]
    return {
        "type": "scatter",
        "mode": "text",
        "x": places,
        "y": list(range(len(places))),
        "text": [f" {text}" for text in texts],
        "textposition": "middle right",
        "textfont": {"color": palette.ink, "size": LABEL_SIZE, "shadow": marks.halo(palette)},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def _by(heading: str) -> str:
    return f"by {heading[0].lower()}{heading[1:]}"


def _signed(change: int) -> str:
    """Return "+38", a true minus and "3", or "0"."""
    return f"+{numbers.count(change)}" if change > 0 else numbers.count(change)
