"""The words of what is new since a reader was last here."""

from datetime import date

from dashboard.wording import dates, numbers

FIRST_VISIT = "From your next visit this page also says what is new since you were last here."


def since(before: date) -> str:
    """Return the heading, by the day that the records then reached."""
    return f"Since you were last here, with data to {dates.day(before)}"


def new(cases: int) -> str:
    """Return how many open cases were received."""
    return f"{_capital(numbers.noun(cases, 'new open case'))}"


def new_high(cases: int) -> str:
    """Return how many of these are at high risk."""
    return f"{_capital(numbers.noun(cases, 'new case'))} at high risk"


def late(cases: int) -> str:
    """Return how many waits passed their target."""
    return f"{_capital(numbers.noun(cases, 'case'))} newly past target"


def news(words: str, why: str) -> str:
    """Return whether the months up to now are unusual, and why."""
    return f"Referrals by month: {words}{f', {why}' if why else ''}"


def _capital(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"
