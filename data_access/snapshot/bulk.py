"""The one SELECT behind the referral facts, and the fastest way each database has of sending its rows in batches."""

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any
from urllib.parse import quote

import adbc_driver_manager.dbapi
import adbc_driver_postgresql.dbapi
import adbc_driver_sqlite.dbapi
import polars as pl
import pyarrow as pa
import sqlalchemy as sa

from data_access.database import plainly
from data_access.errors import DatabaseUnavailable

COLUMNS = (
    "referral_id",
    "previous_referral_id",
    "lead_agency_code",
    "force_code",
    "area_id",
    "referral_datetime",
    "referring_agency_code",
    "current_risk",
    "pathway",
    "status",
    "multi_agency_assessment_date",
    "closed_date",
    "closure_outcome",
)
# Rows in flight at a time: wide enough to be quick, narrow enough (some 30 MB of text) to bound the peak of any load.
BATCH_ROWS = 131_072


def raw_batches(engine: sa.Engine) -> Iterator[pl.DataFrame]:
    """Yield the referrals as the database holds them, `COLUMNS` and `is_rereferral`, a batch of rows at a time."""
    yield from batches_of(engine, _statement(engine.dialect.name), names=(*COLUMNS, "is_rereferral"))


def batches_of(engine: sa.Engine, asked: sa.Select[Any], *, names: tuple[str, ...]) -> Iterator[pl.DataFrame]:
    """Yield the rows of one SELECT, `names` being its columns, a batch at a time; raises `DatabaseUnavailable`.

    Through ADBC where the database has a driver for it (five to seven times quicker); SQLAlchemy everywhere else.
    """
    try:
        with plainly("The figures could not be read"), ExitStack() as open_while_reading:
            connection = _adbc(engine, open_while_reading)
            if connection is None:
                yield from by_sqlalchemy(engine, asked, names=names)
            else:
                yield from _by_adbc(connection, engine, asked)
    except adbc_driver_manager.dbapi.Error as error:
        raise DatabaseUnavailable(
            f"The figures could not be read: {type(error).__name__}.",
            unharmed="What was stored before is unchanged.",
            remedy="Run `python -m data_access check` to see whether the database honours the contract.",
        ) from error


def _statement(dialect: str) -> sa.Select[Any]:
    """Return the plain SELECT, no column of it with a type that SQLAlchemy would convert row by row."""
    columns: list[sa.ColumnElement[Any]] = [sa.column(name) for name in COLUMNS]
    if dialect == "sqlite":
        # SQLite's driver takes a column's type from its first rows: an empty text, unlike a NULL, tells it.
        columns = [sa.func.coalesce(column, sa.literal_column("''")).label(column.key) for column in columns]
    linked = sa.column("previous_referral_id").is_not(None).label("is_rereferral")
    return sa.select(*columns, linked).select_from(sa.table("referral"))


def _adbc(engine: sa.Engine, stack: ExitStack) -> adbc_driver_manager.dbapi.Connection | None:
    """Return an ADBC connection of the same database; None where there is none, and SQLAlchemy is asked instead."""
    connection: adbc_driver_manager.dbapi.Connection | None = None
    try:
        if engine.dialect.name == "sqlite" and _is_file(engine.url):
            connection = adbc_driver_sqlite.dbapi.connect(f"file:{quote(str(engine.url.database))}?mode=ro")
        elif engine.dialect.name == "postgresql":
            address = engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
            connection = adbc_driver_postgresql.dbapi.connect(address)
    except adbc_driver_manager.dbapi.Error:
        return None
    return connection if connection is None else stack.enter_context(connection)


def _is_file(url: sa.URL) -> bool:
    return bool(url.database) and url.database != ":memory:" and not str(url.database).startswith("file:")


def _by_adbc(
    connection: adbc_driver_manager.dbapi.Connection, engine: sa.Engine, asked: sa.Select[Any]
) -> Iterator[pl.DataFrame]:
    statement = str(asked.compile(dialect=engine.dialect))
    with connection.cursor() as cursor:
        if engine.dialect.name == "sqlite":
            cursor.adbc_statement.set_options(**{"adbc.sqlite.query.batch_rows": str(BATCH_ROWS)})
        cursor.execute(statement)
        for batch in cursor.fetch_record_batch():
            if batch.num_rows:
                yield pl.DataFrame(pl.from_arrow(pa.Table.from_batches([batch])))


def by_sqlalchemy(engine: sa.Engine, asked: sa.Select[Any], *, names: tuple[str, ...]) -> Iterator[pl.DataFrame]:
    """Yield the batches of `batches_of` by the way in that every database has."""
    with engine.connect().execution_options(stream_results=True) as connection:
        for rows in connection.execute(asked).partitions(BATCH_ROWS):
            columns = zip(*rows, strict=True)
            yield pl.DataFrame({name: list(values) for name, values in zip(names, columns, strict=True)}, strict=False)
