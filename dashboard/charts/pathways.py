"""How referrals were decided: taken on by the unit or managed with partners, by when they were received."""

from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from dashboard.charts import bars, captions, events, marks, months
from dashboard.charts.cells import completed
from dashboard.charts.chart import Chart, Drawn, Table, Theme, View, type_of_figure
from dashboard.charts.house_style import FONT_SIZE, PALETTES, Layout, Palette, figure
from dashboard.charts.part_bars import INTERVAL, interval
from dashboard.charts.stretches import Stretch, days_of, firsts_in, period_choices, stretch_of, stretches_in
from dashboard.disclosure.disclosed import Disclosed
from dashboard.metrics.measure import measure
from dashboard.metrics.metric import Measured
from dashboard.metrics.pathways import TAKEN_ON_SHARE
from dashboard.wording import numbers

KEY = "taken_on_by_quarter"
HEADINGS = ("Received", "Decided", "Taken on", "Share taken on", "With partners", "Share with partners")
BETWEEN = "Between"
MEASURE = "Taken on, of referrals decided, by when they were received"
NEITHER_PART = "Referrals that await a decision or were not accepted are in neither part."
_ROOM = 0.12  # of a bar: less, and "12%" does not fit on a phone; the table has it all the same


def gather(referrals: pl.DataFrame, view: View) -> Measured:
    """Return taken on, of decided, by the first month of each stretch."""
    firsts = firsts_in(view)
    measured = completed(measure(TAKEN_ON_SHARE, referrals, by=("month",)), firsts)
    stretches = [stretch_of(month, firsts) for month in measured.cells.get_column("month")]
    quarters = measured.cells.with_columns(pl.Series("quarter", stretches, pl.Int16))
    cells = quarters.group_by("quarter", maintain_order=True).agg(pl.col("counted", "base").sum())
    return replace(measured, by=("quarter",), cells=cells)


def paint(disclosed: Disclosed, view: View, theme: Theme) -> Drawn:
    """Return the bars of two parts with everything said about them."""
    stretches = stretches_in(disclosed, view)
    table = _table(stretches, disclosed, view)
    if captions.has_nothing_to_draw(disclosed):
        return captions.untold(
            key=KEY, measure=MEASURE, disclosed=disclosed, view=view, table=table, happened="decided"
        )
    largest = max(stretches, key=lambda stretch: stretch.decided or 0)
    share = numbers.share(largest.taken_on, largest.decided)
    return captions.told(
        key=KEY,
        measure=MEASURE,
        title=_title(disclosed),
        disclosed=disclosed,
        view=view,
        figure=_figure(stretches, view, theme, exact=disclosed.rule.exact),
        table=table,
        kind="Bar chart of two parts",
        largest=f"{largest.words}, taken on {share}",
        notes=(NEITHER_PART, *((INTERVAL,) if disclosed.rule.exact else ()), *events.notes(view, _axis(view))),
        choices=period_choices(((stretch.words, stretch.months) for stretch in stretches), view),
    )


def _title(disclosed: Disclosed) -> str:
    share, decided = disclosed.total.share, disclosed.total.base
    if share is None or decided is None or decided < numbers.SMALLEST_BASE:
        return "Taken on by the unit, and managed with partners"
    words = numbers.roughly(share)
    verb = "is" if words in {"a third", "a quarter", "half"} else "are"
    about = "" if words.startswith(("nearly", "fewer")) else "about "
    return f"{about}{words} {verb} taken on by the unit".capitalize()


