"""Referrals by month as a series: which months there are, which are not complete, and how an axis names them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import polars as pl

from dashboard.charts.cells import cells_of, completed
from dashboard.charts.chart import Choice, View
from dashboard.charts.house_style import Layout
from dashboard.disclosure.disclosed import Disclosed
from dashboard.metrics.measure import measure
from dashboard.metrics.metric import Measured
from dashboard.metrics.volumes import REFERRALS_RECEIVED
from dashboard.wording import dates, numbers
from data_access.facts import month_number, month_start
from data_access.filters import Filters
from data_access.reference import Force, Reference, SeriesBreak

Span = tuple[date, date]  # first and last day, both included

MONTHS_A_YEAR = 12
USUAL_MONTHS = 24
HISTORY_DAYS = 31 * USUAL_MONTHS  # how far the months that say what is usual reach back, at the most
PART_MONTHS = "Part months cover only some of their days."
# How many months still bear a label each, every second, every third; beyond that, years. At 14 px on a 320 px phone.
_STEPS = ((7, 1), (14, 2), (24, 3), (72, 12), (160, 24))
_FEWEST_PLACES = 6  # one month alone is a column, not a wall


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """One month of a series: a value, or None where it is hidden or there is none to have.

    Attributes
    ----------
    number
        Whole months from January 1970.
    hidden
        Whether there is a value that may not be shown.
    part
        Whether the period or the figures cover only some of its days.
    """

    number: int
    value: int | None
    hidden: bool
    part: bool

    @property
    def start(self) -> date:
        """First day of the month."""
        return month_start(self.number)

    @property
    def code(self) -> str:
        """The month's key in links: "2019-03"."""
        return self.start.isoformat()[:7]

    @property
    def words(self) -> str:
        """The month for a table or a hover: "Mar 2019", and that it is a part month."""
        return f"{dates.short_month(self.start)}{' (part month)' if self.part else ''}"


def launch(view: View) -> date | None:
    """Return the first day of the earliest unit looked at, where it is known."""
    wanted = view.filters.forces
    days = [force.launched_on for force in view.reference.forces if not wanted or force.code in wanted]
    return min((day for day in days if day is not None), default=None)


def later_launches(view: View) -> tuple[Force, ...]:
    """Return the forces looked at whose units joined after the first, earliest first."""
    first, wanted = launch(view), view.filters.forces
    joined = [
        (force.launched_on, force.code, force)
        for force in view.reference.forces
        if force.launched_on is not None and force.launched_on != first and (not wanted or force.code in wanted)
    ]
    return tuple(force for _, _, force in sorted(joined, key=lambda each: each[:2]))


def covered(view: View) -> Span:
    """Return the first and last day that have figures: from launch at the earliest, to the data at the latest."""
    since = max(view.filters.since, launch(view) or view.filters.since)
    return since, max(since, min(view.filters.until, view.data_to))


def with_history(view: View) -> View:
    """Return the view reaching back so far that two years of months say what is usual, with every break on the way.

    Two years hold every season twice; much older months describe another unit.
    """
    end = month_number(covered(view)[1])
    since = min(view.filters.since, month_start(end - USUAL_MONTHS + 1))
    filters = replace(view.filters, since=max(since, launch(view) or since))
    return replace(view, filters=filters, breaks=breaks_in(view.reference, filters))


def breaks_in(reference: Reference, filters: Filters) -> tuple[SeriesBreak, ...]:
    """Return the series breaks inside a period that touch the forces looked at."""
    return tuple(
        each
        for each in reference.series_breaks
        if filters.since < each.breaks_on <= filters.until
        and (each.force_code is None or not filters.forces or each.force_code in filters.forces)
    )


def numbers_between(span: Span) -> range:
    """Return the months from one day to another, both included."""
    since, until = span
    return range(month_number(since), month_number(until) + 1)


def gather(referrals: pl.DataFrame, span: Span) -> Measured:
    """Return referrals received by month, with a nought for every month of the span that has none."""
    return completed(measure(REFERRALS_RECEIVED, referrals, by=("month",)), numbers_between(span))


def series(disclosed: Disclosed, span: Span, *, started: date | None = None) -> tuple[Month, ...]:
    """Return the months of a stretch of days, oldest first; those before the unit `started` have no value."""
    since, until = max(span[0], started or span[0]), span[1]
    cells = {cell.code: cell for cell in cells_of(disclosed)}
    months = []
    for number in numbers_between(span):
        cell = cells.get(number)
        first, last = month_start(number), month_start(number + 1) - timedelta(days=1)
        months.append(
            Month(
                number=number,
                value=cell.counted if cell else None,
                hidden=cell.hidden if cell else False,
                part=since > first or until < last,
            )
        )
    return tuple(months)


def month_axis(months: Sequence[Month]) -> Layout:
    """Return an axis of months at whole positions, labelled so that no two labels meet on a phone."""
    step = next((step for most, step in _STEPS if len(months) <= most), _STEPS[-1][1])
    marked = [place for place, month in enumerate(months) if _is_marked(month.start, step)]
    if step < MONTHS_A_YEAR:
        year_at = {next(iter(marked), 0)} | {place for place in marked if months[place].start.month == 1}
        words = [_tick(months[place].start, with_year=place in year_at) for place in marked]
    else:
        words = [str(months[place].start.year) for place in marked]
    slack = max(0, _FEWEST_PLACES - len(months)) / 2
    return {"range": [-0.6 - slack, len(months) - 0.4 + slack], "tickvals": marked, "ticktext": words, "showline": True}


def month_choices(months: Iterable[Month]) -> tuple[Choice, ...]:
    """Return the months a reader may open."""
    return tuple(Choice(dimension="month", code=month.code, label=dates.month(month.start)) for month in months)


def count_or_gap(month: Month) -> str:
    """Return a month's count for a table: "[c]" where hidden, "not covered" where there is none to have."""
    return numbers.count(month.value) if month.hidden or month.value is not None else "no unit yet"


def _is_marked(start: date, step: int) -> bool:
    if step < MONTHS_A_YEAR:
        return (start.month - 1) % step == 0
    return start.month == 1 and start.year % (step // MONTHS_A_YEAR) == 0


def _tick(start: date, *, with_year: bool) -> str:
    name = dates.month_alone(start)
    return f"{name}<br>{start.year}" if with_year else name
