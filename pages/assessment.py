"""Time to assessment: how long people wait, and who is waiting still."""

import streamlit as st

from dashboard.charts import assessment
from dashboard.ui.basis import by_date
from dashboard.ui.desk import open_page
from dashboard.ui.panel import pair, panel, title

desk = open_page()

title(desk)

against_target, waiting = st.columns(2, gap="large")
with against_target:
    panel(desk, assessment.ASSESSED_WITHIN_TARGET_NOW)
with waiting:
    panel(desk, assessment.WHO_STILL_WAITS)

by_date(
    desk,
    referred=assessment.WITHIN_TARGET_BY_QUARTER,
    assessed=assessment.WITHIN_TARGET_BY_QUARTER_ASSESSED,
)

pair(desk, assessment.WITHIN_TARGET_BY_RISK, assessment.WITHIN_TARGET_BY_AGENCY)

pair(desk, assessment.ASSESSED_IN_STEPS, assessment.DAYS_TO_ASSESSMENT)

pair(desk, assessment.WAITING_BY_RISK, assessment.WAITING_BY_AGENCY)

panel(desk, assessment.HOW_WAITS_END)
