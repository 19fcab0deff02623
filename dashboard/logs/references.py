"""The reference of what is being answered: random, ours alone, and the same in log, audit and on the page."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

# 48 bits: a year of a busy service without two alike in one log, and short enough to be read out over a telephone.
REFERENCE_BYTES = 6
RUN_BYTES = 3  # tells the runs of one tab apart

_REFERENCE: ContextVar[str] = ContextVar("reference", default="")


def fresh() -> str:
    """Return a new reference; never one that a client sent."""
    return secrets.token_hex(REFERENCE_BYTES)


def within(tab: str) -> str:
    """Return a new reference for one run of a tab: it begins with the tab's own, so that a search finds them all."""
    return f"{tab or fresh()}-{secrets.token_hex(RUN_BYTES)}"


def current() -> str:
    """Return the reference of what is being answered here, empty where nothing is."""
    return _REFERENCE.get()


@contextmanager
def bound(reference: str) -> Iterator[str]:
    """Make a reference the current one, for this thread or task and what it calls."""
    token = _REFERENCE.set(reference)
    try:
        yield reference
    finally:
        _REFERENCE.reset(token)
