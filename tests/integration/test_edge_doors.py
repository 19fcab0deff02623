"""The one door: what the policy does not list is not there, and what it lists opens to those it names."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import sqlalchemy as sa
from pydantic import SecretStr
from starlette.responses import PlainTextResponse
from starlette.routing import BaseRoute, Mount, Route, WebSocketRoute
from starlette.testclient import WebSocketDenialResponse
from starlette.websockets import WebSocketDisconnect
from streamlit import config, file_util
from streamlit.runtime import Runtime

from dashboard.edge.doors import Doors
from dashboard.edge.inventory import check_pages, check_routes
from dashboard.policy import PAGES, ROUTES, Admission, entries_at
from data_access.errors import SettingRefused
from data_access.schema import user_account
from data_access.vocabulary import Role
from tests.edge_site import METRICS_TOKEN, OURS, Site, running_site
from tests.loops import awaited

STATIC = Path(file_util.get_static_dir())
UPLOAD = f"/_stcore/upload_file/{uuid4()}/{uuid4()}"
BEARER = {"Authorization": f"Bearer {METRICS_TOKEN}"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site around a script of one line."""
    with running_site(tmp_path_factory.mktemp("doors")) as running:
        yield running


async def _opened(scope: Any, receive: Any, send: Any) -> None:
    await PlainTextResponse("behind the door")(scope, receive, send)


def status_of(path: str, **unlike: Any) -> int:
    """Ask a door for an address spelt in any way, past everything that a client would tidy up."""
    scope = {"type": "http", "method": "GET", "path": path, "headers": [], "query_string": b"", **unlike}
    answers: list[Any] = []

    async def ask() -> None:
        async def send(message: Any) -> None:
            answers.append(message)

        async def receive() -> Any:
            return {"type": "http.request", "body": b"", "more_body": False}

        await Doors(_opened, metrics_token=SecretStr(METRICS_TOKEN), largest_upload=1)(scope, receive, send)

    awaited(ask())
    return int(answers[0]["status"])


@pytest.mark.parametrize(
    "path",
    [
        "/_stcore/metrics",
        "/_stcore/agent",
        "/_stcore/agent/openapi.json",
        "/_stcore/agent/mcp",
        "/_stcore/script-health-check",
        "/_stcore/bidi-components/x/y.js",
        "/_stcore/upload_file",
        "/component/x/index.html",
        "/app/static/x",
        "/auth/login",
        "/oauth2callback",
        "/index.html",
        "/manifest.json",
        "/static",
        "/static/",
        "/media",
        "/media/",
        "/referrals/_stcore/health",
        "/referrals/_stcore/host-config",
        "/referrals/_stcore/stream",
        "/nowhere",
    ],
)
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "BREW"])
def test_what_is_not_listed_is_not_there_for_anybody(site: Site, path: str, method: str) -> None:
    assert site.somebody(Role.ADMINISTRATOR).request(method, path).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/Referrals",
        "/REFERRALS",
        "/referrals/",
        "//referrals",
        "/referrals//",
        "/./referrals",
        "/referrals/.",
        "/referrals/..",
        "/static/../healthz",
        "/static/js/../../healthz",
        "/static/..\\healthz",
        "/static//js/index.js",
        "/static/%2e%2e/x",
        "/media/..",
        "/media/a/./b",
        "/media//etc/passwd",
        "/media/a\x00b",
        "/media/a\nb",
        "/media/a b",
        "/media/é",
        "/media/\udcff",
        "/media/" + "x" * 10_000,
        "/healthz\x00",
        "/healthz;x=1",
        "/healthz%00",
        "http://testserver/healthz",
        "healthz",
        "",
        "*",
    ],
    ids=ascii,
)
def test_a_trick_with_the_spelling_finds_nothing(path: str) -> None:
    assert status_of(path) == 404


