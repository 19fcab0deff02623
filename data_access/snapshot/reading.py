"""Reads a snapshot from a case database: one plain SELECT, in batches, cast at once."""

from collections import Counter
from datetime import date, datetime
from types import MappingProxyType

import adbc_driver_manager.dbapi
import polars as pl
import sqlalchemy as sa

from data_access.database import plainly
from data_access.errors import DatabaseUnavailable
from data_access.facts import referral_schema
from data_access.reference import Reference
from data_access.snapshot.bulk import raw_batches
from data_access.snapshot.conforming import conform
from data_access.snapshot.reference_reading import read_reference
from data_access.snapshot.snapshot import Snapshot
from data_access.snapshot.version import read_edition
from data_access.vocabulary import Risk


def read_snapshot(engine: sa.Engine, *, now: datetime) -> Snapshot:
    """Return the snapshot of what a case database holds; raises `DatabaseUnavailable`.

    The version is read first: rows that arrive while the rest is read change it, and the next refresh reads again.
    """
    edition = read_edition(engine)
    with plainly("The reference data could not be read"), engine.connect() as connection:
        reference = read_reference(connection)
    faults: Counter[str] = Counter()
    referrals = _read_referrals(engine, schema=facts_schema(reference), faults=faults)
    return Snapshot(
        version=edition.version,
        as_at=edition.as_at or min(_last_day(referrals) or now.date(), now.date()),
        loaded_at=now,
        synthetic=edition.synthetic,
        reference=reference,
        referrals_all=referrals,
        faults=MappingProxyType({rule: count for rule, count in sorted(faults.items()) if count}),
    )


def facts_schema(reference: Reference) -> pl.Schema:
    """Return the schema of the facts for this reference data; "not known" is always among the agencies."""
    agencies = [agency.code for agency in reference.agencies]
    unknown = Risk.UNKNOWN.value
    return referral_schema(
        forces=[force.code for force in reference.forces],
        areas=[area.area_id for area in reference.areas],
        agencies=agencies if unknown in agencies else [*agencies, unknown],
    )


def _read_referrals(engine: sa.Engine, *, schema: pl.Schema, faults: Counter[str]) -> pl.DataFrame:
    """Return the referral facts, sorted by force then received_on, each column in one piece."""
    try:
        with plainly("The referrals could not be read"):
            batches = [conform(raw, schema=schema, faults=faults) for raw in raw_batches(engine)]
    except adbc_driver_manager.dbapi.Error as error:
        raise DatabaseUnavailable(
            f"The referrals could not be read: {type(error).__name__}.",
            unharmed="What was stored before is unchanged.",
            remedy="Run `python -m data_access check` to see whether the database honours the contract.",
        ) from error
    return pl.concat([schema.to_frame(), *batches]).sort("force", "received_on").rechunk()


def _last_day(referrals: pl.DataFrame) -> date | None:
    last = referrals.get_column("received_on").max()
    return last if isinstance(last, date) else None
