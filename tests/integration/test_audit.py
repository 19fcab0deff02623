"""The ledger on both databases: one chain whoever writes, nothing changed or removed, no act without its entry."""

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from data_access.access_vocabulary import Event
from data_access.audit import Actor, Entry, Witness, append, ledger
from data_access.audit.verifying import verify
from data_access.database import open_store
from data_access.errors import DatabaseUnavailable
from data_access.schema import audit_entry, audit_head, user_account
from tests import audits
from tests.audits import START
from tests.doorway import KEY, WITNESS

ROOT = Path(__file__).resolve().parents[2]
ACT = sa.text(
    "INSERT INTO user_account (username, display_name, password_hash, role, created_at, changed_at) "
    "VALUES ('eve', 'Eve', 'x', 'MANAGER', '2026-06-30 09:00:00', '2026-06-30 09:00:00')"
)
# What somebody with a hand on the database might try; every one must end in the refusal of the database itself.
ATTEMPTS = (
    "UPDATE audit_entry SET username = 'nobody' WHERE sequence = 2",
    "UPDATE audit_entry SET entry_hash = previous_hash",
    "DELETE FROM audit_entry",
    "DELETE FROM audit_entry WHERE sequence = 3",
    "DELETE FROM audit_head",
    "UPDATE audit_head SET sequence = sequence - 1",
    "UPDATE audit_head SET sequence = sequence + 1",
    "UPDATE audit_head SET sequence = 0, entry_hash = 'x'",
    "UPDATE audit_head SET entry_hash = 'x'",
    "UPDATE audit_head SET head_id = 2",
    "UPDATE audit_head SET entry_hash = (SELECT entry_hash FROM audit_entry WHERE sequence = 1), sequence = 1",
    "INSERT INTO audit_head (head_id, sequence, entry_hash) VALUES (2, 0, 'x')",
    "INSERT INTO audit_entry SELECT {beyond} FROM audit_entry WHERE sequence = 3",
    "INSERT INTO audit_entry SELECT {forked} FROM audit_entry WHERE sequence = 3",
    "INSERT INTO audit_entry SELECT * FROM audit_entry WHERE sequence = 3",
)
ATTEMPTS_ON = {
    "sqlite": (
        "INSERT OR REPLACE INTO audit_entry SELECT * FROM audit_entry WHERE sequence = 2",
        "REPLACE INTO audit_entry SELECT * FROM audit_entry WHERE sequence = 3",
        "REPLACE INTO audit_head (head_id, sequence, entry_hash) VALUES (1, 0, 'x')",
        "INSERT OR IGNORE INTO audit_head (head_id, sequence, entry_hash) VALUES (3, 0, 'x')",
        "UPDATE OR IGNORE audit_entry SET username = 'nobody'",
        "UPDATE OR REPLACE audit_entry SET sequence = 1 WHERE sequence = 3",
        "INSERT INTO audit_entry SELECT * FROM audit_entry WHERE sequence = 2 "
        "ON CONFLICT (sequence) DO UPDATE SET username = 'nobody'",
    ),
    "postgresql": (
        "TRUNCATE audit_entry",
        "TRUNCATE audit_head",
        "TRUNCATE audit_entry, audit_head",
        "SET session_replication_role = replica; DELETE FROM audit_entry",
        "SET LOCAL search_path = pg_temp; DELETE FROM public.audit_entry",
        "INSERT INTO audit_entry SELECT * FROM audit_entry WHERE sequence = 2 "
        "ON CONFLICT (sequence) DO UPDATE SET username = 'nobody'",
        "WITH gone AS (DELETE FROM audit_entry RETURNING *) SELECT * FROM gone",
    ),
}
WRITERS, EACH = 20, 50
FEW = 4  # SQLite lets a transaction wait five seconds, and does not let in whoever waited longest


def _instead(**values: str) -> str:
    return ", ".join(values.get(column.name, column.name) for column in audit_entry.columns)


BEYOND = _instead(sequence="sequence + 2", previous_hash="entry_hash")
FORKED = _instead(sequence="sequence + 1")


def hashes(store: sa.Engine) -> list[tuple[Any, ...]]:
    with store.connect() as connection:
        rows = connection.execute(sa.select(audit_entry).order_by(audit_entry.c.sequence)).all()
        return [tuple(row) for row in [*rows, *connection.execute(sa.select(audit_head)).all()]]


def usernames(store: sa.Engine) -> list[str]:
    with store.connect() as connection:
        return list(connection.execute(sa.select(user_account.c.username)).scalars())


def test_the_database_refuses_to_change_the_past(store_engine: sa.Engine) -> None:
    audits.chain(store_engine, 3)
    before = hashes(store_engine)
    for attempt in (*ATTEMPTS, *ATTEMPTS_ON[store_engine.dialect.name]):
        statement = attempt.format(beyond=BEYOND, forked=FORKED)
        assert "append-only" in refusal(store_engine, statement), statement
        assert hashes(store_engine) == before, statement


