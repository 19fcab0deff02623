"""Signed-in browsers: a ticket becomes a token once, a token is looked up at every check and can be revoked.

Tickets and tokens are random and travel; only their SHA-256 is stored, so a stolen store opens nothing.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeAlias

import sqlalchemy as sa

from data_access.database import plainly
from data_access.moments import to_utc
from data_access.schema import sign_in_ticket, user_account, user_force, user_session
from data_access.vocabulary import Role

# A pool of connections to the store, for those above who hand it on and never speak to it.
Store: TypeAlias = sa.Engine

SECRET_BYTES = 32  # 256 bits: beyond guessing, so a fast hash is enough
TICKET_LIFE = timedelta(seconds=30)  # a browser redeems its ticket within a second or two
# A write at every check made the slowest reruns of forty readers twice as long; once a minute loses nothing.
SEEN_EVERY = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lifetimes:
    """How long a session lasts: unused, and at most."""

    idle: timedelta = timedelta(minutes=30)
    absolute: timedelta = timedelta(hours=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """Who holds a live session, as their account stands at this moment."""

    username: str
    display_name: str
    role: Role
    forces: tuple[str, ...]
    home_force: str | None
    demonstration: bool


def issue_ticket(engine: sa.Engine, *, username: str, now: datetime) -> str:
    """Return a ticket that opens one session within `TICKET_LIFE`; raises `DatabaseUnavailable`."""
    ticket = secrets.token_urlsafe(SECRET_BYTES)
    row = {"ticket_sha256": _hash(ticket), "username": username, "expires_at": to_utc(now + TICKET_LIFE)}
    with plainly("The sign-in could not be recorded"), engine.begin() as connection:
        connection.execute(sign_in_ticket.delete().where(sign_in_ticket.c.expires_at <= to_utc(now)))
        connection.execute(sign_in_ticket.insert().values(row))
    return ticket


def redeem(engine: sa.Engine, ticket: object, *, now: datetime, lifetimes: Lifetimes) -> str | None:
    """Turn a ticket into the token of a new session, or None if it is unknown, used or too old.

    Sessions past their absolute lifetime are cleared away on the same occasion.
    """
    if not isinstance(ticket, str):
        return None
    at = to_utc(now)
    claim = (
        sign_in_ticket.update()
        .where(sign_in_ticket.c.ticket_sha256 == _hash(ticket))
        .where(sign_in_ticket.c.used_at.is_(None), sign_in_ticket.c.expires_at > at)
        .values(used_at=at)
        .returning(sign_in_ticket.c.username)
    )
    with plainly("The session could not be opened"), engine.begin() as connection:
        username = connection.execute(claim).scalar_one_or_none()
        if username is None:
            return None
        connection.execute(user_session.delete().where(user_session.c.opened_at <= to_utc(now - lifetimes.absolute)))
        token = secrets.token_urlsafe(SECRET_BYTES)
        row = {"token_sha256": _hash(token), "username": username, "opened_at": at, "seen_at": at}
        connection.execute(user_session.insert().values(row))
        return token


def lookup(
    engine: sa.Engine, token: object, *, now: datetime, lifetimes: Lifetimes, is_activity: bool = True
) -> SignedIn | None:
    """Return who holds this token, or None unless the session is live and the account active.

    Role, forces and the active flag come from the account's own rows at every call. A heartbeat passes
    `is_activity=False`: it must not keep a session alive. Raises `DatabaseUnavailable`.
    """
    if not isinstance(token, str):
        return None
    with plainly("Your session could not be checked"):
        with engine.connect() as connection:
            rows = connection.execute(_live(token, now=now, lifetimes=lifetimes)).all()
        if not rows:
            return None
        if is_activity and rows[0].seen_at <= to_utc(now - SEEN_EVERY):
            _mark_seen(engine, token, now=now)
    return SignedIn(
        username=rows[0].username,
        display_name=rows[0].display_name,
        role=Role(rows[0].role),
        forces=tuple(row.force_code for row in rows if row.force_code is not None),
        home_force=rows[0].home_force_code,
        demonstration=rows[0].demonstration,
    )


def revoke(engine: sa.Engine, token: object, *, now: datetime) -> None:
    """End one session for good; an unknown token changes nothing."""
    if not isinstance(token, str):
        return
    end = user_session.update().where(user_session.c.token_sha256 == _hash(token))
    with plainly("The session could not be ended"), engine.begin() as connection:
        connection.execute(end.where(user_session.c.revoked_at.is_(None)).values(revoked_at=to_utc(now)))


def revoke_all(connection: sa.Connection, *, username: str, now: datetime) -> None:
    """End every session and ticket of a user, inside the transaction that changes the account."""
    connection.execute(sign_in_ticket.delete().where(sign_in_ticket.c.username == username))
    end = user_session.update().where(user_session.c.username == username)
    connection.execute(end.where(user_session.c.revoked_at.is_(None)).values(revoked_at=to_utc(now)))


def _live(token: str, *, now: datetime, lifetimes: Lifetimes) -> sa.Select[tuple[object, ...]]:
    """Select a live session with its account: one row per force, or one with no force."""
    return (
        sa.select(
            user_session.c.seen_at,
            user_account.c.username,
            user_account.c.display_name,
            user_account.c.role,
            user_account.c.home_force_code,
            user_account.c.demonstration,
            user_force.c.force_code,
        )
        .join_from(user_session, user_account)
        .outerjoin(user_force, user_force.c.username == user_account.c.username)
        .where(user_session.c.token_sha256 == _hash(token))
        .where(user_session.c.revoked_at.is_(None), user_account.c.active)
        .where(user_session.c.seen_at > to_utc(now - lifetimes.idle))
        .where(user_session.c.opened_at > to_utc(now - lifetimes.absolute))
        .order_by(user_force.c.force_code)
    )


def _mark_seen(engine: sa.Engine, token: str, *, now: datetime) -> None:
    seen = user_session.update().where(user_session.c.token_sha256 == _hash(token))
    with engine.begin() as connection:
        connection.execute(seen.values(seen_at=to_utc(now)))


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
