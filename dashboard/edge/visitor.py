"""Whose browser a request is from, and the cookie by which a browser is known before anybody signs in with it."""

import secrets

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard import logs
from dashboard.identity.gate import BROWSER_COOKIE
from data_access.browsers import Browser

COOKIE_BYTES = 32  # 256 bits
# Strict: a page of another site can never make use of it. No age: it goes when the browser closes.
COOKIE_RULES = "Path=/; Secure; HttpOnly; SameSite=Strict"
LOCAL = "local"


def browser_of(scope: Scope) -> Browser:
    """Return what is known of the browser of a request."""
    connection = HTTPConnection(scope)
    return Browser(
        cookie=connection.cookies.get(BROWSER_COOKIE, ""),
        address=connection.client.host if connection.client else LOCAL,
        agent=connection.headers.get("user-agent", ""),
        request_id=logs.current(),
    )


class BrowserCookie:
    """Gives every browser that opens a page, and has none yet, its own random cookie.

    A ticket is worth something only to the browser whose cookie earned it: a form filled in elsewhere, or a ticket
    planted by somebody else, signs nobody in.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and add the cookie to a page for a browser without one."""
        if scope["type"] != "http" or scope["method"] != "GET" or HTTPConnection(scope).cookies.get(BROWSER_COOKIE):
            await self.app(scope, receive, send)
            return

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if headers.get("content-type", "").startswith("text/html"):
                    cookie = f"{BROWSER_COOKIE}={secrets.token_urlsafe(COOKIE_BYTES)}; {COOKIE_RULES}"
                    headers.append("Set-Cookie", cookie)
                    headers["Cache-Control"] = "no-store"
            await send(message)

        await self.app(scope, receive, dressed)
