"""Answers that no provider of ours gave, or not to us, not now, not in answer to this browser: refused and audited."""

import base64
import hmac
import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from dashboard.edge.single_sign_on_routes import COOKIE as WAY_COOKIE
from dashboard.identity.clock import moment
from dashboard.identity.gate import COOKIE, Gate
from dashboard.identity.single_sign_on import single_sign_on
from data_access import accounts
from tests.doorway import WITNESS, add_person, site_gate
from tests.integration.test_single_sign_on import RETURN, WAY, a_browser, audited, trust, who_holds
from tests.providers import (
    CHESHIRE,
    KEY,
    MISSING,
    SECRET,
    STRANGERS_KEY,
    Claims,
    SigningProvider,
    signed,
    signing_provider,
)

NOW = int(time.time())
UNPROVEN = "could not be trusted"


@pytest.fixture(scope="module")
def running() -> Iterator[SigningProvider]:
    """A provider that says what it is told."""
    with signing_provider() as provider:
        yield provider


@pytest.fixture
def provider(running: SigningProvider, monkeypatch: pytest.MonkeyPatch) -> SigningProvider:
    """The provider this site trusts, without what the last test told it."""
    running.metadata, running.keys, running.asked = {}, [KEY], []
    running.tokens.clear()
    running.forms.clear()
    trust(running.issuer, monkeypatch)
    return running


@pytest.fixture(autouse=True)
def gate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    """The gate of a fresh store."""
    with site_gate(tmp_path, monkeypatch) as opened:
        yield opened
    single_sign_on.cache_clear()


@pytest.fixture
def client(provider: SigningProvider) -> TestClient:
    """A browser before a site that trusts the provider."""
    assert provider.issuer
    return a_browser()


def refused(client: TestClient, gate: Gate, brought: dict[str, str], *, because: str, status: int = 403) -> None:
    """Bring an answer back, and see that it opens nothing, makes nobody, and is in the audit."""
    before = len(audited(gate))
    back = client.get(RETURN, params=brought)
    assert back.status_code == status
    assert because in back.text
    assert COOKIE not in client.cookies
    assert "set-cookie" not in back.headers
    ((_, event, outcome, detail),) = audited(gate)[before:]
    assert (event, outcome) == ("SIGN_IN", "REFUSED")
    assert because in detail


def unsigned(claims: Claims) -> str:
    return f"{part({'alg': 'none', 'kid': 'first'})}.{part(claims)}."


def signed_with_what_is_shared(claims: Claims, *, shared: bytes) -> str:
    """Sign as nobody's library would: a public key or a client's secret, taken for a secret of the provider's."""
    signing = f"{part({'alg': 'HS256', 'kid': 'first'})}.{part(claims)}"
    return f"{signing}.{text(hmac.digest(shared, signing.encode(), 'sha256'))}"


def part(content: object) -> str:
    return text(json.dumps(content).encode())


