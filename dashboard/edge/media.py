"""Media with an owner: a download opens for the session it was made for, and for nobody else who has its address."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard.edge.answers import refusal, unavailable
from dashboard.handout import is_media_of
from dashboard.identity.clock import moment
from dashboard.identity.gate import COOKIE, gate
from data_access.errors import DatabaseUnavailable

MEDIA = "/media/"


class MediaOfItsReader:
    """Serves downloads and pictures to the session they were made for; to others they are not there."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Check session and owner of every request for media."""
        answer: ASGIApp = self.app
        if scope["type"] == "http" and scope["path"].startswith(MEDIA):
            refused = await run_in_threadpool(_refused, scope)
            answer = self.app if refused is None else refused
        await answer(scope, receive, send)


def _refused(scope: Scope) -> Response | None:
    """Return the refusal, or None for the owner."""
    try:
        user = gate().user(HTTPConnection(scope).cookies.get(COOKIE), now=moment(), is_activity=False)
    except DatabaseUnavailable:
        return unavailable()
    if user is None:
        return refusal(401)
    return None if is_media_of(user.session_id, scope["path"].removeprefix(MEDIA)) else refusal(404)
