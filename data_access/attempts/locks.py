"""Usernames that are locked out at the moment: for administrators to see, and to open before the time is up."""

from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby

import sqlalchemy as sa

from data_access.access_vocabulary import Event
from data_access.attempts.attempt import clear
from data_access.attempts.counting import Limits, counted_name
from data_access.audit import Entry, Witness
from data_access.database import plainly
from data_access.errors import AccountRefused
from data_access.moments import to_utc
from data_access.schema import sign_in_attempt


@dataclass(frozen=True, slots=True, kw_only=True)
class Lock:
    """A username that is locked out, whether or not anybody has it, and until when."""

    username: str
    until: datetime


def locked(engine: sa.Engine, *, limits: Limits, now: datetime) -> tuple[Lock, ...]:
    """Return the usernames that are locked out, in order; raises `DatabaseUnavailable`."""
    name, moment = sign_in_attempt.c.username, sign_in_attempt.c.attempted_at
    counted = sa.select(name, moment).where(moment > to_utc(now - limits.window)).order_by(name, moment.desc())
    with plainly("The locks could not be read"), engine.connect() as connection:
        failures = connection.execute(counted).all()
    by_name = {username: [row.attempted_at for row in rows] for username, rows in groupby(failures, lambda row: row[0])}
    return tuple(
        Lock(username=username, until=moments[limits.failures - 1].replace(tzinfo=UTC) + limits.window)
        for username, moments in by_name.items()
        if len(moments) >= limits.failures
    )


def unlock(engine: sa.Engine, *, username: str, witness: Witness, now: datetime) -> None:
    """Forget the failed attempts of a username; raises `AccountRefused` if there is none."""
    failed = sign_in_attempt.c.username == counted_name(username)
    with plainly("The lock could not be lifted"), engine.begin() as connection:
        if not connection.scalar(sa.select(sa.func.count()).select_from(sign_in_attempt).where(failed)):
            raise AccountRefused(
                f"{username} is not locked: no attempt to sign in has failed.",
                unharmed="Nothing was changed.",
                remedy="Reload the list; a lock ends by itself after a while.",
            )
        witness.record(connection, Entry(event=Event.ACCOUNT_CHANGE, subject=username, detail="unlocked"), now=now)
        clear(connection, username=username)
