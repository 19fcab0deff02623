"""The administrator's office over accounts, for one run or one callback."""

from dashboard.administration.people import PeopleOffice
from dashboard.identity.clock import moment
from dashboard.identity.gate import gate
from dashboard.ui import visitor
from dashboard.ui.guard import reader

PAGE = "users"


def office() -> PeopleOffice:
    """Return the office of whoever reads the page now; raises `NotPermitted` for anybody but an administrator."""
    user, at_gate = reader(PAGE), gate()
    return PeopleOffice(
        user=user,
        store=at_gate.store,
        lifetimes=at_gate.lifetimes,
        limits=at_gate.limits,
        witness=visitor.witness(user),
        now=moment(),
    )
