"""Working days in England and Wales: Monday to Friday, without bank holidays."""

from datetime import date, timedelta
from functools import cache

from holidays import country_holidays

_DAY = timedelta(days=1)
_SATURDAY = 5  # of date.weekday


def is_working_day(day: date) -> bool:
    """Return whether a day is neither a weekend nor a bank holiday of England and Wales (proclaimed ones included)."""
    return day.weekday() < _SATURDAY and day not in _holidays_of(day.year)


def working_days_after(day: date, working_days: int) -> date:
    """Return the day that comes so many working days after another; none after it is the day itself.

    Raises `ValueError` for fewer than none.
    """
    if working_days < 0:
        raise ValueError(f"working days are counted forwards, not {working_days}")
    reached = day
    while working_days:
        reached += _DAY
        working_days -= is_working_day(reached)
    return reached


def working_days_between(day: date, later: date) -> int:
    """Return how many working days lie after one day, up to and including a later one; 0 if it is not later."""
    return sum(is_working_day(day + timedelta(days=step)) for step in range(1, (later - day).days + 1))


@cache
def _holidays_of(year: int) -> frozenset[date]:
    return frozenset(country_holidays("GB", subdiv="ENG", years=year))
