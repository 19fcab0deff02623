"""Keeps open tabs honest: within two seconds of the end of a session every tab of it shows the sign-in form.

A page that stands still asks nothing, so its checks never run. Here every websocket that a live session opened is
watched, all of them by one question twice a second. When the session is over the tab is made to run its page once
more, which replaces what it shows by the sign-in form, even in the background where a browser's own timers sleep;
then the connection is closed, whatever is at its other end.
"""

import asyncio
import logging
from collections.abc import Callable, Iterable
from contextlib import suppress
from time import monotonic

from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.identity.clock import moment
from dashboard.identity.gate import COOKIE, gate
from data_access.errors import DatabaseUnavailable
from data_access.tickets import hashed
from data_access.watching import still_live

ASKED_EVERY_S = 0.5
# A reader's page takes a tenth of a second to be replaced; whoever answers nothing is cut off after this.
LAST_RUN_S = 1.0
CLOSING_S = 1.0
# A store that cannot be asked for a moment empties no page: every run, fragment, callback and download refuses by
# itself meanwhile. Past this, what stands on the screens is older than anybody can answer for.
LONGEST_BLIND_S = 60.0
SESSION_OVER = 4401  # the private range of websocket codes, after HTTP's 401

# From a frame a browser sent to the frame that makes it run the same page again; None if it was no such frame.
SamePage = Callable[[bytes], bytes | None]

_log = logging.getLogger("unit.watch")


class Tab:
    """One open websocket of a live session."""

    def __init__(self, token_sha256: str, *, receive: Receive, send: Send, same_page: SamePage) -> None:
        self.token_sha256 = token_sha256
        self.over = asyncio.Event()
        self._receive, self._send, self._same_page = receive, send, same_page
        self._again: bytes | None = None
        self._is_closed = False
        self.opened_at = monotonic()

    async def receive(self) -> Message:
        """Return what the browser sends; once the session is over, one last run of its page, then the end."""
        if not self.over.is_set():
            message = await self._next()
            if message is not None:
                return message
        if self._again is not None:
            again, self._again = self._again, None
            return {"type": "websocket.receive", "bytes": again}
        await asyncio.sleep(LAST_RUN_S)
        return await self._close()

    async def send(self, message: Message) -> None:
        """Pass on what the page says; nothing after the close."""
        if not self._is_closed:
            await self._send(message)

    async def _next(self) -> Message | None:
        """Return the next message of the browser, or None if the session is over first."""
        receiving = asyncio.ensure_future(self._receive())
        ending = asyncio.ensure_future(self.over.wait())
        try:
            await asyncio.wait({receiving, ending}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            ending.cancel()
            if not receiving.done():
                receiving.cancel()
        if not receiving.done():
            return None
        message = receiving.result()
        if frame := message.get("bytes"):
            self._again = self._same_page(frame) or self._again
        return message

    async def _close(self) -> Message:
        self._is_closed = True
        with suppress(TimeoutError, RuntimeError, OSError):  # it may be gone, or never read what it is sent
            await asyncio.wait_for(self._send({"type": "websocket.close", "code": SESSION_OVER}), CLOSING_S)
        return {"type": "websocket.disconnect", "code": SESSION_OVER}


class WatchedTabs:
    """Watches the websockets of live sessions; while there are none, nothing is asked."""

    def __init__(self, app: ASGIApp, *, same_page: SamePage) -> None:
        self.app = app
        self._same_page = same_page
        self._tabs: set[Tab] = set()
        self._watching: asyncio.Task[None] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a websocket on, watched if a live session opened it; the sign-in form of nobody needs no watch."""
        token = HTTPConnection(scope).cookies.get(COOKIE) if scope["type"] == "websocket" else None
        if token is None or not await run_in_threadpool(_may_be_live, token):
            await self.app(scope, receive, send)
            return
        tab = Tab(hashed(token), receive=receive, send=send, same_page=self._same_page)
        self._tabs.add(tab)
        if self._watching is None or self._watching.done():
            self._watching = asyncio.create_task(self._watch())
        try:
            await self.app(scope, tab.receive, tab.send)
        finally:
            self._tabs.discard(tab)

    async def _watch(self) -> None:
        """Ask for all tabs at once until the last one is closed."""
        answered_at, is_blind = monotonic(), False
        while self._tabs:
            asked = frozenset(tab.token_sha256 for tab in self._tabs)
            try:
                live = await run_in_threadpool(_live, asked)
            except Exception:  # whatever it is: a watch that died of it would leave every tab open
                if not is_blind:  # said once a trouble, not twice a second
                    _log.exception("the open tabs could not be checked")
                is_blind = True
                if monotonic() - answered_at > LONGEST_BLIND_S:
                    self._end(tab for tab in self._tabs if tab.opened_at < answered_at)
            else:
                answered_at, is_blind = monotonic(), False
                self._end(tab for tab in self._tabs if tab.token_sha256 in asked - live)
            await asyncio.sleep(ASKED_EVERY_S)

    def _end(self, tabs: Iterable[Tab]) -> None:
        for tab in tabs:
            tab.over.set()


def _live(tokens: frozenset[str]) -> frozenset[str]:
    at_gate = gate()
    return still_live(at_gate.store, tokens, now=moment(), lifetimes=at_gate.lifetimes)


def _may_be_live(token: str) -> bool:
    """Return whether a token is live, or cannot be told from one: then the watch finds out."""
    try:
        return bool(_live(frozenset({hashed(token)})))
    except DatabaseUnavailable:
        return True
