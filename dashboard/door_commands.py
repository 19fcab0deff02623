"""`python -m dashboard users unlock|sessions|end-sessions`: who is locked out, who is in, and how to end it."""

from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from dashboard.command_line import Username, opened_store, say
from dashboard.identity.clock import moment
from dashboard.identity.rules import lifetimes
from dashboard.wording import moments
from data_access import attempts
from data_access.access_vocabulary import Provider
from data_access.audit.operator import operator
from data_access.complaints import spoken
from data_access.open_sessions import end_sessions, open_sessions

PROVIDERS = {Provider.PASSWORD: "password", Provider.OIDC: "single sign-on"}


@spoken()
def unlock(*, username: Username) -> None:
    """Let a person try again who failed too often."""
    with opened_store() as store:
        attempts.unlock(store, username=username, witness=operator(), now=moment())
    say(f"{username} may try again.")


@spoken()
def sessions(*, username: Annotated[str | None, typer.Argument(help="Whose; everybody's by default.")] = None) -> None:
    """List the open sessions, the one last used first."""
    now = moment()
    with opened_store() as store:
        found = open_sessions(store, lifetimes=lifetimes(), now=now, username=username)
    if not found:
        say("Nobody is signed in." if username is None else f"{username} is not signed in.")
        return
    table = Table("Session", "Username", "By", "Signed in", "Last used", "Address", "Browser")
    for each in found:
        table.add_row(
            each.session_id,
            each.username,
            PROVIDERS[each.provider],
            moments.recent(each.opened_at, now=now),
            moments.recent(each.seen_at, now=now),
            escape(each.address),
            escape(each.agent),
        )
    Console().print(table, highlight=False)


@spoken()
def end(
    *,
    username: Username,
    session: Annotated[str | None, typer.Option(help="Only this one, as `sessions` names it.")] = None,
) -> None:
    """End a person's open sessions at once."""
    with opened_store() as store:
        ended = end_sessions(store, username=username, only=session, witness=operator(), now=moment())
    say(
        {0: f"{username} had no such session open.", 1: "One session is ended."}.get(
            ended, f"{ended} sessions are ended."
        )
    )
