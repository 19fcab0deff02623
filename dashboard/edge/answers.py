"""What is said instead of an answer: one sentence for each status, and nothing about what lies behind."""

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import PlainTextResponse

from data_access.errors import UnitError

NEVER_KEPT = {"Cache-Control": "no-store"}
SENTENCES = {
    400: "This request cannot be understood.",
    401: "Sign in to open this.",
    403: "This is not part of your role.",
    404: "There is nothing at this address.",
    405: "This address cannot be asked for in this way.",
    413: "This is larger than may be sent here.",
    421: "This is not the address of this site.",
    503: "The service cannot check your session just now. Try again in a minute.",
}
REFUSED = "This request was refused."
FAILED = "Something went wrong here. Try again; if it happens again, give the reference to your administrator."
SERVER_FAULTS = 500
# Under this name a request's state holds the error that a person may be told in its own words.
EXPLAINED = "explained"


def sentence(status: int) -> str:
    """Return what a person is told about a status."""
    return SENTENCES.get(status, FAILED if status >= SERVER_FAULTS else REFUSED)


def refusal(status: int, said: str = "", *, headers: Mapping[str, str] | None = None) -> PlainTextResponse:
    """Return a refusal; the middleware `PlainFaults` puts the sentence of the status and the reference in it."""
    return PlainTextResponse(said or sentence(status), status_code=status, headers={**NEVER_KEPT, **(headers or {})})


def explanation(request: Request, status: int, error: UnitError) -> PlainTextResponse:
    """Return a refusal that says why, for whoever cannot go on without knowing; the error must hold no secret."""
    setattr(request.state, EXPLAINED, error)
    return refusal(status, str(error))


def unavailable() -> PlainTextResponse:
    """Return the answer for when the store cannot be asked: nobody is let in meanwhile."""
    return refusal(503)


async def on_unavailable(_request: Request, _error: Exception) -> PlainTextResponse:
    """Answer a route that met `DatabaseUnavailable`."""
    return unavailable()
