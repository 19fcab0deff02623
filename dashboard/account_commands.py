"""`python -m dashboard users`: accounts from the command line; a password is never an argument."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from enum import StrEnum
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from dashboard.identity.clock import moment
from dashboard.identity.passwords import check_password, hash_password
from data_access import accounts
from data_access.audit.operator import operator
from data_access.complaints import spoken
from data_access.database import open_store
from data_access.migrate import current_revision, head_revision, upgrade
from data_access.sessions import Store
from data_access.settings import data_settings
from data_access.vocabulary import Role

users = typer.Typer(no_args_is_help=True, help="Who may sign in.")


class RoleWord(StrEnum):
    """The roles as they are typed."""

    COMMISSIONER = "commissioner"
    MANAGER = "manager"
    PRESS_OFFICER = "press-officer"
    ADMINISTRATOR = "administrator"


Username = Annotated[str, typer.Argument(help="Small letters, digits, dots, hyphens, underscores.")]
FromStdin = Annotated[bool, typer.Option("--password-stdin", help="Read the password from standard input.")]


@users.command()
@spoken()
def add(
    *,
    username: Username,
    role: Annotated[RoleWord, typer.Option(help="What the person is here to do.")],
    name: Annotated[str, typer.Option(help="The person's name as shown on the page.")],
    force: Annotated[list[str] | None, typer.Option(help="ONS code of a force they may see; repeat for more.")] = None,
    home: Annotated[str | None, typer.Option(help="The force they start with; default the first.")] = None,
    password_stdin: FromStdin = False,
) -> None:
    """Make an account."""
    forces = tuple(force or ())
    with _store() as store:
        accounts.add(
            store,
            username=username,
            display_name=name,
            role=Role[role.name],
            forces=forces,
            home_force=home or next(iter(forces), None),
            password_hash=_password_hash(username, from_stdin=password_stdin),
            witness=operator(),
            now=moment(),
            must_change_password=True,
        )
    Console().print(f"{username} may sign in as {role.value}.", highlight=False)


@users.command(name="list")
@spoken()
def list_() -> None:
    """List the accounts, without their passwords."""
    with _store() as store:
        everyone = accounts.everyone(store)
    if not everyone:
        Console().print("There is no account yet. Make one with `python -m dashboard users add`.", highlight=False)
        return
    table = Table("Username", "Name", "Role", "Forces", "State")
    for account in everyone:
        state = "active" if account.active else "disabled"
        table.add_row(
            account.username,
            account.display_name,
            RoleWord[account.role.name].value,
            ", ".join(account.forces) or "none",
            f"{state}, demonstration" if account.demonstration else state,
        )
    Console().print(table, highlight=False)


@users.command()
@spoken()
def disable(*, username: Username) -> None:
    """Shut an account; its sessions end at once."""
    _change(accounts.disable, username)
    Console().print(f"{username} can no longer sign in; open sessions are ended.", highlight=False)


@users.command()
@spoken()
def enable(*, username: Username) -> None:
    """Open a disabled account again."""
    _change(accounts.enable, username)
    Console().print(f"{username} may sign in again.", highlight=False)


@users.command()
@spoken()
def reset(*, username: Username, password_stdin: FromStdin = False) -> None:
    """Give an account a new password; its sessions end at once."""
    with _store() as store:
        password_hash = _password_hash(username, from_stdin=password_stdin)
        accounts.reset(store, username=username, password_hash=password_hash, witness=operator(), now=moment())
    Console().print(f"{username} has a new password; open sessions are ended.", highlight=False)


def _change(act: Callable[..., None], username: str) -> None:
    now: datetime = moment()
    with _store() as store:
        act(store, username=username, witness=operator(), now=now)


def _password_hash(username: str, *, from_stdin: bool) -> str:
    if from_stdin:
        password = sys.stdin.readline().rstrip("\r\n")
    else:
        password = typer.prompt("Password", hide_input=True, confirmation_prompt="The same password again")
    check_password(password, username=username)
    return hash_password(password)


@contextmanager
def _store() -> Iterator[Store]:
    """Open the store, brought up to date if it is new or older than this release."""
    store = open_store(data_settings().store_url.get_secret_value())
    try:
        if current_revision(store) != head_revision("store"):
            upgrade(store, "store")
        yield store
    finally:
        store.dispose()
