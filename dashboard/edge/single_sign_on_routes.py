"""The routes of single sign-on: to the provider and back, into the same session as a password opens."""

import re
import secrets
from dataclasses import replace

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from dashboard.edge.answers import NEVER_KEPT, explanation, refusal
from dashboard.edge.sign_in_routes import exchange, session_cookie
from dashboard.edge.visitor import browser_of
from dashboard.identity.clock import moment
from dashboard.identity.gate import gate
from dashboard.identity.single_sign_on import (
    Arrival,
    JourneyLost,
    ProviderUnavailable,
    SignInRefused,
    arrive,
    depart,
    single_sign_on,
)
from data_access.browsers import Browser
from data_access.errors import AccountRefused, UnitError
from data_access.journeys import LIFE

# The browser's Strict cookie stays at home when the provider sends people back, so this journey has one of its own.
COOKIE = "__Host-unit_sso"
COOKIE_BYTES = 32  # 256 bits
OUR_COOKIE = re.compile(r"[A-Za-z0-9_-]{43}")
COOKIE_RULES = f"Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age={int(LIFE.total_seconds())}"
SEE_OTHER = 303


async def leave(request: Request) -> Response:
    """Send the browser to the provider, with a cookie by which it is known when it comes back."""
    provider = single_sign_on()
    if provider is None:
        return refusal(404)
    # A journey in another tab goes on under the same cookie.
    held = request.cookies.get(COOKIE, "")
    cookie = held if OUR_COOKIE.fullmatch(held) else secrets.token_urlsafe(COOKIE_BYTES)
    traveller = replace(browser_of(request.scope), cookie=cookie)
    wanted = request.query_params.get("next", "")
    try:
        address = await depart(provider, gate(), wanted=wanted, browser=traveller, now=moment())
    except ProviderUnavailable as error:
        return explanation(request, _status(error), error)
    answer = RedirectResponse(address, status_code=SEE_OTHER, headers=NEVER_KEPT)
    answer.headers.append("Set-Cookie", f"{COOKIE}={cookie}; {COOKIE_RULES}")
    return answer


async def come_back(request: Request) -> Response:
    """Open a session for whoever the provider vouches for, and the page they wanted."""
    provider = single_sign_on()
    if provider is None:
        return refusal(404)
    brought = request.query_params
    arrival = Arrival(
        state=brought.get("state", ""),
        code=brought.get("code", ""),
        error=brought.get("error", ""),
        issuer=brought.get("iss", ""),
    )
    traveller = _traveller(request)
    try:
        admitted = await arrive(provider, gate(), arrival=arrival, browser=traveller, now=moment())
    except (SignInRefused, AccountRefused, ProviderUnavailable) as error:
        return explanation(request, _status(error), error)
    token = await run_in_threadpool(exchange, admitted.ticket, request=request, browser=traveller)
    if token is None:
        return refusal(401)
    answer = RedirectResponse(admitted.return_to, status_code=SEE_OTHER, headers=NEVER_KEPT)
    answer.headers.append("Set-Cookie", session_cookie(token))
    return answer


SINGLE_SIGN_ON_ROUTES = [
    Route("/auth/single-sign-on", leave, methods=["GET"]),
    Route("/auth/single-sign-on/return", come_back, methods=["GET"]),
]


def _traveller(request: Request) -> Browser:
    return replace(browser_of(request.scope), cookie=request.cookies.get(COOKIE, ""))


def _status(error: UnitError) -> int:
    if isinstance(error, ProviderUnavailable):
        return 503
    return 400 if isinstance(error, JourneyLost) else 403
