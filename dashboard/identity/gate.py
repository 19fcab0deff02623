"""The one gate into the dashboard: recognises a person, opens and closes sessions, says who holds one."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import lru_cache

from dashboard.identity.passwords import is_password_of
from dashboard.policy import Duty, User
from dashboard.settings import dashboard_settings
from data_access import accounts, audit, sessions, tickets
from data_access.access_vocabulary import Provider, TicketPurpose
from data_access.audit import Actor, Witness
from data_access.browsers import Browser
from data_access.database import open_store
from data_access.service_secret import service_secret
from data_access.sessions import Lifetimes, SignedIn, Store
from data_access.settings import data_settings

# `__Host-` makes the browser itself refuse the cookie unless it is Secure, for this host alone and for every path.
COOKIE = "__Host-unit_session"
# The browser's own name before anybody signs in: what it earns is worth nothing to another browser.
BROWSER_COOKIE = "__Host-unit_browser"


class Verdict(StrEnum):
    """What an attempt to sign in came to."""

    REFUSED = "REFUSED"
    LOCKED = "LOCKED"  # too many attempts; says nothing about whether the password was right
    CODE_NEEDED = "CODE_NEEDED"
    RECOGNISED = "RECOGNISED"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognition:
    """The answer to an attempt: a verdict and, if it goes on, the ticket for the next step.

    Attributes
    ----------
    until
        When an attempt that was locked out may be made again.
    """

    verdict: Verdict
    ticket: str = field(default="", repr=False)
    until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """Sign-in over one store; every provider of identity ends in the same kind of session.

    Every method raises `DatabaseUnavailable` when the store cannot be reached, so that nobody gets in.
    """

    store: Store
    lifetimes: Lifetimes
    key: bytes = field(repr=False)

    def recognise(self, username: str, *, password: str, browser: Browser, now: datetime) -> Recognition:
        """Return what an attempt with a password came to, at the price of one bcrypt whoever it is."""
        account = accounts.find(self.store, username=username)
        usable = account.password_hash if account is not None and account.active else None
        if not is_password_of(usable, password=password):
            return Recognition(verdict=Verdict.REFUSED)
        return Recognition(verdict=Verdict.RECOGNISED, ticket=self.ticket(username, browser=browser, now=now))

    def ticket(self, username: str, *, browser: Browser, now: datetime, provider: Provider = Provider.PASSWORD) -> str:
        """Return the one-use ticket that a recognised person's browser exchanges for a session."""
        return tickets.hand_out(
            self.store,
            username=username,
            purpose=TicketPurpose.SESSION,
            provider=provider,
            browser=browser,
            now=now,
        )

    def open(self, ticket: object, *, browser: Browser, now: datetime) -> str | None:
        """Return the token of the session a ticket opens for this browser, or None if it opens none."""
        return sessions.open_session(
            self.store, ticket, browser=browser, key=self.key, now=now, lifetimes=self.lifetimes
        )

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
            session_id=who.session_id,
            duties=duties_of(who),
        )

    def close(self, token: object, *, browser: Browser, now: datetime) -> None:
        """End the session of a token at once."""
        sessions.revoke(self.store, token, browser=browser, key=self.key, now=now)

    def witness(self, user: User, *, browser: Browser) -> Witness:
        """Return the witness of what this user does from this browser; every accountable act asks for one."""
        actor = Actor(
            username=user.username,
            role=user.role,
            session_id=user.session_id,
            address=browser.address,
            request_id=browser.request_id,
        )
        return Witness(actor=actor, key=self.key)


def duties_of(who: SignedIn) -> frozenset[Duty]:
    """Return what a person owes before they see anything: a password of their own."""
    owed = set()
    if who.must_change_password and who.provider is Provider.PASSWORD and not who.demonstration:
        owed.add(Duty.CHANGE_PASSWORD)
    return frozenset(owed)


@lru_cache(maxsize=1)
def gate() -> Gate:
    """Return the gate of this process: one engine, shared by every reader and route."""
    settings = dashboard_settings()
    return Gate(
        store=open_store(data_settings().store_url.get_secret_value()),
        lifetimes=Lifetimes(idle=settings.session_idle, absolute=settings.session_absolute),
        key=service_secret(data_settings()).derived(audit.PURPOSE),
    )
