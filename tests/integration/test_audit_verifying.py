"""The walk along the chain, on both databases: whatever the owner of the database does to it is found and placed."""

from collections.abc import Callable
from typing import TypeAlias

import pytest
import sqlalchemy as sa

from data_access.access_vocabulary import Event
from data_access.audit import Entry
from data_access.audit.ledger import chained, spelt
from data_access.audit.reading import head
from data_access.audit.verdict import Fault, FaultKind, Verdict
from data_access.audit.verifying import verify
from data_access.schema import FIRST_HASH, audit_entry, audit_head
from tests import audits
from tests.doorway import KEY

LENGTH = 5
OTHER_KEY = b"the key of somebody else........"
Break: TypeAlias = Callable[[sa.Connection], object]


def sql(*statements: str) -> Break:
    def run(connection: sa.Connection) -> None:
        for statement in statements:
            connection.exec_driver_sql(statement)

    return run


def rewritten(connection: sa.Connection, *, since: int, key: bytes) -> None:
    """Write the rest of the chain anew, as somebody would who changed an entry and mends all that follows."""
    rows = connection.execute(sa.select(audit_entry).where(audit_entry.c.sequence < since)).all()
    last = rows[-1].entry_hash if rows else FIRST_HASH
    connection.execute(audit_entry.delete().where(audit_entry.c.sequence >= since))
    connection.execute(audit_head.update().values(sequence=since - 1, entry_hash=last))
    for number in range(since, LENGTH + 1):
        audits.witness("mallory", key=key).record(connection, Entry(event=Event.CASE_VIEW), now=audits.START)
        made = connection.execute(sa.select(audit_entry).where(audit_entry.c.sequence == number)).one()
        connection.execute(audit_head.update().values(sequence=number, entry_hash=made.entry_hash))


def forged(connection: sa.Connection) -> None:
    """Replace the third entry by one that is right in itself, as somebody who holds the secret can."""
    here = audit_entry.c.sequence == 3
    row = connection.execute(sa.select(audit_entry).where(here)).one()._asdict()
    columns = {**row, "subject": "C-9", "made_at": spelt(row["made_at"]), "outcome": str(row["outcome"])}
    del columns["entry_hash"]
    connection.execute(audit_entry.update().where(here).values(subject="C-9", entry_hash=chained(KEY, columns)))


RENUMBER = "UPDATE audit_entry SET sequence = {} WHERE sequence = {}"
BREAKS: dict[str, tuple[Break, FaultKind, int]] = {
    "a field altered": (sql("UPDATE audit_entry SET subject = 'C-9' WHERE sequence = 3"), FaultKind.ALTERED, 3),
    "a number taken away": (sql("UPDATE audit_entry SET row_count = NULL WHERE sequence = 4"), FaultKind.ALTERED, 4),
    "a hash altered": (sql("UPDATE audit_entry SET entry_hash = 'x' WHERE sequence = 3"), FaultKind.ALTERED, 3),
    "the last hash altered": (sql("UPDATE audit_entry SET entry_hash = 'é' WHERE sequence = 5"), FaultKind.ALTERED, 5),
    "the first entry altered": (sql("UPDATE audit_entry SET role = 'X' WHERE sequence = 1"), FaultKind.ALTERED, 1),
    "one removed from the middle": (sql("DELETE FROM audit_entry WHERE sequence = 3"), FaultKind.MISSING, 3),
    "the first removed": (sql("DELETE FROM audit_entry WHERE sequence = 1"), FaultKind.MISSING, 1),
    "the last removed": (sql("DELETE FROM audit_entry WHERE sequence = 5"), FaultKind.CUT_OFF, 5),
    "all removed": (sql("DELETE FROM audit_entry"), FaultKind.CUT_OFF, 1),
    "removed and the gap closed": (
        sql("DELETE FROM audit_entry WHERE sequence = 2", *(RENUMBER.format(n - 1, n) for n in (3, 4, 5))),
        FaultKind.ALTERED,
        2,
    ),
    "two exchanged": (sql(RENUMBER.format(-1, 2), RENUMBER.format(2, 3), RENUMBER.format(3, -1)), FaultKind.ALTERED, 2),
    "one replaced, and right in itself": (forged, FaultKind.NOT_FOLLOWING, 4),
    "the head moved back": (sql("UPDATE audit_head SET sequence = 3"), FaultKind.BEYOND_HEAD, 4),
    "the head moved on": (sql("UPDATE audit_head SET sequence = 6"), FaultKind.CUT_OFF, 6),
    "the head's hash altered": (sql("UPDATE audit_head SET entry_hash = 'x'"), FaultKind.HEAD_ALTERED, 5),
    "the head removed": (sql("DELETE FROM audit_head"), FaultKind.HEAD_LOST, 5),
    "the rest written anew under another secret": (
        lambda connection: rewritten(connection, since=3, key=OTHER_KEY),
        FaultKind.ALTERED,
        3,
    ),
    "all written anew under another secret": (
        lambda connection: rewritten(connection, since=1, key=OTHER_KEY),
        FaultKind.UNVERIFIABLE,
        1,
    ),
}
# A SQLite column takes what its type forbids, and a table can be rebuilt there without its key.
REBUILT = (
    "CREATE TABLE copy AS SELECT * FROM audit_entry",
    "DROP TABLE audit_entry",
    "ALTER TABLE copy RENAME TO audit_entry",
)
SQLITE_BREAKS: dict[str, tuple[Break, FaultKind, int]] = {
    "bytes for text": (sql("UPDATE audit_entry SET username = x'616e6e' WHERE sequence = 2"), FaultKind.ALTERED, 2),
    "no text at all": (
        sql("UPDATE audit_entry SET detail = CAST(x'ff' AS TEXT) WHERE sequence = 2"),
        FaultKind.ALTERED,
        2,
    ),
    "a hash that is no text": (
        sql("UPDATE audit_entry SET entry_hash = CAST(x'ff' AS TEXT) WHERE sequence = 2"),
        FaultKind.ALTERED,
        2,
    ),
    "a fraction for a number": (sql("UPDATE audit_entry SET row_count = 1.5 WHERE sequence = 2"), FaultKind.ALTERED, 2),
    "no moment": (sql("UPDATE audit_entry SET made_at = 'yesterday' WHERE sequence = 2"), FaultKind.ALTERED, 2),
    "an unknown outcome": (
        sql("PRAGMA ignore_check_constraints = ON", "UPDATE audit_entry SET outcome = 'WELL' WHERE sequence = 2"),
        FaultKind.ALTERED,
        2,
    ),
    "a number that is none": (sql("UPDATE audit_entry SET sequence = 'x' WHERE sequence = 3"), FaultKind.MISSING, 3),
    "an entry twice": (
        sql(*REBUILT, "INSERT INTO audit_entry SELECT * FROM audit_entry WHERE sequence = 2"),
        FaultKind.DOUBLED,
        2,
    ),
}


