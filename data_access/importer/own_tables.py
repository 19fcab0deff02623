"""Whether a case database is one of our own tables that may be loaded, or views over another system."""

import sqlalchemy as sa

from data_access.errors import ImportRejected
from data_access.migrate import current_revision, head_revision


def check_own_tables(engine: sa.Engine) -> None:
    """Raise `ImportRejected` unless these are the tables of this release, `DatabaseUnavailable` if they are gone."""
    revision = current_revision(engine)
    if revision is None:
        raise ImportRejected(
            "The figures of this site come from another system, by views; there are no tables to load into.",
            unharmed="Nothing was read or written.",
            remedy="Enter the referrals in that system, or set UNIT_CASE_URL to a database of the dashboard's own.",
        )
    if revision != head_revision("case"):
        raise ImportRejected(
            "The case database is not at the schema of this release.",
            unharmed="Nothing was read or written.",
            remedy="Ask whoever runs the service to run `python -m data_access init`, then check the files again.",
        )
