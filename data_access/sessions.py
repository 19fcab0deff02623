"""Signed-in browsers: a ticket becomes a token once, a token is looked up at every check and can be revoked.

A token is random and travels; only its SHA-256 is stored, so a stolen store opens nothing.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeAlias

import sqlalchemy as sa

from data_access.access_vocabulary import Event, Provider, TicketPurpose
from data_access.audit import Actor, Entry, Witness
from data_access.browsers import Browser
from data_access.database import plainly
from data_access.moments import to_utc
from data_access.schema import second_factor, sign_in_ticket, user_account, user_force, user_session
from data_access.tickets import SECRET_BYTES, claim, hashed
from data_access.vocabulary import Role

# A pool of connections to the store, for those above who hand it on and never speak to it.
Store: TypeAlias = sa.Engine

SESSION_ID_BYTES = 8  # a public name, unique enough for the store to refuse a second
LONGEST_ADDRESS, LONGEST_AGENT = 45, 200  # as the columns
PROVIDER_WORDS = {Provider.PASSWORD: "by password", Provider.OIDC: "by single sign-on"}
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
    session_id: str
    provider: Provider
    must_change_password: bool
    has_second_factor: bool


def open_session(
    engine: sa.Engine, ticket: object, *, browser: Browser, key: bytes, now: datetime, lifetimes: Lifetimes
) -> str | None:
    """Turn a ticket into the token of a new session, or None if it opens none.

    The sign-in is recorded in the same transaction; sessions past their absolute lifetime are cleared away.
    """
    with plainly("The session could not be opened"), engine.begin() as connection:
        claimed = claim(connection, ticket, purpose=TicketPurpose.SESSION, browser=browser, now=now)
        if claimed is None:
            return None
        at = to_utc(now)
        connection.execute(user_session.delete().where(user_session.c.opened_at <= to_utc(now - lifetimes.absolute)))
        token, session_id = secrets.token_urlsafe(SECRET_BYTES), secrets.token_hex(SESSION_ID_BYTES)
        connection.execute(
            user_session.insert().values(
                token_sha256=hashed(token),
                session_id=session_id,
                username=claimed.username,
                provider=claimed.provider,
                address=browser.address[:LONGEST_ADDRESS],
                agent=browser.agent[:LONGEST_AGENT],
                opened_at=at,
                seen_at=at,
            )
        )
        mine = user_account.c.username == claimed.username
        signed_in = user_account.update().where(mine).values(signed_in_at=at).returning(user_account.c.role)
        role = connection.execute(signed_in).scalar_one()
        actor = Actor(
            username=claimed.username,
            role=role,
            session_id=session_id,
            address=browser.address,
            request_id=browser.request_id,
        )
        entry = Entry(event=Event.SIGN_IN, detail=PROVIDER_WORDS[claimed.provider])
        Witness(actor=actor, key=key).record(connection, entry, now=now)
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
            rows = connection.execute(_holder(token, now=now, lifetimes=lifetimes)).all()
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
        session_id=rows[0].session_id,
        provider=Provider(rows[0].provider),
        must_change_password=rows[0].must_change_password,
        has_second_factor=rows[0].confirmed_at is not None,
    )


def revoke(engine: sa.Engine, token: object, *, browser: Browser, key: bytes, now: datetime) -> None:
    """End the session of a token for good and record the sign-out; an unknown or ended one changes nothing."""
    if not isinstance(token, str):
        return
    mine = (user_session.c.token_sha256 == hashed(token), user_session.c.revoked_at.is_(None))
    end = user_session.update().where(*mine).values(revoked_at=to_utc(now))
    with plainly("The session could not be ended"), engine.begin() as connection:
        ended = connection.execute(end.returning(user_session.c.username, user_session.c.session_id)).one_or_none()
        if ended is None:
            return
        actor = Actor(
            username=ended.username,
            session_id=ended.session_id,
            address=browser.address,
            request_id=browser.request_id,
        )
        Witness(actor=actor, key=key).record(connection, Entry(event=Event.SIGN_OUT), now=now)


def revoke_all(connection: sa.Connection, *, username: str, now: datetime) -> None:
    """End every session and ticket of a user, inside the transaction that changes the account."""
    connection.execute(sign_in_ticket.delete().where(sign_in_ticket.c.username == username))
    end = user_session.update().where(user_session.c.username == username)
    connection.execute(end.where(user_session.c.revoked_at.is_(None)).values(revoked_at=to_utc(now)))


def live(*, now: datetime, lifetimes: Lifetimes) -> sa.ColumnElement[bool]:
    """Return what makes a session live: the one condition, for a query over sessions joined to their accounts."""
    return sa.and_(
        user_session.c.revoked_at.is_(None),
        user_account.c.active,
        user_session.c.seen_at > to_utc(now - lifetimes.idle),
        user_session.c.opened_at > to_utc(now - lifetimes.absolute),
    )


def _holder(token: str, *, now: datetime, lifetimes: Lifetimes) -> sa.Select[tuple[object, ...]]:
    """Select a live session with its account: one row per force, or one with no force."""
    return (
        sa.select(
            user_session.c.seen_at,
            user_session.c.session_id,
            user_session.c.provider,
            second_factor.c.confirmed_at,
            user_account.c.must_change_password,
            user_account.c.username,
            user_account.c.display_name,
            user_account.c.role,
            user_account.c.home_force_code,
            user_account.c.demonstration,
            user_force.c.force_code,
        )
        .join_from(user_session, user_account)
        .outerjoin(second_factor, second_factor.c.username == user_account.c.username)
        .outerjoin(user_force, user_force.c.username == user_account.c.username)
        .where(user_session.c.token_sha256 == hashed(token))
        .where(live(now=now, lifetimes=lifetimes))
        .order_by(user_force.c.force_code)
    )


def _mark_seen(engine: sa.Engine, token: str, *, now: datetime) -> None:
    seen = user_session.update().where(user_session.c.token_sha256 == hashed(token))
    with engine.begin() as connection:
        connection.execute(seen.values(seen_at=to_utc(now)))
