"""Opens the two databases: embedded SQLite by default, PostgreSQL by URL; every time-out has its reason here."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import psycopg
import sqlalchemy as sa
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry

from data_access.errors import DatabaseUnavailable, SettingRefused

# A writer may hold SQLite for the length of an import's commit; readers wait this long before they are told.
SQLITE_BUSY_MS = 5_000
# An unreachable server must not hold a page longer than a reader's patience.
POSTGRES_CONNECT_S = 5
PRIVATE_FILE = 0o600


def open_case(url: str, *, read_only: bool = False) -> sa.Engine:
    """Return an engine on the case database; read-only engines cannot write, whatever is asked of them."""
    return _open(url, read_only=read_only)


def open_store(url: str, *, read_only: bool = False) -> sa.Engine:
    """Return an engine on the dashboard's own store; what was committed there survives a loss of power.

    The audit promises a record before bytes leave: half a millisecond a commit, measured, for a promise kept.
    """
    return _open(url, read_only=read_only, synchronous="FULL")


@contextmanager
def plainly(what: str) -> Iterator[None]:
    """Turn a database driver's error into `DatabaseUnavailable`, saying `what` could not be done."""
    try:
        yield
    except SQLAlchemyError as error:
        raise DatabaseUnavailable(
            f"{what}: {_reason(error)}.",
            unharmed="What was stored before is unchanged.",
            remedy="Try again in a minute; if it stays so, check that the database is running and not full.",
        ) from error


def _reason(error: SQLAlchemyError) -> str:
    """Return the driver's own first line, without SQL or parameters: those may hold case data."""
    if isinstance(error, DBAPIError) and error.orig is not None:
        return str(error.orig).splitlines()[0] if str(error.orig) else type(error.orig).__name__
    return type(error).__name__


def address_of(url: str) -> sa.URL:
    """Return the parts of an address; raises `SettingRefused` for what is none."""
    try:
        return sa.make_url(url)
    except SQLAlchemyError:
        raise SettingRefused(
            "The address of a database cannot be read.",
            unharmed="Nothing was opened.",
            remedy="Write it as sqlite:////folder/file.db or postgresql://user:password@host/name.",
        ) from None  # the cause would quote the address, and its password with it


def _open(url: str, *, read_only: bool, synchronous: Literal["NORMAL", "FULL"] = "NORMAL") -> sa.Engine:
    address = address_of(url)
    if address.get_backend_name() == "sqlite":
        return _open_sqlite(address, read_only=read_only, synchronous=synchronous)
    if address.get_backend_name() == "postgresql":
        return _open_postgresql(address, read_only=read_only)
    return sa.create_engine(address, pool_pre_ping=True, hide_parameters=True)


def _open_sqlite(address: sa.URL, *, read_only: bool, synchronous: str) -> sa.Engine:
    if address.database and address.database != ":memory:":
        _make_private(Path(address.database), read_only=read_only)
    engine = sa.create_engine(address, hide_parameters=True, connect_args={"timeout": SQLITE_BUSY_MS / 1000})

    @sa.event.listens_for(engine, "connect")
    def prepare(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
        cursor = connection.cursor()
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.execute(f"PRAGMA busy_timeout = {SQLITE_BUSY_MS}")
        if read_only:
            cursor.execute("PRAGMA query_only = ON")
        else:
            cursor.execute("PRAGMA journal_mode = WAL")
            cursor.execute(f"PRAGMA synchronous = {synchronous}")
        cursor.close()

    return engine


def _make_private(path: Path, *, read_only: bool) -> None:
    """Make the file and its folder readable by the service alone; a reader never makes a file."""
    if path.exists():
        return
    if read_only:
        raise DatabaseUnavailable(
            f"There is no database file {path.name}.",
            unharmed="Nothing was created.",
            remedy="Run `python -m data_access init`, or set UNIT_CASE_URL or UNIT_STORE_URL to the database you mean.",
        )
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.touch(mode=PRIVATE_FILE)
    except OSError as error:
        raise DatabaseUnavailable(
            f"The database file {path.name} cannot be made: {error.strerror}.",
            unharmed="Nothing was created.",
            remedy="Choose a folder that the service may write to, and that has room.",
        ) from error


def _open_postgresql(address: sa.URL, *, read_only: bool) -> sa.Engine:
    if address.drivername == "postgresql":
        address = address.set(drivername="postgresql+psycopg")
    engine = sa.create_engine(
        address, pool_pre_ping=True, hide_parameters=True, connect_args={"connect_timeout": POSTGRES_CONNECT_S}
    )
    if read_only:

        @sa.event.listens_for(engine, "connect")
        def prepare(connection: psycopg.Connection, _record: ConnectionPoolEntry) -> None:
            connection.read_only = True

    return engine
