"""Single sign-on from end to end: our own routes, real providers, a real store."""

import logging
from collections.abc import Iterator
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import httpx2
import pytest
import sqlalchemy as sa
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from dashboard.edge.answers import on_unavailable
from dashboard.edge.faults import PlainFaults
from dashboard.edge.sign_in_routes import SIGN_IN_ROUTES
from dashboard.edge.single_sign_on_routes import COOKIE as WAY_COOKIE
from dashboard.edge.single_sign_on_routes import SINGLE_SIGN_ON_ROUTES
from dashboard.identity.clock import moment
from dashboard.identity.gate import BROWSER_COOKIE, COOKIE, Gate, Verdict
from dashboard.identity.single_sign_on import single_sign_on
from dashboard.settings import dashboard_settings
from data_access import accounts
from data_access.errors import DatabaseUnavailable
from data_access.schema import audit_entry, single_sign_on_request
from data_access.vocabulary import Role
from tests import doorway
from tests.doorway import add_person, site_gate
from tests.providers import (
    CHESHIRE,
    CLIENT,
    HAMPSHIRE,
    SigningProvider,
    claims_of,
    free_port,
    mock_provider,
    settings_for,
    signing_provider,
)

SITE = "https://testserver"
WAY, RETURN = "/auth/single-sign-on", "/auth/single-sign-on/return"
PEOPLE = (claims_of("0001"), claims_of("0002", preferred_username="ben", name="Ben", roles=["something.else"]))


@pytest.fixture(scope="module")
def mock() -> Iterator[str]:
    """oidc-provider-mock with a manager, and somebody without a role."""
    with mock_provider(*PEOPLE) as issuer:
        yield issuer


@pytest.fixture
def provider() -> Iterator[SigningProvider]:
    """A provider that a test can look into."""
    with signing_provider() as running:
        yield running


@pytest.fixture
def gate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    """The gate of a fresh store."""
    single_sign_on.cache_clear()
    with site_gate(tmp_path, monkeypatch) as opened:
        yield opened
    single_sign_on.cache_clear()


@pytest.fixture
def client(gate: Gate) -> TestClient:
    """A browser before the routes of signing in."""
    assert gate.store is not None
    return a_browser()


def a_browser() -> TestClient:
    routes = [*SIGN_IN_ROUTES, *SINGLE_SIGN_ON_ROUTES]
    faults = {DatabaseUnavailable: on_unavailable}
    site = Starlette(routes=routes, middleware=[Middleware(PlainFaults)], exception_handlers=faults)
    return TestClient(site, base_url=SITE, follow_redirects=False)


def trust(issuer: str, monkeypatch: pytest.MonkeyPatch, **more: str) -> None:
    for name, value in {**settings_for(issuer, site=SITE), **more}.items():
        monkeypatch.setenv(name, value)
    dashboard_settings.cache_clear()
    single_sign_on.cache_clear()


def authorise(address: str, sub: str) -> str:
    """Sign in at the mock as a person would, and return where it sends the browser."""
    answer = httpx2.post(address, data={"sub": sub})
    assert answer.status_code == 302, answer.text
    return answer.headers["location"]


def audited(gate: Gate) -> list[tuple[str, str, str, str]]:
    columns = (audit_entry.c.username, audit_entry.c.event, audit_entry.c.outcome, audit_entry.c.detail)
    with gate.store.connect() as connection:
        return [tuple(row) for row in connection.execute(sa.select(*columns).order_by(audit_entry.c.sequence))]


def who_holds(client: TestClient, gate: Gate) -> str | None:
    user = gate.user(client.cookies.get(COOKIE), now=moment())
    return user.username if user else None


def test_without_a_provider_there_is_no_such_address(client: TestClient) -> None:
    assert [client.get(path).status_code for path in (WAY, f"{RETURN}?state=a&code=b")] == [404, 404]


