"""Tickets: random, short-lived, used once, and worth something to one browser only; stored as SHA-256."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from data_access.access_vocabulary import Provider, TicketPurpose
from data_access.browsers import Browser
from data_access.database import plainly
from data_access.holding import hold
from data_access.moments import to_utc
from data_access.schema import sign_in_ticket, user_account

SECRET_BYTES = 32  # 256 bits: beyond guessing, so a fast hash is enough
# A browser redeems its ticket within a second or two; a person types a code within minutes.
LIVES = {TicketPurpose.SESSION: timedelta(seconds=30), TicketPurpose.SECOND_FACTOR: timedelta(minutes=5)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """What a ticket was worth."""

    username: str
    provider: Provider


def issue(
    connection: sa.Connection,
    *,
    username: str,
    purpose: TicketPurpose,
    provider: Provider,
    browser: Browser,
    now: datetime,
) -> str:
    """Return a new ticket for this browser, in the caller's transaction; tickets past their time are cleared away."""
    ticket = secrets.token_urlsafe(SECRET_BYTES)
    connection.execute(sign_in_ticket.delete().where(sign_in_ticket.c.expires_at <= to_utc(now)))
    connection.execute(
        sign_in_ticket.insert().values(
            ticket_sha256=hashed(ticket),
            username=username,
            purpose=purpose,
            provider=provider,
            browser_sha256=hashed(browser.cookie),
            expires_at=to_utc(now + LIVES[purpose]),
        )
    )
    return ticket


def hand_out(
    engine: sa.Engine,
    *,
    username: str,
    purpose: TicketPurpose,
    provider: Provider,
    browser: Browser,
    now: datetime,
) -> str:
    """Return a new ticket for this browser, in a transaction of its own; raises `DatabaseUnavailable`."""
    with plainly("The sign-in could not be recorded"), engine.begin() as connection:
        return issue(connection, username=username, purpose=purpose, provider=provider, browser=browser, now=now)


def claim(
    connection: sa.Connection, ticket: object, *, purpose: TicketPurpose, browser: Browser, now: datetime
) -> Claimed | None:
    """Use a ticket up and return its worth, or None if it is unknown, used, too old or another browser's.

    Its account is held first, so that a change of the account either comes before and takes the ticket away, or comes
    after and ends what the ticket opened.
    """
    if not isinstance(ticket, str) or not browser.cookie:
        return None
    live = _live(ticket, purpose=purpose, browser=browser, now=now)
    theirs = sa.select(sign_in_ticket.c.username).where(*live).scalar_subquery()
    if not hold(connection, user_account.c.username == theirs, user_account.c.active):
        return None
    use = sign_in_ticket.update().where(*live).values(used_at=to_utc(now))
    row = connection.execute(use.returning(sign_in_ticket.c.username, sign_in_ticket.c.provider)).one_or_none()
    return None if row is None else Claimed(username=row.username, provider=Provider(row.provider))


def waiting(
    engine: sa.Engine, ticket: object, *, purpose: TicketPurpose, browser: Browser, now: datetime
) -> Claimed | None:
    """Return what a ticket would be worth without using it up, or None as `claim` does."""
    if not isinstance(ticket, str) or not browser.cookie:
        return None
    live = _live(ticket, purpose=purpose, browser=browser, now=now)
    with plainly("The sign-in could not be looked up"), engine.connect() as connection:
        row = connection.execute(
            sa.select(sign_in_ticket.c.username, sign_in_ticket.c.provider).where(*live)
        ).one_or_none()
    return None if row is None else Claimed(username=row.username, provider=Provider(row.provider))


def hashed(secret: str) -> str:
    """Return what the store keeps of a ticket, token or cookie (SHA-256, hexadecimal)."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _live(
    ticket: str, *, purpose: TicketPurpose, browser: Browser, now: datetime
) -> tuple[sa.ColumnElement[bool], ...]:
    """Say of a ticket that it is there, for this purpose and browser, unused and not too old."""
    return (
        sign_in_ticket.c.ticket_sha256 == hashed(ticket),
        sign_in_ticket.c.purpose == purpose,
        sign_in_ticket.c.browser_sha256 == hashed(browser.cookie),
        sign_in_ticket.c.used_at.is_(None),
        sign_in_ticket.c.expires_at > to_utc(now),
    )