@pytest.mark.parametrize("raw", [b"/%68ealthz", b"/healthz%20", b"/healthz%2f", b"//healthz", b"/./healthz"])
def test_an_address_that_was_spelt_otherwise_on_the_wire_finds_nothing(raw: bytes) -> None:
    assert status_of("/healthz", raw_path=raw) == 404


def test_the_plain_spelling_opens() -> None:
    assert status_of("/healthz") == status_of("/healthz", raw_path=b"/healthz") == 200


def test_a_folder_that_a_proxy_put_before_the_address_finds_nothing() -> None:
    assert status_of("/media/healthz", root_path="/media") == status_of("/healthz", root_path="/x") == 404


@pytest.mark.parametrize("entry", ROUTES, ids=lambda entry: f"{entry.path}-{'-'.join(sorted(entry.methods))}")
def test_a_listed_address_takes_no_other_method(site: Site, entry) -> None:
    path = f"{entry.path}x" if entry.path.endswith("/") and entry.path != "/" else entry.path
    listed = frozenset().union(*(each.methods for each in entries_at(path)))
    answer = site.nobody().request("PATCH", path, headers=BEARER)
    if entry.admission is Admission.TOKEN or listed == {"WEBSOCKET"}:
        assert answer.status_code == 404
    else:
        assert answer.status_code == 405
        assert set(answer.headers["allow"].split(", ")) == listed


def test_every_file_that_the_pages_are_made_of_can_be_asked_for() -> None:
    files = [f"/{path.relative_to(STATIC).as_posix()}" for path in (STATIC / "static").rglob("*") if path.is_file()]
    assert files
    assert all(entries_at(path) for path in files)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.key)
def test_the_empty_shell_of_every_page_opens_to_anybody(site: Site, page) -> None:
    assert site.nobody().get(f"/{page.key}").status_code == 200


@pytest.mark.parametrize("path", ["/_stcore/health", "/_stcore/host-config", "/favicon.png"])
def test_what_the_shell_asks_for_is_there(site: Site, path: str) -> None:
    assert site.nobody().get(path).status_code == 200


@pytest.mark.parametrize("path", ["/", "/nowhere/_stcore/stream", "/_stcore/stream/", "/_stcore/health", "/media/x"])
def test_a_websocket_opens_at_one_address_alone(site: Site, path: str) -> None:
    with pytest.raises((WebSocketDenialResponse, WebSocketDisconnect)), site.nobody().websocket_connect(path):
        pass


@pytest.mark.parametrize(
    ("role", "status"),
    [(None, 401), (Role.MANAGER, 403), (Role.COMMISSIONER, 403), (Role.PRESS_OFFICER, 403), (Role.ADMINISTRATOR, 403)],
)
def test_uploads_are_for_those_who_import_and_even_they_need_the_word_of_their_own_page(
    site: Site, role: Role | None, status: int
) -> None:
    """The administrator's 403 is Streamlit's own: no cross-site token was sent."""
    client = site.somebody(role) if role else site.nobody()
    assert client.put(UPLOAD, files={"file": b"a"}).status_code == status
    assert client.delete(UPLOAD).status_code == status


