"""`python -m dashboard audit` on both databases: what it says, its number for scripts, and what it records."""

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from typer.testing import CliRunner, Result

from dashboard.commands import application
from dashboard.wording import audit_words
from data_access.access_vocabulary import Event, Outcome
from data_access.audit import Entry
from data_access.audit.operator import operator
from data_access.audit.reading import AuditQuery, head, search
from data_access.audit.verdict import Fault, FaultKind, Verdict
from data_access.database import open_store
from data_access.schema import audit_entry
from data_access.settings import data_settings
from tests import audits

Run = Callable[..., Result]


@pytest.fixture
def run(store_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    """The command over a store of this test, under the secret of this test."""
    monkeypatch.setenv("UNIT_STORE_URL", store_url)
    monkeypatch.setenv("UNIT_VAR_DIR", str(tmp_path))
    data_settings.cache_clear()
    yield lambda *arguments: CliRunner().invoke(application, ["audit", *arguments], env={"COLUMNS": "200"})
    data_settings.cache_clear()


@pytest.fixture
def store(run: Run, store_url: str) -> Iterator[sa.Engine]:  # noqa: ARG001 - the settings come first
    """The same store, with three entries under the service's own key."""
    engine = open_store(store_url)
    key = operator().key
    audits.chain(engine, 2, by=audits.witness("ann", key=key))
    refused = Entry(event=Event.EXPORT, outcome=Outcome.REFUSED, subject="=1+1", detail="[bold]no[/bold]")
    audits.record(engine, refused, by=audits.witness("mallory", key=key))
    yield engine
    engine.dispose()


def newest(store: sa.Engine) -> tuple[str, str, str, int | None]:
    entry = search(store, AuditQuery(), limit=1).entries[0]
    return entry.event, entry.role, entry.filters, entry.row_count


def test_a_whole_chain_is_said_and_nothing_is_changed(run: Run, store: sa.Engine) -> None:
    before = head(store)
    answer = run("verify")
    assert (answer.exit_code, answer.stderr) == (0, "")
    assert answer.stdout.startswith(f"The chain is whole: 3 entries, the newest hash begins {before.entry_hash[:12]}.")
    assert head(store) == before


def test_a_broken_chain_ends_with_a_number_for_scripts(run: Run, store: sa.Engine) -> None:
    with audits.broken_into(store) as connection:
        connection.execute(audit_entry.delete().where(audit_entry.c.sequence == 2))
    answer = run("verify")
    assert answer.exit_code == 1
    assert "The chain is broken. Entry 2 is missing" in answer.stdout


def test_the_head_is_what_verify_expects_later(run: Run, store: sa.Engine) -> None:
    kept = run("head").stdout.split()
    assert kept == [head(store).entry_hash, "3"]
    run("list")
    assert run("verify", "--expect", kept[0].upper()).exit_code == 0
    answer = run("verify", "--expect", "ab" * 32)
    assert answer.exit_code == 1
    assert "belongs to no entry" in answer.stdout


def test_another_secret_is_named_as_a_possible_reason(
    run: Run, store: sa.Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert head(store).sequence == 3
    monkeypatch.setenv("UNIT_SECRET", "quite another secret of at least 32 characters")
    data_settings.cache_clear()
    answer = run("verify")
    assert answer.exit_code == 1
    assert "the service's secret is not the one" in answer.stdout


def test_the_list_is_newest_first_narrowed_and_recorded(run: Run, store: sa.Engine) -> None:
    answer = run("list", "--who", "mallory", "--outcome", "REFUSED", "--since", "2026-06-30", "--until", "2026-06-30")
    assert answer.stdout.splitlines() == [
        "3  30 Jun 2026, 10:00:00  mallory  192.0.2.7  Exported  [Refused]  [bold]no[/bold]  =1+1"
    ]
    assert newest(store) == ("ACCESS", "OPERATOR", "30 Jun 2026, refused, by mallory", None)


def test_a_file_is_private_whole_and_recorded_with_its_hash(run: Run, store: sa.Engine, tmp_path: Path) -> None:
    file = tmp_path / "audit.csv"
    answer = run("export", str(file), "--containing", "c-")
    assert answer.stdout == f"Written: {file}, 2 entries\n"
    assert file.stat().st_mode & 0o077 == 0
    assert newest(store) == ("EXPORT", "OPERATOR", "containing “c-”", 2)
    entry = search(store, AuditQuery(), limit=1).entries[0]
    assert entry.content_sha256 == hashlib.sha256(file.read_bytes()).hexdigest()
    assert [path.name for path in tmp_path.glob("*audit.csv*")] == ["audit.csv"]
    assert run("verify").exit_code == 0


def test_a_file_that_is_there_is_never_replaced(run: Run, store: sa.Engine, tmp_path: Path) -> None:
    file = tmp_path / "audit.csv"
    file.write_text("mine")
    before = head(store)
    for taken in (file, tmp_path / "nowhere" / "audit.csv"):
        answer = run("export", str(taken))
        assert answer.exit_code == 2
        assert "cannot be made" in answer.stderr
    assert (file.read_text(), head(store)) == ("mine", before)


def test_a_file_whose_record_fails_is_not_made(run: Run, store: sa.Engine, tmp_path: Path) -> None:
    with store.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE audit_entry RENAME COLUMN detail TO remark")
    answer = run("export", str(tmp_path / "audit.csv"))
    assert answer.exit_code == 2
    assert list(tmp_path.glob("*audit.csv*")) == []


def test_a_store_that_is_not_there_is_not_made(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("UNIT_STORE_URL", f"sqlite:///{tmp_path / 'none.db'}")
    data_settings.cache_clear()
    answer = run("verify")
    assert (answer.exit_code, (tmp_path / "none.db").exists()) == (2, False)
    assert "no database file none.db" in answer.stderr


def test_everything_that_can_be_recorded_or_found_has_its_words() -> None:
    assert set(audit_words.EVENTS) == set(Event)
    assert set(audit_words.OUTCOMES) == set(Outcome)
    assert sorted(event for group in audit_words.GROUPS.values() for event in group) == sorted(Event)
    said = {
        kind: audit_words.verdict(Verdict(entries=1, newest_hash="ab", fault=Fault(kind=kind, sequence=2)))
        for kind in FaultKind
    }
    assert len(set(said.values())) == len(FaultKind)
    assert all(each.startswith("The chain is broken. ") for each in said.values())
