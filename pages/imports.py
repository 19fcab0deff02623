"""Imports: whether a register is fit to be loaded, and what was loaded before."""

from dashboard.ui.desk import open_office
from dashboard.ui.panel import title

title(open_office())
