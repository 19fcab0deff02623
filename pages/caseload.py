"""Caseload: what needs doing, and the cases that need it."""

from dashboard.ui.caseload import caseload
from dashboard.ui.desk import open_page

caseload(open_page())
