"""The charts of what comes of referrals, in the order of their page."""

from dashboard.charts.charges import CHARGES
from dashboard.charts.chart import Plot
from dashboard.charts.closures import CLOSURES
from dashboard.charts.flows import FLOW, FLOW_TO_OUTCOME
from dashboard.charts.outcome_cohorts import OUTCOMES_WITHIN
from dashboard.charts.outcome_sequels import REFERRED_AGAIN, REPEATS, WELLBEING
from dashboard.charts.outcome_work import ADVOCACY, INTERVENTIONS, MEASURES_APPLIED, MEASURES_GRANTED

OUTCOME_CHARTS: tuple[Plot, ...] = (
    *OUTCOMES_WITHIN.values(),
    CLOSURES,
    INTERVENTIONS,
    MEASURES_APPLIED,
    MEASURES_GRANTED,
    ADVOCACY,
    WELLBEING,
    REPEATS,
    REFERRED_AGAIN,
    CHARGES,
    FLOW,
    FLOW_TO_OUTCOME,
)
