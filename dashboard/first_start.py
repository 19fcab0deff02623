"""What `start` does before it serves: databases up to date and, the first time, an invented programme and accounts."""

from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa

from dashboard.identity.demonstration import Credentials, make_accounts
from data_access.database import open_case, open_store, plainly
from data_access.demo import Progress, write_programme
from data_access.migrate import upgrade
from data_access.reference_data import seed_reference
from data_access.schema import referral

SEED = 2018  # the year the first unit opened; the same seed as `python -m data_access demo`


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """What a start found to do."""

    invented: bool
    credentials: tuple[Credentials, ...]


def prepare(
    *, case_url: str, store_url: str, as_at: date, now: datetime, demonstration: bool, progress: Progress
) -> Prepared:
    """Bring both databases up to date and fill empty ones if this is a demonstration; says what it did.

    Raises `DatabaseUnavailable`. A start that was interrupted is taken up where it stopped: each database is filled
    only while it is empty.
    """
    case, store = open_case(case_url), open_store(store_url)
    try:
        upgrade(case, "case")
        upgrade(store, "store")
        with plainly("The reference data could not be written"), case.begin() as connection:
            seed_reference(connection)
        invented = demonstration and _is_empty(case)
        if invented:
            write_programme(case, referrals=None, forces=None, seed=SEED, as_at=as_at, progress=progress)
        return Prepared(invented=invented, credentials=make_accounts(store, now=now) if demonstration else ())
    finally:
        case.dispose()
        store.dispose()


def _is_empty(case: sa.Engine) -> bool:
    with plainly("The case database could not be read"), case.connect() as connection:
        return connection.execute(sa.select(referral.c.referral_id).limit(1)).first() is None
