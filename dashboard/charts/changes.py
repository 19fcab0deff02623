"""What changed in how many the unit took on, against the period before: by agency, by level of risk."""

from dashboard.charts.dimensions import AGENCY, RISK
from dashboard.charts.waterfall import Waterfall
from dashboard.metrics.pathways import TAKEN_ON

_ONLY_EXACT = (
    "Changes between two periods are shown to readers of exact figures only, to protect people: two rounded counts may "
    "differ by nothing but their rounding. Look at the share taken on by {}, one period after the other."
)

CHANGE_BY_AGENCY = Waterfall(
    key="taken_on_change_by_agency",
    question="Whose referrals make the difference to the period before?",
    metric=TAKEN_ON,
    happened="taken on",
    dimension=AGENCY,
    only_exact=_ONLY_EXACT.format(AGENCY.words),
).chart()

CHANGE_BY_RISK = Waterfall(
    key="taken_on_change_by_risk",
    question="Which levels of risk make the difference to the period before?",
    metric=TAKEN_ON,
    happened="taken on",
    dimension=RISK,
    only_exact=_ONLY_EXACT.format(RISK.words),
).chart()
