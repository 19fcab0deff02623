"""Sums with months and years, as a calendar on the wall does them; no zones, no clocks."""

from datetime import date, timedelta

MONTHS_IN_YEAR = 12


def last_complete_month_end(day: date) -> date:
    """Return the last day of the newest month that is over by the end of a day."""
    tomorrow = day + timedelta(days=1)
    return tomorrow.replace(day=1) - timedelta(days=1)


def months_later(day: date, months: int) -> date:
    """Return the day some months later, or earlier; a day past the end of that month becomes its last."""
    number = day.year * MONTHS_IN_YEAR + day.month - 1 + months
    first = date(number // MONTHS_IN_YEAR, number % MONTHS_IN_YEAR + 1, 1)
    return min(first + timedelta(days=day.day - 1), _last_day(first))


def _last_day(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def years_later(day: date, years: int) -> date:
    """Return the day some years later, or earlier; 29 February becomes the 28th."""
    return months_later(day, years * MONTHS_IN_YEAR)
