"""Alerts and briefings: what should reach us without our looking."""

from dashboard.ui.desk import open_page
from dashboard.ui.mailings import mailings
from dashboard.ui.panel import title

desk = open_page()

title(desk)

mailings(desk)
