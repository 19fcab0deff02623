"""An import leaves a trace or does not happen: announced before anything is written, told how it ended after."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from typer.testing import CliRunner

from data_access.commands import application
from data_access.database import open_case, open_store
from data_access.errors import DatabaseUnavailable, ImportRejected
from data_access.importer.accountable import Ledger, Submission, check_import, load_import
from data_access.importer.history import past_loads
from data_access.importer.turn import one_at_a_time
from data_access.schema import audit_entry, load
from data_access.settings import data_settings
from tests.doorway import WITNESS
from tests.imports import AS_AT, a_register, loads, referral_ids, silent

NOW = datetime(2026, 6, 30, 8, 0, tzinfo=UTC)


@pytest.fixture
def ledger(store_engine: sa.Engine) -> Ledger:
    return Ledger(store=store_engine, witness=WITNESS, clock=lambda: NOW, page="imports")


def told(store: sa.Engine) -> list[tuple[Any, ...]]:
    with store.connect() as connection:
        columns = (audit_entry.c.event, audit_entry.c.outcome, audit_entry.c.row_count, audit_entry.c.detail)
        return [tuple(row) for row in connection.execute(sa.select(*columns).order_by(audit_entry.c.sequence))]


def submission(*paths: Path) -> Submission:
    return Submission(paths=paths, as_at=AS_AT)


@contextmanager
def silenced(store: sa.Engine) -> Iterator[None]:
    """Let nobody write to the audit."""
    with store.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE audit_head RENAME TO audit_head_gone")
    yield
    with store.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE audit_head_gone RENAME TO audit_head")


def test_a_load_is_announced_and_told(case_engine: sa.Engine, ledger: Ledger, tmp_path: Path) -> None:
    register = submission(a_register(tmp_path / "register.csv", {}, {"referral_id": "A-2"}))
    assert load_import(case_engine, register, ledger=ledger, progress=silent).written
    assert told(ledger.store) == [
        ("IMPORT_LOAD", "DONE", None, "Begun; nothing was written yet."),
        ("IMPORT_LOAD", "DONE", 2, "Rows added 2, updated 0, unchanged 0, rejected 0; faults 0."),
    ]
    with ledger.store.connect() as connection:
        entries = connection.execute(sa.select(audit_entry)).all()
    (stored,) = loads(case_engine)
    assert {entry.content_sha256 for entry in entries} == {stored.source_sha256}
    assert {(entry.subject, entry.page, entry.username) for entry in entries} == {("register.csv", "imports", "tester")}


def test_nothing_is_written_that_could_not_be_announced(case_engine: sa.Engine, ledger: Ledger, tmp_path: Path) -> None:
    register = submission(a_register(tmp_path / "register.csv", {}))
    with silenced(ledger.store), pytest.raises(DatabaseUnavailable, match="could not be recorded"):
        load_import(case_engine, register, ledger=ledger, progress=silent)
    assert (loads(case_engine), referral_ids(case_engine)) == ([], [])


def test_a_check_that_could_not_be_recorded_tells_nothing(
    case_engine: sa.Engine, ledger: Ledger, tmp_path: Path
) -> None:
    register = submission(a_register(tmp_path / "register.csv", {}))
    with silenced(ledger.store), pytest.raises(DatabaseUnavailable, match="could not be recorded"):
        check_import(case_engine, register, ledger=ledger, progress=silent)


def test_a_load_whose_end_cannot_be_recorded_says_that_it_happened(
    case_engine: sa.Engine, ledger: Ledger, tmp_path: Path
) -> None:
    register = submission(a_register(tmp_path / "register.csv", {}))
    store = ledger.store

    def lose(step: str, _share: float) -> None:
        if step == "loading referral":
            with store.begin() as connection:
                connection.exec_driver_sql("ALTER TABLE audit_head RENAME TO audit_head_gone")

    with pytest.raises(DatabaseUnavailable, match="The import is in the database"):
        load_import(case_engine, register, ledger=ledger, progress=lose)
    assert referral_ids(case_engine) == ["A-1"]
    assert [row[3] for row in told(store)] == ["Begun; nothing was written yet."]


def test_refused_and_failed_loads_are_told_apart_and_quote_no_row(
    case_engine: sa.Engine, ledger: Ledger, tmp_path: Path
) -> None:
    faulty = submission(a_register(tmp_path / "secret.csv", {"force": "Jane Doe", "referral_id": "JANE"}))
    assert not load_import(case_engine, faulty, ledger=ledger, progress=silent).written

    def stop(_step: str, _share: float) -> None:
        raise OSError("Jane Doe")

    with pytest.raises(OSError, match="Jane"):
        load_import(case_engine, faulty, ledger=ledger, progress=stop)
    entries = told(ledger.store)
    assert [row[1] for row in entries] == ["DONE", "REFUSED", "DONE", "FAILED"]
    assert entries[3][3] == "OSError"
    assert "Jane" not in str(entries)
    assert "JANE" not in str(entries)


def test_what_changed_since_the_check_is_not_loaded(case_engine: sa.Engine, ledger: Ledger, tmp_path: Path) -> None:
    path = a_register(tmp_path / "register.csv", {})
    checked = check_import(case_engine, submission(path), ledger=ledger, progress=silent)
    a_register(path, {"referral_id": "B-2"})
    with pytest.raises(ImportRejected, match="not the ones that were checked"):
        load_import(case_engine, submission(path), ledger=ledger, progress=silent, checked=checked)
    a_register(path, {})
    other = submission(a_register(tmp_path / "other.csv", {"referral_id": "C-3"}))
    load_import(case_engine, other, ledger=ledger, progress=silent)
    with pytest.raises(ImportRejected, match="database has changed since"):
        load_import(case_engine, submission(path), ledger=ledger, progress=silent, checked=checked)
    assert referral_ids(case_engine) == ["C-3"]
    again = check_import(case_engine, submission(path), ledger=ledger, progress=silent)
    assert load_import(case_engine, submission(path), ledger=ledger, progress=silent, checked=again).written


def test_a_file_changed_while_it_is_read_is_not_loaded(case_engine: sa.Engine, ledger: Ledger, tmp_path: Path) -> None:
    path = a_register(tmp_path / "register.csv", {})
    checked = check_import(case_engine, submission(path), ledger=ledger, progress=silent)

    def swap(step: str, _share: float) -> None:
        if step.startswith("opening"):
            a_register(path, {"referral_id": "B-2"})

    with pytest.raises(ImportRejected, match="not the ones that were checked"):
        load_import(case_engine, submission(path), ledger=ledger, progress=swap, checked=checked)
    assert referral_ids(case_engine) == []


def test_a_second_import_at_the_same_time_is_refused_and_a_later_one_is_not(tmp_path: Path) -> None:
    with (
        one_at_a_time(tmp_path / "var"),
        pytest.raises(ImportRejected, match="Another import"),
        one_at_a_time(tmp_path / "var"),
    ):
        pytest.fail("two imports at once")
    with one_at_a_time(tmp_path / "var"):
        assert (tmp_path / "var" / "importing.lock").stat().st_mode & 0o077 == 0


def test_the_history_names_who_loaded_what(case_engine: sa.Engine, ledger: Ledger, tmp_path: Path) -> None:
    summer, autumn = NOW, datetime(2026, 10, 25, 1, 30, tzinfo=UTC)  # the hour that London has twice
    first = submission(a_register(tmp_path / "first.csv", {}))
    load_import(case_engine, first, ledger=replace(ledger, clock=lambda: summer), progress=silent)
    again = submission(a_register(tmp_path / "again.csv", {}, {"referral_id": "A-2"}))
    load_import(case_engine, again, ledger=replace(ledger, clock=lambda: autumn), progress=silent)
    with case_engine.begin() as connection:
        connection.execute(load.update().where(load.c.load_id == 1).values(source_sha256="0" * 64))
    newest, oldest = past_loads(case_engine, ledger.store, at_most=9)
    assert (newest.loaded_by, newest.added, newest.unchanged) == ("tester", 1, 1)
    assert (oldest.source, oldest.loaded_by) == ("first.csv", ""), "another file than the one announced"
    assert len(past_loads(case_engine, ledger.store, at_most=1)) == 1


def test_the_command_is_recorded_and_stops_without_a_record(
    empty_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store_url = f"sqlite:///{tmp_path / 'store.db'}"
    for name, value in {"CASE_URL": empty_url, "STORE_URL": store_url, "VAR_DIR": str(tmp_path)}.items():
        monkeypatch.setenv(f"UNIT_{name}", value)
    register = a_register(tmp_path / "register.csv", {})
    data_settings.cache_clear()
    for options in (["--dry-run"], []):
        ran = CliRunner().invoke(application, ["import", str(register), "--as-at", "2026-06-29", *options])
        assert ran.exit_code == 0, ran.output
    store, case = open_store(store_url), open_case(empty_url)
    assert [row[:3] for row in told(store)] == [
        ("IMPORT_CHECK", "DONE", 1),
        ("IMPORT_LOAD", "DONE", None),
        ("IMPORT_LOAD", "DONE", 1),
    ]
    with store.connect() as connection:
        assert set(connection.scalars(sa.select(audit_entry.c.role))) == {"OPERATOR"}
    with silenced(store):
        refused = CliRunner().invoke(application, ["import", str(register), "--as-at", "2026-06-29"])
        invented = CliRunner().invoke(application, ["demo", "--replace", "--referrals", "900", "--forces", "3"])
    assert (refused.exit_code, invented.exit_code) == (2, 2)
    assert (len(loads(case)), referral_ids(case)) == (1, ["A-1"])
    data_settings.cache_clear()
    store.dispose()
    case.dispose()
