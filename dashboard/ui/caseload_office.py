"""A reader at work on the caseload of their forces, held to what these forces set."""

from dashboard.administration.caseload import PAGE, CaseloadOffice
from dashboard.identity.clock import moment
from dashboard.identity.gate import gate
from dashboard.ui import cache, visitor
from dashboard.ui.desk import Desk
from dashboard.ui.guard import reader
from data_access.caseload.yardsticks import Yardstick, yardstick


def office_of(desk: Desk, page: str = PAGE) -> CaseloadOffice:
    """Return the reader of a page at work on the caseload, held to what their forces set."""
    user = reader(page)
    return CaseloadOffice(
        user=user,
        case_engine=cache.cases(),
        store=gate().store,
        witness=visitor.witness(user),
        now=moment(),
        yardsticks=yardsticks_of(desk),
    )


def yardsticks_of(desk: Desk) -> tuple[Yardstick, ...]:
    """Return what the cases of each force of the reader are held to, on the day that the records reach."""
    forces, as_at = desk.user.scope.forces, desk.snapshot.as_at
    targets, settings = cache.targets_of(forces, on=as_at), cache.settings_of(forces)
    return tuple(yardstick(force, as_at=as_at, targets=targets, settings=settings) for force in forces)
