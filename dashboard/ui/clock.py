"""The one place where a page learns the time: Europe/London, as every date of the unit."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def now() -> datetime:
    """Return the civil time in London, without a zone, as the databases hold it."""
    return datetime.now(tz=LONDON).replace(tzinfo=None)


def today() -> date:
    """Return the civil date in London."""
    return now().date()
