"""Every answer that is no success, whoever made it: one sentence and a reference, as a page or as plain text."""

import logging
from html import escape

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect, HTTPConnection
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard import logs
from dashboard.edge.answers import EXPLAINED, NEVER_KEPT, sentence
from data_access.errors import DatabaseUnavailable, UnitError

FIRST_FAULT = 400
# What a refusal must say beside its sentence, or take from the browser.
KEPT_HEADERS = ("allow", "www-authenticate", "retry-after", "set-cookie")
PAGE = """<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{sentence}</title>
<style>
:root {{ color-scheme: light dark; }}
body {{ font: 1.125rem/1.5 system-ui, sans-serif; margin: 3rem auto; max-width: 36rem; padding: 0 1rem; }}
</style>
</head>
<body>
<main>
<h1>{sentence}</h1>
{more}<p>Reference: <strong>{reference}</strong></p>
<p><a href="/">Go to the start page</a></p>
</main>
</body>
</html>
"""
_log = logging.getLogger(__name__)


class PlainFaults:
    """Replaces the body of every refusal and fault, and answers for whatever breaks further in.

    Left alone are answers in JSON: only our own readiness report is one, and machines read it.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and watch the answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        answer = _Answer(scope, send)
        try:
            await self.app(scope, receive, answer.passed_on)
        except ClientDisconnect:
            return  # nobody is left to be told
        except DatabaseUnavailable:
            _log.warning("a database could not be reached")
            await answer.fault(503)
        except Exception:  # whatever it is, nobody outside may read of it: the log has it, the reader a reference
            _log.exception("a request failed")
            if answer.started:
                raise  # half an answer must not look like a whole one: the server cuts the connection
            await answer.fault(500)


class _Answer:
    """One answer on its way out."""

    def __init__(self, scope: Scope, send: Send) -> None:
        self.scope = scope
        self.send = send
        self.started = False
        self.replaced = False

    async def passed_on(self, message: Message) -> None:
        """Send a part of the answer, or the fault in its place."""
        if self.replaced:
            return
        if message["type"] == "http.response.start":
            headers = Headers(raw=message["headers"])
            is_json = headers.get("content-type", "").startswith("application/json")
            if message["status"] >= FIRST_FAULT and not is_json:
                await self.fault(message["status"], headers)
                return
        self.started = True
        await self.send(message)

    async def fault(self, status: int, headers: Headers | None = None) -> None:
        """Send a fault instead of what was to come."""
        self.started = self.replaced = True
        accepted = HTTPConnection(self.scope).headers.get("accept", "")
        response = fault_page(status, accepted, explained=self.scope.get("state", {}).get(EXPLAINED))
        for name, value in headers.items() if headers is not None else ():
            if name in KEPT_HEADERS:
                MutableHeaders(raw=response.raw_headers).append(name, value)
        await response(self.scope, _nothing_more, self.send)


def fault_page(status: int, accepted: str, *, explained: UnitError | None = None) -> Response:
    """Return what a person or program is told: why, or the sentence of the status, and the reference of the request."""
    said = explained.happened if explained else sentence(status)
    more = f"{explained.unharmed} {explained.remedy}" if explained else ""
    reference = logs.current()
    if "text/html" in accepted:
        page = PAGE.format(
            sentence=escape(said), more=f"<p>{escape(more)}</p>\n" if more else "", reference=escape(reference)
        )
        return HTMLResponse(page, status_code=status, headers=NEVER_KEPT)
    spoken = " ".join(part for part in (said, more, f"Reference: {reference}") if part)
    return PlainTextResponse(f"{spoken}\n", status_code=status, headers=NEVER_KEPT)


async def _nothing_more() -> Message:
    return {"type": "http.disconnect"}
