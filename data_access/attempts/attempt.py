"""Attempts to sign in: counted in the store before anything is checked, so that a thousand at once count like one.

An attempt by password or code begins with `begin`, which says whether it is locked out, and ends in `fail` or
`succeed`. A name nobody has locks exactly like one that somebody has, so a lock tells nothing.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

import sqlalchemy as sa

from data_access.access_vocabulary import Event, Outcome, Provider, TicketPurpose
from data_access.attempts.counting import Limits, counted_address, counted_name
from data_access.audit import Actor, Entry, Witness
from data_access.browsers import Browser
from data_access.database import plainly
from data_access.holding import hold
from data_access.moments import to_utc
from data_access.schema import sign_in_attempt, user_account
from data_access.tickets import issue

WRONG = "wrong password or unknown"
LOCKED = "locked"
ADDRESS_LOCKED = "too many from this address"
CHANGED_MEANWHILE = "the account changed meanwhile"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One attempt that has begun.

    Attributes
    ----------
    username, address
        Under which it is counted.
    locked_until
        When the next attempt will be checked; None if this one is.
    locked_by
        What locked it out, for the audit; empty if nothing.
    """

    attempt_id: int
    username: str
    address: str
    browser: Browser
    limits: Limits
    begun_at: datetime
    locked_until: datetime | None
    locked_by: str


def begin(engine: sa.Engine, *, username: str, browser: Browser, limits: Limits, now: datetime) -> Attempt:
    """Count an attempt, before it is checked, and return it; raises `DatabaseUnavailable`."""
    name, address = counted_name(username), counted_address(browser.address)
    row = {"username": name, "address": address, "attempted_at": to_utc(now)}
    with plainly("The sign-in could not be checked"):
        with engine.begin() as connection:
            _clear_old(connection, before=now - limits.window)
            insert = sign_in_attempt.insert().values(row).returning(sign_in_attempt.c.attempt_id)
            attempt_id = connection.execute(insert).scalar_one()
        # Counted only once everybody sees the row: of many at once, no two can overlook each other.
        with engine.connect() as connection:
            by_name = _locked_until(connection, _of_name(name), most=limits.failures, limits=limits, now=now)
            by_address = _locked_until(
                connection, _of_address(address), most=limits.failures_per_address, limits=limits, now=now
            )
    return Attempt(
        attempt_id=attempt_id,
        username=name,
        address=address,
        browser=browser,
        limits=limits,
        begun_at=now,
        locked_until=max(filter(None, (by_name, by_address)), default=None),
        locked_by=LOCKED if by_name else ADDRESS_LOCKED if by_address else "",
    )


def fail(engine: sa.Engine, attempt: Attempt, *, key: bytes, now: datetime, why: str = WRONG) -> None:
    """Record a failed attempt in the audit; it goes on counting.

    One that was locked out, and so never checked, stops counting unless the lock needs it: otherwise whoever kept
    trying could keep a person out for good.
    """
    browser = attempt.browser
    actor = Actor(username=attempt.username, address=browser.address, request_id=browser.request_id)
    entry = Entry(event=Event.SIGN_IN, outcome=Outcome.REFUSED, detail=attempt.locked_by or why)
    with plainly("The sign-in could not be recorded"), engine.begin() as connection:
        # First, because the head of the audit lets in one at a time: of many, just enough stay to hold the lock.
        Witness(actor=actor, key=key).record(connection, entry, now=now)
        if attempt.locked_by:
            connection.execute(_uncounted(attempt))


def succeed(
    engine: sa.Engine,
    attempt: Attempt,
    *,
    password_hash: str,
    purpose: TicketPurpose,
    now: datetime,
) -> str | None:
    """Return the ticket an attempt earned, or None if the account was shut or given another password meanwhile.

    Failures of the username are forgotten with the last step only: a right password must not buy more guesses at the
    code that follows.
    """
    same = (user_account.c.username == attempt.username, user_account.c.password_hash == password_hash)
    with plainly("The sign-in could not be recorded"), engine.begin() as connection:
        if not hold(connection, *same, user_account.c.active):
            return None
        if purpose is TicketPurpose.SESSION:
            clear(connection, username=attempt.username)
        else:
            connection.execute(_itself(attempt))
        return issue(
            connection,
            username=attempt.username,
            purpose=purpose,
            provider=Provider.PASSWORD,
            browser=attempt.browser,
            now=now,
        )


def withdraw(engine: sa.Engine, attempt: Attempt) -> None:
    """Count an attempt no more that proved right where no ticket is asked for; earlier failures stay."""
    with plainly("The check could not be completed"), engine.begin() as connection:
        connection.execute(_itself(attempt))


def clear(connection: sa.Connection, *, username: str) -> None:
    """Forget the failed attempts of a username, in the transaction of the act that answers for it."""
    connection.execute(sign_in_attempt.delete().where(_of_name(counted_name(username))))


def _clear_old(connection: sa.Connection, *, before: datetime) -> None:
    """Clear away what counts no more; rows that another attempt is clearing at this moment are left to it."""
    old = sa.select(sign_in_attempt.c.attempt_id).where(sign_in_attempt.c.attempted_at <= to_utc(before))
    mine = old.with_for_update(skip_locked=True)
    connection.execute(sign_in_attempt.delete().where(sign_in_attempt.c.attempt_id.in_(mine)))


def _locked_until(
    connection: sa.Connection, same: sa.ColumnElement[bool], *, most: int, limits: Limits, now: datetime
) -> datetime | None:
    """Return when few enough attempts will be left in the window, or None if they are few enough now."""
    moment = sign_in_attempt.c.attempted_at
    newest = sa.select(moment).where(same, moment > to_utc(now - limits.window)).order_by(moment.desc())
    moments = list(connection.scalars(newest.limit(most + 1)))
    return moments[most].replace(tzinfo=UTC) + limits.window if len(moments) > most else None


def _uncounted(attempt: Attempt) -> sa.Delete:
    """Delete an attempt if the others lock without it."""
    since = to_utc(attempt.begun_at - attempt.limits.window)

    def others(same: sa.ColumnElement[bool]) -> sa.ScalarSelect[int]:
        counted = _COUNTED.c.attempted_at > since
        return sa.select(sa.func.count()).select_from(_COUNTED).where(same, counted).scalar_subquery()

    named = others(_COUNTED.c.username == attempt.username) > attempt.limits.failures
    placed = others(_COUNTED.c.address == attempt.address) > attempt.limits.failures_per_address
    return _itself(attempt).where(sa.or_(named, placed))


def _itself(attempt: Attempt) -> sa.Delete:
    return sign_in_attempt.delete().where(sign_in_attempt.c.attempt_id == attempt.attempt_id)


def _of_name(name: str) -> sa.ColumnElement[bool]:
    return sign_in_attempt.c.username == name


def _of_address(address: str) -> sa.ColumnElement[bool]:
    return sign_in_attempt.c.address == address


_COUNTED = sign_in_attempt.alias("counted")
