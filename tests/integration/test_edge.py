"""The edge of the running site: routes, cookies, headers and closed doors, over HTTP with the real lifespan."""

import re
from collections.abc import Iterator
from http.cookies import SimpleCookie
from pathlib import Path

import pytest
import sqlalchemy as sa
from starlette.testclient import TestClient
from streamlit.runtime import Runtime

from dashboard.identity.clock import moment
from dashboard.identity.gate import BROWSER_COOKIE, COOKIE, Gate
from data_access import accounts
from data_access.schema import audit_entry
from tests.doorway import BROWSER, WITNESS, add_person, session_of, site_gate

SITE = "https://testserver"
OURS = {"Origin": SITE, "Sec-Fetch-Site": "same-origin"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[TestClient, Gate]]:
    """The site around a script of one line, and its gate."""
    from dashboard.asgi import build

    folder = tmp_path_factory.mktemp("site")
    script = folder / "one_line.py"
    script.write_text("import streamlit as st\nst.write('Hello')\n")
    with pytest.MonkeyPatch.context() as monkeypatch, site_gate(folder, monkeypatch) as gate:
        add_person(gate, "ann")
        with TestClient(build(script), base_url=SITE) as client:
            yield client, gate
    Runtime._instance = None  # Streamlit keeps one for the process, and would refuse the next site


@pytest.fixture
def client(site: tuple[TestClient, Gate]) -> TestClient:
    """A browser that holds nothing but its own name."""
    client, _ = site
    client.cookies.clear()
    client.cookies.set(BROWSER_COOKIE, BROWSER.cookie)
    return client


@pytest.fixture
def gate(site: tuple[TestClient, Gate]) -> Gate:
    """The gate of the site."""
    return site[1]


def sign_in(client: TestClient, gate: Gate) -> str:
    ticket = gate.ticket("ann", browser=BROWSER, now=moment())
    answer = client.post("/auth/session", content=ticket, headers=OURS)
    assert answer.status_code == 204
    return SimpleCookie(answer.headers["set-cookie"])[COOKIE].value


def test_the_session_cookie_is_out_of_reach_of_scripts_other_sites_and_plain_http(
    client: TestClient, gate: Gate
) -> None:
    answer = client.post("/auth/session", content=gate.ticket("ann", browser=BROWSER, now=moment()), headers=OURS)
    _, _, rules = answer.headers["set-cookie"].partition(";")
    assert COOKIE.startswith("__Host-")
    assert {rule.strip() for rule in rules.split(";")} == {"Path=/", "Secure", "HttpOnly", "SameSite=Lax"}
    assert answer.headers["cache-control"] == "no-store"
    assert answer.content == b""


def test_a_signed_in_browser_is_told_so_and_another_is_not(client: TestClient, gate: Gate) -> None:
    assert client.get("/auth/session").status_code == 401
    sign_in(client, gate)
    assert client.get("/auth/session").status_code == 204


def test_a_cookie_copied_before_sign_out_opens_nothing_after_it(client: TestClient, gate: Gate) -> None:
    copied = sign_in(client, gate)
    answer = client.post("/auth/sign-out", headers=OURS)
    assert answer.status_code == 204
    assert "Max-Age=0" in answer.headers["set-cookie"]
    assert client.get("/auth/session", headers={"Cookie": f"{COOKIE}={copied}"}).status_code == 401


def test_the_audit_holds_the_reference_that_the_browser_was_given_and_none_that_it_sent(
    client: TestClient, gate: Gate
) -> None:
    sign_in(client, gate)
    answer = client.post("/auth/sign-out", headers={**OURS, "X-Request-ID": "0123456789ab"})
    last = sa.select(audit_entry.c.event, audit_entry.c.request_id).order_by(audit_entry.c.sequence.desc()).limit(1)
    with gate.store.connect() as connection:
        assert tuple(connection.execute(last).one()) == ("SIGN_OUT", answer.headers["x-request-id"])


def test_a_ticket_opens_one_session(client: TestClient, gate: Gate) -> None:
    ticket = gate.ticket("ann", browser=BROWSER, now=moment())
    assert client.post("/auth/session", content=ticket, headers=OURS).status_code == 204
    assert client.post("/auth/session", content=ticket, headers=OURS).status_code == 401


def test_signing_in_again_ends_the_session_the_browser_held(client: TestClient, gate: Gate) -> None:
    first = sign_in(client, gate)
    second = sign_in(client, gate)
    assert gate.user(first, now=moment()) is None
    assert gate.user(second, now=moment()) is not None


@pytest.mark.parametrize("body", [b"", b"made up", b"\xff\xfe", b"x" * 65, b"x" * 1_000_000])
def test_what_is_no_ticket_opens_nothing_and_ends_nothing(client: TestClient, gate: Gate, body: bytes) -> None:
    held = sign_in(client, gate)
    assert client.post("/auth/session", content=body, headers=OURS).status_code == 401
    assert gate.user(held, now=moment()) is not None


