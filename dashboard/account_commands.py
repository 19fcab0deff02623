"""`python -m dashboard users`: accounts from the command line; a password is never an argument."""

import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from enum import StrEnum
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from dashboard import door_commands
from dashboard.command_line import Username, opened_store, say
from dashboard.identity.clock import moment
from dashboard.identity.passwords import check_password, hash_password
from dashboard.identity.rules import limits
from dashboard.wording import moments
from data_access import accounts, attempts
from data_access.accounts import Account
from data_access.audit.operator import operator
from data_access.complaints import spoken
from data_access.vocabulary import Role

users = typer.Typer(no_args_is_help=True, help="Who may sign in.")
users.command()(door_commands.unlock)
users.command()(door_commands.sessions)
users.command("end-sessions")(door_commands.end)


class RoleWord(StrEnum):
    """The roles as they are typed."""

    COMMISSIONER = "commissioner"
    MANAGER = "manager"
    PRESS_OFFICER = "press-officer"
    ADMINISTRATOR = "administrator"


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
    with opened_store() as store:
        accounts.add(
            store,
            username=username,
            display_name=name,
            role=Role[role.name],
            forces=forces,
            home_force=home or next(iter(forces), None),
            password_hash=_password_hash(username, display_name=name, from_stdin=password_stdin),
            witness=operator(),
            now=moment(),
            must_change_password=True,
        )
    say(f"{username} may sign in as {role.value}.")


@users.command(name="list")
@spoken()
def list_() -> None:
    """List the accounts, without their passwords."""
    now = moment()
    with opened_store() as store:
        everyone = accounts.everyone(store)
        locks = {lock.username: lock.until for lock in attempts.locked(store, limits=limits(), now=now)}
    if not everyone:
        say("There is no account yet. Make one with `python -m dashboard users add`.")
        return
    table = Table("Username", "Name", "Role", "Forces", "Signs in by", "Last signed in", "State")
    for account in everyone:
        table.add_row(
            account.username,
            escape(account.display_name),
            RoleWord[account.role.name].value,
            ", ".join(account.forces) or "none",
            door_commands.PROVIDERS[account.provider] + (" and code" if account.has_second_factor else ""),
            moments.recent(account.signed_in_at, now=now) if account.signed_in_at else "never",
            ", ".join(_state(account, locked_until=locks.get(account.username))),
        )
    Console().print(table, highlight=False)


@users.command()
@spoken()
def change(
    *,
    username: Username,
    role: Annotated[RoleWord | None, typer.Option(help="What the person is here to do.")] = None,
    name: Annotated[str | None, typer.Option(help="The person's name as shown on the page.")] = None,
    force: Annotated[list[str] | None, typer.Option(help="ONS code; repeat for more; in place of all before.")] = None,
    home: Annotated[
        str | None, typer.Option(help="The force they start with; default as before, or the first.")
    ] = None,
) -> None:
    """Change a person's name, role or forces; sessions end at once if role or forces change."""
    with opened_store() as store:
        before = accounts.find(store, username=username)
        if before is None:
            raise accounts.no_such(username)
        forces = tuple(force) if force else before.forces
        kept = before.home_force if before.home_force in forces else next(iter(forces), None)
        accounts.change(
            store,
            username=username,
            display_name=name or before.display_name,
            role=Role[role.name] if role else before.role,
            forces=forces,
            home_force=home or kept,
            witness=operator(),
            now=moment(),
        )
    say(f"{username} is changed; sessions are ended if role or forces changed.")


@users.command()
@spoken()
def disable(*, username: Username) -> None:
    """Shut an account; its sessions end at once."""
    _change(accounts.disable, username)
    say(f"{username} can no longer sign in; open sessions are ended.")


@users.command()
@spoken()
def enable(*, username: Username) -> None:
    """Open a disabled account again."""
    _change(accounts.enable, username)
    say(f"{username} may sign in again.")


@users.command()
@spoken()
def reset(*, username: Username, password_stdin: FromStdin = False) -> None:
    """Give an account a new password; its sessions end at once."""
    with opened_store() as store:
        account = accounts.find(store, username=username)
        if account is None:
            raise accounts.no_such(username)
        password_hash = _password_hash(username, display_name=account.display_name, from_stdin=password_stdin)
        accounts.reset(store, username=username, password_hash=password_hash, witness=operator(), now=moment())
    say(f"{username} has a new password; open sessions are ended.")


def _change(act: Callable[..., None], username: str) -> None:
    with opened_store() as store:
        act(store, username=username, witness=operator(), now=moment())


def _state(account: Account, *, locked_until: datetime | None) -> Iterator[str]:
    """Yield what there is to know of an account beside its role."""
    yield "active" if account.active else "disabled"
    if account.demonstration:
        yield "demonstration"
    if account.must_change_password:
        yield "must change password"
    if locked_until is not None:
        yield f"locked until {moments.time_after(locked_until)}"


def _password_hash(username: str, *, display_name: str, from_stdin: bool) -> str:
    if from_stdin:
        password = sys.stdin.readline().rstrip("\r\n")
    else:
        password = typer.prompt("Password", hide_input=True, confirmation_prompt="The same password again")
    check_password(password, username=username, display_name=display_name)
    return hash_password(password)
