"""Who exported a release: read from the audit, where every file that leaves names the releases that it tells of.

Name the release itself in `Entry.releases` ("SR-2026-0417"), each once, and single figures only beside it: the audit
keeps 2,000 characters of them.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

import sqlalchemy as sa

from data_access.access_vocabulary import Event, Outcome
from data_access.database import plainly
from data_access.releases.references import Reference
from data_access.schema import audit_entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """One file that left with figures of a release: who took it, in which role, when (UTC), and which."""

    username: str
    role: str
    at: datetime
    file_name: str
    content_sha256: str
    sequence: int


def exports_of(engine: sa.Engine, reference: Reference) -> tuple[Exported, ...]:
    """Return every export of a release or a figure of it, oldest first; raises `DatabaseUnavailable`."""
    name = reference.release.text
    asked = (
        audit_entry.select()
        .where(
            audit_entry.c.event == Event.EXPORT,
            audit_entry.c.outcome == Outcome.DONE,
            audit_entry.c.releases.contains(name, autoescape=True),
        )
        .order_by(audit_entry.c.sequence)
    )
    with plainly("The exports could not be read"), engine.connect() as connection:
        return tuple(_exported(row) for row in connection.execute(asked) if _names(row.releases, name))


def _names(releases: str, name: str) -> bool:
    """Return whether a release is among those named: not one whose reference only begins alike."""
    return any(each == name or each.startswith(f"{name}-") for each in releases.split())


def _exported(row: sa.Row[tuple[object, ...]]) -> Exported:
    return Exported(
        username=row.username,
        role=row.role,
        at=row.made_at.replace(tzinfo=UTC),
        file_name=row.subject,
        content_sha256=row.content_sha256,
        sequence=row.sequence,
    )
