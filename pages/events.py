"""Events and targets: what happened that explains the figures, what we aim for, and when a case needs action."""

from dashboard.ui.caseload_settings import caseload_settings
from dashboard.ui.desk import open_page
from dashboard.ui.events import events
from dashboard.ui.panel import title
from dashboard.ui.targets import targets

desk = open_page()

title(desk)

events(desk)

targets(desk)

caseload_settings(desk)
