"""Whatever goes wrong, a reader is shown one sentence and a reference, and nothing of what lies behind."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
import sqlalchemy as sa
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from dashboard.policy import ROUTES, Admission, RouteEntry, routes
from data_access.errors import DatabaseUnavailable
from tests.edge_site import Site, running_site
from tests.wire import open_page

SECRET = "the-hidden-cause-of-it-all"
AS_BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
REFERENCE = r"[0-9a-f]{12}"
PAGE = f'''
import streamlit as st
from dashboard.ui.messages import one_panel

st.write("before")
with one_panel():
    raise ValueError("{SECRET}")
st.write("after")
if st.button("break"):
    raise ValueError("{SECRET}")
'''


async def _breaks(_request: Request) -> Response:
    raise ValueError(SECRET)


async def _breaks_halfway(_request: Request) -> Response:
    async def parts():
        yield b"half"
        raise ValueError(SECRET)

    return StreamingResponse(parts())


async def _loses_its_database(_request: Request) -> Response:
    raise DatabaseUnavailable(SECRET, unharmed=SECRET, remedy=SECRET)


async def _says_too_much(request: Request) -> Response:
    said = f"<pre>Traceback (most recent call last): {SECRET}</pre>"
    return Response(said, status_code=int(request.path_params["status"]), media_type="text/html")


PLANTED = {
    "/planted/breaks": _breaks,
    "/planted/halfway": _breaks_halfway,
    "/planted/lost": _loses_its_database,
    "/planted/says/{status}": _says_too_much,
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site with a page and routes that break."""
    listed = RouteEntry(path="/planted/", methods=frozenset({"GET"}), admission=Admission.ANYBODY, why="a test")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(routes, "_BRANCHES", (*routes._BRANCHES, listed))
        planted = [Route(path, endpoint, methods=["GET"]) for path, endpoint in PLANTED.items()]
        with running_site(tmp_path_factory.mktemp("faults"), script=PAGE, routes=lambda: planted) as running:
            yield running


class _Outline(HTMLParser):
    """The elements of a page and what each says."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: dict[str, dict[str, str | None]] = {}
        self.said: dict[str, str] = {}
        self._in = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags[tag] = dict(attributes)
        self._in = tag

    def handle_data(self, said: str) -> None:
        self.said.setdefault(self._in, said.strip())


BROKEN = [
    ("/nowhere", 404),
    ("/media/x", 401),
    ("/planted/breaks", 500),
    ("/planted/lost", 503),
    ("/planted/says/418", 418),
    ("/planted/says/500", 500),
    ("/planted/says/599", 599),
]


@pytest.mark.parametrize(("path", "status"), BROKEN)
def test_a_person_is_shown_a_page_with_a_sentence_and_a_reference_alone(site: Site, path: str, status: int) -> None:
    answer = site.nobody().get(path, headers=AS_BROWSER)
    page = _Outline(answer.text)
    assert answer.status_code == status
    assert SECRET not in answer.text
    assert page.tags["html"]["lang"] == "en-GB"
    assert "main" in page.tags
    assert page.said["title"] == page.said["h1"]
    assert page.said["strong"] == answer.headers["x-request-id"]
    assert not re.search(
        r"(src|url)[=(]|https?:|script|\.py|Traceback|\d\.\d",
        answer.text.replace("initial-scale=1", "").replace("1.125rem/1.5", ""),
    )
    assert answer.headers["content-security-policy"]


@pytest.mark.parametrize(("path", "status"), BROKEN)
def test_a_program_is_told_in_one_line(site: Site, path: str, status: int) -> None:
    answer = site.nobody().get(path)
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("text/plain")
    assert re.fullmatch(rf"[A-Z][^<>\n]+\. Reference: {REFERENCE}\n", answer.text)
    assert SECRET not in answer.text


def test_half_an_answer_never_looks_like_a_whole_one(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """The test client hands on what a server would end the connection for."""
    monkeypatch.setattr(site.client._transport, "raise_server_exceptions", True)
    client = site.nobody()
    with pytest.raises(ValueError, match=SECRET):
        client.get("/planted/halfway")


def test_a_head_is_answered_without_a_body(site: Site) -> None:
    assert site.nobody().head("/nowhere").content == b""


def test_a_reference_is_never_the_clients(site: Site) -> None:
    forged = {"X-Request-ID": "0123456789ab"}
    first, second = (site.nobody().get("/healthz", headers=forged).headers["x-request-id"] for _ in range(2))
    assert re.fullmatch(REFERENCE, first)
    assert len({first, second, forged["X-Request-ID"]}) == 3


def test_a_tab_cannot_choose_its_reference_either(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    client = site.nobody()
    monkeypatch.setitem(client.headers, "X-Request-ID", "0123456789ab")
    with open_page(client, token=None) as page:
        sent = page.run()
    assert re.search(rf"reference {REFERENCE}", sent)
    assert "0123456789ab" not in sent


def test_what_a_page_meets_shows_a_reference_that_the_log_has_and_nothing_else(site: Site) -> None:
    with open_page(site.nobody(), token=None) as page:
        sent = page.run()
        broken = page.run(press="break")
    assert "before" in sent
    assert "after" in sent
    references = set(re.findall(rf"reference ({REFERENCE})", sent + broken))
    assert references
    assert len(re.findall(rf"reference {REFERENCE}", broken)) == 2  # the panel's and that of what nobody caught
    assert SECRET not in sent + broken
    assert "Traceback" not in sent + broken
    assert all(f'"request_id": "{each}' in site.log.getvalue() for each in references)


def test_a_lost_store_is_told_without_its_address(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def lost(*_arguments: object, **_named: object) -> sa.Connection:
        raise sa.exc.OperationalError("select", {}, Exception(SECRET))

    monkeypatch.setattr(sa.Engine, "connect", lost)
    client = site.nobody()
    client.cookies.set("__Host-unit_session", "x" * 43)
    answer = client.get("/media/x", headers=AS_BROWSER)
    assert answer.status_code == 503
    assert SECRET not in answer.text


def test_the_planted_routes_are_gone_from_the_policy() -> None:
    assert not any(entry.path.startswith("/planted") for entry in ROUTES)
    assert Path(routes.__file__).is_file()
