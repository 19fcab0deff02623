"""Briefings: the counts of a force by mail, once a week at an hour of London."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime

import sqlalchemy as sa

from data_access.access_vocabulary import Event
from data_access.audit import Entry, Witness
from data_access.database import plainly
from data_access.mailings.refusal import MOST, checked_address, refused
from data_access.moments import to_london, to_utc
from data_access.schema import briefing
from data_access.scope import Scope

DAYS_OF_A_WEEK, HOURS_OF_A_DAY = range(7), range(24)


@dataclass(frozen=True, slots=True, kw_only=True)
class Briefing:
    """One standing weekly briefing: of which force, to whom, on which weekday (0 is Monday) from which London hour."""

    briefing_id: int
    force_code: str
    weekday: int
    hour: int
    address: str
    set_by: str
    set_at: datetime

    def due_on(self, now: datetime) -> date | None:
        """Return the London day for which it is due at a moment, or None: before its hour, or on another weekday."""
        here = to_london(now)
        return here.date() if here.weekday() == self.weekday and here.hour >= self.hour else None


def set_briefing(
    engine: sa.Engine,
    *,
    force_code: str,
    weekday: int,
    hour: int,
    address: str,
    domains: Collection[str],
    scope: Scope,
    witness: Witness,
    now: datetime,
) -> None:
    """Schedule a weekly briefing; raises `OutOfScope`, and `MailingRefused` as `set_alert` does."""
    scope.check_force(force_code)
    if weekday not in DAYS_OF_A_WEEK or hour not in HOURS_OF_A_DAY:
        raise refused("That is no weekday and full hour.", remedy="Choose a weekday and an hour from 0 to 23.")
    told = checked_address(address, domains=domains)
    written = briefing.insert().values(
        force_code=force_code,
        weekday=weekday,
        hour=hour,
        address=told,
        set_by=witness.actor.username,
        set_at=to_utc(now),
    )
    standing = sa.select(sa.func.count()).where(briefing.c.force_code == force_code, briefing.c.ended_at.is_(None))
    with plainly("The briefing could not be scheduled"), engine.begin() as connection:
        if (connection.scalar(standing) or 0) >= MOST:
            raise refused(f"A force has at most {MOST} briefings.", remedy="End one that nobody reads.")
        connection.execute(written)
        detail = f"weekday {weekday}, {hour}:00, to {told}"
        witness.record(connection, Entry(event=Event.BRIEFING_SET, subject=force_code, detail=detail), now=now)


def end_briefing(engine: sa.Engine, *, briefing_id: int, scope: Scope, witness: Witness, now: datetime) -> None:
    """End a briefing; raises `MailingRefused` for one that is gone, was never there or is another force's."""
    column = briefing.c
    standing = (column.briefing_id == briefing_id, column.force_code.in_(scope.forces), column.ended_at.is_(None))
    gone = {"ended_by": witness.actor.username, "ended_at": to_utc(now)}
    ended = briefing.update().where(*standing).values(gone).returning(column.force_code, column.address)
    with plainly("The briefing could not be ended"), engine.begin() as connection:
        row = connection.execute(ended).one_or_none()
        if row is None:
            raise refused("There is no such briefing among yours.", remedy="Reload the page to see those that stand.")
        entry = Entry(event=Event.BRIEFING_END, subject=row.force_code, detail=f"to {row.address}")
        witness.record(connection, entry, now=now)


def standing_briefings(engine: sa.Engine, *, forces: Iterable[str] | None = None) -> tuple[Briefing, ...]:
    """Return the standing briefings of some forces, of all for None, oldest first; raises `DatabaseUnavailable`."""
    asked = briefing.select().where(briefing.c.ended_at.is_(None)).order_by(briefing.c.briefing_id)
    if forces is not None:
        asked = asked.where(briefing.c.force_code.in_(sorted(set(forces))))
    with plainly("The briefings could not be read"), engine.connect() as connection:
        return tuple(
            Briefing(
                briefing_id=row.briefing_id,
                force_code=row.force_code,
                weekday=row.weekday,
                hour=row.hour,
                address=row.address,
                set_by=row.set_by,
                set_at=row.set_at.replace(tzinfo=UTC),
            )
            for row in connection.execute(asked)
        )
