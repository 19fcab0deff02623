"""Which views are closed to readers of protected figures: set against others, they would give few people away."""

from dashboard.charts.chart import View
from dashboard.disclosure.disclosed import Rule

# Fewer days than the shortest month: an awareness week, which most units spend with a handful of referrals.
FEWEST_DAYS = 28
NARROWED = (
    "Not shown under a filter, to protect people: several filters, one after the other, could be set against each "
    "other. Remove the filter: each agency, level of risk and area stands beside the others in a finished period."
)
FEW_DAYS = (
    "Days this few are shown only where their number is large, to protect people. Choose the first ten months or a "
    "financial year."
)


def closed_to(rule: Rule, view: View) -> str:
    """Return why readers under a rule are told nothing of a view, in words; "" where they are told something.

    Nothing under a filter: a sequence of filters then tells no more than the tables without one. Nothing of a few days
    without an exact headline: rounded, they would be set against the months around them.
    """
    if rule.exact or view.exact_headline:
        return ""
    if view.narrowing:
        return NARROWED
    days = (view.filters.until - view.filters.since).days + 1
    return FEW_DAYS if days < FEWEST_DAYS else ""
