"""The only formatter of moments: London time, as the clock on the reader's wall shows it."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from dashboard.wording import dates

LONDON = ZoneInfo("Europe/London")


def time_of_day(at: datetime) -> str:
    """Return "14:35" for a moment that knows its zone."""
    there = at.astimezone(LONDON)
    return f"{there.hour:02d}:{there.minute:02d}"


def time_after(at: datetime) -> str:
    """Return the first whole minute that is not before a moment: who waits until then has waited long enough."""
    return time_of_day(at + timedelta(minutes=1) - timedelta(microseconds=1))


def moment(at: datetime) -> str:
    """Return "24 Nov 2026, 14:35"."""
    return f"{dates.day(at.astimezone(LONDON).date())}, {time_of_day(at)}"


def recent(at: datetime, *, now: datetime) -> str:
    """Return "today, 14:35", "yesterday, 14:35" or, further back, the day as well."""
    days_ago = (now.astimezone(LONDON).date() - at.astimezone(LONDON).date()).days
    near = {0: "today", 1: "yesterday"}.get(days_ago)
    return f"{near}, {time_of_day(at)}" if near else moment(at)
