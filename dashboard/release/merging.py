"""Which agencies a release names: those with enough referrals; the others are added up before anything is hidden."""

from collections import Counter
from datetime import date

import polars as pl

from dashboard.civil_dates import years_later
from dashboard.release.cells import Rendered

MERGE_BELOW = 20


def grouping(referrals: pl.DataFrame, *, as_at: date, previous: Rendered | None) -> tuple[tuple[str, ...], date]:
    """Return the agencies named, and the day that was settled.

    The grouping of the release before stands for a year: an agency that comes to be named takes its referrals out of
    "Other agencies", and the difference of the two would be the others'.
    """
    if previous is not None and as_at < years_later(previous.grouped_on, 1):
        return previous.agencies, previous.grouped_on
    sizes = Counter(referrals.get_column("agency").cast(pl.String))
    return tuple(sorted(code for code, size in sizes.items() if size >= MERGE_BELOW)), as_at
