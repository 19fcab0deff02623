"""The only formatter of days, months and periods, in British English."""

import re
from datetime import date, timedelta

# Spelt out: the names of the standard library follow the locale of the machine.
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_DAY = re.compile(r"([0-9]{1,2}) ([A-Z][a-z]{2}) ([0-9]{4})")
_TEN_MONTHS = 303  # the fewest days that ten months can have; fewer, and the name would claim too much
_YEAR = 365


def day(when: date) -> str:
    """Return "18 Apr 2019"."""
    return f"{when.day} {_short(when)} {when.year}"


def day_alone(when: date) -> str:
    """Return "18 Apr", for the ticks of an axis whose years are told elsewhere."""
    return f"{when.day} {_short(when)}"


def month(when: date) -> str:
    """Return "March 2019"."""
    return f"{MONTHS[when.month - 1]} {when.year}"


def short_month(when: date) -> str:
    """Return "Mar 2019"."""
    return f"{_short(when)} {when.year}"


def month_alone(when: date) -> str:
    """Return "Mar", for the ticks of an axis that names its years."""
    return _short(when)


def period(since: date, until: date) -> str:
    """Return "1 Apr 2025 to 31 Mar 2026", or the one day."""
    return day(since) if since == until else f"{day(since)} to {day(until)}"


def read_period(text: str) -> tuple[date, date] | None:
    """Return first and last day of what `period` wrote; None for any other text."""
    first, _, last = text.partition(" to ")
    since, until = _read_day(first), _read_day(last or first)
    return None if since is None or until is None else (since, until)


def months_span(first: date, last: date) -> str:
    """Return "Jun to Aug 2018", "Dec 2018 to Feb 2019" or "Jun 2018" for the months of two days."""
    if (first.year, first.month) == (last.year, last.month):
        return short_month(first)
    opening = _short(first) if first.year == last.year else short_month(first)
    return f"{opening} to {short_month(last)}"


def in_period(key: str, since: date, until: date, *, units: int = 1) -> str:
    """Return the period as it stands in a sentence: "in its first ten months", "in March 2019".

    Parameters
    ----------
    key
        The stable name of the period, as `dashboard.periods.Period` has it.
    since, until
        Its first and last day.
    units
        How many units are spoken of: one has "its" first months, several "their".
    """
    their = "its" if units == 1 else "their"
    days = (until - since).days + 1
    if key == "first-ten-months" and days >= _TEN_MONTHS:
        return f"in {their} first ten months"
    if key == "since-launch":
        return f"from {their} launch on {day(since)} to {day(until)}" if units == 1 else f"from launch to {day(until)}"
    if key == "last-12-months" and days >= _YEAR:
        return f"in the 12 months to {day(until)}"
    if key.startswith("week-"):
        return f"in National Stalking Awareness Week, {_between(since, until)}"
    if key.startswith("fy-") and days >= _YEAR:
        return f"in the financial year {month(since)} to {month(until)}"
    return _in_days(since, until)


def _read_day(text: str) -> date | None:
    found = _DAY.fullmatch(text)
    names = [name[:3] for name in MONTHS]
    if not found or found[2] not in names:
        return None
    try:
        return date(int(found[3]), names.index(found[2]) + 1, int(found[1]))
    except ValueError:  # no such day
        return None


def _in_days(since: date, until: date) -> str:
    if since == until:
        return f"on {day(since)}"
    whole_month = since.day == 1 and (until + timedelta(days=1)).day == 1 and until - since < timedelta(days=31)
    return f"in {month(since)}" if whole_month else f"from {_between(since, until)}"


def _between(since: date, until: date) -> str:
    """Say no more of the first day than it takes: "8 to 12 Apr 2019"."""
    if since.year != until.year:
        return period(since, until)
    opening = str(since.day) if since.month == until.month else f"{since.day} {_short(since)}"
    return f"{opening} to {day(until)}"


def _short(when: date) -> str:
    return MONTHS[when.month - 1][:3]
