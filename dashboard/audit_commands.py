"""`python -m dashboard audit`: is the chain whole, where does it end, what is in it, and a file of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from dashboard.administration.audit_export import written
from dashboard.administration.audit_log import READ, Asked
from dashboard.identity.clock import moment
from dashboard.wording import audit_words as words
from dashboard.wording.numbers import noun
from data_access.access_vocabulary import Event, Outcome
from data_access.audit import Entry, append, reading
from data_access.audit.operator import operator
from data_access.audit.verifying import verify as walk
from data_access.complaints import REFUSED, spoken
from data_access.database import open_store
from data_access.sessions import Store
from data_access.settings import data_settings

audit = typer.Typer(no_args_is_help=True, help="Who did what, and whether the record of it is whole.")

Since = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="From this day on.")]
Until = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Up to this day.")]
Who = Annotated[str, typer.Option(help="Exactly this username.")]
Containing = Annotated[str, typer.Option(help="Part of a username, subject, remark or address.")]
Came = Annotated[Outcome | None, typer.Option(help="What came of it.")]


@audit.command()
@spoken()
def verify(
    *,
    expect: Annotated[str | None, typer.Option(help="A hash that was kept elsewhere; some entry must have it.")] = None,
) -> None:
    """Read every entry and say whether one was altered, removed or inserted; exit 1 if so. Changes nothing."""
    with _store(read_only=True) as store, Progress(transient=True, disable=not Console().is_terminal) as bar:
        task = bar.add_task(words.VERIFYING, total=None)
        found = walk(
            store,
            operator().key,
            expected_hash=expect.strip().lower() if expect else None,
            progress=lambda done, total: bar.update(task, completed=done, total=total),
        )
    _say(words.verdict(found))
    if found.fault is not None:
        raise typer.Exit(REFUSED)


@audit.command()
@spoken()
def head() -> None:
    """Print the hash and number of the newest entry, to be kept elsewhere and expected of `verify` later."""
    with _store(read_only=True) as store:
        ends = reading.head(store)
    _say(f"{ends.entry_hash}  {ends.sequence}")


@audit.command(name="list")
@spoken()
def list_(
    *,
    since: Since = None,
    until: Until = None,
    who: Who = "",
    containing: Containing = "",
    outcome: Came = None,
    limit: Annotated[int, typer.Option(min=1, max=1_000, help="At most so many.")] = 20,
) -> None:
    """Show the newest entries that match; that they were read is recorded."""
    asked = _asked(since, until, who, containing, outcome)
    with _store() as store:
        append(store, operator(), Entry(event=Event.ACCESS, filters=asked.in_words, detail=READ), now=moment())
        page = reading.search(store, asked.query, limit=limit)
    for entry in page.entries:
        outcome_said = "" if entry.outcome == Outcome.DONE else f"[{words.OUTCOMES[entry.outcome]}]"
        what = (words.event(entry.event), outcome_said, entry.detail, entry.subject)
        where = (str(entry.sequence), words.exactly(entry.made_at), entry.username, entry.address)
        _say("  ".join(filter(None, (*where, *what))))


@audit.command()
@spoken()
def export(
    *,
    file: Annotated[Path, typer.Argument(help="The CSV file to make.")],
    since: Since = None,
    until: Until = None,
    who: Who = "",
    containing: Containing = "",
    outcome: Came = None,
) -> None:
    """Write every entry that matches to a new file; that it was taken is recorded, with the hash of the file."""
    asked = _asked(since, until, who, containing, outcome)
    with _store() as store:
        rows = written(file, store, asked, witness=operator(), now=moment())
    _say(f"Written: {file}, {noun(rows, 'entry', 'entries')}")


def _asked(since: datetime | None, until: datetime | None, who: str, containing: str, outcome: Outcome | None) -> Asked:
    return Asked(since=_day(since), until=_day(until), username=who, text=containing, outcome=outcome or "")


def _day(typed: datetime | None) -> date | None:
    return typed.date() if typed else None


@contextmanager
def _store(*, read_only: bool = False) -> Iterator[Store]:
    """Open the store as it is: nothing is brought up to date for the sake of looking at it."""
    store = open_store(data_settings().store_url.get_secret_value(), read_only=read_only)
    try:
        yield store
    finally:
        store.dispose()


def _say(sentence: str) -> None:
    Console().print(sentence, highlight=False, markup=False, soft_wrap=True)