def found(store: sa.Engine, break_: Break) -> Verdict:
    audits.chain(store, LENGTH)
    with audits.broken_into(store) as connection:
        break_(connection)
    return verify(store, KEY)


def test_an_untouched_chain_is_whole(store_engine: sa.Engine) -> None:
    assert verify(store_engine, KEY) == Verdict(entries=0, newest_hash=FIRST_HASH)
    audits.chain(store_engine, LENGTH)
    ends = head(store_engine)
    assert verify(store_engine, KEY) == Verdict(entries=LENGTH, newest_hash=ends.entry_hash)
    assert ends.sequence == LENGTH


@pytest.mark.parametrize("name", BREAKS)
def test_a_break_is_found_and_placed(store_engine: sa.Engine, name: str) -> None:
    break_, kind, sequence = BREAKS[name]
    assert found(store_engine, break_).fault == Fault(kind=kind, sequence=sequence)


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
@pytest.mark.parametrize("name", SQLITE_BREAKS)
def test_what_only_sqlite_would_store_is_found_too(store_engine: sa.Engine, name: str) -> None:
    break_, kind, sequence = SQLITE_BREAKS[name]
    assert found(store_engine, break_).fault == Fault(kind=kind, sequence=sequence)


def test_how_far_the_chain_is_whole_is_said(store_engine: sa.Engine) -> None:
    verdict = found(store_engine, BREAKS["a field altered"][0])
    with store_engine.connect() as connection:
        second = connection.execute(sa.select(audit_entry.c.entry_hash).where(audit_entry.c.sequence == 2)).scalar()
    assert (verdict.entries, verdict.newest_hash) == (2, second)


def test_a_chain_written_anew_with_the_secret_betrays_itself_by_a_hash_kept_elsewhere(store_engine: sa.Engine) -> None:
    audits.chain(store_engine, LENGTH)
    kept = head(store_engine).entry_hash
    with audits.broken_into(store_engine) as connection:
        rewritten(connection, since=4, key=KEY)
    assert verify(store_engine, KEY).fault is None
    assert verify(store_engine, KEY, expected_hash=kept).fault == Fault(kind=FaultKind.ANCHOR_LOST, sequence=LENGTH)


def test_an_older_state_put_back_betrays_itself_by_a_hash_kept_elsewhere(store_engine: sa.Engine) -> None:
    audits.chain(store_engine, LENGTH)
    kept = head(store_engine).entry_hash
    with store_engine.connect() as connection:
        third = connection.execute(sa.select(audit_entry.c.entry_hash).where(audit_entry.c.sequence == 3)).scalar()
    with audits.broken_into(store_engine) as connection:
        connection.exec_driver_sql("DELETE FROM audit_entry WHERE sequence > 3")
        connection.execute(audit_head.update().values(sequence=3, entry_hash=third))
    assert verify(store_engine, KEY).fault is None
    assert verify(store_engine, KEY, expected_hash=kept).fault == Fault(kind=FaultKind.ANCHOR_LOST, sequence=3)


def test_a_hash_kept_earlier_is_found_in_a_chain_that_grew(store_engine: sa.Engine) -> None:
    audits.chain(store_engine, 2)
    kept = head(store_engine).entry_hash
    audits.chain(store_engine, 3)
    verdict = verify(store_engine, KEY, expected_hash=kept)
    assert (verdict.fault, verdict.anchored_at, verdict.entries) == (None, 2, 5)


def test_entries_made_during_the_walk_are_walked_too(store_engine: sa.Engine) -> None:
    audits.chain(store_engine, 1_000)
    seen: list[tuple[int, int]] = []

    def act_meanwhile(done: int, total: int) -> None:
        seen.append((done, total))
        if done == 1_000:
            audits.chain(store_engine, 2)

    verdict = verify(store_engine, KEY, progress=act_meanwhile)
    assert (verdict.entries, verdict.fault) == (1_002, None)
    assert seen == [(1_000, 1_000)]
