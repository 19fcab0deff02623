"""How waits end: assessed, closed before it, or not yet; shares by days since receipt that always make up all."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from dashboard.charts import aims, captions, day_axis, marks
from dashboard.charts.chart import Choice, Composite, Drawn, Table, Theme, View, type_of_figure
from dashboard.charts.day_axis import DAYS, NOT_REACHED, TOUCH, WHOLE, per_cent
from dashboard.charts.house_style import PALETTES, Layout, Palette, Trace, figure
from dashboard.disclosure.disclosed import Disclosed
from dashboard.methods.competing import Incidence, IncidenceCurve, aalen_johansen
from dashboard.metrics.measure import measure_all
from dashboard.metrics.metric import Measured
from dashboard.metrics.timeliness import ASSESSED_SO_FAR, CLOSED_FIRST
from dashboard.metrics.waits import FOLLOWED, Ending, followed
from dashboard.wording import numbers
from data_access.facet_conditions import BANDS, CLOSED, WAITING

KEY = "how_waits_end"
MEASURE = "Assessed, closed before assessment and still waiting, by days since receipt"
ONLY_EXACT = f"Shares of each day are not shown, to protect people: each step is one person's day. {aims.INSTEAD}."
METHOD = "Who was closed before an assessment never has one, and is not counted as waiting (Aalen-Johansen)."
HEADINGS = ("Days since receipt", "Followed so long", "Assessed", "Closed before assessment", "Still waiting")
# Each area opens the cases that ended so; who waits still is who waits now, whatever day the curve is read on.
_SOON = tuple(code for code, first in BANDS.items() if first <= FOLLOWED)
CHOICES = (
    Choice(
        dimension="wait",
        code=_SOON[0],
        also=tuple(("wait", code) for code in _SOON[1:]),
        label=f"Assessed within {FOLLOWED} days",
        mark=Ending.ASSESSED.value,
    ),
    Choice(dimension="wait", code=CLOSED, label="Closed before assessment"),
    Choice(dimension="wait", code=WAITING, label="Still waiting now"),
)
Part = tuple[str, list[int], str]  # an area: its name, its heights, its colour
_TOLD = 28  # the day that the finding speaks of


@dataclass(frozen=True, slots=True, kw_only=True)
class Mix:
    """The three shares at the end of one day, whole hundredths that make up 100."""

    day: int
    assessed: int
    closed: int

    @property
    def waiting(self) -> int:
        """What is neither."""
        return WHOLE - self.assessed - self.closed


def gather(referrals: pl.DataFrame, view: View) -> tuple[Measured, ...]:
    """Return those assessed and those closed first, of waits that lasted so long, by day."""
    waits = followed(aims.ending(referrals, view)).filter(pl.col("waited").is_not_null())
    return measure_all((ASSESSED_SO_FAR, CLOSED_FIRST), waits, by=("waited",))


def paint(tables: tuple[Disclosed, ...], view: View, theme: Theme) -> Drawn:
    """Return the stacked areas with everything said about them."""
    assessed, closed = tables
    curve = _curve(assessed, closed)
    steps = [step for day in DAYS if (step := curve.at(day)) is not None]
    mixes = [_mix(step) for step in steps]
    table = _table(curve)
    if captions.has_nothing_to_draw(assessed):
        return captions.untold(key=KEY, measure=MEASURE, disclosed=assessed, view=view, table=table)
    return captions.told(
        key=KEY,
        measure=MEASURE,
        title=_title(curve),
        disclosed=assessed,
        view=view,
        figure=_figure(mixes, theme),
        table=table,
        kind="Stacked area chart",
        largest=f"0 days, {numbers.count(steps[0].at_risk)} followed",
        notes=(METHOD, aims.SAME_DAY),
        choices=CHOICES,
    )


def _curve(assessed: Disclosed, closed: Disclosed) -> IncidenceCurve:
    days = assessed.cells.get_column("waited").to_numpy()
    events, base = (assessed.cells.get_column(name).to_numpy() for name in ("counted", "base"))
    others = closed.cells.get_column("counted").to_numpy()
    table = np.column_stack([days, events, others, base - events - others]).astype(np.int64)
    return aalen_johansen(table.reshape(-1, 4))


def _mix(step: Incidence) -> Mix:
    assessed = per_cent(step.share) or 0
    return Mix(day=step.day, assessed=assessed, closed=min(per_cent(step.other) or 0, WHOLE - assessed))


def _title(curve: IncidenceCurve) -> str:
    step = curve.at(_TOLD)
    if step is None:
        return "How waits end: assessed, closed first, or not yet"
    mix = _mix(step)
    return f"After {_TOLD} days {mix.assessed}% are assessed, {mix.waiting}% still wait"


def _figure(mixes: Sequence[Mix], theme: Theme) -> type_of_figure:
    palette = PALETTES[theme]
    parts = (
        ("Assessed", [mix.assessed for mix in mixes], palette.main),
        ("Closed before assessment", [mix.closed for mix in mixes], palette.signal),
        ("Still waiting", [mix.waiting for mix in mixes], palette.context),
    )
    kept = _turns(mixes)
    traces = [
        _area(
            part,
            [(mixes[place].day, part[1][place]) for place in kept],
            [_seen_at(place, parts[: at + 1]) for place in kept],
            palette,
        )
        for at, part in enumerate(parts)
    ]
    layout = {**day_axis.axes(room=8, top=28), "annotations": [_key(parts, palette)]}
    return figure(traces, layout, height=day_axis.HEIGHT, theme=theme)


def _turns(mixes: Sequence[Mix]) -> list[int]:
    """Return the places where any of the three changes, the first and the last."""
    last = len(mixes) - 1
    return [
        place
        for place, mix in enumerate(mixes)
        if place in {0, last} or (mix.assessed, mix.closed) != (mixes[place - 1].assessed, mixes[place - 1].closed)
    ]


def _seen_at(place: int, parts: Sequence[Part]) -> str:
    """Return what the uppermost of some areas carries at a place; one of no height is not the one that is seen."""
    heights = [heights[place] for _, heights, _ in parts]
    return CHOICES[max(at for at, height in enumerate(heights) if height or not at)].carried


def _area(part: Part, points: Sequence[tuple[int, int]], codes: Sequence[str], palette: Palette) -> Trace:
    name, _, colour = part
    return {
        "type": "scatter",
        # The edge alone cannot be clicked: its corners carry points that are there and not seen.
        "mode": "lines+markers",
        "marker": {"size": TOUCH, "opacity": 0, "color": colour},
        "stackgroup": "one",
        "x": [day for day, _ in points],
        "y": [height for _, height in points],
        "customdata": list(codes),
        "name": name,
        "fillcolor": colour,
        "line": {"color": palette.ink, "width": 1, "shape": "hv"},
        "hovertemplate": "%{y} after %{x} days<extra>%{fullData.name}</extra>",
    }


def _key(parts: Sequence[Part], palette: Palette) -> Layout:
    """Return the names of the areas over the plot, each after a square of its colour, from the ground up."""
    names = (f'<span style="color:{colour}">\N{BLACK SQUARE}</span> {name}' for name, _, colour in parts)
    return marks.words_at("  ".join(names), palette=palette, **marks.TOP_LEFT)


def _table(curve: IncidenceCurve) -> Table:
    rows = tuple(_row(day, curve.at(day)) for day in DAYS)
    codes = ("", "", *(choice.carried for choice in CHOICES))
    return Table(headings=HEADINGS, rows=rows, numeric=(False, True, True, True, True), heading_codes=codes)


def _row(day: int, step: Incidence | None) -> tuple[str, ...]:
    words = day_axis.day_in_words(day)
    if step is None:
        return (words, numbers.count(0), NOT_REACHED, NOT_REACHED, NOT_REACHED)
    mix = _mix(step)
    between = "" if step.lower is None or step.upper is None else f" ({numbers.share_range(step.lower, step.upper)})"
    return (words, numbers.count(step.at_risk), f"{mix.assessed}%{between}", f"{mix.closed}%", f"{mix.waiting}%")


HOW_WAITS_END = Composite(
    key=KEY,
    question="What ends the wait?",
    metric=ASSESSED_SO_FAR,
    by=("waited",),
    dimension="wait",
    gather=gather,
    paint=paint,
    only_exact=ONLY_EXACT,
)
