"""Events and targets: what happened that explains the figures, and what we aim for."""

from dashboard.ui.desk import open_page
from dashboard.ui.events import events
from dashboard.ui.panel import title
from dashboard.ui.targets import targets

desk = open_page()

title(desk)

events(desk)

targets(desk)
