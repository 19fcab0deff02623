"""The server as people start it: from any folder, by our command or by uvicorn, safe or not at all, until Ctrl+C."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import httpx2 as httpx
import pytest
import sqlalchemy as sa

from dashboard.identity.clock import moment
from dashboard.identity.gate import BROWSER_COOKIE
from data_access.browsers import Browser
from data_access.database import open_case, open_store
from data_access.schema import audit_entry, load
from data_access.settings import ROOT
from tests import databases
from tests.doorway import add_person, site_gate

PATIENCE = 60.0  # seconds a busy machine may take to start; a quiet one takes three
SECRET = "uT3_x9QbLr7-vKp2_ZwN5aHsYc8dEfGj"
HOST = "figures.example"
COMMANDS = ("our command", "uvicorn")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A folder that a site runs in, with databases as `init` makes them, and what its environment says."""

    folder: Path
    settings: Mapping[str, str] = field(default_factory=dict)

    @property
    def store_url(self) -> str:
        return f"sqlite:///{self.folder / 'store.db'}"

    @property
    def environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "UNIT_CASE_URL": f"sqlite:///{self.folder / 'case.db'}",
            "UNIT_STORE_URL": self.store_url,
            "UNIT_VAR_DIR": str(self.folder),
            **self.settings,
        }

    def real(self, **settings: str) -> "Place":
        """The same place as a real site, safe but for what is set."""
        safe = {"UNIT_DEMONSTRATION": "false", "UNIT_SECRET": SECRET, "UNIT_PUBLIC_URL": f"https://{HOST}"}
        return Place(folder=self.folder, settings={**safe, **settings})


@pytest.fixture
def place(tmp_path: Path) -> Place:
    folder = tmp_path / "site"
    folder.mkdir(mode=0o700)
    for which in ("case", "store"):
        made = databases.fresh_url("sqlite", tmp_path, which)
        Path(str(sa.make_url(made).database)).rename(folder / f"{which}.db")
    return Place(folder=folder)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


def command(by: str, port: int) -> tuple[str, ...]:
    if by == "our command":
        return ("dashboard", "serve", "--port", str(port))
    return ("uvicorn", "dashboard.asgi:app", "--port", str(port), "--log-level", "warning")


