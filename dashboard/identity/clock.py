"""The one place where sign-in learns the moment; everything beneath takes it as an argument."""

from datetime import UTC, datetime


def moment() -> datetime:
    """Return this moment, in UTC and aware of it."""
    return datetime.now(tz=UTC)
