"""What changed in how many the unit took on, against the period before: by agency, by level of risk."""

from dashboard.charts.dimensions import agency_names, risk_names
from dashboard.charts.waterfall import Waterfall
from dashboard.metrics.pathways import TAKEN_ON

_ONLY_EXACT = (
    "Changes between two periods are shown to readers of exact figures only, to protect people: two rounded counts may "
    "differ by nothing but their rounding. Look at the share taken on {}, one period after the other."
)

CHANGE_BY_AGENCY = Waterfall(
    key="taken_on_change_by_agency",
    question="Whose referrals make the difference to the period before?",
    metric=TAKEN_ON,
    happened="taken on",
    column="agency",
    heading="Agency",
    names=agency_names,
    others="Other agencies",
    only_exact=_ONLY_EXACT.format("by agency"),
).chart()

CHANGE_BY_RISK = Waterfall(
    key="taken_on_change_by_risk",
    question="Which levels of risk make the difference to the period before?",
    metric=TAKEN_ON,
    happened="taken on",
    column="risk",
    heading="Level of risk",
    names=risk_names,
    others="Other levels",
    only_exact=_ONLY_EXACT.format("by level of risk"),
).chart()
