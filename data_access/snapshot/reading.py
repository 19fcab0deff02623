"""Reads a snapshot from a case database: one plain SELECT, in batches, cast at once."""

from collections import Counter
from datetime import date, datetime
from types import MappingProxyType

import polars as pl
import sqlalchemy as sa

from data_access.database import plainly
from data_access.facts import referral_schema
from data_access.practice_facts import practice_schema
from data_access.reference import Reference
from data_access.snapshot.bulk import raw_batches
from data_access.snapshot.conforming import KEYS, conform
from data_access.snapshot.practice_reading import read_practice
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
    referrals, keys = _read_referrals(engine, schema=facts_schema(reference), faults=faults)
    practice = read_practice(engine, keys, schema=practice_facts_schema(reference), faults=faults)
    return Snapshot(
        version=edition.version,
        as_at=edition.as_at or min(_last_day(referrals) or now.date(), now.date()),
        loaded_at=now,
        synthetic=edition.synthetic,
        reference=reference,
        referrals_all=referrals,
        practice_all=practice,
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


def practice_facts_schema(reference: Reference) -> pl.Schema:
    """Return the schema of the practice facts for this reference data."""
    return practice_schema(agencies=[agency.code for agency in reference.agencies])


def _read_referrals(engine: sa.Engine, *, schema: pl.Schema, faults: Counter[str]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the referral facts, sorted by force then received_on, and in the same rows the keys of their cases."""
    batches = [conform(raw, schema=schema, faults=faults) for raw in raw_batches(engine)]
    empty = [pl.Schema({**schema, **KEYS}).to_frame()]
    rows = pl.concat(empty + batches).sort("force", "received_on").rechunk()
    return rows.select(schema.names()), rows.select(*KEYS, "received_on")


def _last_day(referrals: pl.DataFrame) -> date | None:
    last = referrals.get_column("received_on").max()
    return last if isinstance(last, date) else None
