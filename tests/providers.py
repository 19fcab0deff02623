"""Providers of single sign-on to sign in with: the mock as a process of its own, and one that lies as it is told."""

import base64
import hashlib
import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit

import pytest
from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

Claims = dict[str, Any]
# The value of a claim that a token does not make.
MISSING = object()

CLIENT = "the-dashboard"
SECRET = "the dashboard's own secret"
CHESHIRE, HAMPSHIRE = "E23000006", "E23000030"
ROLES = {"unit.manager": "MANAGER", "unit.commissioner": "COMMISSIONER", "unit.administrator": "ADMINISTRATOR"}
FORCES = {"force.cheshire": CHESHIRE, "force.hampshire": HAMPSHIRE}
# RSA keys take a while to make; every test's provider may sign with the same.
KEY = RSAKey.generate_key(2048, {"kid": "first"})
STRANGERS_KEY = RSAKey.generate_key(2048, {"kid": "first"})


def settings_for(issuer: str, *, site: str) -> dict[str, str]:
    """Return the environment of a dashboard that signs in with a provider."""
    return {
        "UNIT_PUBLIC_URL": site,
        "UNIT_SSO_ISSUER": issuer,
        "UNIT_SSO_CLIENT_ID": CLIENT,
        "UNIT_SSO_CLIENT_SECRET": SECRET,
        "UNIT_SSO_ROLES": json.dumps(ROLES),
        "UNIT_SSO_FORCES": json.dumps(FORCES),
    }


def claims_of(sub: str = "0001", **changed: object) -> dict[str, object]:
    """Return what a provider says of a manager of Cheshire."""
    person = {"sub": sub, "preferred_username": "A.Jones@cheshire.example", "name": "Ann Jones"}
    return {**person, "roles": ["unit.manager", "force.cheshire", "something.else"], **changed}


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


@contextmanager
def mock_provider(*people: dict[str, object], host: str = "127.0.0.1") -> Iterator[str]:
    """Run oidc-provider-mock with these people, and yield its issuer."""
    port = free_port()
    users = [word for person in people for word in ("--user-claims", json.dumps(person))]
    process = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", str(port), "--host", host, *users],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "NO_COLOR": "1"},
    )
    try:
        _wait_for(process, port)
        yield f"http://{host}:{port}"
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait_for(process: subprocess.Popen[bytes], port: int) -> None:
    for _ in range(600):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        if process.poll() is not None:
            break
        time.sleep(0.1)
    pytest.fail("The mock provider did not start.")


@dataclass
class SigningProvider:
    """A provider whose answers a test decides: what it says of itself, its keys, and the token of each code."""

    issuer: str = ""
    metadata: dict[str, object] = field(default_factory=dict)
    keys: list[RSAKey] = field(default_factory=lambda: [KEY])
    tokens: dict[str, object] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    forms: list[dict[str, str]] = field(default_factory=list)
    instead: dict[str, bytes] = field(default_factory=dict)
    silent: set[str] = field(default_factory=set)
    over: threading.Event = field(default_factory=threading.Event)
    challenge: str = ""

    def consent(
        self, address: str, *, code: str = "the-code", sign: Callable[[Claims], object] | None = None, **claims: object
    ) -> dict[str, str]:
        """Return what a browser that was sent to an address brings back: a code that is worth a token."""
        asked = dict(parse_qsl(urlsplit(address).query))
        self.challenge = asked["code_challenge"]
        now = int(time.time())
        answer = {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": asked["nonce"]}
        said = {**answer, **claims_of(), **claims}
        self.tokens[code] = (sign or signed)({name: value for name, value in said.items() if value is not MISSING})
        return {"state": asked["state"], "code": code}

    def answer(self, path: str, form: dict[str, str]) -> tuple[int, object]:
        """Return the status and the JSON of an answer."""
        self.asked.append(path)
        if path in self.silent:
            self.over.wait()
        if path in self.instead:
            return 200, self.instead[path]
        if path == "/.well-known/openid-configuration":
            return 200, {
                "issuer": self.issuer,
                "authorization_endpoint": f"{self.issuer}/authorize",
                "token_endpoint": f"{self.issuer}/token",
                "jwks_uri": f"{self.issuer}/keys",
                "token_endpoint_auth_methods_supported": ["client_secret_post"],
                **self.metadata,
            }
        if path == "/keys":
            return 200, KeySet(list(self.keys)).as_dict(private=False)
        self.forms.append(form)
        token = self.tokens.pop(form.get("code", ""), None)
        verifier = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        proven = base64.urlsafe_b64encode(verifier).decode().rstrip("=") == self.challenge
        if token is None or not proven or form.get("client_secret") != SECRET:
            return 400, {"error": "invalid_grant", "error_description": f"no such code: {form.get('code')}"}
        return 200, {"access_token": "an-access-token", "token_type": "Bearer", "id_token": token}


def signed(claims: Claims, *, key: RSAKey = KEY, alg: str = "RS256", **header: str) -> str:
    return jwt.encode({"alg": alg, "kid": "first", **header}, claims, key, algorithms=[alg])


@contextmanager
def signing_provider() -> Iterator[SigningProvider]:
    """Run a provider that says what it is told to."""
    provider = SigningProvider()

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            length = int(self.headers.get("content-length", 0))
            form = {name: values[0] for name, values in parse_qs(self.rfile.read(length).decode()).items()}
            status, said = provider.answer(urlsplit(self.path).path, form)
            content = said if isinstance(said, bytes) else json.dumps(said).encode()
            if provider.over.is_set():
                return
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_POST = do_GET  # noqa: N815 - as the library calls it

        def log_message(self, *_arguments: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    provider.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield provider
    finally:
        provider.over.set()
        server.shutdown()
        thread.join()
        server.server_close()
