"""Brings either database to the schema of this release, or back down; Alembic does the work."""

from pathlib import Path
from typing import Literal

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from data_access.database import plainly

Which = Literal["case", "store"]
MIGRATIONS = Path(__file__).parent / "migrations"


def upgrade(engine: sa.Engine, which: Which, revision: str = "head") -> None:
    """Bring a database up to a revision, in one transaction; raises `DatabaseUnavailable`."""
    with plainly(f"The {which} database could not be brought up to date"), engine.begin() as connection:
        command.upgrade(_config(which, connection), revision)


def downgrade(engine: sa.Engine, which: Which, revision: str = "base") -> None:
    """Take a database back down to a revision; raises `DatabaseUnavailable`."""
    with plainly(f"The {which} database could not be taken back"), engine.begin() as connection:
        command.downgrade(_config(which, connection), revision)


def current_revision(engine: sa.Engine) -> str | None:
    """Return the revision a database is at, or None for one that was never migrated."""
    with plainly("The database could not be read"), engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def head_revision(which: Which) -> str | None:
    """Return the newest revision this release knows."""
    return ScriptDirectory(str(MIGRATIONS / which)).get_current_head()


def _config(which: Which, connection: sa.Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS / which))
    config.attributes["connection"] = connection
    return config
