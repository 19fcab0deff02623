"""A reader's address is what a proxy we know says it is, and a request is for us only if it names us."""

from ipaddress import ip_network
from typing import Any

import pytest

from dashboard.edge.proxies import BehindProxies, OwnAddressOnly
from tests.loops import awaited

PROXY = "10.0.0.1"
READER = "198.51.100.9"
FORGED = "203.0.113.1"


def scope_of(
    kind: str = "http", *, peer: str | None = PROXY, path: str = "/", **headers: str | list[str]
) -> dict[str, Any]:
    lines = [(name, one) for name, value in headers.items() for one in ([value] if isinstance(value, str) else value)]
    return {
        "type": kind,
        "scheme": "ws" if kind == "websocket" else "http",
        "method": "GET",
        "path": path,
        "client": None if peer is None else (peer, 40_000),
        "headers": [(name.replace("_", "-").encode(), one.encode()) for name, one in lines],
    }


def passed_on(app_of, scope: dict[str, Any]) -> tuple[dict[str, Any] | None, list[dict[str, Any]]]:
    """What the application behind was asked, if it was, and what was sent instead."""
    asked: list[dict[str, Any]] = []
    sent: list[dict[str, Any]] = []

    async def behind(inner: Any, _receive: Any, _send: Any) -> None:
        asked.append(inner)

    async def send(message: Any) -> None:
        sent.append(message)

    awaited(app_of(behind)(scope, None, send))
    return (asked[0] if asked else None), sent


def reader_of(scope: dict[str, Any], *trusted: str) -> tuple[str | None, str]:
    networks = [ip_network(each) for each in trusted]
    inner, _ = passed_on(lambda behind: BehindProxies(behind, trusted=networks), scope)
    assert inner is not None
    return (inner["client"][0] if inner["client"] else None), inner["scheme"]


@pytest.mark.parametrize("kind", ["http", "websocket"])
def test_without_a_trusted_proxy_nobody_says_who_they_are(kind: str) -> None:
    scope = scope_of(kind, peer=READER, x_forwarded_for=FORGED, x_forwarded_proto="https")
    assert reader_of(scope) == (READER, scope["scheme"])
    assert reader_of(scope, PROXY) == (READER, scope["scheme"])


@pytest.mark.parametrize("kind", ["http", "websocket"])
def test_a_trusted_proxy_says_who_the_reader_is(kind: str) -> None:
    scope = scope_of(kind, x_forwarded_for=READER, x_forwarded_proto="https")
    assert reader_of(scope, PROXY) == (READER, "wss" if kind == "websocket" else "https")


@pytest.mark.parametrize(
    ("header", "reader"),
    [
        (READER, READER),
        (f"{FORGED}, {READER}", READER),
        (f"{FORGED},{PROXY},{READER}", READER),
        (f"{READER}, 10.0.0.2", READER),
        ([FORGED, READER], READER),
        (f"{READER}:4711", READER),
        ("[2001:db8::7]:443", "2001:db8::7"),
        ("2001:db8::7", "2001:db8::7"),
        (f"{FORGED}, not an address", PROXY),
        (f"{FORGED}, {READER}, ", PROXY),
        ("", PROXY),
        ("unknown", PROXY),
        ("<script>", PROXY),
        ("10.0.0.2, 10.0.0.3", "10.0.0.2"),
    ],
)
def test_the_nearest_address_that_is_no_proxy_of_ours_is_the_reader(header: str | list[str], reader: str) -> None:
    assert reader_of(scope_of(x_forwarded_for=header), "10.0.0.0/24")[0] == reader


@pytest.mark.parametrize("said", ["", "javascript", "https, ftp", "ws"])
def test_a_scheme_that_is_none_changes_nothing(said: str) -> None:
    assert reader_of(scope_of(x_forwarded_proto=said), PROXY)[1] == "http"


@pytest.mark.parametrize("peer", [None, "", "a socket"])
def test_a_peer_without_an_address_is_not_believed(peer: str | None) -> None:
    assert reader_of(scope_of(peer=peer, x_forwarded_for=FORGED), PROXY)[0] == peer


def answer(scope: dict[str, Any], public_url: str | None = "https://figures.example") -> int | str:
    inner, sent = passed_on(lambda behind: OwnAddressOnly(behind, public_url=public_url), scope)
    return "passed on" if inner else (sent[0].get("status") or sent[0]["type"])


@pytest.mark.parametrize("host", ["figures.example", "FIGURES.example", "figures.example:443", "figures.example:8501"])
@pytest.mark.parametrize("kind", ["http", "websocket"])
def test_a_request_for_our_address_is_passed_on(kind: str, host: str) -> None:
    assert answer(scope_of(kind, host=host)) == "passed on"


@pytest.mark.parametrize(
    "host",
    [
        [],
        "",
        "127.0.0.1",
        "elsewhere.example",
        "figures.example.elsewhere.example",
        "elsewhere.example/figures.example",
        "figures.example@elsewhere.example",
        "elsewhere.example@figures.example",
        "figures.example/elsewhere",
        "figures.example:",
        "[figures.example",
        ["figures.example", "elsewhere.example"],
    ],
)
def test_a_request_for_another_address_is_refused(host: str | list[str]) -> None:
    assert answer(scope_of(host=host)) == 421
    assert answer(scope_of("websocket", host=host)) == "websocket.close"


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics"])
def test_a_probe_asks_by_any_address(path: str) -> None:
    assert answer(scope_of(path=path, host="10.1.2.3:8501")) == "passed on"


def test_a_demonstration_answers_to_any_name() -> None:
    assert answer(scope_of(host="laptop.local"), public_url=None) == "passed on"
