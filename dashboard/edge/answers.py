"""The short answers of the edge: one sentence each, kept by nobody, and nothing about what lies behind."""

from starlette.requests import Request
from starlette.responses import PlainTextResponse

NEVER_KEPT = {"Cache-Control": "no-store"}


def refusal(status: int, sentence: str) -> PlainTextResponse:
    """Return a refusal."""
    return PlainTextResponse(sentence, status_code=status, headers=NEVER_KEPT)


def unavailable() -> PlainTextResponse:
    """Return the answer for when the store cannot be asked: nobody is let in meanwhile."""
    return refusal(503, "Your session cannot be checked just now. Try again in a minute.")


async def on_unavailable(_request: Request, _error: Exception) -> PlainTextResponse:
    """Answer a route that met `DatabaseUnavailable`."""
    return unavailable()
