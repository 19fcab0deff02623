"""What `start` does before it serves: databases up to date and, the first time, an invented programme and accounts."""

from dataclasses import dataclass
from datetime import date, datetime

from dashboard.identity.demonstration import Credentials, make_accounts
from data_access.audit.operator import operator
from data_access.database import open_store
from data_access.demo import Progress
from data_access.first_start import prepare_case
from data_access.migrate import upgrade


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
    invented = prepare_case(case_url, as_at=as_at, invents=demonstration, progress=progress)
    store = open_store(store_url)
    try:
        upgrade(store, "store")
        return Prepared(
            invented=invented, credentials=make_accounts(store, witness=operator(), now=now) if demonstration else ()
        )
    finally:
        store.dispose()
