"""Where checked rows wait, beside the case database and outside it, until all of them are known to be good."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from typing import Any, Protocol

import adbc_driver_sqlite.dbapi as adbc_sqlite
import polars as pl
import psycopg
import sqlalchemy as sa

from data_access.importer.checking import ROW
from data_access.importer.recognising import Plan

# An importer waits this long for readers and other writers; a person at a terminal should not wonder for longer.
LOCK_WAIT = timedelta(seconds=5)
# The whole of a large load's index pages fit, so that no page is written twice.
_SQLITE_CACHE_KIB = 200_000
_SCRATCH = "scratch"


class Staging(Protocol):
    """A place for checked rows; one table per sheet."""

    def table(self, plan: Plan) -> sa.Table:
        """Make and return the waiting table of a sheet."""

    def append(self, table: sa.Table, good: pl.DataFrame) -> None:
        """Add typed rows to a waiting table."""

    def begin(self) -> None:
        """Start the one transaction that checks across sheets and loads."""


@contextmanager
def staging(connection: sa.Connection) -> Iterator[Staging]:
    """Give the staging that suits a database, and leave nothing of it behind."""
    if connection.dialect.name == "sqlite":
        with _sqlite_staging(connection) as waiting:
            yield waiting
    else:
        yield _PostgresStaging(connection)


def _stage_table(plan: Plan, *, schema: str | None) -> sa.Table:
    """Describe a waiting table: the columns a sheet gives, without any constraint."""
    kinds = {name: plan.target.table.c[name].type for name in plan.positions}
    plain = {name: sa.Text() if isinstance(kind, sa.String) else kind for name, kind in kinds.items()}
    return sa.Table(
        f"waiting_{plan.number}",
        sa.MetaData(),
        sa.Column(ROW, sa.Integer, nullable=False),
        *(sa.Column(name, kind) for name, kind in plain.items()),
        schema=schema,
        prefixes=[] if schema else ["TEMPORARY"],
        postgresql_on_commit="DROP",
    )


@contextmanager
def _sqlite_staging(connection: sa.Connection) -> Iterator["_SqliteStaging"]:
    """Attach a scratch file that Arrow batches go into at full speed; a temporary table is out of their reach."""
    with tempfile.TemporaryDirectory(prefix="import-") as folder:
        path = Path(folder) / "waiting.db"
        path.touch(mode=0o600)
        connection.exec_driver_sql(f"ATTACH DATABASE ? AS {_SCRATCH}", (str(path),))
        with _for_loading(connection):
            try:
                with adbc_sqlite.connect(str(path), autocommit=True) as arrow:
                    # Nobody needs what waits here after a crash.
                    for pragma in (f"{_SCRATCH}.journal_mode = MEMORY", f"{_SCRATCH}.synchronous = OFF"):
                        connection.exec_driver_sql(f"PRAGMA {pragma}")
                    _run(arrow, "PRAGMA journal_mode = OFF")
                    _run(arrow, "PRAGMA synchronous = OFF")
                    # Both hold the file open: without a name it vanishes even if this process is killed.
                    with suppress(OSError):
                        path.unlink()
                    yield _SqliteStaging(connection, arrow)
            finally:
                connection.rollback()
                connection.exec_driver_sql(f"DETACH DATABASE {_SCRATCH}")


def _run(arrow: adbc_sqlite.Connection, statement: str) -> None:
    with arrow.cursor() as cursor:
        cursor.execute(statement)
        cursor.fetchall()


@contextmanager
def _for_loading(connection: sa.Connection) -> Iterator[None]:
    """Set SQLite up for one large load; `loading` proves the checks that are not made row by row."""
    before = {
        name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
        for name in ("cache_size", "wal_autocheckpoint", "ignore_check_constraints")
    }
    settings = {"cache_size": -_SQLITE_CACHE_KIB, "wal_autocheckpoint": 0, "ignore_check_constraints": 1}
    for name, setting in settings.items():
        connection.exec_driver_sql(f"PRAGMA {name} = {setting}")
    try:
        yield
    finally:
        for name, value in before.items():
            connection.exec_driver_sql(f"PRAGMA {name} = {value}")


class _SqliteStaging:
    def __init__(self, connection: sa.Connection, arrow: adbc_sqlite.Connection) -> None:
        self._connection = connection
        self._arrow = arrow
        self._orders: dict[str, list[str]] = {}

    def table(self, plan: Plan) -> sa.Table:
        waiting = _stage_table(plan, schema=_SCRATCH)
        self._orders[waiting.name] = _index_order(plan)
        waiting.create(self._connection)
        self._connection.commit()
        return waiting

    def append(self, table: sa.Table, good: pl.DataFrame) -> None:
        rows = _as_sqlite_stores(good.sort(self._orders[table.name])).to_arrow(compat_level=pl.CompatLevel.oldest())
        with self._arrow.cursor() as cursor:
            cursor.adbc_ingest(table.name, rows, mode="append")

    def begin(self) -> None:
        self._connection.exec_driver_sql("BEGIN IMMEDIATE")


def _index_order(plan: Plan) -> list[str]:
    """Return the columns of the table's widest index: SQLite sorts rows faster that come nearly in order."""
    widest = max(plan.target.table.indexes, key=lambda index: (len(index.columns), str(index.name)), default=None)
    ordered = [str(column.name) for column in widest.columns] if widest is not None else []
    return [name for name in ordered if name in plan.positions] or list(plan.target.key)


def _as_sqlite_stores(good: pl.DataFrame) -> pl.DataFrame:
    """Spell dates, moments and flags as SQLAlchemy's own types spell them in SQLite."""
    spelt: list[pl.Expr] = []
    for name, kind in good.schema.items():
        if kind == pl.Datetime:
            spelt.append(pl.col(name).dt.strftime("%Y-%m-%d %H:%M:%S.%6f"))
        elif kind == pl.Date:
            spelt.append(pl.col(name).dt.strftime("%Y-%m-%d"))
        elif kind == pl.Boolean:
            spelt.append(pl.col(name).cast(pl.Int8))
    return good.with_columns(spelt)


class _PostgresStaging:
    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        wait = int(LOCK_WAIT.total_seconds() * 1000)
        connection.execute(sa.text("SELECT set_config('lock_timeout', :wait, true)"), {"wait": f"{wait}ms"})

    def table(self, plan: Plan) -> sa.Table:
        waiting = _stage_table(plan, schema=None)
        waiting.create(self._connection)
        return waiting

    def append(self, table: sa.Table, good: pl.DataFrame) -> None:
        columns = ", ".join(f'"{name}"' for name in good.columns)
        statement = f"COPY {table.name} ({columns}) FROM STDIN (FORMAT csv)"
        raw: Any = self._connection.connection
        try:
            with raw.cursor() as cursor, cursor.copy(statement) as copy:
                copy.write(good.write_csv(include_header=False).encode())
        except psycopg.Error as error:
            # COPY goes past SQLAlchemy, and so would its errors.
            raise sa.exc.DBAPIError(statement, None, error) from error

    def begin(self) -> None:
        """Keep other importers out; readers go on."""
        self._connection.execute(sa.text("LOCK TABLE load IN SHARE ROW EXCLUSIVE MODE"))
