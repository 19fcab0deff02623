"""Invented referrals of any number: 43 forces, ten years, independent dimensions; for measuring, not for show."""

from datetime import date

import numpy as np
import polars as pl

from data_access.facts import referral_schema
from data_access.vocabulary import ClosureOutcome, Pathway, Risk, Status

FORCES = tuple(f"E230000{number:02}" for number in range(1, 44))
AREAS = tuple(f"{force}-{place}" for force in FORCES for place in "ABC")
AGENCIES = tuple(f"AGENCY_{number}" for number in range(10))
FIRST_DAY, DAYS = date(2016, 1, 1), 3_653
SCHEMA = referral_schema(forces=FORCES, areas=AREAS, agencies=AGENCIES)
# Share of each pathway in the order of the list; about a third taken on, as in the unit's first ten months.
_PATHWAYS = (0.32, 0.50, 0.05, 0.03, 0.03, 0.05, 0.02)
_EPOCH = date(1970, 1, 1)


def invented_referrals(number: int, *, seed: int) -> pl.DataFrame:
    """Return referral facts as the snapshot holds them; days to assessment gamma-shaped, 5 % never assessed."""
    chance = np.random.default_rng(seed)
    force = chance.integers(0, len(FORCES), number, dtype=np.uint32)
    received = chance.integers(0, DAYS, number, dtype=np.int32)
    order = np.lexsort((received, force))
    force, received = force[order], received[order] + (FIRST_DAY - _EPOCH).days
    area = force * 3 + chance.integers(0, 3, number, dtype=np.uint32)
    wait = np.minimum(chance.gamma(2, 7, number), 90).astype(np.int16)
    codes = {
        "force": force,
        "area": area,
        "agency": chance.integers(0, len(AGENCIES), number, dtype=np.uint32),
        "risk": chance.integers(0, len(Risk), number, dtype=np.uint32),
        "pathway": chance.choice(len(Pathway), number, p=_PATHWAYS).astype(np.uint32),
        "status": chance.integers(0, len(Status), number, dtype=np.uint32),
        "closure_outcome": chance.integers(0, len(ClosureOutcome), number, dtype=np.uint32),
    }
    plain = pl.DataFrame(
        {
            **codes,
            "received_on": received,
            "days_to_assessment": wait,
            "closed_on": received + chance.integers(20, 300, number, dtype=np.int32),
            "is_rereferral": chance.random(number) < 0.1,
            "is_assessed": chance.random(number) < 0.95,
            "is_closed": chance.random(number) < 0.9,
        }
    )
    return _as_facts(plain)


def _as_facts(plain: pl.DataFrame) -> pl.DataFrame:
    coded = plain.select(
        pl.col("received_on", "closed_on").cast(pl.Date),
        *(pl.col(name).cat.to(kind) for name, kind in SCHEMA.items() if isinstance(kind, pl.Enum)),
        pl.col("is_rereferral", "is_assessed", "is_closed", "days_to_assessment"),
    )
    received = pl.col("received_on").dt
    return (
        coded.with_columns(
            ((received.year() - 1970) * 12 + received.month() - 1).cast(pl.Int16).alias("month"),
            pl.when("is_assessed").then("days_to_assessment").alias("days_to_assessment"),
            pl.when("is_closed").then("closed_on").alias("closed_on"),
            pl.when("is_closed").then("closure_outcome").alias("closure_outcome"),
        )
        .select(pl.col(name).cast(kind) for name, kind in SCHEMA.items())
        .rechunk()
    )
