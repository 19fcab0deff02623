"""Reads the audit, newest first, a page at a time: by key, so that the millionth entry costs what the first one did."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import sqlalchemy as sa

from data_access.access_vocabulary import Event, Outcome
from data_access.audit.entry import legible
from data_access.database import plainly
from data_access.moments import to_utc
from data_access.schema import audit_entry, audit_head

CANNOT_READ = "The audit could not be read"
SEARCHED = (audit_entry.c.username, audit_entry.c.subject, audit_entry.c.detail, audit_entry.c.address)
# Enough rows at once that the database is asked seldom, few enough that a million pass through little memory.
ROWS_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditQuery:
    """Which entries are wanted; whatever is empty does not narrow.

    Attributes
    ----------
    since, until
        Aware moments; `until` itself is no longer meant.
    username
        Exactly this account.
    events, outcomes
        Any of these.
    text
        Part of a username, subject, detail or address, in capitals or not.
    """

    since: datetime | None = None
    until: datetime | None = None
    username: str = ""
    events: tuple[Event, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """One entry as it was recorded; `made_at` is aware (UTC), `event` is a plain code: entries outlive the lists."""

    sequence: int
    made_at: datetime
    username: str
    role: str
    session_id: str
    address: str
    request_id: str
    event: str
    outcome: str
    page: str
    subject: str
    filters: str
    metrics: str
    releases: str
    row_count: int | None
    cells_hidden: int | None
    content_sha256: str
    detail: str
    previous_hash: str
    entry_hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditPage:
    """Some entries, newest first, and whether older ones match too."""

    entries: tuple[Recorded, ...]
    has_older: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """Where the chain ends: the number of its entries and the hash of the newest."""

    sequence: int
    entry_hash: str


def search(engine: sa.Engine, query: AuditQuery, *, before: Recorded | None = None, limit: int) -> AuditPage:
    """Return at most `limit` matching entries, newest first, from after an entry on; raises `DatabaseUnavailable`."""
    wanted = audit_entry.select().where(audit_entry.c.sequence.in_(_keys(query, before=before, limit=limit + 1)))
    newest_first = wanted.order_by(audit_entry.c.made_at.desc(), audit_entry.c.sequence.desc()).limit(limit + 1)
    with plainly(CANNOT_READ), engine.connect() as connection:
        found = [_recorded(row) for row in connection.execute(newest_first)]
    return AuditPage(entries=tuple(found[:limit]), has_older=len(found) > limit)


def entry_at(engine: sa.Engine, sequence: int) -> Recorded | None:
    """Return one entry by its number, or None; raises `DatabaseUnavailable`."""
    with plainly(CANNOT_READ), engine.connect() as connection:
        row = connection.execute(audit_entry.select().where(audit_entry.c.sequence == sequence)).one_or_none()
    return None if row is None else _recorded(row)


def count(engine: sa.Engine, query: AuditQuery, *, at_most: int) -> int:
    """Return how many entries match, counting no further than `at_most`; raises `DatabaseUnavailable`."""
    some = sa.select(audit_entry.c.sequence).where(*_conditions(query), _any_event(query)).limit(at_most)
    with plainly(CANNOT_READ), engine.connect() as connection:
        counted: int = connection.execute(sa.select(sa.func.count()).select_from(some.subquery())).scalar_one()
    return counted


def stream(engine: sa.Engine, query: AuditQuery, *, up_to: int) -> Iterator[Recorded]:
    """Yield matching entries up to a number, oldest first, in little memory; raises `DatabaseUnavailable`."""
    wanted = audit_entry.select().where(*_conditions(query), _any_event(query), audit_entry.c.sequence <= up_to)
    with plainly(CANNOT_READ), engine.connect() as connection:
        streaming = connection.execution_options(yield_per=ROWS_AT_ONCE)
        with streaming.execute(wanted.order_by(audit_entry.c.sequence)) as rows:
            yield from map(_recorded, rows)


def head(engine: sa.Engine) -> Head:
    """Return where the chain ends; raises `DatabaseUnavailable`, also where the row that says so is missing."""
    with plainly(CANNOT_READ), engine.connect() as connection:
        row = connection.execute(sa.select(audit_head.c.sequence, audit_head.c.entry_hash)).one()
    return Head(sequence=row.sequence, entry_hash=row.entry_hash)


def _keys(query: AuditQuery, *, before: Recorded | None, limit: int) -> sa.Select[tuple[int]]:
    """Select the numbers of the newest matches.

    Each event asks its own index for its newest: one question about several would sort all there ever were.
    """
    conditions = _conditions(query)
    if before is not None:
        place = sa.tuple_(audit_entry.c.made_at, audit_entry.c.sequence)
        conditions.append(place < sa.tuple_(to_utc(before.made_at), before.sequence))
    newest = (
        sa.select(audit_entry.c.sequence)
        .where(*conditions)
        .order_by(audit_entry.c.made_at.desc(), audit_entry.c.sequence.desc())
        .limit(limit)
    )
    by_event = [newest.where(audit_entry.c.event == event.value).subquery() for event in query.events]
    branches = [sa.select(each.c.sequence) for each in by_event or [newest.subquery()]]
    return sa.select(sa.union_all(*branches).subquery().c.sequence)


def _conditions(query: AuditQuery) -> list[sa.ColumnElement[bool]]:
    """Return every condition but the one on events."""
    conditions: list[sa.ColumnElement[bool]] = []
    if query.since is not None:
        conditions.append(audit_entry.c.made_at >= to_utc(query.since))
    if query.until is not None:
        conditions.append(audit_entry.c.made_at < to_utc(query.until))
    if query.username:
        conditions.append(audit_entry.c.username == legible(query.username))
    if query.outcomes:
        conditions.append(audit_entry.c.outcome.in_(query.outcomes))
    if query.text:
        conditions.append(sa.or_(*(column.icontains(legible(query.text), autoescape=True) for column in SEARCHED)))
    return conditions


def _any_event(query: AuditQuery) -> sa.ColumnElement[bool]:
    return audit_entry.c.event.in_([event.value for event in query.events]) if query.events else sa.true()


def _recorded(row: sa.Row[tuple[object, ...]]) -> Recorded:
    return Recorded(**{**row._mapping, "made_at": row.made_at.replace(tzinfo=UTC), "outcome": str(row.outcome)})
