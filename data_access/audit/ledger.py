"""Appends to the audit, inside the transaction of the act that is recorded: if one fails, neither happened."""

import hashlib
import hmac
from dataclasses import dataclass, field
from datetime import datetime

import sqlalchemy as sa

from data_access.audit.entry import Actor, Entry, canonical, written_form
from data_access.database import plainly
from data_access.errors import DatabaseUnavailable
from data_access.moments import to_utc
from data_access.schema import audit_entry, audit_head

PURPOSE = "audit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """Who is to be held accountable, and the key under which it is written; every change asks for one."""

    actor: Actor
    key: bytes = field(repr=False)

    def record(self, connection: sa.Connection, entry: Entry, *, now: datetime) -> None:
        """Append an entry in the caller's transaction; raises what the database raises, so that the act fails too."""
        sequence, previous_hash = _next_place(connection)
        columns = {
            "sequence": sequence,
            "made_at": to_utc(now).isoformat(timespec="microseconds"),
            **written_form(self.actor, entry),
            "previous_hash": previous_hash,
        }
        entry_hash = chained(self.key, columns)
        row = {**columns, "made_at": to_utc(now), "entry_hash": entry_hash}
        connection.execute(audit_entry.insert().values(row))
        connection.execute(audit_head.update().values(entry_hash=entry_hash))


def append(engine: sa.Engine, witness: Witness, entry: Entry, *, now: datetime) -> None:
    """Append an entry on its own, before the act it announces; raises `DatabaseUnavailable`."""
    with plainly("The act could not be recorded, so it was not done"), engine.begin() as connection:
        witness.record(connection, entry, now=now)


def chained(key: bytes, columns: dict[str, str | int | None]) -> str:
    """Return the hash of an entry (HMAC-SHA256 over its columns and the hash before it).

    Keyed, so that somebody who can write to the store but does not hold the service's secret cannot make a new chain.
    """
    return hmac.new(key, canonical(columns), hashlib.sha256).hexdigest()


def _next_place(connection: sa.Connection) -> tuple[int, str]:
    """Take the head of the chain until the transaction ends, and return the next number and the last hash.

    The lock is a write to the one head row: the same on SQLite and PostgreSQL, where a read would let two entries
    follow the same one.
    """
    take = audit_head.update().values(sequence=audit_head.c.sequence + 1)
    head = connection.execute(take.returning(audit_head.c.sequence, audit_head.c.entry_hash)).one_or_none()
    if head is None:
        raise DatabaseUnavailable(
            "The audit has no beginning, so the act could not be recorded and was not done.",
            unharmed="Nothing was changed.",
            remedy="Ask the administrator of the store: the table audit_head has lost its row.",
        )
    return head.sequence, head.entry_hash
