"""The public pages, answered from memory before anything else: no session, no cookie, no page of Streamlit."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import lru_cache
from time import perf_counter

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard.administration.public_site import PublicSite
from dashboard.edge.answers import refusal
from dashboard.edge.assets import best_encoding
from dashboard.edge.doors import is_spelt_plainly
from dashboard.edge.headers import A_YEAR_IN_SECONDS
from dashboard.edge.proxies import OwnAddressOnly
from dashboard.edge.published_answers import Answer, Header, Packed, leading_to, packed
from dashboard.edge.telemetry import Telemetry
from dashboard.identity.clock import moment
from dashboard.press import pictures
from dashboard.press.web import Files

HERE = "/published"
FOLDER = f"{HERE}/"
INDEX = "index.html"
LOOK_EVERY_S = 2.0  # how long a withdrawal may stay unseen
TRANSPORT: Header = (b"strict-transport-security", f"max-age={A_YEAR_IN_SECONDS}; includeSubDomains".encode())
METHODS = frozenset({"GET", "HEAD"})
_log = logging.getLogger(__name__)


class PublishedPages:
    """Answers for public files; what is not public now is passed on like any address where nothing is.

    Whoever reads a public page is nobody's business: it is counted, and not logged.
    """

    def __init__(self, app: ASGIApp, *, site: PublicSite, public_url: str | None, telemetry: Telemetry) -> None:
        self.app = app
        self.site = site
        self.own_address = OwnAddressOnly(app, public_url=public_url)
        self.telemetry = telemetry
        self._packed: dict[str, Packed] = {}
        self._files: Files = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or pass on."""
        began = perf_counter()
        answer = self._answer(scope) if scope["type"] == "http" and scope["path"].startswith(HERE) else None
        if answer is None:
            await self.app(scope, receive, send)
            return
        headers = [*answer.headers, TRANSPORT] if scope["scheme"] == "https" else list(answer.headers)
        await send({"type": "http.response.start", "status": answer.status, "headers": headers})
        await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else answer.body})
        self.telemetry.answered(FOLDER, scope["method"], answer.status, perf_counter() - began)

    def _answer(self, scope: Scope) -> Answer | None:
        if scope["method"] not in METHODS or not is_spelt_plainly(scope) or not self.own_address.is_meant(scope):
            return None
        path: str = scope["path"]
        files = self.site.files(moment())
        if path == HERE and INDEX in files:
            return leading_to("published")
        name = path.removeprefix(FOLDER)
        if path.endswith("/"):
            name += INDEX
        if name in files:
            return _chosen(self._sent(name, files), scope)
        if f"{name}/{INDEX}" in files:
            return leading_to(name.rpartition("/")[2])
        return None

    def _sent(self, name: str, files: Files) -> Packed:
        if files is not self._files:
            self._packed = {each: kept for each, kept in self._packed.items() if each in files}
            self._files = files
        known = self._packed.get(name)
        if known is None or known.file is not files[name]:
            known = self._packed[name] = packed(files[name])
        return known


def published_routes() -> list[Route]:
    """Return the routes behind the public pages: whatever is not public now is not there."""
    return [Route(HERE, _nothing, methods=["GET"]), Route(f"{FOLDER}{{path:path}}", _nothing, methods=["GET"])]


@asynccontextmanager
async def tended(site: PublicSite) -> AsyncIterator[None]:
    """Keep the site up to date meanwhile: ask the store at once and every few seconds, and draw beside that."""
    await run_in_threadpool(site.look, moment())
    tasks = [asyncio.create_task(_look(site)), asyncio.create_task(_draw(site))]
    yield
    for task in tasks:
        task.cancel()
    await run_in_threadpool(pictures.stop)


async def _look(site: PublicSite) -> None:
    while True:
        await asyncio.sleep(LOOK_EVERY_S)
        try:
            await run_in_threadpool(site.look, moment())
        except Exception:  # one that could not be brought up to date must not end all that come after
            _log.exception("the public pages failed to be brought up to date")


async def _draw(site: PublicSite) -> None:
    while True:
        try:
            while await run_in_threadpool(site.draw, moment()):
                _log.info("pictures of a public page were drawn")
                await run_in_threadpool(site.tidy)
        except Exception:  # pages stand without their pictures, and the next look tries again
            _log.exception("the pictures of the public pages failed")
        await asyncio.sleep(LOOK_EVERY_S)


async def _nothing(_request: Request) -> Response:
    return refusal(404)


def _chosen(file: Packed, scope: Scope) -> Answer:
    """Return a file in the encoding that is taken, or that nothing changed."""
    accepted = known = ""
    for name, value in scope["headers"]:
        if name == b"accept-encoding":
            accepted = value.decode("latin-1")
        elif name == b"if-none-match":
            known = value.decode("latin-1")
    encoding = (_encoding(accepted) if accepted else None) or ""
    encoding = encoding if encoding in file.full else ""
    return file.unchanged[encoding] if known and _is_known(known, file.tags[encoding]) else file.full[encoding]


def _is_known(header: str, tag: str) -> bool:
    """Return whether whoever asks has these very bytes already (RFC 9110, 13.1.2: compared weakly)."""
    told = {each.strip().removeprefix("W/") for each in header.split(",")}
    return "*" in told or tag in told


_encoding = lru_cache(maxsize=256)(best_encoding)  # browsers say the same few words
