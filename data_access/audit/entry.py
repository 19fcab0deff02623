"""What one entry of the audit says, and how it is made into the text that is hashed."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from data_access.access_vocabulary import Event, Outcome

# As long as the columns; what a stranger typed is cut, never refused: a refused entry would be a way to act unseen.
LONGEST = {"username": 64, "role": 16, "session_id": 16, "address": 45, "request_id": 32, "page": 32}
LONGEST_TEXT = 2_000
# NUL cannot be stored by PostgreSQL; line breaks could forge a line of a printed log; marks of direction and characters
# without width could make one name read as another.
_UNPRINTABLE = dict.fromkeys(
    (*range(32), *range(127, 160), *range(0x200B, 0x2010), *range(0x2028, 0x202F), *range(0x2060, 0x2070), 0xFEFF),
    "\N{REPLACEMENT CHARACTER}",
)
_CUT = "\N{HORIZONTAL ELLIPSIS}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who acts: the account, its role at that moment, the session and the network address; empty where unknown."""

    username: str
    role: str = ""
    session_id: str = ""
    address: str = ""
    request_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One act to be recorded.

    Attributes
    ----------
    page
        Key of the page or name of the route it happened on.
    subject
        What was acted on: a username, a file, a reference of a case.
    filters
        The filters of the reader in words.
    metrics, releases
        Keys of what was shown or handed out.
    rows, cells_hidden
        How much left, and how much disclosure control kept back; None where it does not apply.
    content_sha256
        Hash of the bytes that left or came in.
    detail
        What else a person needs in order to understand, in words.
    """

    event: Event
    outcome: Outcome = Outcome.DONE
    page: str = ""
    subject: str = ""
    filters: str = ""
    metrics: tuple[str, ...] = ()
    releases: tuple[str, ...] = ()
    rows: int | None = None
    cells_hidden: int | None = None
    content_sha256: str = ""
    detail: str = ""


def written_form(actor: Actor, entry: Entry) -> dict[str, str | int | None]:
    """Return the columns of an entry beside its place in the chain, every text clean and within its length."""
    return {
        "username": _clean("username", actor.username),
        "role": _clean("role", actor.role),
        "session_id": _clean("session_id", actor.session_id),
        "address": _clean("address", actor.address),
        "request_id": _clean("request_id", actor.request_id),
        "event": entry.event.value,
        "outcome": entry.outcome.value,
        "page": _clean("page", entry.page),
        "subject": _clean("subject", entry.subject),
        "filters": _clean("filters", entry.filters),
        "metrics": _clean("metrics", " ".join(entry.metrics)),
        "releases": _clean("releases", " ".join(entry.releases)),
        "row_count": entry.rows,
        "cells_hidden": entry.cells_hidden,
        "content_sha256": entry.content_sha256,
        "detail": _clean("detail", entry.detail),
    }


def canonical(columns: Mapping[str, object]) -> bytes:
    """Return the one text of an entry's columns that is hashed: JSON with sorted keys, nothing left to a database."""
    return json.dumps(columns, sort_keys=True, ensure_ascii=True, separators=(",", ":")).encode()


def legible(text: str) -> str:
    """Return a text as an entry keeps it, but for its length: what no database can hold is replaced."""
    spoken = text.encode("utf-8", errors="replace").decode("utf-8")  # lone surrogates cannot be stored
    return spoken.translate(_UNPRINTABLE)


def _clean(column: str, text: str) -> str:
    printable, longest = legible(text), LONGEST.get(column, LONGEST_TEXT)
    return printable if len(printable) <= longest else printable[: longest - 1] + _CUT
