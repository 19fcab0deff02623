"""The units side by side, in words: what each counts stands beside its numbers, and nothing ranks them."""

from collections.abc import Sequence
from datetime import date

from dashboard.wording import dates, numbers

QUESTION = "What does each way of working receive, and what becomes of it?"
MEASURE = "Forces in alphabetical order"
FIRST_COLUMN = "Measure"
NO_UNITS = "No force that you may see has had a unit for a whole month yet, so there is nothing to compare."
NOT_RANKED = (
    "Raw counts do not compare: each way of working means something else by a referral. Compare the shares, with the "
    "definition beside them; no order here is a rank."
)
INTERVALS = (
    "Ranges are 95% intervals (exact Poisson for the monthly mean, Wilson for shares): what chance alone would do."
)
ONE_FORCE = (
    "Your account covers one force, so the other ways of working are not shown here: each force's figures are for "
    "its own readers. An administrator can add forces to an account."
)
AREAS_SET_ASIDE = "An area belongs to one force, so that filter is set aside on this page."
PERIOD_SET_ASIDE = "The period and the force in the filters are set aside here: each unit's own first months count."
PROTECTED = (
    "Shown to protect people only where the headline of a unit's first ten months is published exactly, and without "
    "filters."
)
UNTOLD = "Not shown, to protect people"
NO_DEFINITION = "Not recorded"


def title(units: int) -> str:
    """Return the finding: how many ways of working there are, and why counts are not compared."""
    if units == 1:
        return "One way of working, with its own meaning of a referral"
    return f"{numbers.in_words(units).capitalize()} ways of working, each with its own meaning of a referral"


def stretch(months: int) -> str:
    """Return the stretch compared, for a subtitle."""
    return f"the first {numbers.noun(months, 'month')} of each unit"


def stretch_in_full(months: int, *, is_exact: bool) -> str:
    """Return why this stretch, for a note."""
    shortest = "as long as the youngest unit has been at work" if is_exact else "the stretch that is published exactly"
    return f"Each unit is shown over its own first {numbers.noun(months, 'month')}, {shortest}, so like stands by like."


def covered(months: int, missing: Sequence[date]) -> str:
    """Return "91; Aug 2021 is missing, not 0", or the plain number."""
    if not missing:
        return numbers.count(months)
    named = ", ".join(dates.short_month(month) for month in missing)
    return f"{numbers.count(months)}; {named} {'is' if len(missing) == 1 else 'are'} missing, not 0"
