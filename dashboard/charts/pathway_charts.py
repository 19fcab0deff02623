"""The charts of what becomes of a referral, in the order of their page."""

from dashboard.charts.changes import CHANGE_BY_AGENCY, CHANGE_BY_RISK
from dashboard.charts.chart import Plot
from dashboard.charts.pathways import TAKEN_ON_BY_QUARTER
from dashboard.charts.practice import ADVICE_GIVEN, DIRECT_CONTACT_MADE, DISCIPLINES_AT_ASSESSMENT, LEAD_AGENCIES
from dashboard.charts.taken_on import TAKEN_ON_BY_AGENCY, TAKEN_ON_BY_AREA, TAKEN_ON_BY_RISK

PATHWAY_CHARTS: tuple[Plot, ...] = (
    TAKEN_ON_BY_QUARTER,
    TAKEN_ON_BY_AGENCY,
    TAKEN_ON_BY_RISK,
    TAKEN_ON_BY_AREA,
    LEAD_AGENCIES,
    CHANGE_BY_AGENCY,
    CHANGE_BY_RISK,
    DISCIPLINES_AT_ASSESSMENT,
    ADVICE_GIVEN,
    DIRECT_CONTACT_MADE,
)
