"""Accounts and sessions over a bare store: added and opened as people do, without a gate."""

from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from data_access import accounts, sessions, tickets
from data_access.access_vocabulary import Provider, TicketPurpose
from data_access.browsers import Browser
from data_access.sessions import Lifetimes
from data_access.vocabulary import Role
from tests.doorway import BROWSER, KEY, WITNESS

NOW = datetime(2026, 6, 30, 9, 0, tzinfo=UTC)
CHESHIRE, HAMPSHIRE = "E23000006", "E23000030"
LIFETIMES = Lifetimes(idle=timedelta(minutes=15), absolute=timedelta(hours=8))


def ticket_for(store: sa.Engine, username: str = "ann", now: datetime = NOW, browser: Browser = BROWSER) -> str:
    return tickets.hand_out(
        store, username=username, purpose=TicketPurpose.SESSION, provider=Provider.PASSWORD, browser=browser, now=now
    )


def redeem(store: sa.Engine, ticket: object, now: datetime = NOW, browser: Browser = BROWSER) -> str | None:
    return sessions.open_session(store, ticket, browser=browser, key=KEY, now=now, lifetimes=LIFETIMES)


def opened(store: sa.Engine, username: str = "ann", now: datetime = NOW) -> str:
    """Open a session and return its token."""
    token = redeem(store, ticket_for(store, username, now), now)
    if token is None:
        raise LookupError(username)
    return token


def revoke(store: sa.Engine, token: object, now: datetime = NOW) -> None:
    sessions.revoke(store, token, browser=BROWSER, key=KEY, now=now)


def is_live(store: sa.Engine, token: object, now: datetime = NOW, *, is_activity: bool = True) -> bool:
    return sessions.lookup(store, token, now=now, lifetimes=LIFETIMES, is_activity=is_activity) is not None


def add(engine: sa.Engine, **changes: Any) -> accounts.Account:
    wanted: dict[str, Any] = {
        "username": "a.jones",
        "display_name": "Alex Jones",
        "role": Role.MANAGER,
        "forces": (HAMPSHIRE, CHESHIRE),
        "home_force": CHESHIRE,
        "password_hash": "$2b$12$" + "x" * 53,
    }
    return accounts.add(engine, witness=WITNESS, now=NOW, **{**wanted, **changes})
