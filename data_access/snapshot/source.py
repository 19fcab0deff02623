"""The case database as the keeper knows it: opened late, and looked at anew each time it is asked."""

from collections.abc import Callable
from pathlib import Path

import sqlalchemy as sa

from data_access.errors import DatabaseUnavailable


class Source:
    """Gives the engine of the case database, or says that there is none.

    Parameters
    ----------
    engine
        The engine, or a function that opens one.
    """

    def __init__(self, engine: sa.Engine | Callable[[], sa.Engine]) -> None:
        self._open = engine if callable(engine) else None
        self._engine = None if callable(engine) else engine

    def engine(self) -> sa.Engine:
        """Return an engine whose connections see the database that is there now; raises `DatabaseUnavailable`.

        A pooled connection holds the SQLite file it opened, even after that file was moved away or replaced: the
        pool is emptied, and a missing file is an error here, before a driver makes an empty one in its place.
        """
        if self._engine is None and self._open is not None:
            self._engine = self._open()
        engine = self._engine
        if engine is None:
            raise _missing("the case database")
        path = _file_of(engine.url)
        if path is not None:
            engine.dispose()
            if not path.is_file():
                raise _missing(path.name)
        return engine


def _file_of(url: sa.URL) -> Path | None:
    """Return the file of an embedded database; None for a server or a database in memory."""
    if url.get_backend_name() != "sqlite" or not url.database or url.database.startswith((":memory:", "file:")):
        return None
    return Path(url.database)


def _missing(name: str) -> DatabaseUnavailable:
    return DatabaseUnavailable(
        f"The case database {name} is not there.",
        unharmed="Figures read before are still shown.",
        remedy="Put the file back, or set UNIT_CASE_URL to the database you mean.",
    )
