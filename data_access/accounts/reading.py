"""Accounts as they stand."""

from datetime import UTC

import sqlalchemy as sa

from data_access.accounts.account import Account
from data_access.database import plainly
from data_access.schema import second_factor, user_account, user_force
from data_access.vocabulary import Role


def find(engine: sa.Engine, *, username: str) -> Account | None:
    """Return the account of a username, or None; raises `DatabaseUnavailable`."""
    with plainly("The accounts could not be read"), engine.connect() as connection:
        return held(connection, username=username)


def everyone(engine: sa.Engine) -> tuple[Account, ...]:
    """Return all accounts by username; raises `DatabaseUnavailable`."""
    with plainly("The accounts could not be read"), engine.connect() as connection:
        return _read(connection, sa.true())


def held(connection: sa.Connection, *, username: str) -> Account | None:
    """Return the account of a username within the caller's transaction, or None."""
    found = _read(connection, user_account.c.username == username)
    return found[0] if found else None


def _read(connection: sa.Connection, condition: sa.ColumnElement[bool]) -> tuple[Account, ...]:
    accounts = (
        sa.select(user_account, second_factor.c.confirmed_at)
        .outerjoin(second_factor, second_factor.c.username == user_account.c.username)
        .where(condition)
        .order_by(user_account.c.username)
    )
    forces = sa.select(user_force).join(user_account).where(condition).order_by(user_force.c.force_code)
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
        signed_in_at=row.signed_in_at and row.signed_in_at.replace(tzinfo=UTC),
        has_second_factor=row.confirmed_at is not None,
    )