def test_a_lost_store_opens_no_door(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def lost(*_arguments: object, **_named: object) -> sa.Connection:
        raise sa.exc.OperationalError("select", {}, Exception("gone"))

    client = site.somebody(Role.ADMINISTRATOR)
    monkeypatch.setattr(sa.Engine, "connect", lost)
    assert client.put(UPLOAD, files={"file": b"a"}).status_code == 503
    assert client.get("/media/x").status_code == 503


def test_an_importer_with_the_word_of_their_own_page_gets_as_far_as_the_tab_that_asks(site: Site) -> None:
    client = site.somebody(Role.ADMINISTRATOR)
    client.get("/_stcore/health")
    word = {"X-Xsrftoken": client.cookies["_streamlit_xsrf"], **OURS}
    assert client.put(UPLOAD, files={"file": b"a"}, headers=word).status_code == 400  # there is no such tab
    assert client.delete(UPLOAD, headers=word).status_code == 204
    assert client.delete(UPLOAD, headers={"X-Xsrftoken": "made up", **OURS}).status_code == 403


def test_an_upload_that_says_it_is_too_large_is_refused_before_it_is_read(site: Site) -> None:
    largest = int(config.get_option("server.maxUploadSize")) * 1024 * 1024
    client = site.somebody(Role.ADMINISTRATOR)
    for length, status in ((largest + 1, 413), (largest, 403), ("many", 400), ("-1", 400)):
        answer = client.put(UPLOAD, content=b"x", headers={"Content-Length": str(length)})
        assert answer.status_code == status


@pytest.mark.parametrize(
    ("shown", "status"),
    [
        ({}, 401),
        ({"Authorization": "Bearer "}, 401),
        ({"Authorization": f"Bearer {METRICS_TOKEN}x"}, 401),
        ({"Authorization": f"bearer {METRICS_TOKEN}"}, 401),
        ({"Authorization": METRICS_TOKEN}, 401),
        ({"Authorization": "Bearer \xe9"}, 401),
        (BEARER, 200),
    ],
    ids=ascii,
)
def test_figures_of_the_service_open_to_the_token_alone(site: Site, shown: dict[str, str], status: int) -> None:
    headers = {name: value.encode("latin-1") for name, value in shown.items()}
    assert site.somebody(Role.ADMINISTRATOR).get("/metrics", headers=headers).status_code == status


def test_without_a_token_there_are_no_figures_of_the_service() -> None:
    async def ask() -> Any:
        scope = {"type": "http", "method": "GET", "path": "/metrics", "headers": [(b"authorization", b"Bearer None")]}
        return await Doors(_opened, metrics_token=None, largest_upload=1)._refused(scope)

    assert awaited(ask()).status == 404


def test_whoever_owes_a_password_of_their_own_opens_nothing_but_the_shell(site: Site) -> None:
    address = Runtime.instance().media_file_mgr.add(b"figures", "text/plain", "figures", file_name="figures.txt")
    client = site.somebody(Role.ADMINISTRATOR)
    owes = user_account.update().where(user_account.c.username == "administrator")
    try:
        with site.gate.store.begin() as connection:
            connection.execute(owes.values(must_change_password=True))
        assert client.get(address).status_code == 403
        assert client.put(UPLOAD, files={"file": b"a"}).status_code == 403
        assert client.get("/users").status_code == 200
    finally:
        with site.gate.store.begin() as connection:
            connection.execute(owes.values(must_change_password=False))


@pytest.mark.parametrize(
    "route",
    [
        Route("/planted", _opened, methods=["GET"]),
        Route("/healthz", _opened, methods=["POST"]),
        Route("/media", _opened, methods=["GET"]),
        Route("/planted/{name}", _opened, methods=["GET"]),
        Route("/any-method", _opened),
        Mount("/static", _opened),
        WebSocketRoute("/planted", _opened),
    ],
    ids=lambda route: f"{type(route).__name__} {route.path}",
)
def test_a_route_without_an_entry_stops_the_start(route: BaseRoute) -> None:
    from dashboard.asgi import build

    with pytest.raises(SettingRefused, match="Policy and site disagree"):
        build(more_routes=[route])


def test_a_route_with_an_entry_does_not() -> None:
    check_routes([Route("/healthz", _opened, methods=["GET"]), Route("/media/{name}", _opened, methods=["GET"])])


def test_a_page_without_an_entry_or_an_entry_without_a_page_stops_the_start(tmp_path: Path) -> None:
    from dashboard.asgi import build

    for entry in PAGES:
        (tmp_path / f"{entry.key}.py").touch()
    check_pages(tmp_path)
    (tmp_path / "planted.py").touch()
    with pytest.raises(SettingRefused, match=r"planted\.py has no entry"):
        build(pages=tmp_path)
    (tmp_path / "planted.py").unlink()
    (tmp_path / "referrals.py").unlink()
    with pytest.raises(SettingRefused, match="referrals has no file"):
        build(pages=tmp_path)
