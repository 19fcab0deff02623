"""Reads the practice facts of a case database: each table once, joined to the referrals in memory."""

from collections import Counter

import polars as pl
import sqlalchemy as sa

from data_access.practice_facts import BITS
from data_access.snapshot import practice_asking as asking
from data_access.snapshot.practice_gathering import QUESTIONS, gather


def read_practice(engine: sa.Engine, keys: pl.DataFrame, *, schema: pl.Schema, faults: Counter[str]) -> pl.DataFrame:
    """Return the practice facts of the referrals of `keys`, in its rows; raises `DatabaseUnavailable`.

    Work done is no reason to go without the referrals: a table that is not there leaves its facts not recorded, and
    is counted among the faults.

    Parameters
    ----------
    keys
        One row per referral: `referral_id`, `previous_referral_id`, `lead_agency_code`, `received_on`, `assessed_on`.
    """
    rows = {}
    for asked in QUESTIONS:
        answered = asking.answer(engine, asked)
        if answered is None:
            faults[f"no_{asked.table}"] += 1
        else:
            rows[asked] = answered
    return typed(pl.concat([gather(rows, keys, faults), _lead(keys)], how="horizontal"), schema)


def nothing_done(referrals: int, *, schema: pl.Schema) -> pl.DataFrame:
    """Return the practice facts of so many referrals of which no work is recorded."""
    return typed(pl.select(pl.repeat(None, referrals, dtype=pl.String).alias("lead_agency")), schema)


def typed(gathered: pl.DataFrame, schema: pl.Schema) -> pl.DataFrame:
    """Return the facts in the columns of the schema; of what there is no row, nothing was done."""
    columns = []
    for name, kind in schema.items():
        column = pl.col(name) if name in gathered.columns else pl.lit(None)
        if name in BITS:
            column = column.fill_null(0)
        if kind == pl.Boolean:
            column = column.fill_null(value=False)
        columns.append(column.cast(kind, strict=False).alias(name))
    return gathered.select(columns).rechunk()


def _lead(keys: pl.DataFrame) -> pl.DataFrame:
    return keys.select(pl.col("lead_agency_code").alias("lead_agency"))
