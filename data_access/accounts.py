"""The people who may sign in: their accounts and forces; passwords arrive here as hashes only."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

import sqlalchemy as sa

from data_access.access_vocabulary import Event
from data_access.audit import Entry, Witness
from data_access.database import plainly
from data_access.errors import AccountRefused
from data_access.moments import to_utc
from data_access.schema import user_account, user_force
from data_access.sessions import revoke_all
from data_access.vocabulary import Role

USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,63}")
# ONS codes of police force areas: E23 for England, W15 for Wales.
FORCE_CODE = re.compile(r"(?:E23|W15)\d{6}")
UNCHANGED = "No account was changed."


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One person who may sign in; the hash is bcrypt and stays out of every printed form."""

    username: str
    display_name: str
    role: Role
    forces: tuple[str, ...]
    home_force: str | None
    active: bool
    demonstration: bool
    must_change_password: bool
    password_hash: str = field(repr=False)


def find(engine: sa.Engine, *, username: str) -> Account | None:
    """Return the account of a username, or None; raises `DatabaseUnavailable`."""
    found = _read(engine, user_account.c.username == username)
    return found[0] if found else None


def everyone(engine: sa.Engine) -> tuple[Account, ...]:
    """Return all accounts by username; raises `DatabaseUnavailable`."""
    return _read(engine, sa.true())


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
    _check_form(account)
    with plainly("The account could not be made"):
        _insert(engine, account, witness=witness, now=now)
    return account


def disable(engine: sa.Engine, *, username: str, witness: Witness, now: datetime) -> None:
    """Shut an account and end its sessions at once; raises `AccountRefused` if there is none."""
    entry = Entry(event=Event.ACCOUNT_DISABLE, subject=username)
    _change(engine, username=username, entry=entry, witness=witness, now=now, active=False)


def enable(engine: sa.Engine, *, username: str, witness: Witness, now: datetime) -> None:
    """Open a disabled account again, without reviving a session; raises `AccountRefused` if there is none."""
    entry = Entry(event=Event.ACCOUNT_ENABLE, subject=username)
    _change(engine, username=username, entry=entry, witness=witness, now=now, active=True)


def reset(
    engine: sa.Engine,
    *,
    username: str,
    password_hash: str,
    witness: Witness,
    now: datetime,
    must_change_password: bool = True,
) -> None:
    """Give an account another password and end its sessions; raises `AccountRefused` if there is none."""
    _change(
        engine,
        username=username,
        entry=Entry(event=Event.PASSWORD_RESET, subject=username),
        witness=witness,
        now=now,
        password_hash=password_hash,
        must_change_password=must_change_password,
    )


def _insert(engine: sa.Engine, account: Account, *, witness: Witness, now: datetime) -> None:
    written_at = to_utc(now)
    try:
        with engine.begin() as connection:
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
            if account.forces:
                rows = [{"username": account.username, "force_code": force} for force in account.forces]
                connection.execute(user_force.insert(), rows)
            granted = f"{account.role} for {', '.join(account.forces) or 'no force'}"
            entry = Entry(event=Event.ACCOUNT_ADD, subject=account.username, detail=granted)
            witness.record(connection, entry, now=now)
    except sa.exc.IntegrityError as error:
        raise AccountRefused(
            f"There is already an account called {account.username}.",
            unharmed=UNCHANGED,
            remedy="Choose another username, or reset the password of this one.",
        ) from error


def _change(
    engine: sa.Engine, *, username: str, entry: Entry, witness: Witness, now: datetime, **values: object
) -> None:
    """Change one account and, in the same transaction, end whatever its earlier state had opened."""
    change = user_account.update().where(user_account.c.username == username)
    with plainly("The account could not be changed"), engine.begin() as connection:
        changed = connection.execute(change.values(changed_at=to_utc(now), **values)).rowcount
        if not changed:
            raise AccountRefused(
                f"There is no account called {username}.",
                unharmed=UNCHANGED,
                remedy="See the usernames with `python -m dashboard users list`.",
            )
        revoke_all(connection, username=username, now=now)
        witness.record(connection, entry, now=now)


def _read(engine: sa.Engine, condition: sa.ColumnElement[bool]) -> tuple[Account, ...]:
    accounts = sa.select(user_account).where(condition).order_by(user_account.c.username)
    forces = sa.select(user_force).join(user_account).where(condition).order_by(user_force.c.force_code)
    with plainly("The accounts could not be read"), engine.connect() as connection:
        by_username: dict[str, list[str]] = {}
        for row in connection.execute(forces):
            by_username.setdefault(row.username, []).append(row.force_code)
        return tuple(_account(row, by_username.get(row.username, [])) for row in connection.execute(accounts))


def _account(row: sa.Row[tuple[object, ...]], forces: list[str]) -> Account:
    return Account(
        username=row.username,
        display_name=row.display_name,
        role=Role(row.role),
        forces=tuple(forces),
        home_force=row.home_force_code,
        active=row.active,
        demonstration=row.demonstration,
        must_change_password=row.must_change_password,
        password_hash=row.password_hash,
    )


def _check_form(account: Account) -> None:
    """Raise `AccountRefused` for a username, name, role or force that no account may have."""
    if not USERNAME.fullmatch(account.username):
        raise AccountRefused(
            "A username is 2 to 64 small letters, digits, dots, hyphens or underscores, the first a letter or digit.",
            unharmed=UNCHANGED,
            remedy="Choose a username of that form, such as a.jones.",
        )
    if not account.display_name:
        raise AccountRefused(
            "An account needs the person's name.", unharmed=UNCHANGED, remedy="Give the name to show on the page."
        )
    if account.role not in tuple(Role):
        raise AccountRefused(
            f"{account.role} is not a role.", unharmed=UNCHANGED, remedy=f"Choose one of {', '.join(Role)}."
        )
    _check_forces(account)


def _check_forces(account: Account) -> None:
    wrong = [force for force in account.forces if not FORCE_CODE.fullmatch(force)]
    if wrong:
        raise AccountRefused(
            f"{', '.join(wrong)}: not the code of a police force.",
            unharmed=UNCHANGED,
            remedy="Use ONS codes such as E23000006 for Cheshire.",
        )
    if account.home_force is not None and account.home_force not in account.forces:
        raise AccountRefused(
            f"The home force {account.home_force} is not among the forces of this account.",
            unharmed=UNCHANGED,
            remedy="Choose the home force from the account's own forces.",
        )
