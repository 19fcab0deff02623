"""Who holds the open cases."""

from collections.abc import Iterable

import sqlalchemy as sa

from data_access.caseload.needs import is_open
from data_access.caseload.yardsticks import Yardstick
from data_access.cases import Cases, scoped
from data_access.database import plainly
from data_access.schema import referral
from data_access.scope import Scope


def owners_of(engine: Cases, *, scope: Scope, yardsticks: Iterable[Yardstick]) -> tuple[str, ...]:
    """Return the codes of the workers who hold an open case of the scope, in order.

    Raises `OutOfScope` for a scope that does not reach single cases, and `DatabaseUnavailable`.
    """
    forces = [each.force_code for each in yardsticks]
    asked = (
        scoped(sa.select(referral.c.owner_code).select_from(referral), scope)
        .where(referral.c.force_code.in_(forces), is_open(), referral.c.owner_code.is_not(None))
        .distinct()
    )
    with plainly("The workers of the caseload could not be read"), engine.connect() as connection:
        return tuple(sorted(connection.scalars(asked)))
