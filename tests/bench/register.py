"""A case database and a register of any size, filled with invented referrals as fast as SQLite takes them."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path

import polars as pl

from data_access.database import open_case
from data_access.migrate import upgrade
from data_access.reference_data import seed_reference, shipped
from data_access.schema import referral
from tests.bench.invented import invented_referrals
from tests.snapshot_rows import a_referral, fill

_MOMENT = "%Y-%m-%d 09:30:00.000000"


def write_register(path: Path, *, rows: int) -> None:
    """Write a register as a unit keeps one: CSV, British dates, names and codes; ten columns."""
    _as_text(invented_referrals(rows, seed=2), dates="%d/%m/%Y").select(
        pl.col("referral_id").alias("Referral ID"),
        pl.col("force_code").alias("Force"),
        pl.col("referral_datetime").alias("Date of referral"),
        pl.col("referring_agency_code").alias("Referring agency"),
        pl.col("pathway").alias("Pathway"),
        pl.col("current_risk").alias("Risk"),
        pl.lit("EX_INTIMATE").alias("Relationship"),
        pl.lit("yes").alias("Domestic flag"),
        pl.col("multi_agency_assessment_date").alias("Multi agency assessment date"),
        pl.col("status").alias("Status"),
    ).write_csv(path)


def write_case_database(path: Path, *, rows: int) -> str:
    """Make a case database with this many referrals and return its address."""
    url = empty_case_database(path)
    engine = open_case(url)
    fill(engine)
    engine.dispose()
    facts = _as_text(invented_referrals(rows, seed=2), dates=_MOMENT)
    rest = {name: value for name, value in a_referral(0).items() if name not in facts.columns}
    complete = facts.with_columns(**{name: pl.lit(str(value)) for name, value in rest.items()})
    _insert(path, complete, referral.name)
    return url


def empty_case_database(path: Path) -> str:
    """Make a case database with its reference data and return its address."""
    url = f"sqlite:///{path}"
    engine = open_case(url)
    upgrade(engine, "case")
    with engine.begin() as connection:
        seed_reference(connection)
    engine.dispose()
    return url


def _as_text(facts: pl.DataFrame, *, dates: str) -> pl.DataFrame:
    """Return facts as rows of the referral table, all text; forces and agencies are those that ship."""
    forces, agencies = _codes("forces", "force_code"), _codes("agencies", "agency_code")
    assessed = pl.col("received_on") + pl.duration(days=pl.col("days_to_assessment"))
    return facts.select(
        pl.format("B{}", pl.int_range(pl.len())).alias("referral_id"),
        _coded("force", forces).alias("force_code"),
        pl.col("received_on").dt.strftime(dates).alias("referral_datetime"),
        _coded("agency", agencies).alias("referring_agency_code"),
        pl.col("risk").cast(pl.String).alias("current_risk"),
        pl.col("pathway", "status", "closure_outcome").cast(pl.String),
        assessed.dt.strftime("%Y-%m-%d").alias("multi_agency_assessment_date"),
        pl.col("closed_on").dt.strftime("%Y-%m-%d").alias("closed_date"),
    )


def _codes(file: str, column: str) -> Sequence[str]:
    return [str(row[column]) for row in shipped(file)]


def _coded(name: str, codes: Sequence[str]) -> pl.Expr:
    places = pl.col(name).to_physical().cast(pl.UInt32) % len(codes)
    return places.cat.to(pl.Enum(list(codes))).cast(pl.String)


def _insert(path: Path, rows: pl.DataFrame, table: str) -> None:
    marks = ", ".join("?" * rows.width)
    statement = f"INSERT INTO {table} ({', '.join(rows.columns)}) VALUES ({marks})"  # noqa: S608 - our own names
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        for batch in rows.iter_slices(100_000):
            connection.executemany(statement, batch.iter_rows())
    connection.close()
