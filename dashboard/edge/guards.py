"""What Streamlit leaves open and this site does not: its internal paths, and media without a session."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard.edge.answers import refusal, unavailable
from dashboard.identity.clock import moment
from dashboard.identity.gate import COOKIE, gate
from data_access.errors import DatabaseUnavailable

# Operating figures, the interface for agents, and uploads: none is used, each answers anybody by default.
CLOSED_PATHS = ("/_stcore/metrics", "/_stcore/agent", "/_stcore/upload_file")
MEDIA = "/media/"


class ClosedPaths:
    """Answers 404 on Streamlit's internal paths that nothing here uses."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is not closed."""
        answer = self.app
        if scope["type"] == "http" and _is_closed(scope["path"]):
            answer = refusal(404, "Not found.")
        await answer(scope, receive, send)


class MediaBehindSession:
    """Serves downloads and pictures to signed-in readers only: a link that is passed on opens nothing."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Check the session of every request for media."""
        answer = self.app
        if scope["type"] == "http" and scope["path"].startswith(MEDIA):
            try:
                if not await run_in_threadpool(_is_signed_in, scope):
                    answer = refusal(401, "Sign in to open this.")
            except DatabaseUnavailable:
                answer = unavailable()
        await answer(scope, receive, send)


def _is_closed(path: str) -> bool:
    return any(path == closed or path.startswith(f"{closed}/") for closed in CLOSED_PATHS)


def _is_signed_in(scope: Scope) -> bool:
    token = HTTPConnection(scope).cookies.get(COOKIE)
    return gate().user(token, now=moment(), is_activity=False) is not None
