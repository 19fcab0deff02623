"""How many rows a second the importer takes from CSV into SQLite."""

from collections.abc import Iterator
from datetime import date, datetime
from time import perf_counter

from data_access.database import open_case
from data_access.importer import import_files
from tests.bench.part import Measurement, Part, Setting
from tests.bench.register import empty_case_database, write_register

NAME = "import"
ROWS = 500_000
# The aim for CSV into SQLite.
ROWS_A_SECOND = 100_000


def rows_a_second(setting: Setting) -> Iterator[Measurement]:
    """Yield rows a second of a first import, and of the same file again."""
    register = setting.folder / "register.csv"
    write_register(register, rows=ROWS)
    engine = open_case(empty_case_database(setting.folder / "imported.db"))
    for what, aim in (("a new register", True), ("the same register again", False)):
        started = perf_counter()
        report = import_files(
            engine,
            [register],
            mapping=None,
            dry_run=False,
            accept_valid=True,
            as_at=date(2026, 1, 1),
            now=datetime.fromisoformat("2026-01-02T06:00"),
            reject_to=setting.folder / "rejects.csv",
            progress=lambda *_, **__: None,
        )
        speed = ROWS / (perf_counter() - started)
        taken = sum(file.added + file.unchanged for file in report.files)
        target, met = (f"at least {ROWS_A_SECOND:,}", speed >= ROWS_A_SECOND) if aim else ("", None)
        note = f"{taken:,} of {ROWS:,} rows of ten columns"
        yield Measurement(part=NAME, what=what, value=speed, unit="rows/s", target=target, met=met, note=note)
    engine.dispose()


IMPORT = Part(name=NAME, run=rows_a_second)
