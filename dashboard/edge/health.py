"""What the service says of itself: that it lives, how it is, and its figures to whoever watches it."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from dashboard.edge.answers import NEVER_KEPT
from dashboard.edge.readiness import Readiness
from dashboard.edge.telemetry import Telemetry


async def alive(_request: Request) -> JSONResponse:
    """Answer that the process takes requests; asks no database, so that a lost one does not restart the server."""
    return JSONResponse({"status": "alive"}, headers=NEVER_KEPT)


def health_routes(readiness: Readiness, telemetry: Telemetry) -> list[Route]:
    """Return the routes that tell how the service is."""

    async def ready(_request: Request) -> JSONResponse:
        report = await readiness.report()
        return JSONResponse({"status": report.status, **report.words}, status_code=report.code, headers=NEVER_KEPT)

    async def figures(_request: Request) -> Response:
        written, kind = await run_in_threadpool(telemetry.written)
        return Response(written, headers={**NEVER_KEPT, "Content-Type": kind})

    return [
        Route("/healthz", alive, methods=["GET"]),
        Route("/readyz", ready, methods=["GET"]),
        Route("/metrics", figures, methods=["GET"]),
    ]
