"""`python -m dashboard releases`: which releases there are and how they stand, and what a reference opens."""

from pathlib import Path
from typing import Annotated

import typer

from dashboard.administration.publishing import publish_to
from dashboard.command_line import opened_store, say
from dashboard.identity.clock import moment
from dashboard.release.figures import figure_at
from dashboard.release.proposal import rendered_of
from dashboard.wording import releases as words
from data_access.access_vocabulary import Event
from data_access.audit import Entry, append
from data_access.audit.operator import operator
from data_access.complaints import spoken
from data_access.releases import Content, Reference, content_of, exports_of, find, parsed, releases_of, unknown

releases = typer.Typer(no_args_is_help=True, help="Releases: how each stands, and what a reference opens.")


@releases.command(name="list")
@spoken()
def list_() -> None:
    """Show every release, newest first, and how it stands now."""
    now = moment()
    with opened_store() as store:
        found = releases_of(store, forces=None)
    for kept in found:
        say("  ".join((kept.reference.text, words.STATES[kept.life.state(now)], kept.force_code, kept.title)))
    if not found:
        say(words.NONE)


@releases.command()
@spoken()
def show(reference: Annotated[str, typer.Argument(help="SR-2026-0417, or that of a figure.")]) -> None:
    """Show the steps of a release or a frozen figure, and who exported it; that it was looked up is recorded."""
    asked, now = parsed(reference), moment()
    with opened_store() as store:
        kept = find(store, asked)
        told = _told(content_of(store, kept), asked) if asked.figure else ""
        exported = exports_of(store, asked)
        append(store, operator(), Entry(event=Event.ACCESS, subject=asked.text, detail=words.LOOKED_UP), now=now)
    say(f"{kept.reference.text}  {words.STATES[kept.life.state(now)]}  {kept.title}")
    for sentence in (told, *map(words.step, kept.life.steps), *map(words.exported, exported)):
        if sentence:
            say(sentence)


@releases.command()
@spoken()
def publish(
    to: Annotated[Path, typer.Option(help="A folder of its own, for a web server to serve.")],
    only: Annotated[str, typer.Argument(help="One release, SR-2026-0417; without it, all that are out.")] = "",
    address: Annotated[str, typer.Option(help="Where others will find it, https://figures.example/published")] = "",
) -> None:
    """Write the public pages of what is out to a folder; that they left is recorded."""
    asked = parsed(only).release if only else None
    with opened_store() as store:
        left = publish_to(to, store, only=asked, address=address, witness=operator(), now=moment())
    for sentence in (*map(words.wrote, left.written), *map(words.removed, left.removed)):
        say(sentence)
    if not left:
        say(words.NOTHING_NEW)
    if left.lacks_pictures:
        say(words.WITHOUT_PICTURES)


def _told(content: Content, asked: Reference) -> str:
    """Return the frozen figure and its definition; raises `ReferenceRefused` where the release has none."""
    figure = figure_at(rendered_of(content.cells), asked.figure)
    if figure is None:
        raise unknown(asked.text)
    return f"{words.figure(figure.shown, figure.percentage)}: {content.definitions[figure.table]['definition']}"
