"""Your account: who may act in your name, and from where."""

from dashboard.ui.desk import open_office
from dashboard.ui.panel import title

title(open_office())
