"""How moments are stored: UTC without a zone, so that SQLite and PostgreSQL compare them alike."""

from datetime import UTC, datetime


def to_utc(moment: datetime) -> datetime:
    """Return an aware moment as the store keeps it; raises `ValueError` for one without a zone."""
    if moment.tzinfo is None:
        raise ValueError("A moment must know its time zone before it is stored.")
    return moment.astimezone(UTC).replace(tzinfo=None)
