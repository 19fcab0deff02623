"""One case on its page: read whole and recorded before any of it is drawn."""

from dashboard.ui.desk import Desk
from dashboard.ui.panel import title


def case(desk: Desk) -> None:
    """Show the case that the address asks for."""
    title(desk)
