"""One cell of a release in words: what a reference names, and what changed."""

from collections.abc import Mapping
from types import MappingProxyType

from dashboard.edition.edition import Edition
from dashboard.edition.labels import MEASURE
from dashboard.release.cells import Keys
from dashboard.release.difference import Change
from dashboard.release.tables import BY_ROUTE, TABLES, TOTAL

CHANGES: Mapping[Change, str] = MappingProxyType(
    {
        Change.NEW: "new",
        Change.GONE: "no longer told",
        Change.MOVED: "another figure",
        Change.NOW_HIDDEN: "now hidden",
        Change.NOW_SHOWN: "now shown",
    }
)


def spot_in_words(edition: Edition, table: str, keys: Keys) -> str:
    """Return a cell in words: "Referrals received by month: Mar 2019"; its codes where this edition has no such row."""
    plate = edition.plate(TOTAL.key if table == BY_ROUTE.key else table)
    if plate is None:
        return f"{TABLES[table].title}: {', '.join(keys)}"
    if not keys:
        return MEASURE
    row = next((row.label for row in plate.rows if row.code == keys[0]), keys[0])
    parts = [row, *(column.heading.lower() for column in plate.columns if column.code in keys[1:])]
    return f"{plate.measure}: {', '.join(parts)}"
