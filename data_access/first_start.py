"""The case database of a first start: made, brought up to date and, if wanted and empty, filled with an invention."""

from datetime import date

import sqlalchemy as sa

from data_access.database import open_case, plainly
from data_access.demo import Progress, write_programme
from data_access.migrate import upgrade
from data_access.reference_data import seed_reference
from data_access.schema import referral

SEED = 2018  # the year the first unit opened; the same seed as `python -m data_access demo`


def prepare_case(url: str, *, as_at: date, invents: bool, progress: Progress) -> bool:
    """Bring a case database up to date and return whether a programme was invented in it.

    A database that holds a referral is never written to beyond its schema and missing reference data. Raises
    `DatabaseUnavailable`.
    """
    case = open_case(url)
    try:
        upgrade(case, "case")
        with plainly("The reference data could not be written"), case.begin() as connection:
            seed_reference(connection)
        if not invents or _holds_referrals(case):
            return False
        write_programme(case, referrals=None, forces=None, seed=SEED, as_at=as_at, progress=progress)
        return True
    finally:
        case.dispose()


def _holds_referrals(case: sa.Engine) -> bool:
    with plainly("The case database could not be read"), case.connect() as connection:
        return connection.execute(sa.select(referral.c.referral_id).limit(1)).first() is not None
