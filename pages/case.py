"""Case: what happened in one case, and what comes next."""

from dashboard.ui.case import case
from dashboard.ui.desk import open_page

desk = open_page()

case(desk)
