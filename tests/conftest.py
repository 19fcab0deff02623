"""What every test may ask for: real databases, and a fixed today."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, settings

from data_access.database import open_case, open_store
from tests import databases

# No test is timed: a busy machine must not decide whether the code is right.
settings.register_profile("everyday", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True)
settings.load_profile("everyday")


@pytest.fixture
def today() -> date:
    """A fixed day: no test depends on when it runs."""
    return date(2026, 6, 30)


@pytest.fixture(params=databases.KINDS)
def database_kind(request: pytest.FixtureRequest) -> databases.Kind:
    """Which database: each test that asks runs on both."""
    kind: databases.Kind = request.param
    return kind


@pytest.fixture
def case_url(database_kind: databases.Kind, tmp_path: Path) -> Iterator[str]:
    """The address of a migrated case database with reference data and no referral."""
    yield from _url(database_kind, tmp_path, "case")


@pytest.fixture
def store_url(database_kind: databases.Kind, tmp_path: Path) -> Iterator[str]:
    """The address of a migrated, empty store."""
    yield from _url(database_kind, tmp_path, "store")


@pytest.fixture
def empty_url(database_kind: databases.Kind, tmp_path: Path) -> Iterator[str]:
    """The address of a database with nothing in it."""
    yield from _url(database_kind, tmp_path, "empty")


@pytest.fixture
def case_engine(case_url: str) -> Iterator[sa.Engine]:
    """A case database with reference data and no referral."""
    engine = open_case(case_url)
    yield engine
    engine.dispose()


@pytest.fixture
def store_engine(store_url: str) -> Iterator[sa.Engine]:
    """An empty store."""
    engine = open_store(store_url)
    yield engine
    engine.dispose()


def _url(kind: databases.Kind, folder: Path, which: Any) -> Iterator[str]:
    url = databases.fresh_url(kind, folder, which)
    yield url
    databases.drop(url)
