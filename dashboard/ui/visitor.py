"""Whose browser a run is for: its cookies, address and name, as Streamlit passes them on."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from dashboard import logs
from dashboard.identity.gate import BROWSER_COOKIE, COOKIE, gate
from dashboard.policy import User
from data_access.audit import Witness
from data_access.browsers import Browser

# Streamlit gives no address for a reader on this very computer.
LOCAL = "local"


def token() -> object:
    """Return the session token this browser holds, or None; what a test puts in its place is looked up like any."""
    return st.context.cookies.get(COOKIE)


def browser() -> Browser:
    """Return what is known of the browser of this run."""
    return Browser(
        cookie=_text(st.context.cookies.get(BROWSER_COOKIE)),
        address=_text(st.context.ip_address) or LOCAL,
        agent=_text(st.context.headers.get("User-Agent")),
        request_id=reference(),
    )


@contextmanager
def one_run() -> Iterator[None]:
    """Give one run of a page its own reference, which begins with that of its tab."""
    with logs.bound(logs.within(_tab())):
        yield


def reference() -> str:
    """Return the reference of this run; a callback or a fragment that runs by itself goes by that of its tab."""
    return logs.current() or _tab()


def witness(user: User) -> Witness:
    """Return the witness of what this reader does in this run."""
    return gate().witness(user, browser=browser())


def _tab() -> str:
    """Return the reference that the edge gave the tab's websocket, and that no browser can set."""
    return _text(st.context.headers.get("X-Request-ID"))


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
