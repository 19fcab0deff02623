"""Passwords replaced, by their owner or by an administrator: everything the old one had opened ends."""

from datetime import datetime

import sqlalchemy as sa

from data_access import attempts
from data_access.access_vocabulary import Event
from data_access.accounts.account import NO_PASSWORD, UNCHANGED, no_such
from data_access.audit import Entry, Witness
from data_access.database import plainly
from data_access.errors import AccountRefused
from data_access.holding import hold
from data_access.moments import to_utc
from data_access.schema import user_account
from data_access.sessions import revoke_all


def change_password(engine: sa.Engine, *, username: str, password_hash: str, witness: Witness, now: datetime) -> None:
    """Give an account the password its owner chose; every session of it ends, everywhere.

    Raises `AccountRefused` if there is no such account, or another provider vouches for its owner.
    """
    entry = Entry(event=Event.PASSWORD_CHANGE, subject=username)
    _replace(engine, username, password_hash, must_change=False, entry=entry, witness=witness, now=now)


def reset(
    engine: sa.Engine,
    *,
    username: str,
    password_hash: str,
    witness: Witness,
    now: datetime,
    must_change_password: bool = True,
) -> None:
    """Give an account another password, end its sessions and lift its lock.

    Raises `AccountRefused` if there is no such account, or another provider vouches for its owner.
    """
    entry = Entry(event=Event.PASSWORD_RESET, subject=username)
    _replace(engine, username, password_hash, must_change=must_change_password, entry=entry, witness=witness, now=now)


def _replace(
    engine: sa.Engine,
    username: str,
    password_hash: str,
    *,
    must_change: bool,
    entry: Entry,
    witness: Witness,
    now: datetime,
) -> None:
    values = {"password_hash": password_hash, "must_change_password": must_change, "changed_at": to_utc(now)}
    theirs = (user_account.c.username == username, user_account.c.password_hash != NO_PASSWORD)
    replace = user_account.update().where(*theirs).values(values)
    with plainly("The password could not be changed"), engine.begin() as connection:
        if not hold(connection, user_account.c.username == username):
            raise no_such(username)
        if not connection.execute(replace).rowcount:
            raise AccountRefused(
                f"{username} signs in through single sign-on and has no password here.",
                unharmed=UNCHANGED,
                remedy="Passwords of single sign-on are changed where they are kept.",
            )
        revoke_all(connection, username=username, now=now)
        # In this order wherever attempts are forgotten: who records a failure holds the head of the audit first, too.
        witness.record(connection, entry, now=now)
        attempts.clear(connection, username=username)
