"""A first start makes everything, once; every later start leaves it alone."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa

from dashboard.first_start import Prepared, prepare
from dashboard.identity.clock import moment
from dashboard.identity.passwords import is_password_of
from data_access import accounts
from data_access.database import open_case, open_store
from data_access.schema import force, referral
from tests import databases


@pytest.fixture
def urls(database_kind: databases.Kind, tmp_path: Path) -> Iterator[tuple[str, str]]:
    """The addresses of a case database and a store with nothing in them."""
    made = tuple(databases.fresh_url(database_kind, tmp_path, "empty") for _ in range(2))
    yield made[0], made[1]
    for url in made:
        databases.drop(url)


def start(urls: tuple[str, str], *, demonstration: bool, as_at: date = date(2019, 4, 18)) -> Prepared:
    return prepare(
        case_url=urls[0],
        store_url=urls[1],
        as_at=as_at,
        now=moment(),
        demonstration=demonstration,
        progress=lambda _step, _share: None,
    )


def rows(url: str, table: sa.Table) -> int:
    engine = open_case(url)
    with engine.connect() as connection:
        counted = connection.scalar(sa.select(sa.func.count()).select_from(table))
    engine.dispose()
    return counted or 0


def test_a_first_start_invents_a_programme_and_four_accounts_and_a_second_does_nothing(urls: tuple[str, str]) -> None:
    first = start(urls, demonstration=True)
    assert first.invented
    store = open_store(urls[1])
    found = {account.username: account for account in accounts.everyone(store)}
    assert len(first.credentials) == len(found) == 4
    assert all(is_password_of(found[each.username].password_hash, password=each.password) for each in first.credentials)
    store.dispose()
    written = rows(urls[0], referral)
    assert written >= 260
    second = start(urls, demonstration=True, as_at=date(2019, 6, 1))
    assert (second.invented, second.credentials) == (False, ())
    assert rows(urls[0], referral) == written


def test_a_start_outside_demonstration_makes_empty_databases_with_reference_data_and_no_account(
    urls: tuple[str, str],
) -> None:
    prepared = start(urls, demonstration=False)
    assert (prepared.invented, prepared.credentials) == (False, ())
    assert (rows(urls[0], referral), rows(urls[0], force)) == (0, 43)
    store = open_store(urls[1])
    assert accounts.everyone(store) == ()
    store.dispose()
