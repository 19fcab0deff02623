"""Runs the benchmarks: a table for people, var/bench.json for machines."""

import argparse
import json
import os
import platform
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

import duckdb
import polars as pl
from rich.console import Console
from rich.table import Table

from data_access.settings import VAR
from tests.bench.caseload import CASELOAD
from tests.bench.cross_filter import CROSS_FILTER
from tests.bench.first_load import FIRST_LOAD
from tests.bench.forecasting import FORECAST
from tests.bench.importing import IMPORT
from tests.bench.loading import SNAPSHOT
from tests.bench.pack import PACK
from tests.bench.page_data import PAGE_DATA
from tests.bench.panels import PANELS
from tests.bench.part import Measurement, Part, Setting
from tests.bench.pictures import PICTURES
from tests.bench.published import PUBLISHED
from tests.bench.release_audit import RELEASE_AUDIT
from tests.bench.reruns import RERUNS
from tests.bench.sign_in import SIGN_IN

PARTS: tuple[Part, ...] = (
    IMPORT,
    SNAPSHOT,
    PAGE_DATA,
    PANELS,
    RERUNS,
    CROSS_FILTER,
    CASELOAD,
    FORECAST,
    FIRST_LOAD,
    SIGN_IN,
    RELEASE_AUDIT,
    PICTURES,
    PUBLISHED,
    PACK,
)
SIZES = (260, 100_000, 1_000_000, 10_000_000)
FEWEST_ROUNDS = 5


def main(arguments: list[str]) -> int:
    """Run the parts asked for; 1 if a target was missed."""
    asked = _asked(arguments)
    measured: list[Measurement] = []
    with tempfile.TemporaryDirectory(prefix="unit-bench-") as folder:
        setting = Setting(sizes=tuple(asked.sizes), rounds=max(asked.rounds, FEWEST_ROUNDS), folder=Path(folder))
        for part in PARTS:
            if part.name in asked.parts:
                measured += _reported(part, setting)
    _print(measured)
    _write(measured, asked.write_to)
    return int(any(each.met is False for each in measured))


def _asked(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description="Measure and report.")
    names = [part.name for part in PARTS]
    parser.add_argument("--parts", nargs="+", choices=names, default=names)
    parser.add_argument("--sizes", nargs="+", type=int, default=SIZES, help="numbers of referrals of the page data")
    parser.add_argument("--rounds", type=int, default=9, help=f"of each comparison, at least {FEWEST_ROUNDS}")
    parser.add_argument("--write-to", type=Path, default=VAR / "bench.json")
    return parser.parse_args(arguments)


def _reported(part: Part, setting: Setting) -> Iterable[Measurement]:
    for measurement in part.run(setting):
        sys.stderr.write(f"{part.name}: {measurement.what}: {measurement.value:,.2f} {measurement.unit}\n")
        yield measurement


def _print(measured: list[Measurement]) -> None:
    table = Table("Part", "What", "Figure", "Unit", "Target", "Met", "Note")
    for each in measured:
        met = {True: "yes", False: "MISSED", None: ""}[each.met]
        table.add_row(each.part, each.what, f"{each.value:,.2f}", each.unit, each.target, met, each.note)
    Console(width=None if sys.stdout.isatty() else 140).print(table)


def _write(measured: list[Measurement], path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    machine = {
        "processors": os.cpu_count(),
        "python": platform.python_version(),
        "polars": pl.__version__,
        "duckdb": duckdb.__version__,
    }
    report = {"machine": machine, "measurements": [asdict(each) for each in measured]}
    path.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
