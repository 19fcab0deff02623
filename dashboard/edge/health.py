"""Whether the process is alive, for whoever keeps it running; says nothing else."""

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route


async def alive(_request: Request) -> JSONResponse:
    """Answer that the process takes requests; asks no database, so that a lost one does not restart the server."""
    return JSONResponse({"status": "alive"}, headers={"Cache-Control": "no-store"})


HEALTH_ROUTES = [Route("/healthz", alive, methods=["GET"])]
