"""Audit: who did what, when and from where."""

from dashboard.ui import audit_page
from dashboard.ui.desk import open_office
from dashboard.ui.panel import title

title(open_office())

audit_page.chain()

audit_page.entries()
