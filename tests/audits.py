"""Chains of the audit to be read, broken and put to the test."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa

from data_access.access_vocabulary import Event
from data_access.audit import Actor, Entry, Witness
from tests.doorway import KEY

START = datetime(2026, 6, 30, 9, 0, 0, 123456, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def witness(username: str = "ann", *, role: str = "MANAGER", address: str = "192.0.2.7", key: bytes = KEY) -> Witness:
    actor = Actor(username=username, role=role, session_id="5e55104a", address=address, request_id="req-1")
    return Witness(actor=actor, key=key)


def record(store: sa.Engine, *entries: Entry, by: Witness | None = None, since: datetime = START) -> None:
    """Append entries, a minute apart."""
    for place, entry in enumerate(entries):
        with store.begin() as connection:
            (by or witness()).record(connection, entry, now=since + place * MINUTE)


def chain(store: sa.Engine, length: int, *, by: Witness | None = None) -> None:
    record(store, *(Entry(event=Event.CASE_VIEW, subject=f"C-{number}", rows=1) for number in range(length)), by=by)


@contextmanager
def broken_into(store: sa.Engine) -> Iterator[sa.Connection]:
    """A connection of somebody who owns the database: its triggers are away until the end, and nobody is told."""
    with store.begin() as connection:
        if store.dialect.name == "postgresql":
            _switch(connection, "DISABLE TRIGGER")
            yield connection
            _switch(connection, "ENABLE ALWAYS TRIGGER")
            return
        triggers = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").all()
        for name, _ in triggers:
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
        yield connection
        for _, definition in triggers:
            connection.exec_driver_sql(definition)


def _switch(connection: sa.Connection, how: str) -> None:
    for table in ("audit_entry", "audit_head"):
        names = connection.exec_driver_sql(
            f"SELECT tgname FROM pg_trigger WHERE tgrelid = '{table}'::regclass AND NOT tgisinternal"  # noqa: S608
        ).scalars()
        for name in names.all():
            connection.exec_driver_sql(f"ALTER TABLE {table} {how} {name}")
