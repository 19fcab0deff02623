"""Funnels in words: where a share lies, and that being different is a question and no verdict."""

from dashboard.wording import numbers

OTHERS = "Other agencies"
TOO_FEW = "too few to place"
LIMITS_AT = "limits at 95% and 99.8%"
WITHIN = "within the 95% limits"
BETWEEN = "between 95% and 99.8%"
BEYOND = "different from average: check why"
KEY = "— average {average}, - - 95%, ··· 99.8% limits"
BASE_AXIS = "Referrals behind the share"
ONLY_EXACT = (
    "A funnel tells small numbers by agency and force, so it is not shown here, to protect people. The shares of each "
    "force stand side by side above; the page Referrals shows the agencies."
)
NOWHERE_ENOUGH = (
    f"No agency sent {numbers.SMALLEST_BASE} referrals or more, so no share can be placed. Choose a longer period."
)
MEANING = (
    "Squares lie beyond the 99.8% limits: different from average, check why. That is a question, not a verdict, and "
    "points inside the limits are not ranked: chance moves them."
)
METHOD = (
    "Limits: exact binomial, interpolated (Spiegelhalter 2005). With many points, one in 500 lies outside by chance."
)
MERGED = f"Agencies with fewer than {numbers.SMALLEST_BASE} referrals to a force are added up as “{OTHERS.lower()}”."


def title(beyond: int) -> str:
    """Return the finding."""
    if not beyond:
        return "No agency lies further from the average than chance explains"
    if beyond == 1:
        return "One agency differs from the average: check why"
    return f"{numbers.in_words(beyond).capitalize()} agencies differ from the average: check why"
