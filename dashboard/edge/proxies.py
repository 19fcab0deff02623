"""Where a request really comes from, and whether it is meant for us: only a proxy we know is believed."""

import re
from collections.abc import Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard.edge.answers import refusal

Address = IPv4Address | IPv6Address
MISDIRECTED = 421
POLICY_VIOLATION = 1008  # a websocket's way to say no
PORT = re.compile(r":\d+$")  # a proxy may pass on its own or ours
# Whoever keeps the process running asks by its bare address; these answers tell nothing of anybody.
PROBES = frozenset({"/healthz", "/readyz", "/metrics"})


class BehindProxies:
    """Takes a reader's address and scheme from `X-Forwarded-For` and `-Proto`, if a trusted proxy sent them.

    The nearest address that is no trusted proxy is the reader's; what stands before it in the header was typed by
    anybody. From anybody else both headers are ignored.
    """

    def __init__(self, app: ASGIApp, *, trusted: Iterable[IPv4Network | IPv6Network]) -> None:
        self.app = app
        self.trusted = tuple(trusted)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on as coming from its reader."""
        peer = _address((scope.get("client") or ("",))[0]) if scope["type"] in {"http", "websocket"} else None
        if peer is not None and self._is_trusted(peer):
            headers = Headers(scope=scope)
            scope = {
                **scope,
                "client": (str(self._reader(peer, headers)), 0),
                "scheme": _scheme(headers, usual=scope["scheme"], is_websocket=scope["type"] == "websocket"),
            }
        await self.app(scope, receive, send)

    def _is_trusted(self, address: Address) -> bool:
        return any(address in network for network in self.trusted)

    def _reader(self, peer: Address, headers: Headers) -> Address:
        nearest = peer
        for hop in reversed(",".join(headers.getlist("x-forwarded-for")).split(",")):
            address = _address(hop.strip())
            if address is None:
                return nearest
            nearest = address
            if not self._is_trusted(address):
                return nearest
        return nearest


class OwnAddressOnly:
    """Refuses requests that name another host: a page of somebody else that resolves to us cannot use us."""

    def __init__(self, app: ASGIApp, *, public_url: str | None) -> None:
        self.app = app
        self.host = _host(urlsplit(public_url).netloc) if public_url else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is meant for us."""
        if scope["type"] not in {"http", "websocket"} or self.is_meant(scope):
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": POLICY_VIOLATION})
        else:
            await refusal(MISDIRECTED, "This is not the address of this site.")(scope, receive, send)

    def is_meant(self, scope: Scope) -> bool:
        """Return whether a request names this site, or may name any."""
        if self.host is None:
            return True
        named = Headers(scope=scope).getlist("host")
        return scope["path"] in PROBES or (len(named) == 1 and _host(named[0]) == self.host)


def _address(text: str) -> Address | None:
    """Return the address in what a proxy wrote, with or without a port; None for anything else."""
    bare = text[1:].partition("]")[0] if text.startswith("[") else text
    if bare.count(":") == 1:
        bare = bare.partition(":")[0]
    try:
        return ip_address(bare)
    except ValueError:
        return None


def _scheme(headers: Headers, *, usual: str, is_websocket: bool) -> str:
    said = headers.get("x-forwarded-proto", "").rpartition(",")[2].strip().lower()
    if said not in {"http", "https"}:
        return usual
    return said.replace("http", "ws") if is_websocket else said


def _host(text: str) -> str:
    return PORT.sub("", text.lower())
