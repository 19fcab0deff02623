"""Up to which day each reader has seen the caseload, so that they can be told what is new."""

from datetime import date

import sqlalchemy as sa

from data_access.database import plainly
from data_access.holding import hold
from data_access.schema import caseload_visit, user_account


def visited(engine: sa.Engine, *, username: str, as_at: date) -> date | None:
    """Note which day the records reach that a reader sees now; return the day of what they saw before, None for never.

    Within one load of the data the answer stays the same, however often they come. Raises `DatabaseUnavailable`.
    """
    row = sa.select(caseload_visit.c.as_at, caseload_visit.c.before_as_at).where(caseload_visit.c.username == username)
    with plainly("What you saw before could not be read"), engine.begin() as connection:
        kept = connection.execute(row).one_or_none()
        if kept is not None and kept.as_at == as_at:
            return _earlier(kept.before_as_at, as_at)
        hold(connection, user_account.c.username == username)  # of two tabs at once, one finds the other's row
        kept = connection.execute(row).one_or_none()
        if kept is None:
            connection.execute(caseload_visit.insert().values(username=username, as_at=as_at))
            return None
        before = kept.as_at if kept.as_at < as_at else kept.before_as_at
        if kept.as_at != as_at:
            changed = caseload_visit.update().where(caseload_visit.c.username == username)
            connection.execute(changed.values(as_at=as_at, before_as_at=before))
    return _earlier(before, as_at)


def _earlier(before: date | None, as_at: date) -> date | None:
    """Return the day before if it is one: records that were put back reach less far than what was seen."""
    return before if before is not None and before < as_at else None
