"""The one gate into the dashboard: recognises a person, opens and closes sessions, says who holds one."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from dashboard.identity.passwords import is_password_of
from dashboard.policy import User
from dashboard.settings import dashboard_settings
from data_access import accounts, sessions
from data_access.database import open_store
from data_access.sessions import Lifetimes, Store
from data_access.settings import data_settings

# `__Host-` makes the browser itself refuse the cookie unless it is Secure, for this host alone and for every path.
COOKIE = "__Host-unit_session"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """Sign-in over one store; every provider of identity ends in the same kind of session.

    Every method raises `DatabaseUnavailable` when the store cannot be reached, so that nobody gets in.
    """

    store: Store
    lifetimes: Lifetimes

    def recognises(self, username: str, *, password: str) -> bool:
        """Return whether these are the credentials of an active account, at the price of one bcrypt whoever it is."""
        account = accounts.find(self.store, username=username)
        usable = account.password_hash if account is not None and account.active else None
        return is_password_of(usable, password=password)

    def ticket(self, username: str, *, now: datetime) -> str:
        """Return the one-use ticket that a recognised person's browser exchanges for a session."""
        return sessions.issue_ticket(self.store, username=username, now=now)

    def open(self, ticket: object, *, now: datetime) -> str | None:
        """Return the token of the session a ticket opens, or None if it opens none."""
        return sessions.redeem(self.store, ticket, now=now, lifetimes=self.lifetimes)

    def user(self, token: object, *, now: datetime, is_activity: bool = True) -> User | None:
        """Return who holds a token at this moment, or None; a heartbeat passes `is_activity=False`."""
        who = sessions.lookup(self.store, token, now=now, lifetimes=self.lifetimes, is_activity=is_activity)
        if who is None:
            return None
        return User(
            username=who.username,
            display_name=who.display_name,
            role=who.role,
            forces=who.forces,
            home_force=who.home_force,
            demonstration=who.demonstration,
        )

    def close(self, token: object, *, now: datetime) -> None:
        """End the session of a token at once."""
        sessions.revoke(self.store, token, now=now)


@lru_cache(maxsize=1)
def gate() -> Gate:
    """Return the gate of this process: one engine, shared by every reader and route."""
    settings = dashboard_settings()
    return Gate(
        store=open_store(data_settings().store_url.get_secret_value()),
        lifetimes=Lifetimes(idle=settings.session_idle, absolute=settings.session_absolute),
    )
