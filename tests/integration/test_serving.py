"""The server as people start it: from any folder, by our command or by uvicorn, and stopped with Ctrl+C."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2 as httpx
import pytest

from data_access.settings import ROOT

PATIENCE = 60.0  # seconds a busy machine may take to start; a quiet one takes three


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


@contextmanager
def running(*command: str, folder: Path) -> Iterator[subprocess.Popen[str]]:
    """Run a command, as from a terminal in some folder, until the test is done with it."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "UNIT_STORE_URL": f"sqlite:///{folder / 'store.db'}"}
    process = subprocess.Popen(
        [sys.executable, "-m", *command],
        cwd=folder,
        env=environment,
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


def answer(port: int) -> httpx.Response:
    """Ask until the server answers."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            return httpx.get(f"http://127.0.0.1:{port}/healthz")
        except httpx.TransportError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)


@pytest.mark.parametrize("by", ["our command", "uvicorn"])
def test_it_serves_from_any_folder_and_stops_when_asked(tmp_path: Path, by: str) -> None:
    port = free_port()
    commands = {
        "our command": ("dashboard", "serve", "--port", str(port)),
        "uvicorn": ("uvicorn", "dashboard.asgi:app", "--port", str(port), "--log-level", "warning"),
    }
    with running(*commands[by], folder=tmp_path) as server:
        served = answer(port)
        assert served.json() == {"status": "alive"}
        assert "content-security-policy" in served.headers
        server.send_signal(signal.SIGINT)
        said, complaints = server.communicate(timeout=PATIENCE)
    assert "Traceback" not in complaints
    if by == "our command":
        assert f"http://localhost:{port}" in said
        assert "server" not in served.headers


def test_a_port_in_use_is_said_in_three_sentences(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        with running("dashboard", "serve", "--port", port, folder=tmp_path) as server:
            said, complaints = server.communicate(timeout=PATIENCE)
            assert server.returncode == 2
    assert said == ""
    assert complaints.splitlines()[0].startswith(f"Nothing can listen on 127.0.0.1 port {port}")
    assert "--port 8502" in complaints
    assert "Traceback" not in complaints


def test_a_setting_that_cannot_be_used_is_said_before_anything_starts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UNIT_SESSION_IDLE", "PT20H")
    with running("dashboard", "serve", "--port", str(free_port()), folder=tmp_path) as server:
        _, complaints = server.communicate(timeout=PATIENCE)
        assert server.returncode == 2
    assert "session_idle must not be longer than session_absolute" in complaints.replace("\n", " ")
    assert "Traceback" not in complaints
