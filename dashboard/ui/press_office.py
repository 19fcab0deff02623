"""The reader at work in the press room, for one run or one callback."""

from dashboard.administration.press_room import PressRoom
from dashboard.administration.releases import ReleaseOffice
from dashboard.identity.clock import moment
from dashboard.identity.gate import gate
from dashboard.policy import User
from dashboard.policy.releasing import RELEASE_PAGE
from dashboard.ui import visitor
from dashboard.ui.guard import reader


def room() -> PressRoom:
    """Return the press room of whoever reads the page now."""
    return room_of(reader(RELEASE_PAGE))


def room_of(user: User) -> PressRoom:
    """Return the press room of a reader who was asked for already."""
    office = ReleaseOffice(user=user, store=gate().store, witness=visitor.witness(user), now=moment())
    return PressRoom(office=office)
