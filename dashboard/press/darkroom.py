"""The darkroom: a thread of its own with a warm Chromium in it, that any thread may hand figures to.

Kaleido's own server for threads hands a caller another caller's figure now and then; it is not used.
"""

import asyncio
import atexit
import threading
from collections.abc import Callable, Coroutine, Mapping
from concurrent.futures import CancelledError
from dataclasses import dataclass
from typing import Any, TypeVar

from dashboard.press.chromium import found
from dashboard.press.no_picture import Stopped, TookTooLong
from dashboard.press.warm import WarmChromium

WAIT_LIMIT_S = 180.0  # for a picture and all that were asked for before it
Asked = TypeVar("Asked")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shift:
    """One run of the thread, from the first picture to the end."""

    loop: asyncio.AbstractEventLoop
    thread: threading.Thread
    chromium: WarmChromium


class Darkroom:
    """Draws figures for any thread; starts when first asked."""

    def __init__(self, *, find: Callable[[], str | None] = found) -> None:
        self._find = find
        self._guard = threading.Lock()
        self._shift: _Shift | None = None

    def draw(self, figure: Mapping[str, Any], *, form: str, width: int, height: int, scale: int) -> bytes:
        """Return a figure, given as Plotly's script takes it, drawn.

        Raises
        ------
        NoPicture
            There is no Chromium, it died twice, took too long, or refused the figure.
        """
        options = {"format": form, "width": width, "height": height, "scale": scale}
        return self._asked(lambda chromium: chromium.draw(figure, options))

    def warm(self) -> None:
        """Start Chromium beforehand, so that the first picture does not wait for it.

        Raises
        ------
        NoPicture
            There is no Chromium, or it does not start.
        """
        self._asked(lambda chromium: chromium.open())

    def stop(self) -> None:
        """End Chromium and the thread; asked for a picture, they start again."""
        with self._guard:
            shift, self._shift = self._shift, None
        if shift is None:
            return
        atexit.unregister(self.stop)
        asyncio.run_coroutine_threadsafe(_closed(shift.chromium), shift.loop).result()
        shift.loop.call_soon_threadsafe(shift.loop.stop)
        shift.thread.join()
        shift.loop.close()

    def _asked(self, question: Callable[[WarmChromium], Coroutine[Any, Any, Asked]]) -> Asked:
        with self._guard:
            shift = self._shift = self._shift or self._begun()
            answer = asyncio.run_coroutine_threadsafe(question(shift.chromium), shift.loop)
        try:
            return answer.result(WAIT_LIMIT_S)
        except TimeoutError:
            answer.cancel()
            raise TookTooLong from None
        except CancelledError:
            raise Stopped from None

    def _begun(self) -> _Shift:
        loop = asyncio.new_event_loop()
        thread = threading.Thread(target=loop.run_forever, name="darkroom", daemon=True)
        thread.start()
        # Whoever forgets to stop it leaves no browser behind.
        atexit.register(self.stop)
        return _Shift(loop=loop, thread=thread, chromium=WarmChromium(self._find))


async def _closed(chromium: WarmChromium) -> None:
    """End Chromium, then whatever still looks after it."""
    await chromium.end()
    others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
