"""The dashboard in a process of its own, started by its own commands over databases in a folder."""

import os
import re
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, Queue

import pytest

MAILED = "cheshire.police.uk"  # where mail could go, if there were a mail server
ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE_S = 120  # a first start invents the programme before it serves
PASSWORD_LINE = re.compile(r"^\s*(commissioner|manager|press|administrator)\s+(\S+)\s*$", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A running dashboard: its address, the passwords that its first start printed, and where its databases are."""

    address: str
    passwords: dict[str, str]
    folder: Path


@contextmanager
def running(folder: Path, command: str, *, port: int | None = None) -> Iterator[Site]:
    """Run `python -m dashboard start` or `serve` over the databases of a folder."""
    port = port or free_port()
    address = f"http://localhost:{port}"
    process = subprocess.Popen(
        [sys.executable, "-m", "dashboard", command, "--port", str(port), "--no-open"],
        cwd=ROOT,
        env={**os.environ, **own_databases(folder), "PYTHONUNBUFFERED": "1", "COLUMNS": "120"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        printed = _until_it_says(process, address)
        yield Site(address=address, passwords=dict(PASSWORD_LINE.findall(printed)), folder=folder)
    finally:
        process.terminate()
        process.wait(timeout=20)
        if process.stdout is not None:
            process.stdout.close()


def own_databases(folder: Path) -> dict[str, str]:
    return {
        "UNIT_CASE_URL": f"sqlite:///{folder / 'case.db'}",
        "UNIT_STORE_URL": f"sqlite:///{folder / 'store.db'}",
        "UNIT_VAR_DIR": str(folder),
        "UNIT_MAIL_DOMAINS": MAILED,
    }


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def _until_it_says(process: subprocess.Popen[str], words: str) -> str:
    """Return what was printed up to some words; fail with all of it if they never come."""
    lines: Queue[str] = Queue()
    output = process.stdout
    assert output is not None
    threading.Thread(target=lambda: [lines.put(line) for line in output], daemon=True).start()
    printed: list[str] = []
    while words not in "".join(printed):
        try:
            printed.append(lines.get(timeout=1 if process.poll() is not None else PATIENCE_S))
        except Empty:
            pytest.fail(f"The dashboard did not start:\n{''.join(printed)}")
    return "".join(printed)
