"""Walks the chain of the audit from its first entry to its last, and says where it is broken, if it is.

It believes nothing the store says of itself: whoever can change an entry can also take a trigger or a key away.
"""

import hmac
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

import sqlalchemy as sa

from data_access.audit.ledger import chained, spelt
from data_access.audit.reading import Head
from data_access.audit.verdict import Fault, FaultKind, Verdict
from data_access.database import plainly
from data_access.schema import FIRST_HASH, audit_entry, audit_head

ROWS_AT_ONCE = 1_000
Progress: TypeAlias = Callable[[int, int], None]
Columns: TypeAlias = dict[str, Any]


def verify(
    engine: sa.Engine, key: bytes, *, expected_hash: str | None = None, progress: Progress | None = None
) -> Verdict:
    """Return whether the chain is whole, reading it once in little memory; raises `DatabaseUnavailable`.

    `expected_hash` is one that was noted elsewhere: it must be the hash of some entry. Only so does it show that the
    whole audit was replaced by an older one, or written anew by somebody who holds the secret.
    """
    walk = _Walk(key=key, expected_hash=expected_hash)
    with plainly("The audit could not be read"), engine.connect() as connection, _lenient(connection):
        while True:
            reached = walk.sequence
            fault = _along(connection, walk, progress)
            head = _head(connection)
            if fault or head is None or head.sequence <= walk.sequence or walk.sequence == reached:
                break  # else somebody has acted meanwhile: go on to what they appended
        if fault and fault.kind is FaultKind.ALTERED and fault.sequence == 1 and not _newest_is_ours(connection, key):
            fault = Fault(kind=FaultKind.UNVERIFIABLE, sequence=1)
    return Verdict(
        entries=walk.sequence,
        newest_hash=walk.entry_hash,
        fault=fault or _fault_of_head(head, walk) or _fault_of_anchor(walk),
        anchored_at=walk.anchored_at,
    )


@dataclass(slots=True, kw_only=True)
class _Walk:
    """How far the chain has been found whole."""

    key: bytes
    expected_hash: str | None
    sequence: int = 0
    entry_hash: str = FIRST_HASH
    anchored_at: int | None = None

    def step(self, columns: Columns, entry_hash: object) -> Fault | None:
        """Take in the next entry, or say what is wrong with it."""
        found, wanted = columns["sequence"], self.sequence + 1
        if isinstance(found, int) and found > wanted:
            return Fault(kind=FaultKind.MISSING, sequence=wanted)
        if found == self.sequence:
            return Fault(kind=FaultKind.DOUBLED, sequence=self.sequence)
        if not _is_ours(self.key, columns, entry_hash):
            return Fault(kind=FaultKind.ALTERED, sequence=wanted)
        if columns["previous_hash"] != self.entry_hash:
            return Fault(kind=FaultKind.NOT_FOLLOWING, sequence=wanted)
        self.sequence, self.entry_hash = wanted, str(entry_hash)
        if self.entry_hash == self.expected_hash:
            self.anchored_at = wanted
        return None


def _along(connection: sa.Connection, walk: _Walk, progress: Progress | None) -> Fault | None:
    """Walk over every entry after the last one seen."""
    total = connection.execute(sa.select(audit_head.c.sequence)).scalar() or 0
    with closing(_entries(connection, audit_entry.c.sequence > walk.sequence)) as entries:
        for columns in entries:
            if fault := walk.step(columns, columns.pop("entry_hash")):
                return fault
            if progress and walk.sequence % ROWS_AT_ONCE == 0:
                progress(walk.sequence, total)
    return None


def _entries(connection: sa.Connection, condition: sa.ColumnElement[bool]) -> Generator[Columns, None, None]:
    """Yield the columns of entries as they are hashed; one statement, so that nothing hides between two."""
    as_stored = [
        # SQLite keeps a moment as text; read as a moment, an altered one would end the walk instead of showing.
        sa.type_coerce(column, sa.String).label(column.name) if column is audit_entry.c.made_at else column
        for column in audit_entry.c
        if column is not audit_entry.c.outcome
    ]
    outcome = sa.type_coerce(audit_entry.c.outcome, sa.String).label("outcome")
    rows = sa.select(*as_stored, outcome).where(condition).order_by(audit_entry.c.sequence)
    with connection.execution_options(yield_per=ROWS_AT_ONCE).execute(rows) as found:
        for row in found:
            columns: Columns = dict(row._mapping)
            columns["made_at"] = _moment(columns["made_at"])
            yield columns


def _moment(stored: object) -> object:
    if isinstance(stored, datetime):
        return spelt(stored)
    return stored.replace(" ", "T", 1) if isinstance(stored, str) else stored


def _is_ours(key: bytes, columns: Mapping[str, Any], entry_hash: object) -> bool:
    """Return whether an entry's hash is the one its columns have under the key."""
    if not all(value is None or type(value) in {str, int} for value in columns.values()):
        return False  # SQLite stores bytes and fractions in any column
    return isinstance(entry_hash, str) and hmac.compare_digest(
        chained(key, columns).encode(), entry_hash.encode(errors="surrogateescape")
    )


def _newest_is_ours(connection: sa.Connection, key: bytes) -> bool:
    newest = connection.execute(sa.select(sa.func.max(audit_entry.c.sequence))).scalar()
    found = [] if newest in (None, 1) else list(_entries(connection, audit_entry.c.sequence == newest))
    return any(_is_ours(key, columns, columns.pop("entry_hash")) for columns in found)


def _head(connection: sa.Connection) -> Head | None:
    row = connection.execute(sa.select(audit_head.c.sequence, audit_head.c.entry_hash)).one_or_none()
    return None if row is None else Head(sequence=row.sequence, entry_hash=row.entry_hash)


def _fault_of_head(head: Head | None, walk: _Walk) -> Fault | None:
    if head is None:
        return Fault(kind=FaultKind.HEAD_LOST, sequence=walk.sequence)
    if head.sequence > walk.sequence:
        return Fault(kind=FaultKind.CUT_OFF, sequence=walk.sequence + 1)
    if head.sequence < walk.sequence:
        return Fault(kind=FaultKind.BEYOND_HEAD, sequence=head.sequence + 1)
    if head.entry_hash != walk.entry_hash:
        return Fault(kind=FaultKind.HEAD_ALTERED, sequence=walk.sequence)
    return None


def _fault_of_anchor(walk: _Walk) -> Fault | None:
    if walk.expected_hash is None or walk.anchored_at is not None:
        return None
    return Fault(kind=FaultKind.ANCHOR_LOST, sequence=walk.sequence)


@contextmanager
def _lenient(connection: sa.Connection) -> Iterator[None]:
    """Let SQLite hand over text that is no UTF-8, so that an entry damaged so is found and not stumbled over."""
    if connection.dialect.name != "sqlite":
        yield
        return
    driver: Any = connection.connection.driver_connection
    driver.text_factory = lambda stored: stored.decode(errors="surrogateescape")
    try:
        yield
    finally:
        driver.text_factory = str