def _figure(stretches: Sequence[Stretch], view: View, theme: Theme, *, exact: bool) -> type_of_figure:
    palette = PALETTES[theme]
    taken_on = [stretch.taken_on for stretch in stretches]
    partners = [stretch.partners for stretch in stretches]
    hover = [_in_full(stretch, exact=exact) for stretch in stretches]
    traces = [
        bars.stacked(
            part,
            texts=[_percent(value, stretch.decided) for value, stretch in zip(part, stretches, strict=True)],
            codes=[days_of(stretch.months, view) for stretch in stretches],
            hover=hover,
            side=side,
            colour=colour,
        )
        for part, side, colour in ((taken_on, "start", palette.taken_on), (partners, "end", palette.partners))
    ]
    words = [_row_label(stretch, events.letters_in(view, _axis(view), stretch.months)) for stretch in stretches]
    hidden = [place for place, stretch in enumerate(stretches) if stretch.decided is None]
    layout = {
        **bars.bar_axes(words, palette, longest=100),
        "xaxis": {"visible": False, "range": [0, 100]},
        "barmode": "stack",
        "barnorm": "percent",
        "annotations": _names(palette),
        "margin": {"l": 0, "r": 0, "t": 28, "b": 4},
    }
    traces += [bars.hidden_beside(hidden, palette)] if hidden else []
    return figure(traces, layout, height=bars.bars_height(words) + 20, theme=theme)


def _names(palette: Palette) -> list[Layout]:
    """Return the names of the two parts over the bars, in their colours: no legend to look up."""
    left = marks.words_at("<b>Taken on</b>", palette=palette, **marks.TOP_LEFT)
    right = marks.words_at("<b>With partners</b>", palette=palette, **{**marks.TOP_LEFT, "x": 1, "xanchor": "right"})
    left["font"] = {"color": palette.taken_on, "size": FONT_SIZE}
    right["font"] = {"color": palette.partners_text, "size": FONT_SIZE}
    return [left, right]


def _percent(part: int | None, whole: int | None) -> str:
    """Return the text inside a part of a bar: a percentage, a count where the base is small, "" without room."""
    if not part or not whole or part < _ROOM * whole:
        return ""
    return numbers.whole_percent(part, whole) or numbers.count(part)


def _axis(view: View) -> range:
    return months.numbers_between(months.covered(view))


def _row_label(stretch: Stretch, happened: str) -> str:
    """Return when, the counts, and the letters of what happened: "Dec 2018 to / Feb 2019 / 27 of 77 / ◆ a"."""
    words = stretch.words.replace(" to ", " to<br>") if len(stretch.words) > bars.WRAP_AT else stretch.words
    is_shown = stretch.taken_on is not None and stretch.decided is not None
    counts = f"{numbers.count(stretch.taken_on)} of {numbers.count(stretch.decided)}" if is_shown else ""
    return "<br>".join(filter(None, (words, counts, happened)))


def _in_full(stretch: Stretch, *, exact: bool) -> str:
    """Return the share with its counts, and for readers of exact figures its interval: "..., between 27% and 38%"."""
    said = f"{stretch.words}: taken on {numbers.share(stretch.taken_on, stretch.decided)}"
    return f"{said}, between {interval(stretch.taken_on, stretch.decided)}" if exact and stretch.decided else said


def _table(stretches: Sequence[Stretch], disclosed: Disclosed, view: View) -> Table:
    total = Stretch(words="All", taken_on=disclosed.total.counted, decided=disclosed.total.base)
    exact = disclosed.rule.exact
    rows = tuple(
        (
            stretch.words,
            numbers.count(stretch.decided),
            numbers.count(stretch.taken_on),
            numbers.share_in_cell(stretch.taken_on, stretch.decided),
            *((interval(stretch.taken_on, stretch.decided),) if exact else ()),
            numbers.count(stretch.partners),
            numbers.share_in_cell(stretch.partners, stretch.decided),
        )
        for stretch in (*stretches, total)
    )
    headings = (*HEADINGS[:4], *((BETWEEN,) if exact else ()), *HEADINGS[4:])
    codes = (*(days_of(stretch.months, view) for stretch in stretches), "")
    return Table(headings=headings, rows=rows, numeric=(False, *(True for _ in headings[1:])), codes=codes)


TAKEN_ON_BY_QUARTER = Chart(
    key=KEY,
    question="How many does the unit take on itself?",
    metric=TAKEN_ON_SHARE,
    by=("quarter",),
    dimension="period",
    gather=gather,
    paint=paint,
    only_whole=True,
)
