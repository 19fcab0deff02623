"""What goes wrong around an import: killed, full, locked, unreadable. Nothing is lost, nothing is half written."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa

from data_access.database import open_case
from data_access.errors import DatabaseUnavailable, ImportRejected
from tests.imports import a_csv, a_register, content, faults, loads, referral_ids, run

ROOT = Path(__file__).resolve().parents[2]
# The child stops where rows are written and not yet committed, says so, and waits to be killed.
_HELD_IMPORT = """
import sys, time
from pathlib import Path
from data_access.database import open_case
from tests.imports import run

def progress(step, _share):
    if step == "loading referral":
        print(step, flush=True)
        time.sleep(600)

run(open_case(sys.argv[1]), Path(sys.argv[2]), progress=progress)
"""


def many(path: Path, count: int) -> Path:
    return a_register(path, *({"referral_id": f"A-{number:06d}", "next_step": "x" * 60} for number in range(count)))


def test_a_killed_import_leaves_the_database_as_it_was(case_url: str, tmp_path: Path) -> None:
    engine = open_case(case_url)
    run(engine, a_register(tmp_path / "first.csv", {}))
    before = content(engine)
    register = many(tmp_path / "register.csv", 2_000)
    child = subprocess.Popen(
        [sys.executable, "-c", _HELD_IMPORT, case_url, str(register)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        env=os.environ | {"TMPDIR": str(tmp_path)},
    )
    assert child.stdout is not None
    assert child.stdout.readline() == b"loading referral\n"
    child.send_signal(signal.SIGKILL)
    child.wait()
    child.stdout.close()
    assert content(engine) == before
    assert [path.name for path in tmp_path.rglob("waiting.db")] == []
    assert run(engine, register).files[0].added == 2_000
    engine.dispose()


def test_a_full_disk_is_said_plainly_and_nothing_is_written(tmp_path: Path, case_url: str) -> None:
    engine = open_case(case_url)
    if engine.dialect.name != "sqlite":
        engine.dispose()
        return

    @sa.event.listens_for(engine, "connect")
    def limit(connection: object, _record: object) -> None:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]  # type: ignore[attr-defined]
        connection.execute(f"PRAGMA max_page_count = {pages + 20}")  # type: ignore[attr-defined]

    before = content(engine)
    with pytest.raises(DatabaseUnavailable, match="database or disk is full"):
        run(engine, many(tmp_path / "register.csv", 5_000))
    assert content(engine) == before
    engine.dispose()


@contextmanager
def _held(engine: sa.Engine) -> Iterator[None]:
    """Hold what an importer needs, as another importer would."""
    with engine.connect() as connection:
        sqlite = engine.dialect.name == "sqlite"
        connection.exec_driver_sql("BEGIN IMMEDIATE" if sqlite else "LOCK TABLE load IN SHARE ROW EXCLUSIVE MODE")
        yield
        connection.rollback()


def test_a_locked_database_is_said_plainly_and_nothing_is_written(case_engine: sa.Engine, tmp_path: Path) -> None:
    impatient = sa.create_engine(case_engine.url, connect_args=_impatience(case_engine))
    before = content(case_engine)
    with _held(case_engine), pytest.raises(DatabaseUnavailable, match=r"lock"):
        run(impatient, a_register(tmp_path / "a.csv", {}))
    impatient.dispose()
    assert content(case_engine) == before
    assert run(case_engine, tmp_path / "a.csv").written


def _impatience(engine: sa.Engine) -> dict[str, object]:
    return {"timeout": 0.1} if engine.dialect.name == "sqlite" else {"options": "-c lock_timeout=100ms"}


def test_a_header_alone_is_a_fault(case_engine: sa.Engine, tmp_path: Path) -> None:
    path = a_register(tmp_path / "a.csv", {})
    path.write_text(path.read_text().splitlines()[0] + "\n")
    assert faults(run(case_engine, path)) == [(None, "has_rows")]


def test_headings_of_no_table_are_a_fault_that_names_the_least_columns(case_engine: sa.Engine, tmp_path: Path) -> None:
    report = run(case_engine, a_csv(tmp_path / "x.csv", {"colour": "blue"}))
    assert faults(report) == [(None, "known_table")]
    assert "referral_id, force_code, referral_datetime" in report.as_text()


def test_a_missing_or_doubled_column_is_a_fault(case_engine: sa.Engine, tmp_path: Path) -> None:
    path = tmp_path / "register.csv"
    path.write_text("referral_id,force,police force,referral_date,agency\nA-1,met,met,19/06/2018,PROB\n")
    report = run(case_engine, path)
    assert report.faults["column"].to_list() == ["pathway", "force_code"]


def test_an_unreadable_file_stops_the_others_even_when_good_rows_are_accepted(
    case_engine: sa.Engine, tmp_path: Path
) -> None:
    (tmp_path / "b.csv").write_bytes(b"\x89PNG\r\n")
    report = run(case_engine, a_register(tmp_path / "a.csv", {}), tmp_path / "b.csv", accept_valid=True)
    assert not report.written
    assert loads(case_engine) == []


def test_a_quotation_mark_never_closed_stops_the_file(case_engine: sa.Engine, tmp_path: Path) -> None:
    path = a_register(tmp_path / "a.csv", {}, {"referral_id": '"A-2'})
    assert (None, "readable") in faults(run(case_engine, path))
    assert referral_ids(case_engine) == []


def test_rejects_that_cannot_be_written_stop_the_load(case_engine: sa.Engine, tmp_path: Path) -> None:
    register = a_register(tmp_path / "a.csv", {}, {"referral_id": "A-2", "pathway": "maybe"})
    with pytest.raises(ImportRejected, match="cannot be written"):
        run(case_engine, register, accept_valid=True, reject_to=tmp_path / "absent" / "rejects.csv")
    assert referral_ids(case_engine) == []


@pytest.mark.parametrize(
    ("mapping", "says"),
    [
        ("[columns.referral", "cannot be read"),
        ('[columns.register]\nURN = "referral_id"', "names a table"),
        ('[columns.referral]\nURN = "urn"', "names a column"),
        ('[values.current_risk]\nstandard = "STANDARD"', "the codes are LOW"),
        ('[values.colour]\nblue = "B"', "no table has"),
        ("[columns.referral]\nURN = 3", "not text"),
        ("[heads]\nURN = 3", "has a section"),
        ("columns = 3", "other than a table"),
    ],
)
def test_a_wrong_mapping_file_is_refused_before_anything_is_read(tmp_path: Path, mapping: str, says: str) -> None:
    path = tmp_path / "mapping.toml"
    path.write_text(mapping)
    with pytest.raises(ImportRejected, match=says):
        run(sa.create_engine("sqlite://"), tmp_path / "absent.csv", mapping=path)


def test_two_files_of_one_name_are_refused(case_engine: sa.Engine, tmp_path: Path) -> None:
    register = a_register(tmp_path / "a.csv", {})
    with pytest.raises(ImportRejected, match="same name"):
        run(case_engine, register, register)
