"""Pathways: what becomes of a referral, and what was done for it."""

from dashboard.charts import changes, pathways, practice, taken_on
from dashboard.ui.cards import equation
from dashboard.ui.desk import open_page
from dashboard.ui.panel import pair, panel, title

desk = open_page()

title(desk)

equation(desk)

panel(desk, pathways.TAKEN_ON_BY_QUARTER)

pair(desk, taken_on.TAKEN_ON_BY_AGENCY, taken_on.TAKEN_ON_BY_RISK)

pair(desk, taken_on.TAKEN_ON_BY_AREA, practice.LEAD_AGENCIES)

pair(desk, changes.CHANGE_BY_AGENCY, changes.CHANGE_BY_RISK)

pair(desk, practice.DISCIPLINES_AT_ASSESSMENT, practice.ADVICE_GIVEN)

panel(desk, practice.DIRECT_CONTACT_MADE)
