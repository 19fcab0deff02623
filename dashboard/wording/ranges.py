"""Estimates with the range that chance leaves them, in words."""

from dashboard.wording import numbers


def counts(lower: float, upper: float) -> str:
    """Return "23 to 29" for the ends of a range of counts or means."""
    return f"{numbers.average(lower)} to {numbers.average(upper)}"
