"""Accounts made anew."""

from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa

from data_access.access_vocabulary import Event
from data_access.accounts.account import UNCHANGED, Account, check_form
from data_access.audit import Entry, Witness
from data_access.database import plainly
from data_access.errors import AccountRefused
from data_access.moments import to_utc
from data_access.schema import user_account, user_force
from data_access.vocabulary import Role


def add(
    engine: sa.Engine,
    *,
    username: str,
    display_name: str,
    role: Role,
    forces: Iterable[str],
    home_force: str | None,
    password_hash: str,
    witness: Witness,
    now: datetime,
    demonstration: bool = False,
    must_change_password: bool = False,
) -> Account:
    """Make an account and return it; raises `AccountRefused` if the name is taken or anything is malformed."""
    account = Account(
        username=username,
        display_name=display_name.strip(),
        role=role,
        forces=tuple(sorted(set(forces))),
        home_force=home_force,
        active=True,
        demonstration=demonstration,
        must_change_password=must_change_password,
        password_hash=password_hash,
    )
    check_form(account)
    with plainly("The account could not be made"):
        try:
            with engine.begin() as connection:
                write_new(connection, account, witness=witness, now=now)
        except sa.exc.IntegrityError as error:
            raise AccountRefused(
                f"There is already an account called {account.username}.",
                unharmed=UNCHANGED,
                remedy="Choose another username, or reset the password of this one.",
            ) from error
    return account


def write_new(connection: sa.Connection, account: Account, *, witness: Witness, now: datetime, how: str = "") -> None:
    """Write a new account and record it, in the caller's transaction; a name that is taken raises `IntegrityError`."""
    written_at = to_utc(now)
    connection.execute(
        user_account.insert().values(
            username=account.username,
            display_name=account.display_name,
            password_hash=account.password_hash,
            role=account.role,
            home_force_code=account.home_force,
            demonstration=account.demonstration,
            must_change_password=account.must_change_password,
            created_at=written_at,
            changed_at=written_at,
        )
    )
    write_forces(connection, account)
    granted = f"{account.role} for {', '.join(account.forces) or 'no force'}{how}"
    witness.record(connection, Entry(event=Event.ACCOUNT_ADD, subject=account.username, detail=granted), now=now)


def write_forces(connection: sa.Connection, account: Account) -> None:
    """Write the forces of an account in place of those it had, in the caller's transaction."""
    connection.execute(user_force.delete().where(user_force.c.username == account.username))
    if account.forces:
        rows = [{"username": account.username, "force_code": force} for force in account.forces]
        connection.execute(user_force.insert(), rows)