def text(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


FORGERIES = {
    "nobody signed it": lambda said: unsigned(said),
    "a stranger signed it": lambda said: signed(said, key=STRANGERS_KEY),
    "a stranger signed it and says so": lambda said: signed(said, key=STRANGERS_KEY, kid="strangers"),
    "it brings its own key": lambda said: signed(said, key=STRANGERS_KEY, jwk=STRANGERS_KEY.as_dict(private=False)),
    "signed with the public key": lambda said: signed_with_what_is_shared(said, shared=KEY.as_pem(private=False)),
    "signed with our own secret": lambda said: signed_with_what_is_shared(said, shared=SECRET.encode()),
    "an algorithm we do not take": lambda said: signed(said, alg="RS512"),
    "a part is changed": lambda said: signed(said)[:-8] + "AAAAAAAA",
    "a header without end": lambda said: f"{text(b'[' * 50_000)}.{part(said)}.AAAA",
    "a body without end": lambda said: f"{signed(said).split('.')[0]}.{text(b'[' * 50_000)}.AAAA",
    "a header that is none": lambda said: f"{part(['RS256'])}.{part(said)}.AAAA",
    "an algorithm that is none": lambda said: f"{part({'alg': ['RS256'], 'kid': {}})}.{part(said)}.AAAA",
    "not a token": lambda _said: "not a token",
    "not even text": lambda _said: {"sub": "0001"},
    "claims that are no claims": lambda _said: signed({})[:30] + ".W10." + signed({})[-40:],
}
WRONG = {
    "another issuer": {"iss": "https://evil.example"},
    "another tenant beneath": {"iss": "http://127.0.0.1/tenant"},
    "no issuer": {"iss": MISSING},
    "no issuer, by null": {"iss": None},
    "for somebody else": {"aud": "another"},
    "for nobody": {"aud": []},
    "for nobody named": {"aud": MISSING},
    "for several, asked by nobody named": {"aud": ["the-dashboard", "another"]},
    "for several, asked by another": {"aud": ["the-dashboard", "another"], "azp": "another"},
    "asked by another": {"azp": "another"},
    "over": {"exp": NOW - 120},
    "never over": {"exp": MISSING},
    "never over, by null": {"exp": None},
    "over at a time that is none": {"exp": "tomorrow"},
    "issued tomorrow": {"iat": NOW + 86_400},
    "not issued": {"iat": MISSING},
    "not issued, by null": {"iat": None},
    "not before tomorrow": {"nbf": NOW + 86_400},
    "an answer to another request": {"nonce": "another"},
    "an answer to no request": {"nonce": MISSING},
    "an answer to no request, by null": {"nonce": None},
    "an answer to many requests": {"nonce": []},
    "about nobody": {"sub": MISSING},
    "about nobody, by null": {"sub": None},
}


@pytest.mark.parametrize("forgery", FORGERIES, ids=str)
def test_a_forged_token_opens_nothing(client: TestClient, gate: Gate, provider: SigningProvider, forgery: str) -> None:
    brought = provider.consent(client.get(WAY).headers["location"], sign=FORGERIES[forgery])
    refused(client, gate, brought, because=UNPROVEN)
    assert accounts.everyone(gate.store) == ()


@pytest.mark.parametrize("fault", WRONG, ids=str)
def test_a_token_that_is_not_for_us_now_and_here_opens_nothing(
    client: TestClient, gate: Gate, provider: SigningProvider, fault: str
) -> None:
    refused(client, gate, provider.consent(client.get(WAY).headers["location"], **WRONG[fault]), because=UNPROVEN)


@pytest.mark.parametrize("said", [{"exp": NOW - 30}, {"iat": NOW + 30}, {"aud": ["the-dashboard"]}])
def test_clocks_may_differ_by_less_than_a_minute_and_an_audience_may_be_a_list(
    client: TestClient, gate: Gate, provider: SigningProvider, said: dict[str, object]
) -> None:
    moved = {name: value - NOW + int(time.time()) if isinstance(value, int) else value for name, value in said.items()}
    back = client.get(RETURN, params=provider.consent(client.get(WAY).headers["location"], **moved))
    assert back.status_code == 303
    assert who_holds(client, gate)


def test_a_state_opens_one_session(client: TestClient, gate: Gate, provider: SigningProvider) -> None:
    brought = provider.consent(client.get(WAY).headers["location"])
    assert client.get(RETURN, params=brought).status_code == 303
    client.cookies.delete(COOKIE)
    refused(client, gate, brought, because="used already", status=400)


def test_a_code_opens_one_session(client: TestClient, gate: Gate, provider: SigningProvider) -> None:
    assert client.get(RETURN, params=provider.consent(client.get(WAY).headers["location"])).status_code == 303
    client.cookies.delete(COOKIE)
    again = provider.consent(client.get(WAY).headers["location"], code="another")
    refused(client, gate, {**again, "code": "the-code"}, because=UNPROVEN)


def test_a_code_of_another_journey_is_worth_nothing(client: TestClient, gate: Gate, provider: SigningProvider) -> None:
    stolen = provider.consent(client.get(WAY).headers["location"])
    mine = provider.consent(client.get(WAY).headers["location"], code="mine")
    refused(client, gate, {**mine, "code": stolen["code"]}, because=UNPROVEN)


def test_an_answer_planted_in_another_browser_signs_nobody_in(
    client: TestClient, gate: Gate, provider: SigningProvider
) -> None:
    attackers = provider.consent(client.get(WAY).headers["location"])
    victim = a_browser()
    refused(victim, gate, attackers, because="another browser", status=400)
    victim.get(WAY)
    refused(victim, gate, attackers, because="another browser", status=400)
    assert client.get(RETURN, params=attackers).status_code == 303


@pytest.mark.parametrize(
    "brought",
    [{}, {"code": "the-code"}, {"state": "", "code": "the-code"}, {"state": "made up"}, {"state": "x" * 9_000}],
    ids=["nothing", "no state", "empty state", "unknown state", "a long state"],
)
def test_a_browser_we_did_not_send_brings_nothing(
    client: TestClient, gate: Gate, provider: SigningProvider, brought: dict[str, str]
) -> None:
    client.get(WAY)
    refused(client, gate, brought, because="used already", status=400)
    assert provider.forms == []


def test_without_the_cookie_of_the_journey_nothing_opens(
    client: TestClient, gate: Gate, provider: SigningProvider
) -> None:
    brought = provider.consent(client.get(WAY).headers["location"])
    client.cookies.delete(WAY_COOKIE)
    refused(client, gate, brought, because="another browser", status=400)


def test_an_answer_of_another_provider_or_without_a_code_is_not_followed(
    client: TestClient, gate: Gate, provider: SigningProvider
) -> None:
    mixed = provider.consent(client.get(WAY).headers["location"]) | {"iss": "https://evil.example"}
    refused(client, gate, mixed, because=UNPROVEN)
    empty = provider.consent(client.get(WAY).headers["location"]) | {"code": ""}
    refused(client, gate, empty, because=UNPROVEN)
    assert provider.forms == []


@pytest.mark.parametrize(
    "wanted", ["https://evil.example/", "//evil.example", "/\\evil.example", "/referrals\r\nSet-Cookie: a=b", "/auth/x"]
)
def test_a_forged_address_to_go_back_to_leads_to_the_front_page(
    client: TestClient, provider: SigningProvider, wanted: str
) -> None:
    brought = provider.consent(client.get(WAY, params={"next": wanted}).headers["location"])
    back = client.get(RETURN, params=brought)
    assert (back.status_code, back.headers["location"]) == (303, "/")
    assert "a=b" not in str(back.headers)


def test_an_account_with_a_password_is_never_joined_by_its_name(
    client: TestClient, gate: Gate, provider: SigningProvider
) -> None:
    add_person(gate, "ann")
    before = accounts.everyone(gate.store)
    brought = provider.consent(client.get(WAY).headers["location"], preferred_username="Ann", email="ann@example.org")
    refused(client, gate, brought, because="belongs to another account")
    assert accounts.everyone(gate.store) == before


def test_a_disabled_account_stays_shut(client: TestClient, gate: Gate, provider: SigningProvider) -> None:
    client.get(RETURN, params=provider.consent(client.get(WAY).headers["location"]))
    (account,) = accounts.everyone(gate.store)
    accounts.disable(gate.store, username=account.username, witness=WITNESS, now=moment())
    assert who_holds(client, gate) is None
    client.cookies.delete(COOKIE)
    promoted = provider.consent(client.get(WAY).headers["location"], roles=["unit.administrator"])
    refused(client, gate, promoted, because="is disabled")
    (still,) = accounts.everyone(gate.store)
    assert (still.active, still.role, still.forces) == (False, account.role, (CHESHIRE,))
