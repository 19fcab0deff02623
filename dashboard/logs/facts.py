"""The facts a log line may hold: each by name, each checked against what it can be; anything else is left out."""

import re
from collections.abc import Callable, Mapping

from dashboard.policy import PAGES, ROUTES
from data_access.access_vocabulary import Outcome
from data_access.vocabulary import Role

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "WEBSOCKET"})
OTHER = "OTHER"  # in place of a method that a client made up
UNLISTED = "unlisted"  # in place of an address that the policy does not know: it is the client's own text

Fact = str | int
_REFERENCE = re.compile(r"[0-9a-f]{12}(?:-[0-9a-f]{6})?")
_SESSION_ID = re.compile(r"[0-9a-f]{8,16}")
_LAST_STATUS = 599
_FIRST_STATUS = 100


def _one_of(words: frozenset[str]) -> Callable[[object], bool]:
    return lambda value: isinstance(value, str) and value in words


def _shaped(pattern: re.Pattern[str]) -> Callable[[object], bool]:
    return lambda value: isinstance(value, str) and pattern.fullmatch(value) is not None


def _is_status(value: object) -> bool:
    return type(value) is int and _FIRST_STATUS <= value <= _LAST_STATUS


def _is_count(value: object) -> bool:
    return type(value) is int and value >= 0


FACTS: Mapping[str, Callable[[object], bool]] = {
    "path": _one_of(frozenset({*(entry.path for entry in ROUTES), UNLISTED})),
    "method": _one_of(METHODS | {OTHER}),
    "status": _is_status,
    "milliseconds": _is_count,
    "page": _one_of(frozenset(entry.key for entry in PAGES)),
    "role": _one_of(frozenset(Role)),
    "session_id": _shaped(_SESSION_ID),
    "outcome": _one_of(frozenset(Outcome)),
    "reference": _shaped(_REFERENCE),
}


def facts_of(attributes: Mapping[str, object]) -> dict[str, Fact]:
    """Return what of a record's attributes is an allowed fact; a fact of the wrong kind is left out like any other."""
    known = ((name, attributes.get(name), is_fact) for name, is_fact in FACTS.items())
    return {name: _plain(value) for name, value, is_fact in known if is_fact(value)}


def _plain(value: object) -> Fact:
    return value if isinstance(value, int) else str(value)