@pytest.mark.parametrize("route", ["/auth/session", "/auth/sign-out"])
@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "null"},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "https://testserver.elsewhere.example"},
        {"Origin": "https://testserver:8443"},
        {"Origin": SITE, "Sec-Fetch-Site": "cross-site"},
        {"Origin": SITE, "Sec-Fetch-Site": "same-site"},
        {"Origin": SITE, "Sec-Fetch-Site": "none"},
    ],
)
def test_another_site_can_neither_sign_a_reader_in_nor_out(
    client: TestClient, gate: Gate, route: str, headers: dict[str, str]
) -> None:
    held = sign_in(client, gate)
    ticket = gate.ticket("ann", browser=BROWSER, now=moment())
    assert client.post(route, content=ticket, headers=headers).status_code == 403
    assert gate.user(held, now=moment()) is not None
    assert gate.open(ticket, browser=BROWSER, now=moment()) is not None


def test_a_browser_too_old_to_say_where_it_comes_from_is_known_by_its_origin(client: TestClient, gate: Gate) -> None:
    ticket = gate.ticket("ann", browser=BROWSER, now=moment())
    assert client.post("/auth/session", content=ticket, headers={"Origin": SITE}).status_code == 204


def test_sign_in_and_out_take_no_get(client: TestClient, gate: Gate) -> None:
    held = sign_in(client, gate)
    client.get("/auth/sign-out")
    assert gate.user(held, now=moment()) is not None


def test_media_closes_with_the_account(client: TestClient, gate: Gate) -> None:
    add_person(gate, "ben")
    cookie = {"Cookie": f"{COOKIE}={session_of(gate, 'ben')}"}
    assert client.get("/media/unknown.txt", headers=cookie).status_code == 404
    accounts.disable(gate.store, username="ben", witness=WITNESS, now=moment())
    assert client.get("/media/unknown.txt", headers=cookie).status_code == 401


@pytest.mark.parametrize("path", ["/", "/referrals?force=E23000006", "/healthz", "/media/x", "/_stcore/metrics"])
def test_every_answer_carries_the_security_headers(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    policy = dict(rule.split(" ", 1) for rule in headers["content-security-policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["frame-ancestors"] == "'none'"
    assert "'unsafe-inline'" not in policy["script-src"]
    assert "'unsafe-eval'" not in policy["script-src"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["strict-transport-security"] == "max-age=31536000; includeSubDomains"
    assert headers["x-frame-options"] == "DENY"
    assert headers["cross-origin-opener-policy"] == headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["cross-origin-embedder-policy"] == "require-corp"
    assert "camera=()" in headers["permissions-policy"]
    assert "server" not in headers


@pytest.mark.parametrize("path", ["/", "/referrals", "/nowhere", "/media/x", "/auth/session", "/healthz", "/readyz"])
def test_no_cache_keeps_a_page_a_download_or_the_state_of_a_session(client: TestClient, path: str) -> None:
    assert client.get(path, headers={"Accept": "text/html"}).headers["cache-control"] == "no-store"


def test_a_browser_keeps_the_scripts_that_never_change(client: TestClient) -> None:
    script = re.search(r'src="\.(/static/js/index[^"]*)"', client.get("/").text)
    assert script is not None
    assert "immutable" in client.get(script[1]).headers["cache-control"]


@pytest.mark.parametrize("path", ["/", "/_stcore/health", "/_stcore/host-config"])
def test_every_cookie_goes_over_tls_alone_also_those_of_streamlit(client: TestClient, path: str) -> None:
    client.cookies.clear()
    for cookie in client.get(path).headers.get_list("set-cookie"):
        assert "Secure" in {rule.strip() for rule in cookie.split(";")}


def test_the_inline_script_of_the_installed_page_is_allowed_by_its_hash(client: TestClient) -> None:
    answer = client.get("/")
    inline = re.findall(r"<script>", answer.text)
    assert len(inline) == answer.headers["content-security-policy"].count("'sha256-") == 1


@pytest.mark.parametrize(("address", "does"), [("/auth/bridge.js", "/auth/session"), ("/assets/page.js", "clipboard")])
def test_our_own_scripts_come_from_our_own_address(client: TestClient, address: str, does: str) -> None:
    answer = client.get(address)
    assert answer.headers["content-type"].startswith("text/javascript")
    assert does in answer.text


def test_a_lost_store_lets_nobody_in_and_says_so(client: TestClient, gate: Gate, tmp_path: Path) -> None:
    cookie = {"Cookie": f"{COOKIE}={sign_in(client, gate)}"}
    path = Path(str(gate.store.url.database))
    gate.store.dispose()
    aside = [file.rename(tmp_path / file.name) for file in path.parent.glob(f"{path.name}*")]
    try:
        assert client.get("/media/x", headers=cookie).status_code == 503
        assert client.get("/auth/session", headers=cookie).status_code == 503
    finally:
        gate.store.dispose()
        path.unlink(missing_ok=True)
        for file in aside:
            file.rename(path.parent / file.name)
    assert client.get("/auth/session", headers=cookie).status_code == 204
