"""Snapshots for tests, without a database: any facts under an empty set of reference data."""

from datetime import date, datetime

import polars as pl

from data_access.reference import Reference
from data_access.snapshot import Snapshot

NO_REFERENCE = Reference(forces=(), areas=(), agencies=(), awareness_weeks=(), series_breaks=())


def a_snapshot(referrals: pl.DataFrame) -> Snapshot:
    return Snapshot(
        version="1",
        as_at=date(2026, 6, 30),
        loaded_at=datetime.fromisoformat("2026-07-01T06:00"),
        synthetic=True,
        reference=NO_REFERENCE,
        referrals_all=referrals,
    )
