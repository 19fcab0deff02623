"""The sessions that are open now: listed for their owner and for administrators, and ended one by one."""

from dataclasses import dataclass
from datetime import UTC, datetime

import sqlalchemy as sa

from data_access.access_vocabulary import Event, Provider
from data_access.audit import Entry, Witness
from data_access.database import plainly
from data_access.moments import to_utc
from data_access.schema import user_account, user_session
from data_access.sessions import Lifetimes, Store, live


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenSession:
    """One signed-in browser, by the session's public name.

    Attributes
    ----------
    agent
        What the browser calls itself; it may be lying.
    opened_at, seen_at
        When it signed in and when it was last used, in UTC; the latter is noted once a minute.
    """

    session_id: str
    username: str
    provider: Provider
    address: str
    agent: str
    opened_at: datetime
    seen_at: datetime


def open_sessions(
    engine: Store, *, lifetimes: Lifetimes, now: datetime, username: str | None = None
) -> tuple[OpenSession, ...]:
    """Return the live sessions of one account, or of all, the one last used first; raises `DatabaseUnavailable`."""
    found = (
        sa.select(user_session)
        .join_from(user_session, user_account)
        .where(live(now=now, lifetimes=lifetimes))
        .order_by(user_session.c.seen_at.desc(), user_session.c.session_id)
    )
    if username is not None:
        found = found.where(user_session.c.username == username)
    with plainly("The open sessions could not be read"), engine.connect() as connection:
        return tuple(_open_session(row) for row in connection.execute(found))


def end_sessions(
    engine: Store,
    *,
    username: str,
    witness: Witness,
    now: datetime,
    only: str | None = None,
    keep: str | None = None,
) -> int:
    """End the sessions of one account at once, each recorded, and return how many ended.

    Parameters
    ----------
    only
        The public name of the one session to end; another account's is never touched.
    keep
        The public name of the one session that stays.
    """
    theirs = (user_session.c.username == username, user_session.c.revoked_at.is_(None))
    end = user_session.update().where(*theirs).values(revoked_at=to_utc(now)).returning(user_session.c.session_id)
    if only is not None:
        end = end.where(user_session.c.session_id == only)
    if keep is not None:
        end = end.where(user_session.c.session_id != keep)
    with plainly("The session could not be ended"), engine.begin() as connection:
        ended = list(connection.scalars(end))
        for session_id in ended:
            entry = Entry(event=Event.SESSION_END, subject=username, detail=f"session {session_id}")
            witness.record(connection, entry, now=now)
    return len(ended)


def _open_session(row: sa.Row[tuple[object, ...]]) -> OpenSession:
    return OpenSession(
        session_id=row.session_id,
        username=row.username,
        provider=Provider(row.provider),
        address=row.address,
        agent=row.agent,
        opened_at=row.opened_at.replace(tzinfo=UTC),
        seen_at=row.seen_at.replace(tzinfo=UTC),
    )
