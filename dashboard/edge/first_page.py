"""Sends the address of a role's first page to "/": Streamlit answers its default page there and nowhere else."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard.identity.clock import moment
from dashboard.identity.gate import COOKIE, gate
from dashboard.policy import PAGES, pages_for
from data_access.errors import DatabaseUnavailable


class FirstPageAtTheRoot:
    """Redirects GET /KEY to / with its query, where KEY is the page a reader of this session opens on."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Redirect, or pass on."""
        answer = self.app
        if scope["type"] == "http" and scope["path"].strip("/") in _KEYS:
            first = await run_in_threadpool(_first_page, scope)
            if scope["path"].strip("/") == first:
                query = scope["query_string"].decode("latin-1")
                answer = RedirectResponse(f"/?{query}" if query else "/", headers={"Cache-Control": "no-store"})
        await answer(scope, receive, send)


_KEYS = frozenset(entry.key for entry in PAGES)


def _first_page(scope: Scope) -> str:
    """Return the first page of the reader; of anybody else none, whose link waits for them to sign in."""
    try:
        user = gate().user(HTTPConnection(scope).cookies.get(COOKIE), now=moment(), is_activity=False)
    except DatabaseUnavailable:
        user = None
    return pages_for(user.role)[0].key if user else ""
