"""Imports: whether a register is fit to be loaded, and what was loaded before."""

from dashboard.ui.desk import open_office
from dashboard.ui.imports import import_desk, past_loads
from dashboard.ui.panel import title

title(open_office())

import_desk()

past_loads()