def refusal(store: sa.Engine, statement: str) -> str:
    """What the database says to a statement that somebody types."""
    try:
        with store.begin() as connection:
            connection.exec_driver_sql(statement)
    except sa.exc.DBAPIError as error:
        return str(error.orig)
    return "done"


def test_many_writers_make_one_chain_without_a_fork_or_a_gap(store_engine: sa.Engine) -> None:
    def write(writer: int) -> None:
        for number in range(EACH):
            entry = Entry(event=Event.CASE_VIEW, subject=f"{writer}-{number}")
            append(store_engine, audits.witness(f"writer{writer}"), entry, now=START)

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(write, range(WRITERS)))
    verdict = verify(store_engine, KEY)
    assert (verdict.entries, verdict.fault) == (WRITERS * EACH, None)


def test_acts_at_once_follow_each_other(store_engine: sa.Engine) -> None:
    def act(writer: int) -> None:
        for _ in range(EACH):
            with store_engine.begin() as connection:
                audits.witness(f"writer{writer}").record(connection, Entry(event=Event.CASE_VIEW), now=START)

    with ThreadPoolExecutor(FEW) as pool:
        list(pool.map(act, range(FEW)))
    assert (verify(store_engine, KEY).entries, verify(store_engine, KEY).fault) == (FEW * EACH, None)


def test_an_act_that_fails_leaves_no_entry_and_no_gap(store_engine: sa.Engine) -> None:
    audits.chain(store_engine, 1)
    with store_engine.connect() as connection:
        WITNESS.record(connection, Entry(event=Event.ACCOUNT_ADD), now=START)
        connection.rollback()
    audits.chain(store_engine, 1)
    assert (verify(store_engine, KEY).entries, verify(store_engine, KEY).fault) == (2, None)


def test_an_entry_that_fails_undoes_the_act(store_engine: sa.Engine) -> None:
    unstorable = Entry(event=Event.ACCOUNT_ADD, content_sha256=None)  # type: ignore[arg-type]

    def act() -> None:
        with store_engine.begin() as connection:
            connection.execute(ACT)
            WITNESS.record(connection, unstorable, now=START)

    with pytest.raises(sa.exc.DBAPIError, match="content_sha256"):
        act()
    assert usernames(store_engine) == []


def test_two_entries_of_one_transaction_follow_each_other(store_engine: sa.Engine) -> None:
    with store_engine.begin() as connection:
        for event in (Event.ACCOUNT_ADD, Event.ACCOUNT_CHANGE):
            WITNESS.record(connection, Entry(event=event), now=START)
    assert (verify(store_engine, KEY).entries, verify(store_engine, KEY).fault) == (2, None)


_HELD_ACT = """
import sys, time
from data_access.database import open_store
from tests.integration.test_audit import ACT, START, WITNESS, Entry, Event

with open_store(sys.argv[1]).begin() as connection:
    connection.execute(ACT)
    if sys.argv[2] == "recorded":
        WITNESS.record(connection, Entry(event=Event.ACCOUNT_ADD, subject="eve"), now=START)
    print("held", flush=True)
    time.sleep(600)
"""


@pytest.mark.parametrize("stage", ["acted", "recorded"])
def test_a_process_killed_half_way_leaves_neither_act_nor_entry(store_url: str, stage: str) -> None:
    child = subprocess.Popen(
        [sys.executable, "-c", _HELD_ACT, store_url, stage], cwd=ROOT, stdout=subprocess.PIPE, env=dict(os.environ)
    )
    assert child.stdout is not None
    assert child.stdout.readline() == b"held\n"
    child.send_signal(signal.SIGKILL)
    child.wait()
    child.stdout.close()
    store = open_store(store_url)
    assert usernames(store) == []
    audits.chain(store, 1)
    assert (verify(store, KEY).entries, verify(store, KEY).fault) == (1, None)
    store.dispose()


def test_a_store_that_cannot_be_written_to_refuses_the_act(store_engine: sa.Engine) -> None:
    audits.chain(store_engine, 1)

    @sa.event.listens_for(store_engine, "connect")
    def shut(connection: Any, _record: object) -> None:
        if store_engine.dialect.name == "sqlite":
            connection.execute("PRAGMA query_only = ON")
        else:
            connection.read_only = True

    store_engine.dispose()
    with pytest.raises(DatabaseUnavailable, match="could not be recorded, so it was not done"):
        append(store_engine, WITNESS, Entry(event=Event.EXPORT), now=START)
    assert verify(store_engine, KEY).entries == 1


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_what_was_recorded_survives_a_loss_of_power(store_engine: sa.Engine) -> None:
    with store_engine.connect() as connection:
        full = 2
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == full


