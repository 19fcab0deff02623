"""Users: who may sign in, as what, and who is signed in now."""

from dashboard.ui.desk import open_office
from dashboard.ui.panel import title

title(open_office())
