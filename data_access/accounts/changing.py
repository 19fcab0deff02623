"""Accounts changed, shut and opened: what a former state had opened ends in the same transaction."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

import sqlalchemy as sa

from data_access.access_vocabulary import Event
from data_access.accounts.account import UNCHANGED, Account, check_form, no_such
from data_access.accounts.adding import write_forces
from data_access.accounts.reading import held
from data_access.audit import Entry, Witness
from data_access.database import plainly
from data_access.errors import AccountRefused
from data_access.holding import hold
from data_access.moments import to_utc
from data_access.schema import user_account
from data_access.sessions import revoke_all
from data_access.vocabulary import Role

FAILED = "The account could not be changed"


def change(
    engine: sa.Engine,
    *,
    username: str,
    display_name: str,
    role: Role,
    forces: Iterable[str],
    home_force: str | None,
    witness: Witness,
    now: datetime,
) -> Account:
    """Give an account another name, role or forces and return it; its sessions end if role or forces change.

    Raises `AccountRefused` if there is no such account, anything is malformed, or no active administrator would be
    left. What changes nothing is not recorded.
    """
    with plainly(FAILED), engine.begin() as connection:
        administrators = _held_administrators(connection)
        before = _taken(connection, username)
        after = replace(
            before,
            display_name=display_name.strip(),
            role=role,
            forces=tuple(sorted(set(forces))),
            home_force=home_force,
        )
        check_form(after)
        if after == before:
            return before
        write_change(connection, before, after, witness=witness, now=now)
        _check_one_is_left(connection, administrators)
        return after


def disable(engine: sa.Engine, *, username: str, witness: Witness, now: datetime) -> None:
    """Shut an account and end its sessions at once.

    Raises `AccountRefused` if there is no such account or it is the last active administrator's.
    """
    _switch(engine, username, active=False, event=Event.ACCOUNT_DISABLE, witness=witness, now=now)


def enable(engine: sa.Engine, *, username: str, witness: Witness, now: datetime) -> None:
    """Open a disabled account again, without reviving a session; raises `AccountRefused` if there is none."""
    _switch(engine, username, active=True, event=Event.ACCOUNT_ENABLE, witness=witness, now=now)


def write_change(
    connection: sa.Connection, before: Account, after: Account, *, witness: Witness, now: datetime, how: str = ""
) -> None:
    """Write and record another name, role or forces in the caller's transaction, which holds the account.

    Its sessions and tickets end if role or forces change.
    """
    _write(connection, after, now=now)
    write_forces(connection, after)
    if (after.role, after.forces) != (before.role, before.forces):
        revoke_all(connection, username=after.username, now=now)
    detail = f"{_difference(before, after)}{how}"
    witness.record(connection, Entry(event=Event.ACCOUNT_CHANGE, subject=after.username, detail=detail), now=now)


def _switch(engine: sa.Engine, username: str, *, active: bool, event: Event, witness: Witness, now: datetime) -> None:
    with plainly(FAILED), engine.begin() as connection:
        administrators = _held_administrators(connection)
        _write(connection, replace(_taken(connection, username), active=active), now=now)
        _check_one_is_left(connection, administrators)
        revoke_all(connection, username=username, now=now)
        witness.record(connection, Entry(event=event, subject=username), now=now)


def _taken(connection: sa.Connection, username: str) -> Account:
    """Return an account that nobody else changes until the transaction ends."""
    account = held(connection, username=username) if hold(connection, user_account.c.username == username) else None
    if account is None:
        raise no_such(username)
    return account


def _write(connection: sa.Connection, account: Account, *, now: datetime) -> None:
    connection.execute(
        user_account.update()
        .where(user_account.c.username == account.username)
        .values(
            display_name=account.display_name,
            role=account.role,
            home_force_code=account.home_force,
            active=account.active,
            changed_at=to_utc(now),
        )
    )


def _held_administrators(connection: sa.Connection) -> tuple[str, ...]:
    """Return the active administrators, held until the transaction ends so that no two leave at once.

    SQLite has no such lock and needs none: it admits one writer at a time, and the count comes after the write.
    """
    rows = sa.select(user_account.c.username).where(_ADMINISTERS).order_by(user_account.c.username)
    return tuple(connection.scalars(rows.with_for_update(key_share=True)))


def _check_one_is_left(connection: sa.Connection, administrators: tuple[str, ...]) -> None:
    if not administrators:
        return
    left = sa.select(sa.func.count()).select_from(user_account).where(_ADMINISTERS)
    if not connection.scalar(left):
        raise AccountRefused(
            f"{administrators[0]} is the last active administrator.",
            unharmed=UNCHANGED,
            remedy="Make another person administrator first.",
        )


def _difference(before: Account, after: Account) -> str:
    """Return in words what changed."""
    pairs = {
        "name": (before.display_name, after.display_name),
        "role": (before.role, after.role),
        "forces": (" ".join(before.forces) or "none", " ".join(after.forces) or "none"),
        "home force": (before.home_force or "none", after.home_force or "none"),
    }
    return "; ".join(f"{what} from {old} to {new}" for what, (old, new) in pairs.items() if old != new)


_ADMINISTERS = user_account.c.active & (user_account.c.role == Role.ADMINISTRATOR)
