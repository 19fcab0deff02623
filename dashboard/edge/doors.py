"""The one door: whatever the policy does not list is not there, and what it lists opens to those it names.

Streamlit answers every address it does not know with its page, and leaves its inner ones open to anybody.
"""

import secrets
from dataclasses import dataclass, field

from pydantic import SecretStr
from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard.edge.answers import refusal
from dashboard.identity.clock import moment
from dashboard.identity.gate import COOKIE, gate
from dashboard.policy import Admission, RouteEntry, entries_at, entry_for, may
from data_access.errors import DatabaseUnavailable

POLICY_VIOLATION = 1008  # a websocket's way to say no


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """Why a request goes no further: the HTTP status and what must stand beside it."""

    status: int
    headers: dict[str, str] = field(default_factory=dict)


NOT_FOUND = Refused(status=404)


class Doors:
    """Asks the policy about every request and websocket before anything else sees it.

    Parameters
    ----------
    metrics_token
        What whoever watches the service must show; without one its address is not there.
    largest_upload
        Bytes of a body beyond which it is refused before it is read.
    """

    def __init__(self, app: ASGIApp, *, metrics_token: SecretStr | None, largest_upload: int) -> None:
        self.app = app
        self.metrics_token = metrics_token
        self.largest_upload = largest_upload

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what may pass."""
        refused = await self._refused(scope) if scope["type"] in {"http", "websocket"} else None
        if refused is None:
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": POLICY_VIOLATION})
        else:
            await refusal(refused.status, headers=refused.headers)(scope, receive, send)

    async def _refused(self, scope: Scope) -> Refused | None:
        entry = entry_for(scope["path"], asked_by(scope)) if is_spelt_plainly(scope) else None
        if entry is None:
            return _not_there(scope)
        if entry.admission is Admission.TOKEN:
            return self._without_token(scope)
        if entry.admission in {Admission.SIGNED_IN, Admission.ACTION}:
            refused = await run_in_threadpool(_not_admitted, entry, scope)
            return refused or self._too_large(scope)
        return None

    def _without_token(self, scope: Scope) -> Refused | None:
        if self.metrics_token is None:
            return NOT_FOUND
        shown = HTTPConnection(scope).headers.get("authorization", "")
        wanted = f"Bearer {self.metrics_token.get_secret_value()}"
        if secrets.compare_digest(shown.encode(), wanted.encode()):
            return None
        return Refused(status=401, headers={"WWW-Authenticate": "Bearer"})

    def _too_large(self, scope: Scope) -> Refused | None:
        length = HTTPConnection(scope).headers.get("content-length", "0")
        if not (length.isascii() and length.isdigit()):
            return Refused(status=400)
        return Refused(status=413) if int(length) > self.largest_upload else None


def asked_by(scope: Scope) -> str:
    """Return the method of a request as the policy spells it."""
    return "WEBSOCKET" if scope["type"] == "websocket" else str(scope["method"])


def is_spelt_plainly(scope: Scope) -> bool:
    """Return whether an address was sent as it is listed: no percent sign, no folder that a proxy cut off before it."""
    raw = scope.get("raw_path")
    return not scope.get("root_path") and (raw is None or raw == scope["path"].encode("utf-8", errors="replace"))


def _not_there(scope: Scope) -> Refused:
    listed = entries_at(scope["path"]) if is_spelt_plainly(scope) else ()
    allowed = sorted(frozenset().union(*(entry.methods for entry in listed)) - {"WEBSOCKET"})
    if not allowed or scope["type"] == "websocket" or any(entry.admission is Admission.TOKEN for entry in listed):
        return NOT_FOUND
    return Refused(status=405, headers={"Allow": ", ".join(allowed)})


def _not_admitted(entry: RouteEntry, scope: Scope) -> Refused | None:
    try:
        user = gate().user(HTTPConnection(scope).cookies.get(COOKIE), now=moment(), is_activity=False)
    except DatabaseUnavailable:
        return Refused(status=503)
    if user is None:
        return Refused(status=401)
    permitted = not user.duties if entry.action is None else may(user, entry.action)
    return None if permitted else Refused(status=403)
