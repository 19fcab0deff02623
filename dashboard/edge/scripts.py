"""The two scripts of our own, from our own address: the content security policy allows no other."""

from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse
from starlette.routing import Route

FOLDER = Path(__file__).parent
SCRIPTS = {"/auth/bridge.js": FOLDER / "bridge.js", "/assets/page.js": FOLDER / "page.js"}


async def script(request: Request) -> FileResponse:
    """Serve one of our scripts; its name carries no version, so a browser asks each time whether it changed."""
    return FileResponse(SCRIPTS[request.url.path], media_type="text/javascript", headers={"Cache-Control": "no-cache"})


SCRIPT_ROUTES = [Route(address, script, methods=["GET"]) for address in SCRIPTS]
