"""The few words that say whether a figure is news."""

from datetime import date

from dashboard.wording import dates, numbers

TOO_EARLY = "too early to say"
USUAL = "within the usual range"
USUAL_WHY = "no month stands out from the others by the rules of a control chart"
NOT_JUDGED = "not judged"
NOT_JUDGED_WHY = "months behind it are not shown, to protect people"


def unusual_since(since: date, *, months: int, above: bool) -> str:
    """Return "unusual since March 2026: 8 months above the average"."""
    return f"unusual since {dates.month(since)}: {_run(months)} {'above' if above else 'below'} the average"


def unusual_trend(since: date, *, months: int, rising: bool) -> str:
    """Return "unusual since March 2026: 6 months rising"."""
    return f"unusual since {dates.month(since)}: {_run(months)} {'rising' if rising else 'falling'}"


def unusual_in(when: date, *, above: bool) -> str:
    """Return "unusual in March 2026: above the usual range"."""
    return f"unusual in {dates.month(when)}: {'above' if above else 'below'} the usual range"


def too_early(*, months: int, needed: int) -> str:
    """Return "too early to say: 9 of the 13 months needed"."""
    return f"{TOO_EARLY}: {numbers.count(months)} of the {numbers.count(needed)} months needed"


def months_so_far(*, months: int, needed: int) -> str:
    """Return "9 of the 13 complete months needed"."""
    return f"{numbers.count(months)} of the {numbers.count(needed)} complete months needed"


def _run(months: int) -> str:
    return numbers.noun(months, "month")
