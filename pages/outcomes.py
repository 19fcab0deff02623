"""Outcomes: what comes of it, once enough time has passed to know."""

from dashboard.charts import charges, closures, outcome_sequels, outcome_work
from dashboard.ui.desk import open_page
from dashboard.ui.follow_up import flow, outcomes_after
from dashboard.ui.panel import pair, panel, title

desk = open_page()

title(desk)

outcomes_after(desk)

pair(desk, closures.CLOSURES, outcome_work.INTERVENTIONS)

pair(desk, outcome_work.MEASURES_APPLIED, outcome_work.MEASURES_GRANTED)

pair(desk, outcome_work.ADVOCACY, outcome_sequels.WELLBEING)

pair(desk, outcome_sequels.REPEATS, outcome_sequels.REFERRED_AGAIN)

panel(desk, charges.CHARGES)

flow(desk)
