"""Who holds the open cases, and whether they still work for the unit."""

from collections.abc import Iterable, Mapping

import sqlalchemy as sa

from data_access.caseload.needs import is_open
from data_access.caseload.yardsticks import Yardstick
from data_access.cases import Cases, scoped
from data_access.database import plainly
from data_access.schema import referral, worker
from data_access.scope import Scope


def has_left(owner: sa.ColumnElement[str] = referral.c.owner_code) -> sa.ColumnElement[bool]:
    """Return the condition that whoever holds a case is known, and works for the unit no longer."""
    return sa.exists().where(worker.c.worker_code == owner, worker.c.active.is_(False)).correlate_except(worker)


def owners_of(engine: Cases, *, scope: Scope, yardsticks: Iterable[Yardstick]) -> Mapping[str, bool]:
    """Return the codes of the workers who hold an open case of the scope, in order, and whether each has left.

    Raises `OutOfScope` for a scope that does not reach single cases, and `DatabaseUnavailable`.
    """
    forces = [each.force_code for each in yardsticks]
    held = (
        scoped(sa.select(referral.c.owner_code).select_from(referral), scope)
        .where(referral.c.force_code.in_(forces), is_open(), referral.c.owner_code.is_not(None))
        .distinct()
        .subquery()
    )
    asked = sa.select(held.c.owner_code, has_left(held.c.owner_code))  # of each worker once, not of each case
    with plainly("The workers of the caseload could not be read"), engine.connect() as connection:
        return dict(sorted((owner, bool(left)) for owner, left in connection.execute(asked)))
