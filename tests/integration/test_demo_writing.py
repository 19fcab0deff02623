"""A demonstration is written whole or not at all, and never over real records."""

import signal
import subprocess
import sys
import time
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from data_access.database import open_case
from data_access.demo import Written, write_programme
from data_access.errors import DatabaseUnavailable, SettingRefused, UnitError
from data_access.schema import CASE, area, force, load, referral
from tests import databases
from tests.integration.test_demo import digest

AS_AT = date(2019, 12, 31)


def write(engine: sa.Engine, *, seed: int = 1, referrals: int | None = 900, replace: bool = False) -> Written:
    return write_programme(engine, referrals=referrals, forces=None, seed=seed, as_at=AS_AT, replace=replace)


def held(engine: sa.Engine) -> dict[str, str]:
    with engine.connect() as connection:
        return digest(connection)


def test_a_second_run_is_refused_and_changes_nothing(case_engine: sa.Engine) -> None:
    write(case_engine)
    before = held(case_engine)
    with pytest.raises(SettingRefused, match="already holds referrals"):
        write(case_engine, seed=2)
    assert held(case_engine) == before


def test_replacing_leaves_only_the_new_programme_under_a_newer_load(case_engine: sa.Engine) -> None:
    first = write_programme(case_engine, referrals=2_000, forces=5, seed=1, as_at=AS_AT)
    second = write(case_engine, seed=2, replace=True)
    assert second.load_id > first.load_id
    with case_engine.connect() as connection:
        assert connection.scalar(sa.select(sa.func.count()).select_from(referral)) == 900
        assert connection.scalars(sa.select(load.c.load_id)).all() == [second.load_id]
        units = connection.scalar(sa.select(sa.func.count()).where(force.c.site_model != "NONE"))
        assert units == 3


def test_a_replaced_programme_is_the_one_a_fresh_database_would_hold(case_engine: sa.Engine, tmp_path: Path) -> None:
    write(case_engine, seed=1)
    write(case_engine, seed=2, replace=True)
    fresh = open_case(databases.fresh_url("sqlite", tmp_path, "case"))
    write(fresh, seed=2)
    by_load = frozenset({"referral", "load"})
    with case_engine.connect() as replaced, fresh.connect() as new:
        assert digest(replaced, but=by_load) == digest(new, but=by_load)
    fresh.dispose()


def test_real_records_are_never_written_over(case_engine: sa.Engine) -> None:
    with case_engine.begin() as connection:
        connection.execute(
            sa.insert(load).values(
                kind="IMPORT",
                loaded_at=datetime(2026, 1, 1),  # noqa: DTZ001
                as_at=AS_AT,
                source="register.csv",
                rows_added=0,
                rows_updated=0,
                rows_unchanged=0,
                rows_rejected=0,
            )
        )
    before = held(case_engine)
    for replace in (False, True):
        with pytest.raises(SettingRefused, match="not made up"):
            write(case_engine, replace=replace)
    assert held(case_engine) == before


def test_a_failure_half_way_leaves_everything_as_it_was(case_engine: sa.Engine) -> None:
    before = held(case_engine)

    def fail_late(_doing: str, part: float) -> None:
        if part > 0.9:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_programme(case_engine, referrals=900, forces=None, seed=1, as_at=AS_AT, progress=fail_late)
    assert held(case_engine) == before
    names = {index["name"] for index in sa.inspect(case_engine).get_indexes("referral")}
    assert {str(index.name) for index in referral.indexes} <= names
    assert write(case_engine).rows["referral"] == 900


def test_a_failed_replacement_keeps_the_old_programme(case_engine: sa.Engine) -> None:
    write(case_engine)
    before = held(case_engine)

    def fail(_doing: str, part: float) -> None:
        if part > 0:
            raise RuntimeError

    with pytest.raises(RuntimeError):
        write_programme(case_engine, referrals=900, forces=2, seed=3, as_at=AS_AT, replace=True, progress=fail)
    assert held(case_engine) == before


KILLED = """
import sys, time
from datetime import date
from data_access.database import open_case
from data_access.demo import write_programme

def stop(doing, part):
    if part > 0.5:
        print("half way", flush=True)
        time.sleep(60)

size = int(sys.argv[2])
write_programme(
    open_case(sys.argv[1]), referrals=size, forces=3, seed=1, as_at=date(2019, 12, 31), progress=stop
)
"""


def test_a_killed_run_leaves_no_half_written_programme(case_engine: sa.Engine) -> None:
    url = case_engine.url.render_as_string(hide_password=False)
    case_engine.dispose()
    # SQLite must have begun to write its file, which it does when its cache is full.
    size = "80000" if case_engine.dialect.name == "sqlite" else "6000"
    process = subprocess.Popen([sys.executable, "-c", KILLED, url, size], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "half way\n"
    process.send_signal(signal.SIGKILL)
    process.communicate()
    with case_engine.connect() as connection:
        for table in (referral, area, load, *CASE.sorted_tables[-3:]):
            assert connection.scalar(sa.select(sa.func.count()).select_from(table)) == 0, table.name
    assert _as_soon_as_the_lock_is_gone(case_engine).rows["referral"] == 900


def _as_soon_as_the_lock_is_gone(engine: sa.Engine) -> Written:
    """Write; a server needs a moment to notice that its client was killed."""
    for _ in range(50):
        with suppress(DatabaseUnavailable):
            return write(engine)
        time.sleep(0.1)
    return write(engine)


def test_sizes_are_obeyed(case_engine: sa.Engine) -> None:
    written = write_programme(case_engine, referrals=3_000, forces=7, seed=1, as_at=AS_AT)
    assert written.rows["referral"] == 3_000
    with case_engine.connect() as connection:
        assert connection.scalar(sa.select(sa.func.count(sa.distinct(referral.c.force_code)))) == 7


def test_progress_goes_from_nothing_to_everything(case_engine: sa.Engine) -> None:
    told: list[float] = []
    write_programme(
        case_engine, referrals=300, forces=3, seed=1, as_at=AS_AT, progress=lambda _doing, part: told.append(part)
    )
    assert told[0] == 0
    assert told[-1] == 1
    assert told == sorted(told)


def test_a_file_in_use_by_this_program_is_refused(tmp_path: Path) -> None:
    engine = open_case(databases.fresh_url("sqlite", tmp_path, "case"))
    with engine.connect(), pytest.raises(DatabaseUnavailable, match="in use by this program"):
        write(engine)
    engine.dispose()


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:"])
def test_a_database_without_tables_is_a_plain_error(url: str) -> None:
    with pytest.raises(UnitError):
        write(sa.create_engine(url))
