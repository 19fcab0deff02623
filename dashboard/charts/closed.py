"""Which views are closed to readers of protected figures: set against others, they would give few people away."""

from dataclasses import replace
from datetime import timedelta

from dashboard.charts.chart import Plot, View
from dashboard.disclosure.disclosed import Rule
from dashboard.metrics.volumes import REFERRALS_RECEIVED
from dashboard.wording import dates

# Fewer days than the shortest month: an awareness week, which most units spend with a handful of referrals.
FEWEST_DAYS = 28
DAYS_IN_A_MONTH = 365.25 / 12
NARROWED = (
    "Under a filter you see what the tables without it say of what you chose, and no more: several filters, one after "
    "the other, could be set against each other. Finished periods have such tables; without a filter they are whole."
)
# Under this nearly every month is hidden, and the few that are not give their neighbours away: of 40 invented forces
# the one whose count could be worked out had four referrals a month.
FEWEST_A_MONTH = 10
FEW_A_MONTH = (
    "Months are shown where ten referrals or more come in one, to protect people: among fewer, a month could be set "
    "against the others."
)
FEW_DAYS = (
    "Days this few are shown only where their number is large, to protect people. Choose the first ten months or a "
    "financial year."
)


def closed_to(rule: Rule, view: View) -> str:
    """Return why readers under a rule are told nothing of a view, in words; "" where they are told something.

    Nothing is measured under a filter: a sequence of filters then tells no more than the tables without one. Nothing of
    a few days without an exact headline: rounded, they would be set against the months around them.
    """
    if rule.exact or view.exact_headline:
        return ""
    if view.narrowing:
        return NARROWED
    days = (view.filters.until - view.filters.since).days + 1
    return FEW_DAYS if days < FEWEST_DAYS else ""


def too_few_for_months(plot: Plot, referrals: int, view: View, rule: Rule) -> bool:
    """Return whether a chart of months is closed to readers under a rule, by how many referrals its view has."""
    months = ((view.filters.until - view.filters.since).days + 1) / DAYS_IN_A_MONTH
    return not rule.exact and _is_by_month(plot) and referrals < FEWEST_A_MONTH * months


def whole_months(plot: Plot, view: View, rule: Rule) -> View | None:
    """Return the view that readers under a rule have of a chart: protected ones of months, up to the last whole one.

    A period that ends within a month would say what was received before and after that day: the same month stands
    whole in the periods around it. None where there is no whole month.
    """
    since, until = view.filters.since, view.filters.until
    if rule.exact or not _is_by_month(plot) or (until + timedelta(days=1)).day == 1:
        return view
    until = until.replace(day=1) - timedelta(days=1)
    if until < since:
        return None
    return replace(
        view,
        filters=replace(view.filters, until=until),
        period=dates.period(since, until),
        breaks=tuple(each for each in view.breaks if each.breaks_on <= until),
    )


def _is_by_month(plot: Plot) -> bool:
    return plot.by == ("month",) and plot.metric is REFERRALS_RECEIVED
