"""How moments are stored: UTC without a zone in the store, so that SQLite and PostgreSQL compare them alike.

The case database keeps the civil time of London, as its registers do.
"""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def to_utc(moment: datetime) -> datetime:
    """Return an aware moment as the store keeps it; raises `ValueError` for one without a zone."""
    if moment.tzinfo is None:
        raise ValueError("A moment must know its time zone before it is stored.")
    return moment.astimezone(UTC).replace(tzinfo=None)


def to_london(moment: datetime) -> datetime:
    """Return a moment of the store, aware or in UTC without a zone, as the case database keeps it."""
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(LONDON).replace(tzinfo=None)