@contextmanager
def running(*words: str, place: Place) -> Iterator[subprocess.Popen[str]]:
    """Run a command, as from a terminal in some folder, until the test is done with it."""
    process = subprocess.Popen(
        [sys.executable, "-m", *words],
        cwd=place.folder,
        env=place.environment,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def answer(port: int, path: str = "/healthz") -> httpx.Response:
    """Ask until the server answers."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            return httpx.get(f"http://127.0.0.1:{port}{path}")
        except httpx.TransportError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)


@pytest.mark.parametrize("by", COMMANDS)
def test_it_serves_from_any_folder_and_stops_when_asked(place: Place, by: str) -> None:
    port = free_port()
    with running(*command(by, port), place=place) as server:
        served = answer(port)
        assert served.json() == {"status": "alive"}
        assert "content-security-policy" in served.headers
        server.send_signal(signal.SIGINT)
        said, complaints = server.communicate(timeout=PATIENCE)
    assert "Traceback" not in complaints
    if by == "our command":
        assert f"http://localhost:{port}" in said
        assert "server" not in served.headers


def test_a_port_in_use_is_said_in_three_sentences(place: Place) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        with running("dashboard", "serve", "--port", port, place=place) as server:
            said, complaints = server.communicate(timeout=PATIENCE)
            assert server.returncode == 2
    assert said == ""
    assert complaints.splitlines()[0].startswith(f"Nothing can listen on 127.0.0.1 port {port}")
    assert "--port 8502" in complaints
    assert "Traceback" not in complaints


def test_settings_that_cannot_be_used_are_all_said_before_anything_starts(place: Place) -> None:
    mistaken = Place(folder=place.folder, settings={"UNIT_SESSION_IDLE": "PT20H", "UNIT_DEMONSTRATION": "perhaps"})
    with running("dashboard", "serve", "--port", str(free_port()), place=mistaken) as server:
        _, complaints = server.communicate(timeout=PATIENCE)
        assert server.returncode == 2
    said = complaints.replace("\n", " ")
    assert "session_idle must not be longer than session_absolute" in said
    assert "demonstration: Input should be a valid boolean" in said
    assert "Traceback" not in complaints


@pytest.mark.parametrize("by", COMMANDS)
def test_an_unsafe_site_serves_nobody_and_says_every_fault(place: Place, by: str) -> None:
    place.folder.chmod(0o755)
    unsafe = place.real(UNIT_SECRET="changeme" * 5, UNIT_PUBLIC_URL=f"http://{HOST}", PYTHONASYNCIODEBUG="1")
    port = free_port()
    with running(*command(by, port), place=unsafe) as server:
        _, complaints = server.communicate(timeout=PATIENCE)
        assert server.returncode != 0
    for fault in (
        "UNIT_SECRET is too weak",
        "UNIT_PUBLIC_URL is not encrypted",
        "Others can read",
        "PYTHONASYNCIODEBUG",
    ):
        assert fault in complaints
    assert "changeme" not in complaints
    with pytest.raises(httpx.TransportError):
        httpx.get(f"http://127.0.0.1:{port}/healthz")


def test_a_careful_site_serves_its_own_address_and_no_other(place: Place) -> None:
    port = free_port()
    with running(*command("our command", port), place=place.real()):
        assert answer(port).status_code == 200
        assert answer(port, "/").status_code == 421
        ours = httpx.get(f"http://127.0.0.1:{port}/", headers={"Host": HOST})
        assert ours.status_code == 200
        assert "strict-transport-security" not in ours.headers


@pytest.mark.parametrize(
    ("trusted", "forwarded", "recorded"),
    [
        ("", "198.51.100.9", "127.0.0.1"),
        ("192.0.2.1", "198.51.100.9", "127.0.0.1"),
        ("127.0.0.1", "203.0.113.1, 198.51.100.9", "198.51.100.9"),
    ],
)
def test_the_audit_names_the_address_a_trusted_proxy_saw_and_believes_nobody_else(
    place: Place, monkeypatch: pytest.MonkeyPatch, trusted: str, forwarded: str, recorded: str
) -> None:
    port = free_port()
    site = place.real(**({"UNIT_TRUSTED_PROXIES": trusted} if trusted else {}))
    with running(*command("our command", port), place=site):
        answer(port)
        signed_in = _sign_in(port, site, monkeypatch, forwarded)
    assert ("strict-transport-security" in signed_in.headers) is (trusted == "127.0.0.1")
    store = open_store(site.store_url)
    with store.connect() as connection:
        newest = sa.select(audit_entry.c.address).where(audit_entry.c.event == "SIGN_IN")
        assert connection.scalars(newest).all() == [recorded]
    store.dispose()


def _sign_in(port: int, site: Place, monkeypatch: pytest.MonkeyPatch, forwarded: str) -> httpx.Response:
    """Sign in with a ticket, as through a proxy that adds to the header the browser sent."""
    browser = Browser(cookie="cookie-of-this-browser", address=forwarded)
    monkeypatch.setenv("UNIT_SECRET", SECRET)
    with site_gate(site.folder, monkeypatch, store_url=site.store_url) as gate:
        ticket = gate.ticket(add_person(gate), browser=browser, now=moment())
    return httpx.post(
        f"http://127.0.0.1:{port}/auth/session",
        content=ticket,
        headers={
            "Host": HOST,
            "Origin": f"https://{HOST}",
            "Cookie": f"{BROWSER_COOKIE}=cookie-of-this-browser",
            "X-Forwarded-For": forwarded,
            "X-Forwarded-Proto": "https",
        },
    )


def test_a_demonstration_over_cases_that_nobody_invented_does_not_start(place: Place) -> None:
    case = open_case(f"sqlite:///{place.folder / 'case.db'}")
    with case.begin() as connection:
        counts = dict.fromkeys(("rows_added", "rows_updated", "rows_unchanged", "rows_rejected"), 0)
        connection.execute(
            load.insert().values(
                kind="IMPORT",
                as_at=date(2026, 6, 30),
                loaded_at=moment().replace(tzinfo=None),
                source="register.csv",
                **counts,
            )
        )
    case.dispose()
    with running("dashboard", "serve", "--port", str(free_port()), place=place) as server:
        _, complaints = server.communicate(timeout=PATIENCE)
        assert server.returncode == 2
    assert "UNIT_DEMONSTRATION=false" in complaints
