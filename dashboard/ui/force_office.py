"""The manager's office over events and targets, for one callback."""

from dashboard.administration.forces import ForceOffice
from dashboard.identity.clock import moment
from dashboard.identity.gate import gate
from dashboard.ui import visitor
from dashboard.ui.guard import reader

PAGE = "events"


def office() -> ForceOffice:
    """Return the office of whoever reads the page now; raises `NotPermitted` for anybody but a manager."""
    user = reader(PAGE)
    return ForceOffice(user=user, store=gate().store, witness=visitor.witness(user), now=moment())
