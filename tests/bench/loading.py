"""How long a snapshot takes to load from SQLite and from its copy, and how much memory at the peak."""

import json
import subprocess
import sys
from collections.abc import Iterator

from tests.bench.part import Measurement, Part, Setting
from tests.bench.register import write_case_database

NAME = "snapshot"
ROWS = 1_000_000


def load(setting: Setting) -> Iterator[Measurement]:
    """Yield seconds and peak memory, taken in a process of its own."""
    url = write_case_database(setting.folder / "case.db", rows=ROWS)
    command = [sys.executable, "-m", "tests.bench.load_once", url, str(setting.folder / "var")]
    loads = [json.loads(subprocess.run(command, check=True, capture_output=True).stdout) for _ in range(3)]
    figures = {name: sorted(each[name] for each in loads)[1] for name in loads[0]}
    yield Measurement(part=NAME, what="load 1,000,000 from SQLite", value=figures["load_seconds"], unit="s")
    yield Measurement(part=NAME, what="write the copy", value=figures["write_seconds"], unit="s")
    yield Measurement(part=NAME, what="restart from the copy", value=figures["restart_seconds"], unit="s")
    yield Measurement(part=NAME, what="ask for the version", value=figures["version_seconds"] * 1000, unit="ms")
    yield Measurement(part=NAME, what="peak memory of the load, over start", value=figures["peak_mb"], unit="MB")
    used = figures["bytes_per_referral"]
    yield Measurement(
        part=NAME, what="memory a referral", value=used, unit="bytes", target="at most 30", met=used <= 30
    )


SNAPSHOT = Part(name=NAME, run=load)
