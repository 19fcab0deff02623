"""The stretch of days before a period that is as long, and whether the two may be compared."""

from datetime import timedelta

from dashboard.charts import comparisons, months
from dashboard.charts.chart import View
from dashboard.charts.months import Span
from dashboard.civil_dates import last_complete_month_end, months_later
from dashboard.wording import dates
from data_access.facts import month_number

_DAY = timedelta(days=1)


def before(span: Span) -> Span:
    """Return the days up to the eve of a stretch: as many months where it is whole months, otherwise as many days."""
    since, until = span
    if since.day == 1 and last_complete_month_end(until) == until:
        return months_later(since, month_number(since) - month_number(until) - 1), since - _DAY
    return since - (until - since) - _DAY, since - _DAY


def both(view: View) -> tuple[Span, Span]:
    """Return the days of the period that have figures, and those before it."""
    now = months.covered(view)
    return now, before(now)


def none_before(view: View) -> str:
    """Return why there is nothing to compare with, in words, or "" where there is."""
    started, then = months.launch(view), both(view)[1]
    if started is None or started <= then[0]:
        return ""
    return (
        f"There is no period of equal length before to compare with: it would begin on {dates.day(then[0])}, and the "
        f"unit began on {dates.day(started)}. Choose a later or a shorter period."
    )


def changed(view: View) -> str:
    """Return what changed in how the figures are counted within or between the two, in words, or ""."""
    now, then = both(view)
    return comparisons.change_between(view, then[0], now[1])
