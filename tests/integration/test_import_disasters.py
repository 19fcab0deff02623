"""What goes wrong around an import: killed, full, locked, unreadable. Nothing is lost, nothing is half written."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

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


def many(path: Path, count: int, *, length: int = 60) -> Path:
    return a_register(path, *({"referral_id": f"A-{number:06d}", "next_step": "x" * length} for number in range(count)))


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


def _fill_soon(engine: sa.Engine, *, room: int) -> None:
    """Let no file of the database grow past a size, from the next connection on, as a full disk would not."""

    @sa.event.listens_for(engine, "connect")
    def limit(connection: Any, _record: object) -> None:
        if engine.dialect.name == "sqlite":
            connection.execute(f"PRAGMA max_page_count = {room // 4096}")
        else:
            _limit_files(connection.info.backend_pid, room=room)


def _limit_files(process: int, *, room: int) -> None:
    """Let the operating system refuse longer files to one process, asked as the user that owns it."""
    owner = Path(f"/proc/{process}").stat()
    limit = ["prlimit", f"--pid={process}", f"--fsize={room}"]
    subprocess.run(limit, check=True, user=owner.st_uid, group=owner.st_gid)


# PostgreSQL's log is written in files of 16 MiB, which must always fit.
ROOM = 16 * 2**20
# The rows need more than that room where they wait, or only where they are stored, with every column filled.
AT_THE_DOOR, INSIDE = 80_000, 62_000


@pytest.mark.parametrize("rows", [AT_THE_DOOR, INSIDE])
def test_a_full_disk_is_said_plainly_and_nothing_is_written(case_url: str, tmp_path: Path, rows: int) -> None:
    engine = open_case(case_url)
    before = content(engine)
    engine.dispose()
    _fill_soon(engine, room=ROOM)
    with pytest.raises(DatabaseUnavailable, match=r"disk is full|File too large"):
        run(engine, many(tmp_path / "register.csv", rows, length=150))
    engine.dispose()
    roomy = open_case(case_url)
    assert content(roomy) == before
    roomy.dispose()


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