def test_a_full_disk_refuses_the_act(store_engine: sa.Engine) -> None:
    if store_engine.dialect.name == "postgresql":
        with store_engine.begin() as connection:  # the server's own disk is everybody's: its refusal stands in
            connection.exec_driver_sql(
                "CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS "
                "$$ BEGIN RAISE disk_full USING MESSAGE = 'No space left on device'; END $$; "
                "CREATE TRIGGER no_room BEFORE INSERT ON audit_entry EXECUTE FUNCTION no_room()"
            )
    else:

        @sa.event.listens_for(store_engine, "connect")
        def limit(connection: Any, _record: object) -> None:
            connection.execute("PRAGMA max_page_count = 1")  # no page beyond those there are

        store_engine.dispose()

    def append_many() -> None:
        for _ in range(100):  # the last page may have room for a few more
            append(store_engine, WITNESS, Entry(event=Event.EXPORT, detail="x" * 2_000), now=START)

    with pytest.raises(DatabaseUnavailable, match=r"is full|No space left"):
        append_many()
    assert verify(store_engine, KEY).fault is None


def test_an_act_waits_its_turn_and_is_refused_when_it_does_not_come(
    store_engine: sa.Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("data_access.audit.ledger.PATIENCE_MS", 100)
    impatience = {"connect_args": {"timeout": 0.1}} if store_engine.dialect.name == "sqlite" else {}
    impatient = sa.create_engine(store_engine.url, **impatience)
    with store_engine.begin() as connection:
        WITNESS.record(connection, Entry(event=Event.ACCOUNT_ADD), now=START)
        with pytest.raises(DatabaseUnavailable, match="lock"):
            append(impatient, WITNESS, Entry(event=Event.EXPORT), now=START)
    append(impatient, WITNESS, Entry(event=Event.EXPORT), now=START)
    impatient.dispose()
    assert (verify(store_engine, KEY).entries, verify(store_engine, KEY).fault) == (2, None)


def test_an_audit_without_its_head_refuses_every_act(store_engine: sa.Engine) -> None:
    with audits.broken_into(store_engine) as connection:
        connection.exec_driver_sql("DELETE FROM audit_head")
    with pytest.raises(DatabaseUnavailable, match="no beginning"):
        append(store_engine, WITNESS, Entry(event=Event.EXPORT), now=START)


NASTY = "a\x00b\r\nc\ud800d\u202ee\u200bf\x9bg\u2028h'; DROP TABLE audit_entry; --<script>"


def test_what_a_stranger_typed_is_kept_clean_and_cut_but_never_refused(store_engine: sa.Engine) -> None:
    stranger = Witness(actor=Actor(username=NASTY * 10, address=NASTY * 10, request_id=NASTY * 9), key=KEY)
    append(store_engine, stranger, Entry(event=Event.SIGN_IN, subject=NASTY, detail="€" * 9_999), now=START)
    with store_engine.connect() as connection:
        row = connection.execute(sa.select(audit_entry)).one()
    assert row.subject == "a\ufffdb\ufffd\ufffdc?d\ufffde\ufffdf\ufffdg\ufffdh'; DROP TABLE audit_entry; --<script>"
    assert (len(row.username), len(row.address), len(row.detail)) == (64, 45, 2_000)
    assert row.username.endswith("…")
    assert verify(store_engine, KEY).fault is None


@pytest.mark.parametrize("database_kind", ["postgresql"], indirect=True)
def test_a_service_that_owns_nothing_can_record_and_take_no_trigger_away(store_engine: sa.Engine) -> None:
    with store_engine.connect() as connection:
        for statement in (
            "CREATE ROLE dashboard_service",
            "GRANT SELECT, INSERT ON audit_entry TO dashboard_service",
            "GRANT SELECT, UPDATE ON audit_head TO dashboard_service",
            "SET ROLE dashboard_service",
        ):
            connection.exec_driver_sql(statement)
        WITNESS.record(connection, Entry(event=Event.SIGN_IN), now=START)
        for forbidden in ("DROP TRIGGER audit_entry_change ON audit_entry", "SET session_replication_role = replica"):
            with pytest.raises(sa.exc.ProgrammingError), connection.begin_nested():
                connection.exec_driver_sql(forbidden)
        connection.rollback()  # and with it the role, which all databases of the server share


def test_too_many_who_wait_to_be_recorded_are_told(store_engine: sa.Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger, "PATIENCE_MS", 10)
    with ledger._TURN, pytest.raises(DatabaseUnavailable, match="too many others are waiting"):
        append(store_engine, WITNESS, Entry(event=Event.EXPORT), now=START)
    append(store_engine, WITNESS, Entry(event=Event.EXPORT), now=START)
