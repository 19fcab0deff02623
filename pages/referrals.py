"""Referrals: how many people reach the unit, from where, and how serious it is."""

import streamlit as st

from dashboard.charts import volumes
from dashboard.ui.desk import open_page
from dashboard.ui.panel import pair, panel, title

desk = open_page()

title(desk)

panel(desk, volumes.REFERRALS_BY_MONTH)

who, how_serious = st.columns(2, gap="large")
with who:
    panel(desk, volumes.REFERRALS_BY_AGENCY)
with how_serious:
    panel(desk, volumes.REFERRALS_BY_RISK)
    panel(desk, volumes.REFERRALS_BY_AREA)

pair(desk, volumes.REFERRALS_LAST_YEAR, volumes.REFERRALS_CUMULATIVE)
