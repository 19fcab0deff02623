"""The fast road into a case database: Arrow batches through ADBC, everything in one transaction.

Indexes are dropped and made again inside that transaction, so that a load that fails or is killed leaves the database
as it was, indexes included. SQLite evaluates no check constraint and no foreign key on this road: its lists of codes
cost six times the insert itself. The tests hold the rows against both, and PostgreSQL checks them as they arrive.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

import adbc_driver_postgresql.dbapi
import adbc_driver_sqlite.dbapi
import polars as pl
import polars.selectors as cs
import sqlalchemy as sa
from adbc_driver_manager.dbapi import Connection, Cursor
from adbc_driver_manager.dbapi import Error as DriverError
from sqlalchemy.schema import CreateIndex, DropIndex

from data_access.errors import DatabaseUnavailable, SettingRefused

_UNHARMED = "What was stored before is unchanged."
_BUSY_MS = 5_000
# Room for the pages of a block, so that SQLite writes each only once; in kibibytes.
_CACHE_KIB = 128 * 1024


class Bulk:
    """An open load: statements and batches of rows, all of them or none."""

    def __init__(self, cursor: Cursor, dialect: sa.Dialect) -> None:
        self._cursor = cursor
        self._dialect = dialect

    def run(self, statement: sa.ClauseElement | CreateIndex | DropIndex) -> None:
        """Execute a statement whose values are the programme's own, never a reader's."""
        self._cursor.execute(self._sql(statement))

    def number(self, query: sa.Select[tuple[int]]) -> int:
        """Return the one number a query yields."""
        self._cursor.execute(self._sql(query))
        row = self._cursor.fetchone()
        return int(row[0]) if row else 0

    def append(self, table: sa.Table, frame: pl.DataFrame) -> int:
        """Insert a frame's rows; returns how many."""
        if frame.height:
            stored = _as_sqlite_stores(frame) if self._dialect.name == "sqlite" else _as_declared(frame, table)
            batch = stored.to_arrow(compat_level=pl.CompatLevel.oldest())
            self._cursor.adbc_ingest(table.name, batch, mode="append")
        return frame.height

    def _sql(self, statement: sa.ClauseElement | CreateIndex | DropIndex) -> str:
        return str(statement.compile(dialect=self._dialect, compile_kwargs={"literal_binds": True}))


@contextmanager
def loading(engine: sa.Engine, *, tables: tuple[sa.Table, ...]) -> Iterator[Bulk]:
    """Open a load into `tables`: committed at the end, undone on any error; raises `DatabaseUnavailable`."""
    # The driver brings its own SQLite: two of them on one file in one process would drop each other's locks.
    _let_go(engine)
    try:
        with _connected(engine) as connection, connection.cursor() as cursor:
            bulk = Bulk(cursor, engine.dialect)
            indexes = sorted((index for table in tables for index in table.indexes), key=lambda one: str(one.name))
            try:
                for index in indexes:
                    bulk.run(DropIndex(index))
                yield bulk
                for index in indexes:
                    bulk.run(CreateIndex(index))
            except BaseException:
                connection.rollback()
                raise
            connection.commit()
    except DriverError as error:
        raise DatabaseUnavailable(
            f"The demonstration programme could not be written: {_first_line(error)}.",
            unharmed=_UNHARMED,
            remedy="Check that the database is running, not full and not in use by another load; then try again.",
        ) from error


@contextmanager
def _connected(engine: sa.Engine) -> Iterator[Connection]:
    if engine.dialect.name == "postgresql":
        address = engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
        with adbc_driver_postgresql.dbapi.connect(address) as connection:
            yield connection
        return
    with adbc_driver_sqlite.dbapi.connect(engine.url.database) as connection:
        _between_transactions(
            connection,
            f"busy_timeout = {_BUSY_MS}",
            f"cache_size = -{_CACHE_KIB}",
            "ignore_check_constraints = ON",
            "foreign_keys = OFF",
        )
        # A write-ahead log would write every page twice. Where others have the file open it stays, and so may they.
        with suppress(DriverError):
            _between_transactions(connection, "journal_mode = DELETE")
        try:
            yield connection
        finally:
            with suppress(DriverError):
                _between_transactions(connection, "journal_mode = WAL")


def _between_transactions(connection: Connection, *pragmas: str) -> None:
    """Set how SQLite works; it listens only while no transaction is open."""
    connection.adbc_connection.set_autocommit(True)
    try:
        with connection.cursor() as cursor:
            for pragma in pragmas:
                cursor.execute(f"PRAGMA {pragma}")
                cursor.fetchall()
    finally:
        connection.adbc_connection.set_autocommit(False)


def _let_go(engine: sa.Engine) -> None:
    if engine.dialect.name not in ("sqlite", "postgresql"):
        raise SettingRefused(
            f"The demonstration programme cannot be written to {engine.dialect.name}.",
            unharmed=_UNHARMED,
            remedy="Use SQLite or PostgreSQL.",
        )
    if engine.url.database in (None, "", ":memory:"):
        raise SettingRefused(
            "The demonstration programme cannot be written to a database in memory.",
            unharmed=_UNHARMED,
            remedy="Use a database file.",
        )
    if engine.dialect.name == "sqlite" and isinstance(engine.pool, sa.QueuePool) and engine.pool.checkedout():
        raise DatabaseUnavailable(
            "The database file is still in use by this program.",
            unharmed=_UNHARMED,
            remedy="Close its connections first.",
        )
    engine.dispose()


def _as_sqlite_stores(frame: pl.DataFrame) -> pl.DataFrame:
    """Return dates, datetimes and booleans as SQLAlchemy writes them to SQLite."""
    return frame.with_columns((cs.date() | cs.datetime()).cast(pl.String), cs.boolean().cast(pl.Int8))


def _as_declared(frame: pl.DataFrame, table: sa.Table) -> pl.DataFrame:
    """Return whole numbers at the width the table declares: PostgreSQL's binary copy converts nothing."""
    widths = {
        name: pl.Int16 if isinstance(table.c[name].type, sa.SmallInteger) else pl.Int32
        for name in frame.columns
        if isinstance(table.c[name].type, sa.Integer)
    }
    return frame.cast(widths)  # type: ignore[arg-type]


def _first_line(error: DriverError) -> str:
    """Return the driver's own first line, without the statement."""
    return (str(error).splitlines() or [type(error).__name__])[0].rstrip(".")
