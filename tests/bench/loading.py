"""How long a snapshot takes to load from SQLite and from its copy, and how much memory at the peak."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.bench.part import Measurement, Part, Setting
from tests.bench.register import write_case_database
from tests.bench.servers import write_demonstration

NAME = "snapshot"
ROWS = 1_000_000


WITH_WORK = 200_000  # some 3 million rows of meetings, interventions, contacts and the rest beside them
# Twelve facts of a referral in some 20 bytes, twenty of the work done on it in some 30.
BYTES_A_REFERRAL = 55


def load(setting: Setting) -> Iterator[Measurement]:
    """Yield seconds and peak memory, taken in a process of its own: of referrals alone, and with the work on them."""
    bare = write_case_database(setting.folder / "case.db", rows=ROWS)
    yield from _loaded(bare, setting.folder / "var", f"{ROWS:,} referrals")
    full = f"sqlite:///{setting.folder / 'full.db'}"
    write_demonstration(full, referrals=WITH_WORK)
    yield from _loaded(full, setting.folder / "full", f"{WITH_WORK:,} with the work done")


def _loaded(url: str, folder: Path, what: str) -> Iterator[Measurement]:
    command = [sys.executable, "-m", "tests.bench.load_once", url, str(folder)]
    loads = [json.loads(subprocess.run(command, check=True, capture_output=True).stdout) for _ in range(3)]
    figures = {name: sorted(each[name] for each in loads)[1] for name in loads[0]}
    yield Measurement(part=NAME, what=f"{what}: load from SQLite", value=figures["load_seconds"], unit="s")
    yield Measurement(part=NAME, what=f"{what}: write the copy", value=figures["write_seconds"], unit="s")
    yield Measurement(part=NAME, what=f"{what}: restart from the copy", value=figures["restart_seconds"], unit="s")
    yield Measurement(
        part=NAME, what=f"{what}: ask for the version", value=figures["version_seconds"] * 1000, unit="ms"
    )
    yield Measurement(part=NAME, what=f"{what}: peak memory over start", value=figures["peak_mb"], unit="MB")
    used = figures["bytes_per_referral"]
    yield Measurement(
        part=NAME,
        what=f"{what}: memory a referral",
        value=used,
        unit="bytes",
        target=f"at most {BYTES_A_REFERRAL}",
        met=used <= BYTES_A_REFERRAL,
    )


SNAPSHOT = Part(name=NAME, run=load)
