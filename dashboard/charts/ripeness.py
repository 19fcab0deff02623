"""Cohorts of referrals by when they were received, and which of them had the time to tell what came of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from dashboard.charts import bars, events, months
from dashboard.charts.chart import Choice, View
from dashboard.charts.house_style import LABEL_SIZE, Layout, Palette
from dashboard.charts.stretches import MOST_QUARTERS, days_of, firsts_in, period_choices, stretch_of
from dashboard.metrics.outcomes import had
from dashboard.wording import badges, dates, numbers
from dashboard.wording.symbols import TOO_EARLY
from data_access.facts import month_number, month_start

QUARTER = "quarter"  # the column with the first month of a referral's cohort
MONTHS_A_QUARTER = 3
_GREY = 0.5  # of the hairlines' colour: a ground, not a bar


@dataclass(frozen=True, slots=True, kw_only=True)
class Cohort:
    """Referrals received in some months: the first of them, all in words, and whether it is too early to say."""

    first: int
    words: str
    months: range
    early: bool


def cohorts(view: View, *, days: int) -> tuple[Cohort, ...]:
    """Return the cohorts of a view, oldest first; a cohort is ripe once all its referrals had so many days."""
    firsts, (_, until) = _firsts(view), months.covered(view)
    ends = [*(first - 1 for first in firsts[1:]), month_number(until)]
    return tuple(
        Cohort(
            first=first,
            words=dates.months_span(month_start(first), _last_day(end)),
            months=range(first, end + 1),
            early=not had(days, min(_last_day(end), until), data_to=view.data_to),
        )
        for first, end in zip(firsts, ends, strict=True)
    )


def ripe(referrals: pl.DataFrame, view: View, *, days: int) -> pl.DataFrame:
    """Return the referrals of the ripe cohorts, with the first month of their cohort in the column `quarter`."""
    firsts = _firsts(view)
    kept = {cohort.first for cohort in cohorts(view, days=days) if not cohort.early}
    first_of = {month: stretch_of(month, firsts) for month in axis(view)}
    wanted = {month: first for month, first in first_of.items() if first in kept}
    quarter = pl.col("month").replace_strict(wanted, default=None, return_dtype=pl.Int16).alias(QUARTER)
    return referrals.with_columns(quarter).filter(pl.col(QUARTER).is_not_null())


def labels(shown: Sequence[Cohort], view: View) -> list[str]:
    """Return the label of each cohort, broken for a phone, with the letters of what happened in it."""
    happened = [events.letters_in(view, axis(view), cohort.months) for cohort in shown]
    return [
        "<br>".join(filter(None, (_broken(each.words), letters))) for each, letters in zip(shown, happened, strict=True)
    ]


def codes(shown: Sequence[Cohort], view: View) -> tuple[str, ...]:
    """Return what the mark of each cohort carries: the days in which it was received."""
    return tuple(days_of(cohort.months, view) for cohort in shown)


def choices(shown: Sequence[Cohort], view: View) -> tuple[Choice, ...]:
    """Return the cohorts that a reader may open as a period; one that is too early has no mark to open."""
    return period_choices(((cohort.words, cohort.months) for cohort in shown if not cohort.early), view)


def axis(view: View) -> range:
    """Return the months of a view."""
    return months.numbers_between(months.covered(view))


def shaded(shown: Sequence[Cohort], palette: Palette) -> Layout:
    """Return the ground and the words where it is too early to say, as parts of a layout."""
    places = [place for place, cohort in enumerate(shown) if cohort.early]
    across = {"type": "rect", "xref": "paper", "x0": 0, "x1": 1, "layer": "below", "line": {"width": 0}}
    words = f"{TOO_EARLY} {badges.TOO_EARLY}"
    text = {"xref": "paper", "x": 0.02, "xanchor": "left", "showarrow": False, "text": words}
    font = {"color": palette.ink, "size": LABEL_SIZE}
    return {
        "shapes": [
            {**across, "y0": place - 0.4, "y1": place + 0.4, "fillcolor": palette.grid, "opacity": _GREY}
            for place in places
        ],
        "annotations": [{**text, "y": place, "font": font} for place in places],
    }


def notes(shown: Sequence[Cohort], view: View, *, days: int) -> tuple[str, ...]:
    """Return what a careful reader must know of cohorts, and what happened in their time."""
    every = f"Every cohort drawn had its full {numbers.noun(days, 'day')}, so cohorts may be compared."
    early = (
        f"{TOO_EARLY}: {badges.TOO_EARLY}; received less than {numbers.noun(days, 'day')} before "
        f"{dates.day(view.data_to)}, in whole or in part."
    )
    return (every, *((early,) if any(cohort.early for cohort in shown) else ()), *events.notes(view, axis(view)))


def all_too_early(shown: Sequence[Cohort], view: View, *, days: int) -> str:
    """Return the words where no cohort had its time, or "" where one did."""
    if any(not cohort.early for cohort in shown):
        return ""
    sooner = dates.day(view.data_to - timedelta(days=days))
    return f"It is {badges.TOO_EARLY}. Choose a period that ends by {sooner}, or a shorter time to look after."


def _firsts(view: View) -> list[int]:
    """Return the first month of each cohort; where small groups are added up, quarters are one cohort together."""
    is_short = len(axis(view)) <= MONTHS_A_QUARTER * MOST_QUARTERS
    return firsts_in(view)[:1] if view.merge_below and is_short else firsts_in(view)


def _broken(words: str) -> str:
    return words.replace(" to ", " to<br>") if len(words) > bars.WRAP_AT else words


def _last_day(month: int) -> date:
    return month_start(month + 1) - timedelta(days=1)
