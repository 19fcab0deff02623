"""A Chromium that is kept warm: opened when first needed, opened again when it has died, and ended whole.

All of it runs in one event loop. One figure is drawn after another, and each caller is given the answer to its own.
"""

import asyncio
import logging
import os
import signal
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Any

from choreographer.channels import ChannelClosedError
from choreographer.errors import BrowserClosedError, BrowserFailedError, DevtoolsProtocolError
from kaleido import Kaleido
from kaleido.errors import JavascriptError, KaleidoError

from dashboard.press.chromium import Alone
from dashboard.press.no_picture import BrowserDied, NoBrowser, NotDrawn, TookTooLong
from dashboard.press.page import Page

TIME_LIMIT_S = 30.0  # for one picture: a hundred times what one takes
START_LIMIT_S = 90.0
_END_LIMIT_S = 15.0
_TRIES = 2
_log = logging.getLogger(__name__)

# How kaleido says that its browser has gone: what waits for an answer is cancelled when the pipe closes.
_GONE = (BrowserClosedError, BrowserFailedError, ChannelClosedError, OSError, RuntimeError, asyncio.CancelledError)
_REFUSED = (KaleidoError, JavascriptError, DevtoolsProtocolError)


class _Kept(Kaleido):  # type: ignore[misc] # kaleido ships no types
    """Kaleido that keeps its page between figures: loading it anew takes longer than drawing."""

    async def _return_kaleido_tab(self, tab: object) -> None:
        await self.tabs_ready.put(tab)


class WarmChromium:
    """One Chromium, and whose turn it is."""

    def __init__(self, find: Callable[[], str | None]) -> None:
        self._find = find
        self._turn = asyncio.Lock()
        self._browser: _Kept | None = None
        self._asking: set[asyncio.Task[Any]] = set()

    async def draw(self, figure: Mapping[str, Any], options: Mapping[str, Any]) -> bytes:
        """Return a figure drawn; one that dies in the middle is asked once more.

        Raises
        ------
        NoPicture
            There is no Chromium, it died twice, took too long, or refused the figure.
        """
        async with self._my_turn():
            for _ in range(_TRIES):
                drawn = await self._tried(figure, options)
                if drawn is not None:
                    return drawn
            raise BrowserDied

    async def open(self) -> None:
        """Open it beforehand.

        Raises
        ------
        NoPicture
            There is no Chromium, or it does not start.
        """
        async with self._my_turn():
            if await self._opened() is None:
                raise BrowserDied

    async def end(self) -> None:
        """Send away who still waits, then end it with all its processes and files."""
        waiting = [task for task in self._asking if task is not asyncio.current_task()]
        for task in waiting:
            task.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)
        browser, self._browser = self._browser, None
        if browser is not None:
            await _ended(browser, at_once=False)

    @asynccontextmanager
    async def _my_turn(self) -> AsyncIterator[None]:
        task = asyncio.current_task()
        if task is not None:
            self._asking.add(task)
            task.add_done_callback(self._asking.discard)
        async with self._turn:
            yield

    async def _tried(self, figure: Mapping[str, Any], options: Mapping[str, Any]) -> bytes | None:
        """Return a figure drawn; None where Chromium died over it."""
        browser = await self._opened()
        if browser is None:
            return None
        try:
            drawn: bytes = await asyncio.wait_for(browser.calc_fig(figure, options), TIME_LIMIT_S)
        except TimeoutError:
            await self._given_up(browser)
            raise TookTooLong from None
        except _REFUSED as refused:
            raise NotDrawn from refused
        except _GONE:
            _let_through_our_own_end()
            _log.warning("chromium died while drawing")
            await self._given_up(browser)
            return None
        return drawn

    async def _opened(self) -> _Kept | None:
        """Return the browser, opened where it is not open; None where it did not open."""
        if self._browser is not None and self._browser.subprocess.poll() is None:
            return self._browser
        if self._browser is not None:
            await self._given_up(self._browser)
        path = self._find()
        if path is None:
            raise NoBrowser
        browser = _Kept(n=1, timeout=None, page_generator=Page(), path=path, browser_cls=Alone)
        try:
            await asyncio.wait_for(browser.open(), START_LIMIT_S)
        except (TimeoutError, *_GONE, *_REFUSED):
            _let_through_our_own_end()
            _log.warning("chromium did not start")
            await self._given_up(browser)
            return None
        self._browser = browser
        return browser

    async def _given_up(self, browser: _Kept) -> None:
        self._browser = None
        await _ended(browser, at_once=True)


def _let_through_our_own_end() -> None:
    """Raise where it is we who are to end, and not the browser that has."""
    task = asyncio.current_task()
    if task is not None and task.cancelling():
        raise asyncio.CancelledError


async def _ended(browser: _Kept, *, at_once: bool) -> None:
    """End a browser: asked to, or, where it may not answer, with a signal to it and all its children."""
    process = getattr(browser, "subprocess", None)
    if process is None:
        return
    try:
        if at_once:
            os.killpg(process.pid, signal.SIGKILL)
        await asyncio.wait_for(browser.close(), _END_LIMIT_S)
    except (TimeoutError, *_GONE, *_REFUSED):
        _log.info("chromium was gone before it was ended")
    await asyncio.to_thread(process.wait, _END_LIMIT_S)
