"""The audit as a file: for a person's spreadsheet, with nothing in it that a spreadsheet would run."""

import hashlib
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import datetime
from itertools import chain
from pathlib import Path
from tempfile import NamedTemporaryFile

from dashboard.administration.audit_log import Asked
from dashboard.csv_lines import BYTE_ORDER_MARK, line
from dashboard.handout import Prepared
from dashboard.policy import Action, User, check_may
from dashboard.wording import audit_words as words
from dashboard.wording.numbers import count, noun
from data_access.access_vocabulary import Event
from data_access.audit import Entry, Witness, append
from data_access.audit.reading import Head, Recorded, head, stream
from data_access.errors import UnitError
from data_access.sessions import Store

# About 60 MB, the most that a page should hold in memory for one reader; a command writes any number.
MOST = 100_000
COLUMNS = tuple(field.name for field in fields(Recorded))


class TooLarge(UnitError):
    """More was asked for than a page can hand out at once."""


class NotWritten(UnitError):
    """A file cannot be made where it is wanted."""


def prepared(user: User, store: Store, asked: Asked, *, now: datetime) -> Prepared:
    """Return the matching entries as CSV and the words under which it leaves.

    Raises `NotPermitted`, `DatabaseUnavailable`, and `TooLarge` beyond `MOST` entries.
    """
    check_may(user, Action.EXPORT_AUDIT)
    ends, rows, lines = head(store), 0, []
    for entry in stream(store, asked.query, up_to=ends.sequence):
        rows += 1
        if rows > MOST:
            raise TooLarge(
                f"More than {count(MOST)} entries match: too many for a page to hand out.",
                unharmed="No file was made.",
                remedy="Narrow the dates, or use `python -m dashboard audit export` on the server.",
            )
        lines.append(line(cells_of(entry)))
    opening = heading(by=f"{user.display_name} ({user.username})", asked=asked, rows=rows, ends=ends, now=now)
    content = "".join([BYTE_ORDER_MARK, *opening, *lines]).encode()
    return Prepared(content=content, entry=entry_of(asked, rows=rows, ends=ends))


def written(path: Path, store: Store, asked: Asked, *, witness: Witness, now: datetime) -> int:
    """Write any number of matching entries to a new private file, in little memory, and return how many.

    The file gets its name only once it is recorded that it exists. Raises `DatabaseUnavailable`, and `NotWritten` where
    there is a file already or none can be made.
    """
    if path.exists():
        raise _not_written(path, "there is one of that name")
    ends = head(store)
    rows = sum(1 for _ in stream(store, asked.query, up_to=ends.sequence))
    opening = heading(by=witness.actor.username, asked=asked, rows=rows, ends=ends, now=now)
    body = (line(cells_of(entry)) for entry in stream(store, asked.query, up_to=ends.sequence))
    try:
        with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}-") as file:  # readable by its owner alone
            digest = hashlib.sha256()
            for text in chain([BYTE_ORDER_MARK], opening, body):
                digest.update(text.encode())
                file.write(text.encode())
            file.flush()
            entry = replace(entry_of(asked, rows=rows, ends=ends), subject=path.name, content_sha256=digest.hexdigest())
            append(store, witness, entry, now=now)
            path.hardlink_to(file.name)  # refused by the system where there is a file of that name
    except OSError as error:
        raise _not_written(path, error.strerror or type(error).__name__) from error
    return rows


def entry_of(asked: Asked, *, rows: int, ends: Head) -> Entry:
    """Return what the audit says of its own export; file name and hash are added with the bytes."""
    detail = f"The audit as it stood at entry {ends.sequence}, hash {ends.entry_hash}"
    return Entry(event=Event.EXPORT, page="audit", filters=asked.in_words, rows=rows, detail=detail)


def heading(*, by: str, asked: Asked, rows: int, ends: Head, now: datetime) -> Iterator[str]:
    """Yield the lines above the entries: what this is, who took it, when, and what the chain was then."""
    yield line(("Audit of the dashboard",))
    yield line(("Exported by", by))
    yield line(("Exported on", f"{words.exactly(now)} (London), {now.isoformat(timespec='seconds')}"))
    yield line(("Filters", asked.in_words))
    yield line(("Entries in this file", noun(rows, "entry", "entries")))
    yield line(("Newest entry of the audit", f"{ends.sequence}, hash {ends.entry_hash}"))
    yield line(
        ("Note", "Times are UTC. An apostrophe was put before a text that a spreadsheet would run as a formula.")
    )
    yield line(())
    yield line(COLUMNS)


def cells_of(entry: Recorded) -> Iterator[str]:
    """Yield every field of an entry as text; a number that does not apply is empty."""
    for name in COLUMNS:
        value = getattr(entry, name)
        yield (
            value.isoformat(timespec="microseconds")
            if isinstance(value, datetime)
            else str("" if value is None else value)
        )


def _not_written(path: Path, why: str) -> NotWritten:
    return NotWritten(
        f"The file {path.name} cannot be made: {why}.",
        unharmed="No file was made or changed.",
        remedy="Choose a name that is not taken, in a folder that has room.",
    )
