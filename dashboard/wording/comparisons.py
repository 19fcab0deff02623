"""The words where two figures may not be compared: what changed between them, and when."""

from datetime import date

from dashboard.wording import dates
from dashboard.wording.sentences import SAME_PERIOD_LAST_YEAR

A_YEAR_BEFORE = "A year before"
NOT_COMPARABLE_TITLE = "Not comparable with a year before"
NOT_COMPARABLE_HEADING = "A year before (not comparable)"
NOT_COMPARABLE_BEFORE = "Not comparable with the period before"
A_YEAR_BEFORE_KEY = "a year before (dotted)"
NOT_COMPARABLE_KEY = "a year before (dotted): not comparable"


def joins(force_name: str) -> str:
    """Return the title of the change that a unit joining makes to the figures of several: "Hampshire joins"."""
    return f"{force_name} joins"


def change(on: date, title: str) -> str:
    """Return "Former partners counted as stalking, 1 Apr 2020"."""
    return f"{title.rstrip('.')}, {dates.day(on)}"


def not_compared(what_changed: str, *, against: str = SAME_PERIOD_LAST_YEAR) -> str:
    """Return "not compared with the same period last year: Former partners counted as stalking, 1 Apr 2020"."""
    return f"not compared with {against}: {what_changed}"
