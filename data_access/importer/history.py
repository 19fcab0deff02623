"""The loads of a case database, newest first, each with whoever the audit holds accountable for it."""

from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa

from data_access.access_vocabulary import Event
from data_access.database import plainly
from data_access.moments import to_london
from data_access.schema import audit_entry, load
from data_access.vocabulary import LoadKind


@dataclass(frozen=True, slots=True, kw_only=True)
class PastLoad:
    """One load.

    Attributes
    ----------
    loaded_at
        Civil time in London.
    loaded_by
        Username, or "" where the audit knows of none: a load older than the audit, or one of another system.
    """

    kind: LoadKind
    loaded_at: datetime
    as_at: date
    source: str
    loaded_by: str
    added: int
    updated: int
    unchanged: int
    rejected: int


def past_loads(case: sa.Engine, store: sa.Engine, *, at_most: int) -> tuple[PastLoad, ...]:
    """Return the newest loads with who made them; raises `DatabaseUnavailable`.

    A load and the entry that announced it carry the same moment and digest.
    """
    newest = sa.select(load).order_by(load.c.load_id.desc()).limit(at_most)
    with plainly("The loads could not be read"), case.connect() as connection:
        rows = connection.execute(newest).all()
    digests = {row.source_sha256 for row in rows if row.source_sha256}
    entries = (
        sa.select(audit_entry.c.made_at, audit_entry.c.content_sha256, audit_entry.c.username)
        .where(audit_entry.c.event == Event.IMPORT_LOAD.value)
        .where(audit_entry.c.content_sha256.in_(digests))
    )
    with plainly("The audit could not be read"), store.connect() as connection:
        by = {(to_london(each.made_at), each.content_sha256): each.username for each in connection.execute(entries)}
    return tuple(
        PastLoad(
            kind=LoadKind(row.kind),
            loaded_at=row.loaded_at,
            as_at=row.as_at,
            source=row.source,
            loaded_by=by.get((row.loaded_at, row.source_sha256), ""),
            added=row.rows_added,
            updated=row.rows_updated,
            unchanged=row.rows_unchanged,
            rejected=row.rows_rejected,
        )
        for row in rows
    )
