"""Cases: which cases stand behind a count."""

from dashboard.ui.case_list import case_list
from dashboard.ui.desk import open_page
from dashboard.ui.panel import title

desk = open_page()

title(desk)

case_list(desk)
