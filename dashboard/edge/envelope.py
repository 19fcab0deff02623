"""What is done around every request and websocket: it gets a reference, is timed, counted and logged."""

import logging
import time
from dataclasses import dataclass

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard import logs
from dashboard.edge.doors import asked_by
from dashboard.edge.telemetry import Telemetry
from dashboard.logs.facts import METHODS, OTHER, UNLISTED
from dashboard.policy import entries_at

REFERENCE_HEADER = "X-Request-ID"
STATE = "reference"  # the name in a request's state, for a route that wants to say it
BROKEN = 500  # what an answer that never came is counted as
_log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Outcome:
    """What became of a request, as far as it was seen."""

    status: int = BROKEN


class Envelope:
    """Gives each request its random reference, in scope, log and answer; none is ever taken from a client.

    Streamlit hands the headers of a websocket to every run of its page, so the reference goes along there too.
    """

    def __init__(self, app: ASGIApp, *, telemetry: Telemetry) -> None:
        self.app = app
        self.telemetry = telemetry

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on under its reference and note what became of it."""
        if scope["type"] not in {"http", "websocket"}:
            await self.app(scope, receive, send)
            return
        outcome, began = _Outcome(), time.perf_counter()
        with logs.bound(logs.fresh()) as reference, self.telemetry.during(scope["type"]):
            try:
                await self.app(_marked(scope, reference), receive, _seen(send, reference, outcome))
            finally:
                self._note(scope, outcome, seconds=time.perf_counter() - began)

    def _note(self, scope: Scope, outcome: _Outcome, *, seconds: float) -> None:
        asked = asked_by(scope)
        method = asked if asked in METHODS else OTHER
        listed = entries_at(scope["path"])
        path = listed[0].path if listed else UNLISTED
        self.telemetry.answered(path, method, outcome.status, seconds)
        facts = {"path": path, "method": method, "status": outcome.status, "milliseconds": round(seconds * 1000)}
        _log.info("answered", extra=facts)


def _marked(scope: Scope, reference: str) -> Scope:
    name = REFERENCE_HEADER.lower().encode()
    headers = [(each, value) for each, value in scope["headers"] if each.lower() != name]
    state = {**scope.get("state", {}), STATE: reference}
    return {**scope, "headers": [*headers, (name, reference.encode())], "state": state}


def _seen(send: Send, reference: str, outcome: _Outcome) -> Send:
    async def passed_on(message: Message) -> None:
        if message["type"] == "http.response.start":
            outcome.status = message["status"]
            MutableHeaders(scope=message)[REFERENCE_HEADER] = reference
        elif message["type"] == "websocket.accept":
            outcome.status = 101
        elif message["type"] == "websocket.close" and outcome.status == BROKEN:
            outcome.status = 403
        await send(message)

    return passed_on
