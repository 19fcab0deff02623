"""Headlines: what should everybody know?"""

import streamlit as st

from dashboard.charts import pathways, volumes
from dashboard.ui.cards import headline
from dashboard.ui.desk import open_page
from dashboard.ui.panel import panel

desk = open_page()

# The sentence and the cards are plain text: they stand on the screen before any chart library loads.
headline(desk)

if desk.sees_charts:
    how_many, what_became = st.columns(2, gap="large")
    with how_many:
        panel(desk, volumes.REFERRALS_BY_MONTH)
    with what_became:
        panel(desk, pathways.TAKEN_ON_BY_QUARTER)
