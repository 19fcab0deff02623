"""How often somebody is charged within a fixed time, cohort by cohort, where a crime was recorded."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import polars as pl

from dashboard.charts import bars, captions, ripeness
from dashboard.charts.cells import Cell, cells_of, completed
from dashboard.charts.chart import Chart, Drawn, Table, Theme, View, type_of_figure
from dashboard.charts.house_style import PALETTES, figure
from dashboard.charts.part_bars import INTERVAL, interval, per_cent
from dashboard.charts.ripeness import QUARTER, Cohort
from dashboard.disclosure.disclosed import Disclosed, Figure
from dashboard.metrics.aftermath import CHARGE_DAYS, CHARGE_RATE
from dashboard.metrics.measure import measure
from dashboard.metrics.metric import Measured
from dashboard.wording import numbers
from dashboard.wording.symbols import HIDDEN, TOO_EARLY

KEY = "charge_rate"
MEASURE = "Charged within 180 days of receipt, of referrals with a recorded crime, by when they were received"
Cells = Mapping[int | str, Cell]


def gather(referrals: pl.DataFrame, view: View) -> Measured:
    """Return charged, of those with a recorded crime, by cohort, of the ripe ones."""
    told = ripeness.ripe(referrals, view, days=CHARGE_DAYS).with_columns(pl.lit(view.data_to).alias("data_to"))
    firsts = [cohort.first for cohort in ripeness.cohorts(view, days=CHARGE_DAYS) if not cohort.early]
    measured = completed(measure(CHARGE_RATE, told, by=(QUARTER,)), firsts)
    return replace(measured, cells=measured.cells.sort(QUARTER))


def paint(disclosed: Disclosed, view: View, theme: Theme) -> Drawn:
    """Return the bars with everything said about them."""
    shown = ripeness.cohorts(view, days=CHARGE_DAYS)
    cells = {cell.code: cell for cell in cells_of(disclosed)}
    table = _table(shown, cells, view, exact=disclosed.rule.exact)
    early = ripeness.all_too_early(shown, view, days=CHARGE_DAYS)
    if early or captions.has_nothing_to_draw(disclosed):
        return captions.untold(
            key=KEY,
            measure=MEASURE,
            disclosed=disclosed,
            view=view,
            table=table,
            happened="received with a recorded crime",
            why=early,
        )
    largest = max((cohort for cohort in shown if not cohort.early), key=lambda each: cells[each.first].base or 0)
    return captions.told(
        key=KEY,
        measure=MEASURE,
        title=_title(disclosed.total),
        disclosed=disclosed,
        view=view,
        figure=_figure(shown, cells, view, theme),
        table=table,
        kind="Bar chart",
        largest=f"{largest.words}, {_share(cells[largest.first])}",
        notes=(*ripeness.notes(shown, view, days=CHARGE_DAYS), *((INTERVAL,) if disclosed.rule.exact else ())),
        choices=ripeness.choices(shown, view),
    )


def _title(total: Figure) -> str:
    if total.share is None or (total.base or 0) < numbers.SMALLEST_BASE:
        return "Charged within 180 days, where a crime is recorded"
    return f"Where a crime is recorded, {numbers.whole_percent(total.counted, total.base)} are charged within 180 days"


def _figure(shown: Sequence[Cohort], cells: Cells, view: View, theme: Theme) -> type_of_figure:
    palette = PALETTES[theme]
    known = [cells.get(cohort.first) for cohort in shown]
    lengths = [None if cell is None or cell.counted is None else per_cent(cell.counted, cell.base) for cell in known]
    said = ["" if cell is None else _share(cell) for cell in known]
    hidden = [place for place, cell in enumerate(known) if cell is not None and cell.hidden]
    words = ripeness.labels(shown, view)
    traces = [
        bars.bars(
            lengths,
            said,
            codes=ripeness.codes(shown, view),
            hover=[f"{cohort.words}: {text}" for cohort, text in zip(shown, said, strict=True)],
            colours=[palette.main for _ in shown],
            palette=palette,
        ),
        *([bars.hidden_beside(hidden, palette)] if hidden else []),
    ]
    layout = {
        **bars.bar_axes(words, palette, longest=max(length or 0 for length in lengths)),
        **ripeness.shaded(shown, palette),
    }
    return figure(traces, layout, height=bars.bars_height(words), theme=theme)


def _share(cell: Cell) -> str:
    return "no recorded crime" if cell.base == 0 else numbers.share(cell.counted, cell.base)


def _table(shown: Sequence[Cohort], cells: Cells, view: View, *, exact: bool) -> Table:
    headings = ("Received", "With a recorded crime", "Charged", "Share", *(("Between",) if exact else ()))
    return Table(
        headings=headings,
        rows=tuple(
            (cohort.words, *_row(cells.get(cohort.first), cohort, exact=exact)[: len(headings) - 1]) for cohort in shown
        ),
        numeric=(False, *(True for _ in headings[1:])),
        codes=ripeness.codes(shown, view),
    )


def _row(cell: Cell | None, cohort: Cohort, *, exact: bool) -> tuple[str, ...]:
    if cell is None:
        return (TOO_EARLY if cohort.early else HIDDEN,) * 4
    ends = (interval(cell.counted, cell.base),) if exact else ()
    share = numbers.share_in_cell(cell.counted, cell.base)
    return (numbers.count(cell.base), numbers.count(cell.counted), share, *ends)


CHARGES = Chart(
    key=KEY,
    question="How often is somebody charged?",
    metric=CHARGE_RATE,
    by=(QUARTER,),
    dimension="period",
    also=("has_crime", "charged_after"),
    only_whole=True,
    gather=gather,
    paint=paint,
)
