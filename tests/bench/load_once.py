"""Loads one snapshot and prints what it took: run in a process of its own, so that the peak is the load's."""

import json
import sys
from datetime import datetime
from pathlib import Path
from time import perf_counter

from data_access.database import open_case
from data_access.snapshot import data_version, read_snapshot
from data_access.snapshot.arrow_copy import read_copy, write_copy

_KIB_PER_MB = 1024


def main(url: str, var_dir: Path) -> dict[str, float]:
    before = _peak_mb()
    engine = open_case(url, read_only=True)
    marks = [perf_counter()]
    snapshot = read_snapshot(engine, now=datetime.fromisoformat("2026-01-01T06:00"))
    marks.append(perf_counter())
    peak = _peak_mb()
    write_copy(snapshot, var_dir)
    marks.append(perf_counter())
    read_copy(var_dir)
    marks.append(perf_counter())
    data_version(engine)
    marks.append(perf_counter())
    names = ("load_seconds", "write_seconds", "restart_seconds", "version_seconds")
    times = {name: after - start for name, start, after in zip(names, marks, marks[1:], strict=False)}
    return times | {"peak_mb": peak - before, "bytes_per_referral": snapshot.bytes_per_referral}


def _peak_mb() -> float:
    """Return the most memory this process ever held; `getrusage` would count the parent's before the exec."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    peak = next(line for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(peak.split()[1]) / _KIB_PER_MB


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(sys.argv[1], Path(sys.argv[2]))))
