"""The one gate into the dashboard: recognises a person, opens and closes sessions, says who holds one."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import lru_cache

from dashboard.identity import rules
from dashboard.identity.duties import duties_of
from dashboard.identity.passwords import is_password_of
from dashboard.identity.second_factor import SecondFactorKeys
from dashboard.policy import User
from dashboard.settings import dashboard_settings
from data_access import accounts, attempts, audit, second_factors, sessions, tickets
from data_access.access_vocabulary import Provider, TicketPurpose
from data_access.accounts import Account
from data_access.attempts import Attempt, Limits
from data_access.audit import Actor, Witness
from data_access.browsers import Browser
from data_access.database import open_store
from data_access.open_sessions import open_sessions
from data_access.service_secret import service_secret
from data_access.sessions import Lifetimes, Store
from data_access.settings import data_settings
from data_access.vocabulary import Role

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


# What a right password leads to.
NEXT = {TicketPurpose.SESSION: Verdict.RECOGNISED, TicketPurpose.SECOND_FACTOR: Verdict.CODE_NEEDED}
WRONG_CODE = "wrong code"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """Sign-in over one store; every provider of identity ends in the same kind of session.

    Every method raises `DatabaseUnavailable` when the store cannot be reached, so that nobody gets in.
    """

    store: Store
    lifetimes: Lifetimes
    key: bytes = field(repr=False)
    second_factor_keys: SecondFactorKeys
    limits: Limits = field(default_factory=Limits)
    second_factor_roles: frozenset[Role] = frozenset()

    def recognise(self, username: str, *, password: str, browser: Browser, now: datetime) -> Recognition:
        """Return what an attempt with a password came to, at the price of one bcrypt whoever it is."""
        attempt = attempts.begin(self.store, username=username, browser=browser, limits=self.limits, now=now)
        account = accounts.find(self.store, username=attempt.username)
        if account is not None and self._may_try(account, attempt):
            purpose = TicketPurpose.SECOND_FACTOR if account.has_second_factor else TicketPurpose.SESSION
            password_hash: str | None = account.password_hash
        else:
            purpose, password_hash = TicketPurpose.SESSION, None
        if is_password_of(password_hash, password=password) and password_hash is not None:
            ticket = attempts.succeed(self.store, attempt, password_hash=password_hash, purpose=purpose, now=now)
            if ticket is not None:
                return Recognition(verdict=NEXT[purpose], ticket=ticket)
        return self._failed(attempt, now=now)

    def confirm(self, ticket: object, *, code: str, browser: Browser, now: datetime) -> Recognition:
        """Return what a code came to, an authenticator app's or a recovery code.

        A wrong or used code leaves the ticket as it was, for another try (`CODE_NEEDED`); `REFUSED` is a ticket that
        is unknown, used, too old or another browser's: then the password is asked again.
        """
        waiting = tickets.waiting(self.store, ticket, purpose=TicketPurpose.SECOND_FACTOR, browser=browser, now=now)
        if waiting is None:
            return Recognition(verdict=Verdict.REFUSED)
        attempt = attempts.begin(self.store, username=waiting.username, browser=browser, limits=self.limits, now=now)
        factor = None if attempt.locked_by else second_factors.find(self.store, username=waiting.username)
        if factor is not None:
            proof = self.second_factor_keys.proof(code, sealed=factor.sealed, username=waiting.username, now=now)
            opened = second_factors.exchange(self.store, ticket, proof=proof, browser=browser, key=self.key, now=now)
            if opened is not None:
                return Recognition(verdict=Verdict.RECOGNISED, ticket=opened)
        if self._failed(attempt, now=now, why=WRONG_CODE).verdict is Verdict.LOCKED:
            return Recognition(verdict=Verdict.LOCKED, until=attempt.locked_until)
        return Recognition(verdict=Verdict.CODE_NEEDED, ticket=str(ticket))

    def _may_try(self, account: Account, attempt: Attempt) -> bool:
        return account.active and not attempt.locked_by and dashboard_settings().takes_password_of(account.role)

    def _failed(self, attempt: Attempt, *, now: datetime, why: str = attempts.WRONG) -> Recognition:
        """Record an attempt that failed, and say no more than whether it was locked out."""
        attempts.fail(self.store, attempt, key=self.key, now=now, why=why)
        verdict = Verdict.LOCKED if attempt.locked_by else Verdict.REFUSED
        return Recognition(verdict=verdict, until=attempt.locked_until)

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
            duties=duties_of(who, second_factor_roles=self.second_factor_roles),
        )

    def close(self, token: object, *, browser: Browser, now: datetime) -> None:
        """End the session of a token at once."""
        sessions.revoke(self.store, token, browser=browser, key=self.key, now=now)

    def live_sessions(self, *, now: datetime) -> set[str]:
        """Return the public names of all sessions that are open."""
        return {each.session_id for each in open_sessions(self.store, lifetimes=self.lifetimes, now=now)}

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


@lru_cache(maxsize=1)
def gate() -> Gate:
    """Return the gate of this process: one engine, shared by every reader and route."""
    secret = service_secret(data_settings())
    return Gate(
        store=open_store(data_settings().store_url.get_secret_value()),
        lifetimes=rules.lifetimes(),
        key=secret.derived(audit.PURPOSE),
        second_factor_keys=SecondFactorKeys.of(secret),
        limits=rules.limits(),
        second_factor_roles=dashboard_settings().second_factor_roles,
    )
