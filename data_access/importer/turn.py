"""One import at a time in a site: whoever comes second is told so, and a process that dies leaves nothing locked."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from data_access.database import PRIVATE_FILE
from data_access.errors import DatabaseUnavailable, ImportRejected

FILE_NAME = "importing.lock"


@contextmanager
def one_at_a_time(folder: Path) -> Iterator[None]:
    """Hold the turn of a site; raises `ImportRejected` at once while another import holds it.

    The lock is SQLite's own on an empty file: the same on every operating system, and gone with its process.
    """
    path = folder / FILE_NAME
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.touch(mode=PRIVATE_FILE)
        lock = sqlite3.connect(path, timeout=0, isolation_level=None)
    except (OSError, sqlite3.Error) as error:
        raise _no_turn(path) from error
    with closing(lock):
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            if getattr(error, "sqlite_errorcode", None) != sqlite3.SQLITE_BUSY:
                raise _no_turn(path) from error
            raise ImportRejected(
                "Another import is being checked or loaded.",
                unharmed="Nothing was read or written.",
                remedy="Wait until it is over, then try again.",
            ) from error
        yield


def _no_turn(path: Path) -> DatabaseUnavailable:
    return DatabaseUnavailable(
        f"The file {path.name} that keeps imports apart cannot be used.",
        unharmed="Nothing was read or written.",
        remedy="Make sure that the service may write to its working folder (UNIT_VAR_DIR), and that it has room.",
    )
