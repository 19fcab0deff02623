"""How the referrals of a period stand against the target: within it, later, not assessed, too early to say."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import polars as pl

from dashboard.charts import aims, bars, captions
from dashboard.charts.cells import Cell, cells_of, completed, texts
from dashboard.charts.chart import Choice, Composite, Drawn, Table, Theme, View, type_of_figure
from dashboard.charts.house_style import PALETTES, figure
from dashboard.disclosure.disclosed import Disclosed
from dashboard.metrics.measure import measure
from dashboard.metrics.metric import Measured
from dashboard.metrics.timeliness import ASSESSMENT_STANDING, STILL_WAITING
from dashboard.metrics.waits import Standing
from dashboard.wording import dates, numbers

KEY = "assessment_standing"
NOT_ASSESSED = "NOT"
LABELS: Mapping[str, str] = {
    Standing.WITHIN: "Assessed within the target",
    Standing.LATER: "Assessed later",
    NOT_ASSESSED: "Not assessed",
    Standing.EARLY: "Too early to say",
}
HEADINGS = ("Against the target", "Referrals", "Share")
# The target is each force's and level's own, and no case list knows it; who waits, every list does.
WAITING = Choice(dimension="wait", code=Standing.WAITING.value, label="Waiting still")
OPENS_NOTHING = (
    "These bars open no cases, as each referral is held to a target of its own; the bars of days to assessment do."
)
NOT_MEANS = "Not assessed: closed first, or past the target and waiting still."


def gather(referrals: pl.DataFrame, view: View) -> tuple[Measured, ...]:
    """Return referrals by how they stand, and how many wait still."""
    unjoined = (Standing.CLOSED.value, Standing.WAITING.value)
    measured = texts(measure(ASSESSMENT_STANDING, aims.standing(referrals, view), by=("standing",)))
    code = pl.when(pl.col("standing").is_in(unjoined)).then(pl.lit(NOT_ASSESSED)).otherwise("standing")
    joined = measured.cells.with_columns(code.alias("standing"))
    cells = joined.group_by("standing", maintain_order=True).agg(pl.col("counted", "base").sum())
    offered = [code for code in LABELS if code != Standing.EARLY or aims.is_young(view)]
    return (
        completed(replace(measured, cells=cells), offered),
        measure(STILL_WAITING, aims.unassessed(referrals, view)),
    )


def paint(tables: tuple[Disclosed, ...], view: View, theme: Theme) -> Drawn:
    """Return a bar for each, with everything said about them."""
    disclosed, waiting = tables
    found = {str(cell.code): cell for cell in cells_of(disclosed)}
    shown = [found[code] for code in LABELS if code in found]
    judged = _judged(found, disclosed.total.counted)
    measure_words = f"Assessed within {aims.target_in_words(view)}, of referrals received"
    table = _table(shown, disclosed, waiting, judged)
    if captions.has_nothing_to_draw(disclosed):
        return captions.untold(key=KEY, measure=measure_words, disclosed=disclosed, view=view, table=table)
    largest = max(shown, key=lambda cell: cell.counted or 0)
    return captions.told(
        key=KEY,
        measure=measure_words,
        title=_title(found, judged, waiting, view),
        disclosed=disclosed,
        view=view,
        figure=_figure(shown, judged, theme),
        table=table,
        kind="Bar chart",
        largest=f"{LABELS[str(largest.code)]}, {_said(largest, judged)}",
        choices=[WAITING] if waiting.total.counted else [],
        notes=(
            *_waiting(waiting, view),
            NOT_MEANS,
            *((OPENS_NOTHING,) if disclosed.rule.exact else ()),
            *aims.notes(view, exact=disclosed.rule.exact),
        ),
    )


def _judged(found: dict[str, Cell], total: int | None) -> int | None:
    """Return how many referrals had all the days of the target, from the numbers shown."""
    early = found.get(Standing.EARLY)
    if early is None:
        return total
    return None if total is None or early.counted is None else total - early.counted


def _title(found: dict[str, Cell], judged: int | None, waiting: Disclosed, view: View) -> str:
    share = numbers.whole_percent(found[Standing.WITHIN].counted, judged)
    target = aims.target_in_words(view)
    first = f"{share} assessed within {target}" if share else f"Assessed within {target}, and not"
    still, exact = waiting.total.counted, waiting.rule.exact
    if still is None:
        return first
    return f"{first}; {'none' if still == 0 else numbers.about(still, exact=exact)} still {_wait(still)}"


def _wait(still: int) -> str:
    return "waits" if still == 1 else "wait"


def _waiting(waiting: Disclosed, view: View) -> tuple[str, ...]:
    still = waiting.total.counted
    if still is None:
        return ("How many still wait is not shown, to protect people.",)
    return (f"Waiting for assessment on {dates.day(view.data_to)}: {numbers.count(still)}.",)


def _said(cell: Cell, judged: int | None) -> str:
    """Return "188 (72%)": the share of those that can be judged, and none of those that cannot."""
    return numbers.count(cell.counted) if cell.code == Standing.EARLY else numbers.with_percent(cell.counted, judged)


def _figure(shown: Sequence[Cell], judged: int | None, theme: Theme) -> type_of_figure:
    palette = PALETTES[theme]
    values = [cell.counted for cell in shown]
    ends = [_said(cell, judged) for cell in shown]
    names = [LABELS[str(cell.code)] for cell in shown]
    hidden = [place for place, value in enumerate(values) if value is None]
    drawn = bars.bars(
        values,
        ends,
        codes=["" for _ in shown],
        hover=[f"{name}: {end}" for name, end in zip(names, ends, strict=True)],
        colours=[palette.main if cell.code == Standing.WITHIN else palette.context for cell in shown],
        palette=palette,
    )
    words = [bars.wrapped(name) for name in names]
    axes = bars.bar_axes(words, palette, longest=max(value or 0 for value in values))
    traces = [drawn, *([bars.hidden_beside(hidden, palette)] if hidden else [])]
    return figure(traces, axes, height=bars.bars_height(words), theme=theme)


def _table(shown: Sequence[Cell], disclosed: Disclosed, waiting: Disclosed, judged: int | None) -> Table:
    rows = [
        (
            LABELS[str(cell.code)],
            numbers.count(cell.counted),
            "" if cell.code == Standing.EARLY else numbers.share_in_cell(cell.counted, judged),
        )
        for cell in shown
    ]
    still = ("Of all, waiting still", numbers.count(waiting.total.counted), "")
    return Table(
        headings=HEADINGS,
        rows=(*rows, ("All", numbers.count(disclosed.total.counted), ""), still),
        numeric=(False, True, True),
        codes=(*("" for _ in (*rows, "All")), WAITING.code),
    )


ASSESSED_WITHIN_TARGET_NOW = Composite(
    key=KEY,
    question="How many are assessed within the target?",
    metric=ASSESSMENT_STANDING,
    by=("standing",),
    dimension="wait",
    gather=gather,
    paint=paint,
    only_whole=True,
)