def test_whoever_the_mock_vouches_for_gets_an_account_and_the_session_of_a_password(
    client: TestClient, gate: Gate, mock: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    trust(mock, monkeypatch)
    away = client.get(WAY, params={"next": "/referrals?risk=HIGH"})
    assert away.status_code == 303
    back = client.get(authorise(away.headers["location"], "0001"))
    assert (back.status_code, back.headers["location"]) == (303, "/referrals?risk=HIGH")
    assert back.headers["cache-control"] == "no-store"
    rules = {rule.strip() for rule in back.headers["set-cookie"].split(";")[1:]}
    assert rules == {"Path=/", "Secure", "HttpOnly", "SameSite=Lax"}
    user = gate.user(client.cookies[COOKIE], now=moment())
    assert user is not None
    assert (user.username, user.display_name, user.role) == ("a.jones-cheshire.example", "Ann Jones", Role.MANAGER)
    assert (user.forces, user.home_force, user.demonstration) == ((CHESHIRE,), CHESHIRE, False)
    assert [entry[:3] for entry in audited(gate)] == [
        ("a.jones-cheshire.example", "ACCOUNT_ADD", "DONE"),
        ("a.jones-cheshire.example", "SIGN_IN", "DONE"),
    ]
    assert audited(gate)[-1][3] == "by single sign-on"


def test_the_browser_is_sent_with_state_nonce_and_a_hashed_verifier_and_its_secrets_stay_here(
    client: TestClient, gate: Gate, mock: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    trust(mock, monkeypatch)
    away = client.get(WAY)
    asked = dict(parse_qsl(urlsplit(away.headers["location"]).query))
    assert asked.items() >= {"response_type": "code", "client_id": CLIENT, "code_challenge_method": "S256"}.items()
    assert asked["redirect_uri"] == f"{SITE}{RETURN}"
    assert {len(asked[name]) for name in ("state", "nonce", "code_challenge")} == {43}
    with gate.store.connect() as connection:
        kept = connection.execute(sa.select(single_sign_on_request)).one()
    assert asked["state"] not in str(kept)
    assert kept.code_verifier not in away.headers["location"]
    cookie = SimpleCookie(away.headers["set-cookie"])[WAY_COOKIE]
    assert (cookie["secure"], cookie["httponly"], cookie["samesite"]) == (True, True, "Lax")
    assert (cookie["path"], cookie["domain"], cookie["max-age"]) == ("/", "", "600")
    assert cookie.value not in str(kept)


@pytest.mark.parametrize("planted", ["short", "x" * 44, '"a\\073 Domain=evil.example"', '"' + "\\015\\012" * 22 + '"'])
def test_a_cookie_that_is_not_ours_is_replaced(
    client: TestClient, mock: str, monkeypatch: pytest.MonkeyPatch, planted: str
) -> None:
    trust(mock, monkeypatch)
    away = client.get(WAY, headers={"Cookie": f"{WAY_COOKIE}={planted}"})
    assert len(SimpleCookie(away.headers["set-cookie"])[WAY_COOKIE].value) == 43
    assert "evil" not in away.headers["set-cookie"]


def test_somebody_without_a_role_is_told_so_and_audited(
    client: TestClient, gate: Gate, mock: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    trust(mock, monkeypatch)
    back = client.get(authorise(client.get(WAY).headers["location"], "0002"))
    assert back.status_code == 403
    assert "Your account was given no role on this dashboard." in back.text
    assert COOKIE not in client.cookies
    assert accounts.everyone(gate.store) == ()
    (entry,) = audited(gate)
    assert entry[:3] == ("ben", "SIGN_IN", "REFUSED")
    assert "no role" in entry[3]


def test_a_person_who_declines_is_not_signed_in(
    client: TestClient, gate: Gate, mock: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    trust(mock, monkeypatch)
    address = client.get(WAY).headers["location"]
    state = dict(parse_qsl(urlsplit(address).query))["state"]
    back = client.get(RETURN, params={"state": state, "error": "access_denied", "error_description": "<b>x</b>"})
    assert back.status_code == 403
    assert "(access_denied)" in back.text
    assert "<b>" not in back.text
    state = dict(parse_qsl(urlsplit(client.get(WAY).headers["location"]).query))["state"]
    script = client.get(RETURN, params={"state": state, "error": "<script>"}, headers={"Accept": "text/html"})
    assert "<h1>Your organisation&#x27;s provider did not sign you in (unknown).</h1>" in script.text
    assert "<script>" not in script.text
    assert audited(gate)[0][2] == "REFUSED"


def test_signing_in_again_finds_the_same_account_and_brings_it_up_to_date(
    client: TestClient, gate: Gate, provider: SigningProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    trust(provider.issuer, monkeypatch)
    client.get(RETURN, params=provider.consent(client.get(WAY).headers["location"]))
    elsewhere = a_browser()
    moved = {"preferred_username": "other.name", "name": "Ann Smith", "roles": ["unit.commissioner", "force.hampshire"]}
    back = elsewhere.get(RETURN, params=provider.consent(elsewhere.get(WAY).headers["location"], **moved))
    assert back.status_code == 303
    assert who_holds(client, gate) is None, "the session of the earlier role goes on"
    user = gate.user(elsewhere.cookies[COOKIE], now=moment())
    assert user is not None
    assert (user.username, user.display_name) == ("a.jones-cheshire.example", "Ann Smith")
    assert (user.role, user.forces, user.home_force) == (Role.COMMISSIONER, (HAMPSHIRE,), HAMPSHIRE)
    assert "ACCOUNT_CHANGE" in [event for _, event, _, _ in audited(gate)]


def test_the_same_word_again_changes_nothing_and_ends_no_other_session(
    client: TestClient, gate: Gate, provider: SigningProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    trust(provider.issuer, monkeypatch)
    elsewhere = a_browser()
    for browser in (client, elsewhere):
        browser.get(RETURN, params=provider.consent(browser.get(WAY).headers["location"]))
    assert who_holds(client, gate) == who_holds(elsewhere, gate) == "a.jones-cheshire.example"
    assert [event for _, event, _, _ in audited(gate)] == ["ACCOUNT_ADD", "SIGN_IN", "SIGN_IN"]


def test_two_ways_begun_side_by_side_both_lead_back(
    client: TestClient, gate: Gate, provider: SigningProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    trust(provider.issuer, monkeypatch)
    first, second = (client.get(WAY).headers["location"] for _ in range(2))
    assert client.get(RETURN, params=provider.consent(first)).status_code == 303
    held = client.cookies[COOKIE]
    assert client.get(RETURN, params=provider.consent(second)).status_code == 303
    assert gate.user(held, now=moment()) is None, "the browser's earlier session was left open"
    assert who_holds(client, gate) == "a.jones-cheshire.example"


def test_a_provider_that_is_down_lets_nobody_in_and_leaves_passwords_alone(
    client: TestClient, gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    trust(f"http://127.0.0.1:{free_port()}", monkeypatch)
    away = client.get(WAY)
    assert away.status_code == 503
    assert "cannot be reached" in away.text
    assert WAY_COOKIE not in client.cookies
    assert audited(gate)[0][:3] == ("", "SIGN_IN", "FAILED")
    add_person(gate, "ann")
    client.cookies[BROWSER_COOKIE] = doorway.BROWSER.cookie
    recognition = gate.recognise("ann", password=doorway.PASSWORD, browser=doorway.BROWSER, now=moment())
    headers = {"Origin": SITE, "Sec-Fetch-Site": "same-origin"}
    assert client.post("/auth/session", content=recognition.ticket, headers=headers).status_code == 204


def test_a_provider_that_goes_down_on_the_way_lets_nobody_in(
    client: TestClient, gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    with signing_provider() as provider:
        trust(provider.issuer, monkeypatch)
        brought = provider.consent(client.get(WAY).headers["location"])
    back = client.get(RETURN, params=brought)
    assert back.status_code == 503
    assert COOKIE not in client.cookies
    assert audited(gate)[-1][2] == "FAILED"


@pytest.mark.parametrize(("role", "verdict"), [(Role.MANAGER, "REFUSED"), (Role.ADMINISTRATOR, "RECOGNISED")])
def test_where_only_single_sign_on_is_wanted_passwords_are_for_administrators(
    gate: Gate, mock: str, monkeypatch: pytest.MonkeyPatch, role: Role, verdict: str
) -> None:
    trust(mock, monkeypatch, UNIT_SSO_ONLY="true")
    add_person(gate, "ann", role=role)
    recognition = gate.recognise("ann", password=doorway.PASSWORD, browser=doorway.BROWSER, now=moment())
    assert recognition.verdict is Verdict(verdict)


def test_an_account_of_single_sign_on_has_no_password(
    client: TestClient, gate: Gate, provider: SigningProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    trust(provider.issuer, monkeypatch)
    client.get(RETURN, params=provider.consent(client.get(WAY).headers["location"]))
    for password in ("!", "", "correct horse battery"):
        tried = gate.recognise("a.jones-cheshire.example", password=password, browser=doorway.BROWSER, now=moment())
        assert tried.verdict is Verdict.REFUSED


def test_no_code_state_token_or_secret_is_logged_or_audited(
    client: TestClient,
    gate: Gate,
    provider: SigningProvider,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    trust(provider.issuer, monkeypatch)
    caplog.set_level(logging.DEBUG)
    good = provider.consent(client.get(WAY).headers["location"], code="a-good-code")
    bad = provider.consent(client.get(WAY).headers["location"], code="a-bad-code", aud="another")
    secrets = [*good.values(), *bad.values(), *map(str, provider.tokens.values()), "the dashboard's own secret"]
    shown = [client.get(RETURN, params=brought).text for brought in (good, bad, bad)]
    kept = [str(audited(gate)), *(record.getMessage() for record in caplog.records if "httpx2" not in record.name)]
    asked_of_us = "HTTP Request: GET https://testserver"  # the test's own browser writes its log
    kept += [record.getMessage() for record in caplog.records if asked_of_us not in record.getMessage()]
    assert [text for text in (*shown, *kept) for secret in secrets if secret in text] == []
