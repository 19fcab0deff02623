"""The two sites that are compared, each in a process of its own, and a session at ours."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import httpx2 as httpx
import psutil

from dashboard.identity.clock import moment
from dashboard.identity.demonstration import CHESHIRE, PROGRAMME_FORCES
from dashboard.identity.gate import Gate
from dashboard.identity.second_factor import SecondFactorKeys
from data_access import accounts
from data_access.audit import PURPOSE, Actor, Witness
from data_access.browsers import Browser
from data_access.database import open_case, open_store
from data_access.demo import write_programme
from data_access.migrate import upgrade
from data_access.reference_data import seed_reference
from data_access.service_secret import service_secret
from data_access.sessions import Lifetimes
from data_access.settings import ROOT, DataSettings
from data_access.vocabulary import Role

FLOOR_PAGE = Path(__file__).with_name("floor_page.py")
PATIENCE_S = 60
BROWSER = Browser(cookie="the cookie of the measuring browser", address="local")
_BYTES_PER_MB = 1024**2
_KIB_PER_MB = 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A running site: its port, its process, and for ours a session token of each role measured."""

    port: int
    process: psutil.Process
    tokens: Mapping[Role, str]

    @property
    def memory_mb(self) -> float:
        """Return what the process holds now."""
        return float(self.process.memory_info().rss) / _BYTES_PER_MB

    @property
    def peak_mb(self) -> float:
        """Return the most it ever held."""
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="utf-8")
        peak = next(line for line in status.splitlines() if line.startswith("VmHWM:"))
        return int(peak.split()[1]) / _KIB_PER_MB


@contextmanager
def floor_site(folder: Path) -> Iterator[Server]:
    """Serve the floor page as any author would, but without a watch on files and without statistics for others."""
    options = ("--server.headless=true", "--server.fileWatcherType=none", "--browser.gatherUsageStats=false")
    command = ("streamlit", "run", str(FLOOR_PAGE), *options)
    with _running(command, port_option="--server.port={}", folder=folder, settings={}) as (port, process):
        yield Server(port=port, process=process, tokens={})


@contextmanager
def our_site(folder: Path, *, referrals: int | None) -> Iterator[Server]:
    """Serve the dashboard over a demonstration: the usual one, or so many referrals of three forces."""
    folder.mkdir()
    settings = {
        "UNIT_CASE_URL": f"sqlite:///{folder / 'case.db'}",
        "UNIT_STORE_URL": f"sqlite:///{folder / 'store.db'}",
        "UNIT_VAR_DIR": str(folder),
    }
    write_demonstration(settings["UNIT_CASE_URL"], referrals=referrals)
    tokens = _sessions(settings["UNIT_STORE_URL"], folder)
    command = ("dashboard", "serve")
    with _running(command, port_option="--port={}", folder=ROOT, settings=settings) as (port, process):
        yield Server(port=port, process=process, tokens=tokens)


@contextmanager
def _running(
    command: tuple[str, ...], *, port_option: str, folder: Path, settings: Mapping[str, str]
) -> Iterator[tuple[int, psutil.Process]]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    started = subprocess.Popen(
        [sys.executable, "-m", *command, port_option.format(port)],
        cwd=folder,
        env={**os.environ, **settings},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(port, started)
        yield port, psutil.Process(started.pid)
    finally:
        started.terminate()
        started.wait()


def _wait_for(port: int, started: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while True:
        try:
            httpx.get(f"http://localhost:{port}/_stcore/health")
        except httpx.TransportError:
            if started.poll() is not None or time.monotonic() > deadline:
                raise
            time.sleep(0.1)
        else:
            return


def write_demonstration(url: str, *, referrals: int | None) -> None:
    """Make a case database of the usual demonstration, or of so many referrals of three forces."""
    case = open_case(url)
    upgrade(case, "case")
    with case.begin() as connection:
        seed_reference(connection)
    forces = None if referrals is None else len(PROGRAMME_FORCES)
    write_programme(case, referrals=referrals, forces=forces, seed=2018, as_at=date.today())  # noqa: DTZ011 - fresh figures
    case.dispose()


def _sessions(url: str, folder: Path) -> dict[Role, str]:
    """Return a session for each role, opened past the password: signing in is not what is measured."""
    store = open_store(url)
    upgrade(store, "store")
    secret = service_secret(DataSettings(var_dir=folder))
    key = secret.derived(PURPOSE)
    gate = Gate(store=store, lifetimes=Lifetimes(), key=key, second_factor_keys=SecondFactorKeys.of(secret))
    witness = Witness(actor=Actor(username="benchmark"), key=key)
    tokens = {}
    for role in (Role.MANAGER, Role.COMMISSIONER):
        name = role.value.lower()
        forces = PROGRAMME_FORCES if role is Role.COMMISSIONER else (CHESHIRE,)
        accounts.add(
            store,
            username=name,
            display_name=name,
            role=role,
            forces=forces,
            home_force=CHESHIRE,
            password_hash="never used",
            witness=witness,
            now=moment(),
        )
        token = gate.open(gate.ticket(name, browser=BROWSER, now=moment()), browser=BROWSER, now=moment())
        if token is None:
            raise LookupError(name)
        tokens[role] = token
    store.dispose()
    return tokens
