"""Users: who may sign in, as what, and who is signed in now."""

from dashboard.ui.desk import open_office
from dashboard.ui.panel import title
from dashboard.ui.people import people

title(open_office())

people()
