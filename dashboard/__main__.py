"""`python -m dashboard`: the commands of the dashboard."""

from dashboard.commands import application

application()
