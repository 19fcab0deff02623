"""The condition of the store in a few figures, for whoever watches the service; nothing of anybody's is read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache

import sqlalchemy as sa

from data_access.access_vocabulary import Event, Outcome
from data_access.database import plainly
from data_access.migrate import current_revision, head_revision
from data_access.schema import audit_entry, audit_head, user_account, user_session
from data_access.sessions import Lifetimes, live


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIns:
    """How many sign-ins came to what, up to and with one entry of the audit."""

    sequence: int = 0
    by_outcome: Mapping[Outcome, int] = field(default_factory=dict)


def is_current(engine: sa.Engine) -> bool:
    """Return whether the store has the tables of this release; raises `DatabaseUnavailable`."""
    return current_revision(engine) == _newest()


def has_audit(engine: sa.Engine) -> bool:
    """Return whether the audit can be written on from its head; raises `DatabaseUnavailable`."""
    with plainly("The audit could not be read"), engine.connect() as connection:
        return connection.scalar(sa.select(sa.func.count()).select_from(audit_head)) == 1


def live_sessions(engine: sa.Engine, *, lifetimes: Lifetimes, now: datetime) -> int:
    """Return how many sessions are open; raises `DatabaseUnavailable`."""
    found = sa.select(sa.func.count()).select_from(user_session.join(user_account))
    with plainly("The sessions could not be counted"), engine.connect() as connection:
        return connection.scalar(found.where(live(now=now, lifetimes=lifetimes))) or 0


def sign_ins(engine: sa.Engine, *, known: SignIns) -> SignIns:
    """Return the sign-ins in the audit, counting only entries after those known; raises `DatabaseUnavailable`."""
    entry = audit_entry.c
    newer = sa.select(entry.outcome, sa.func.count(), sa.func.max(entry.sequence)).where(
        entry.event == Event.SIGN_IN, entry.sequence > known.sequence
    )
    with plainly("The sign-ins could not be counted"), engine.connect() as connection:
        rows = connection.execute(newer.group_by(entry.outcome)).all()
    counted = {Outcome(outcome): count for outcome, count, _ in rows}
    return SignIns(
        sequence=max([known.sequence, *(last for _, _, last in rows)]),
        by_outcome={each: known.by_outcome.get(each, 0) + counted.get(each, 0) for each in Outcome},
    )


@lru_cache(maxsize=1)
def _newest() -> str | None:
    return head_revision("store")
