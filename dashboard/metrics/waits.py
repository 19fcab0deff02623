"""How a wait for assessment ended, or that it has not: the columns that every figure of the time to assessment reads.

A wait begins on the day of receipt, day 0. It ends with the joint assessment or with closure before it, whichever the
record has; all others wait still on the data-to date. None is left out for being unfinished: figures of the finished
alone would make every recent period look quick.
"""

from collections.abc import Callable
from datetime import date
from enum import StrEnum

import numpy as np
import polars as pl

from data_access.facts import code_type
from data_access.vocabulary import Status

EPOCH = date(1970, 1, 1)
FOLLOWED = (
    91  # days that a curve is followed: a quarter of a year; who waits longer is last seen waiting on its last day
)
TargetOf = Callable[[str, str], int]  # days aimed for, of a force and a level of risk


class Ending(StrEnum):
    """How a wait stands on the data-to date."""

    ASSESSED = "ASSESSED"
    CLOSED = "CLOSED"  # closed before any assessment: it will never have one
    WAITING = "WAITING"


class Standing(StrEnum):
    """How a referral stands against the target of its force and level of risk."""

    WITHIN = "WITHIN"
    LATER = "LATER"
    CLOSED = "CLOSED"
    WAITING = "WAITING"
    EARLY = "EARLY"  # received fewer days ago than the target has: not judged, however quick


def with_ending(referrals: pl.DataFrame, *, as_at: date) -> pl.DataFrame:
    """Return referral facts with how each wait ended and after how many days.

    Columns added: `ending` (`Ending`) and `waited`, whole days from receipt to assessment, to closure, or to `as_at`
    for who waits still. Both are null where the record cannot be right: a day before receipt, or a closure undated.
    """
    received = pl.col("received_on").to_physical()
    assessed = pl.col("days_to_assessment").is_not_null()
    gap = (
        pl.when(assessed)
        .then(pl.col("days_to_assessment").cast(pl.Int32))
        .when(_is_closed())
        .then(pl.col("closed_on").to_physical() - received)
        .otherwise((as_at - EPOCH).days - received)
    )
    how = pl.when(assessed).then(0).when(_is_closed()).then(1).otherwise(2)
    waited = referrals.select(waited=pl.when(gap >= 0).then(gap).cast(pl.Int16), how=how.cast(pl.UInt8))
    ending = waited.select(ending=pl.when(pl.col("waited").is_not_null()).then("how"))
    return referrals.hstack([_coded(ending.get_column("ending"), Ending), waited.get_column("waited")])


def followed(waits: pl.DataFrame) -> pl.DataFrame:
    """Return waits as a curve of `FOLLOWED` days sees them: whose end came later was last seen waiting on its last day.

    Seeing them so changes no share up to that day.
    """
    is_longer = pl.col("waited") > FOLLOWED
    still = pl.lit(Ending.WAITING.value, dtype=code_type(Ending))
    return waits.with_columns(
        pl.when(is_longer).then(still).otherwise("ending").alias("ending"),
        pl.when(is_longer).then(pl.lit(FOLLOWED, pl.Int16)).otherwise("waited").alias("waited"),
    )


def with_standing(referrals: pl.DataFrame, *, as_at: date, target_of: TargetOf) -> pl.DataFrame:
    """Return referral facts with a column `standing` (`Standing`), each against the target of its force and risk."""
    days, target = pl.col("days_to_assessment"), pl.col("target")
    aimed = referrals.with_columns(targets_of(referrals, target_of))
    age = (as_at - EPOCH).days - pl.col("received_on").to_physical()
    codes = list(Standing)
    place = (
        pl.when(age < target)
        .then(codes.index(Standing.EARLY))
        .when(days <= target)
        .then(codes.index(Standing.WITHIN))
        .when(days.is_not_null())
        .then(codes.index(Standing.LATER))
        .when(_is_closed())
        .then(codes.index(Standing.CLOSED))
        .otherwise(codes.index(Standing.WAITING))
    )
    found = aimed.select(standing=place.cast(pl.UInt8)).get_column("standing")
    return referrals.hstack([_coded(found, Standing)])


def of_assessed(referrals: pl.DataFrame, *, since: date, until: date, target_of: TargetOf) -> pl.DataFrame:
    """Return the assessments from one day to another, whenever the referral was received, and nothing else of it.

    Columns: `assessed_in`, the month as `month` counts them, and `is_on_time`, whether it was within its target.
    """
    days = pl.col("days_to_assessment")
    aimed = referrals.select("received_on", "days_to_assessment").with_columns(targets_of(referrals, target_of))
    day = pl.col("received_on").to_physical() + days
    seen = aimed.select(day.alias("day"), is_on_time=days <= pl.col("target"), is_possible=days >= 0)
    first, last = ((each - EPOCH).days for each in (since, until))
    inside = seen.filter(pl.col("day").is_between(first, last) & pl.col("is_possible"))
    months = inside.get_column("day").to_numpy().astype("datetime64[D]").astype("datetime64[M]").astype(np.int16)
    return inside.select("is_on_time").with_columns(pl.Series("assessed_in", months, dtype=pl.Int16))


def _is_closed() -> pl.Expr:
    return pl.col("closed_on").is_not_null() | (pl.col("status") == Status.CLOSED.value)


def targets_of(referrals: pl.DataFrame, target_of: TargetOf) -> pl.Series:
    """Return the days aimed for of each row: looked up by the numbers of its codes, not word by word."""
    force, risk = referrals.get_column("force"), referrals.get_column("risk")
    forces, risks = _codes(force), _codes(risk)
    table = np.array([[target_of(code, level) for level in risks] for code in forces], dtype=np.int32)
    places = force.to_physical().to_numpy(), risk.to_physical().to_numpy()
    return pl.Series("target", table[places] if referrals.height else [], dtype=pl.Int32)


def _codes(column: pl.Series) -> list[str]:
    kind = column.dtype
    if not isinstance(kind, pl.Enum):
        raise TypeError(column.name)
    return kind.categories.to_list()


def _coded(places: pl.Series, codes: type[StrEnum]) -> pl.Series:
    return places.cat.to(code_type(codes))
