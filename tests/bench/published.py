"""How many readers a second get a public page from one process: `wrk` on this machine, over kept connections."""

import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from datetime import timedelta
from math import nan
from pathlib import Path

import httpx2 as httpx
import psutil

from dashboard.identity.clock import moment
from dashboard.wording import published as words
from data_access.database import open_store
from tests.bench.part import Measurement, Part, Setting
from tests.bench.servers import our_site
from tests.published import embargoed

NAME = "published"
TARGET = 2_000
CONNECTIONS, SECONDS = 32, 8
PATIENCE_S = 120
# What a browser sends for a page it has not, and for one that it has.
ENCODED = "Accept-Encoding: gzip, deflate, br, zstd"
RATE = re.compile(r"Requests/sec:\s+([\d.]+)")
LATENCY = re.compile(r"^\s+99%\s+(\S+)", re.MULTILINE)
ASKED = re.compile(r"(\d+) requests in")
FAULTS = re.compile(r"Non-2xx or 3xx responses: (\d+)|Socket errors: (.+)")


def published(setting: Setting) -> Iterator[Measurement]:
    """Yield requests a second of a release's page as it is, compressed, and unchanged."""
    wrk = shutil.which("wrk")
    if wrk is None:
        yield Measurement(part=NAME, what="not measured", value=nan, unit="", note="wrk is not installed")
        return
    folder = setting.folder / NAME
    with our_site(folder, referrals=None) as server:
        page = f"http://localhost:{server.port}/published/{_released(folder)}/index.html"
        tag = _when_it_is_there(page)
        for what, headers in (
            ("page, plain", ()),
            ("page, compressed", (ENCODED,)),
            ("page, unchanged", (ENCODED, f"If-None-Match: {tag}")),
        ):
            yield from _measured(wrk, page, what, headers, process=server.process)


def _released(folder: Path) -> str:
    """Release the headline of the demonstration an hour ago and return its reference."""
    store = open_store(f"sqlite:///{folder / 'store.db'}")
    now = moment()
    kept = embargoed(store, now=now - timedelta(hours=2), until=now - timedelta(hours=1))
    store.dispose()
    return kept.reference.text


def _when_it_is_there(page: str) -> str:
    """Wait for the page with its pictures, or without where there is no browser, and return its tag."""
    deadline = time.monotonic() + PATIENCE_S
    while True:
        answer = httpx.get(page, headers={"Accept-Encoding": "br"})
        is_whole = answer.status_code == httpx.codes.OK and words.NO_PICTURES not in answer.text
        if is_whole or time.monotonic() > deadline:
            return answer.raise_for_status().headers["etag"]
        time.sleep(0.5)


def _measured(
    wrk: str, page: str, what: str, headers: tuple[str, ...], *, process: psutil.Process
) -> Iterator[Measurement]:
    """Yield what a reader sees, which others on the machine slow down, and what it costs, which they do not."""
    told = [part for header in headers for part in ("--header", header)]
    command = [wrk, "--threads", "1", "--connections", str(CONNECTIONS), "--duration", f"{SECONDS}s", "--latency"]
    before = process.cpu_times()
    said = subprocess.run([*command, *told, page], check=True, capture_output=True, text=True).stdout
    after = process.cpu_times()
    faults, rate, latency, asked = (each.search(said) for each in (FAULTS, RATE, LATENCY, ASKED))
    if rate is None or asked is None:
        raise LookupError(said)
    yield Measurement(
        part=NAME,
        what=what,
        value=float(rate[1]),
        unit="a second",
        target=f"at least {TARGET:,}, no fault",
        met=float(rate[1]) >= TARGET and faults is None,
        note=f"99 in 100 within {latency[1] if latency else '?'}{f'; {faults[0]}' if faults else ''}",
    )
    spent = after.user + after.system - before.user - before.system
    yield Measurement(
        part=NAME,
        what=f"{what}: processor",
        value=spent / int(asked[1]) * 1_000_000,
        unit="µs a request",
        target=f"under {1_000_000 // TARGET} on one",
        met=spent / int(asked[1]) * TARGET < 1,
    )


PUBLISHED = Part(name=NAME, run=published)
