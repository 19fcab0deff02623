"""Appends to the audit, inside the transaction of the act that is recorded: if one fails, neither happened."""

import hmac
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock

import sqlalchemy as sa

from data_access.audit.entry import Actor, Entry, canonical, written_form
from data_access.database import plainly
from data_access.errors import DatabaseUnavailable
from data_access.moments import to_utc
from data_access.schema import audit_entry, audit_head

PURPOSE = "audit"
# A transaction that stopped with the head in its hands must not hold up everybody's next act for good.
PATIENCE_MS = 5_000
NOT_DONE = "The act could not be recorded, so it was not done"
_TURN = Lock()


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """Who is to be held accountable, and the key under which it is written; every change asks for one."""

    actor: Actor
    key: bytes = field(repr=False)

    def record(self, connection: sa.Connection, entry: Entry, *, now: datetime) -> None:
        """Append an entry in the caller's transaction; raises what the database raises, so that the act fails too.

        Call it last: every transaction takes the head after its own rows, so that no two wait for each other.
        """
        head = _held_head(connection)
        columns = {
            "sequence": head.sequence + 1,
            "made_at": spelt(to_utc(now)),
            **written_form(self.actor, entry),
            "previous_hash": head.entry_hash,
        }
        row = {**columns, "made_at": to_utc(now), "entry_hash": chained(self.key, columns)}
        connection.execute(audit_entry.insert().values(row))  # and the database moves the head to it


def append(engine: sa.Engine, witness: Witness, entry: Entry, *, now: datetime) -> None:
    """Append an entry on its own, before the act it announces; raises `DatabaseUnavailable`."""
    with plainly(NOT_DONE), _turn(), engine.begin() as connection:
        witness.record(connection, entry, now=now)


def chained(key: bytes, columns: Mapping[str, str | int | None]) -> str:
    """Return the hash of an entry (HMAC-SHA256 over its columns and the hash before it).

    Keyed, so that somebody who can write to the store but does not hold the service's secret cannot make a new chain.
    """
    return hmac.digest(key, canonical(columns), "sha256").hex()


def spelt(made_at: datetime) -> str:
    """Return a moment of the store as it is hashed: always to the microsecond, which both databases keep."""
    return made_at.isoformat(timespec="microseconds")


@contextmanager
def _turn() -> Iterator[None]:
    """Let the threads of this process append one after the other.

    They would wait for the head anyway; but whoever waits inside SQLite looks again at random, and of twenty writers on
    a slow disk the unluckiest never found it free.
    """
    if not _TURN.acquire(timeout=PATIENCE_MS / 1000):
        raise DatabaseUnavailable(
            f"{NOT_DONE}: too many others are waiting to be recorded.",
            unharmed="What was stored before is unchanged.",
            remedy="Try again in a minute; if it stays so, check that the database is running and not full.",
        )
    try:
        yield
    finally:
        _TURN.release()


def _held_head(connection: sa.Connection) -> sa.Row[tuple[int, str]]:
    """Take the head of the chain until the transaction ends, and return where it is.

    A write to the one head row that changes nothing: the same lock on SQLite and PostgreSQL, where a read would let two
    entries follow the same one.
    """
    if connection.dialect.name == "postgresql":  # SQLite waits as long by itself
        connection.execute(sa.select(sa.func.set_config("lock_timeout", f"{PATIENCE_MS}ms", sa.true())))
    hold = audit_head.update().values(sequence=audit_head.c.sequence)
    head = connection.execute(hold.returning(audit_head.c.sequence, audit_head.c.entry_hash)).one_or_none()
    if head is None:
        raise DatabaseUnavailable(
            "The audit has no beginning, so the act could not be recorded and was not done.",
            unharmed="Nothing was changed.",
            remedy="Ask the administrator of the store: the table audit_head has lost its row.",
        )
    return head
