"""Whether the service can do its work, part by part and in single words: no address, no name, no reason."""

import asyncio
import logging
import shutil
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool

from dashboard.identity.gate import gate
from data_access import condition
from data_access.errors import DatabaseUnavailable

OK = "ok"
# A flood of questions costs one answer in this time; whoever balances the load asks every few seconds.
KEPT_SECONDS = 2.0
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One thing the service needs.

    Attributes
    ----------
    condition
        Says in a word how it is: "ok" if it is well.
    is_vital
        Whether nobody can be served without it. The figures are not: an administrator who is to load newer ones must
        still get in, and readers are told how old those are that they see.
    """

    name: str
    condition: Callable[[], str]
    is_vital: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """How the service is: ready, degraded if only something not vital is amiss, or not ready."""

    words: dict[str, str]
    status: str

    @property
    def code(self) -> int:
        """The HTTP status: 503 sends readers to another process."""
        return 503 if self.status == "not ready" else 200


class Readiness:
    """Asks the parts, once for everybody who asks at the same time."""

    def __init__(self, parts: Sequence[Part], *, clock: Callable[[], float] = time.monotonic) -> None:
        self._parts = parts
        self._clock = clock
        self._asking = asyncio.Lock()
        self._last: Report | None = None
        self._asked_at = 0.0

    async def report(self) -> Report:
        """Return how the service is, at most two seconds old."""
        async with self._asking:
            if self._last is None or self._clock() - self._asked_at > KEPT_SECONDS:
                self._last = await run_in_threadpool(self._ask)
                self._asked_at = self._clock()
            return self._last

    def _ask(self) -> Report:
        words = {part.name: _word(part) for part in self._parts}
        amiss = [part for part in self._parts if words[part.name] != OK]
        vital = any(part.is_vital for part in amiss)
        return Report(words=words, status="not ready" if vital else "degraded" if amiss else "ready")


def store_condition() -> str:
    """Return whether the store answers and has the tables of this release."""
    return OK if condition.is_current(gate().store) else "outdated"


def audit_condition() -> str:
    """Return whether the audit can be written, without which nobody can do anything."""
    return OK if condition.has_audit(gate().store) else "lost"


def browser_condition() -> str:
    """Return whether there is a browser to draw pictures with; all else works without."""
    return OK if any(map(shutil.which, BROWSERS)) else "absent"


def _word(part: Part) -> str:
    try:
        return part.condition()
    except DatabaseUnavailable:
        return "unreachable"
    except Exception:  # one part that cannot even be asked must not keep the others' condition from being told
        _log.exception("a part could not be asked how it is")
        return "failed"
