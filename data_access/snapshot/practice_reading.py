"""Reads the practice facts of a case database: each table once, put in the places of the referrals in memory."""

from collections import Counter

import polars as pl
import sqlalchemy as sa

from data_access.snapshot.practice_asking import KEY, answer
from data_access.snapshot.practice_gathering import GATHERERS, placed


def read_practice(engine: sa.Engine, keys: pl.DataFrame, *, schema: pl.Schema, faults: Counter[str]) -> pl.DataFrame:
    """Return the practice facts of the referrals of `keys`, in its rows; raises `DatabaseUnavailable`.

    Work done is no reason to go without the referrals: a table that is not there leaves its facts not recorded (null,
    which is not "none"), and is counted among the faults.

    Parameters
    ----------
    keys
        One row per referral: `referral_id`, `previous_referral_id`, `lead_agency_code`, `received_on`, `assessed_on`.
    """
    places = _places(keys)
    gathered = [_referred_again(keys, places)]
    for asked, gather in GATHERERS.items():
        rows = answer(engine, asked, places)
        if rows is None:
            faults[f"no_{asked.table}"] = 1
        else:
            gathered.append(gather(rows, keys, faults))
    whole = _spread(pl.concat(gathered, how="horizontal"), keys, places)
    return _typed(whole.with_columns(_lead(keys, schema["lead_agency"], faults), _misdated(keys)), schema)


def _places(keys: pl.DataFrame) -> pl.DataFrame:
    """Return the first row of each referral id: another system's view may hold one twice."""
    numbered = keys.select(KEY).with_row_index("place")
    return numbered.drop_nulls().unique(KEY, keep="first", maintain_order=True)


def _spread(facts: pl.DataFrame, keys: pl.DataFrame, places: pl.DataFrame) -> pl.DataFrame:
    """Return the facts of each row's referral, where an id stands twice those of its first row in both."""
    if places.height == keys.height:
        return facts
    first = keys.select(KEY).join(places, on=KEY, how="left", maintain_order="left").get_column("place")
    return facts.select(pl.all().gather(first))


def _referred_again(keys: pl.DataFrame, places: pl.DataFrame) -> pl.DataFrame:
    """Return the days from each referral to the first that was linked to it."""
    later = keys.select(pl.col("previous_referral_id").alias(KEY), pl.col("received_on").alias("again_on"))
    linked = later.drop_nulls().join(places, on=KEY)
    first_on = keys.get_column("received_on").gather(linked.get_column("place"))
    waits = linked.select("place", (pl.col("again_on") - first_on).dt.total_days().alias("rereferred_after"))
    return placed(waits.filter(pl.col("rereferred_after") >= 0).group_by("place").min(), keys)


def _lead(keys: pl.DataFrame, agencies: pl.DataType, faults: Counter[str]) -> pl.Series:
    recorded = keys.get_column("lead_agency_code")
    lead = recorded.cast(agencies, strict=False).alias("lead_agency")
    faults["unknown_lead_agency"] += lead.null_count() - recorded.null_count()
    return lead


def _misdated(keys: pl.DataFrame) -> pl.Series:
    """Return whether each assessment is dated before receipt."""
    reversed_order = keys.get_column("assessed_on") < keys.get_column("received_on")
    return reversed_order.fill_null(value=False).alias("misdated")


def _typed(facts: pl.DataFrame, schema: pl.Schema) -> pl.DataFrame:
    """Return the facts in the columns of the schema; what no table says is not recorded."""
    there = set(facts.columns)
    columns = [(pl.col(name) if name in there else pl.lit(None).alias(name)) for name in schema]
    return facts.select(columns).cast(schema, strict=False).rechunk()
