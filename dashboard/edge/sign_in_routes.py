"""The routes of sign-in: a ticket becomes a cookie that no script can read, and sign-out takes it away."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dashboard.edge.origin import is_from_our_own_page
from dashboard.edge.visitor import browser_of
from dashboard.identity.clock import moment
from dashboard.identity.gate import COOKIE, gate
from data_access.browsers import Browser

LONGEST_TICKET = 64  # characters; ours have 43
COOKIE_RULES = "Path=/; Secure; HttpOnly; SameSite=Lax"


async def session_state(request: Request) -> Response:
    """Say whether the browser's cookie opens a live session: 204 or 401; asking is not activity."""
    return _empty(204 if await run_in_threadpool(_is_signed_in, request) else 401)


async def open_session(request: Request) -> Response:
    """Exchange a ticket for the session cookie; a session the browser still held is ended."""
    if not is_from_our_own_page(request):
        return _empty(403)
    ticket = await _ticket(request)
    token = await run_in_threadpool(exchange, ticket, request=request, browser=browser_of(request.scope))
    if token is None:
        return _empty(401)
    return _empty(204, cookie=session_cookie(token))


async def close_session(request: Request) -> Response:
    """End the session for good and take the cookie away."""
    if not is_from_our_own_page(request):
        return _empty(403)
    browser = browser_of(request.scope)
    await run_in_threadpool(gate().close, request.cookies.get(COOKIE), browser=browser, now=moment())
    return _empty(204, cookie=f"{COOKIE}=; Max-Age=0; {COOKIE_RULES}")


SIGN_IN_ROUTES = [
    Route("/auth/session", session_state, methods=["GET"]),
    Route("/auth/session", open_session, methods=["POST"]),
    Route("/auth/sign-out", close_session, methods=["POST"]),
]


def exchange(ticket: str, *, request: Request, browser: Browser) -> str | None:
    """Return the token of the session a ticket opens for this browser, and end the session it still held."""
    token = gate().open(ticket, browser=browser, now=moment())
    if token is not None:
        gate().close(request.cookies.get(COOKIE), browser=browser, now=moment())
    return token


def session_cookie(token: str) -> str:
    """Return the cookie that carries a session: out of reach of scripts, of other sites and of plain http."""
    return f"{COOKIE}={token}; {COOKIE_RULES}"


def _is_signed_in(request: Request) -> bool:
    return gate().user(request.cookies.get(COOKIE), now=moment(), is_activity=False) is not None


async def _ticket(request: Request) -> str:
    """Read the ticket from the body, and no more of a body than a ticket can be long."""
    received = b""
    async for chunk in request.stream():
        received += chunk
        if len(received) > LONGEST_TICKET:
            return ""
    return received.decode("ascii", errors="replace")


def _empty(status: int, *, cookie: str | None = None) -> Response:
    response = Response(status_code=status, headers={"Cache-Control": "no-store"})
    if cookie is not None:
        response.headers.append("Set-Cookie", cookie)
    return response
