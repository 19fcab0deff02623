"""The demonstration programme as it stands in a real database: its figures, its rows, its planted faults."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
import sqlalchemy as sa

from data_access.database import open_case
from data_access.demo import PLANTED_FAULTS, Fault, Written, write_programme
from data_access.demo.sites import CHESHIRE
from data_access.quality import QUALITY_RULES
from data_access.schema import CASE, legal_measure, load, referral
from tests import databases

AS_AT = date(2026, 6, 30)
SEED = 2018
LAUNCH_ENDS = datetime(2019, 4, 19)  # noqa: DTZ001


@pytest.fixture(scope="module", params=databases.KINDS)
def written(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[sa.Engine, Written]]:
    """The default programme, written once for each kind of database."""
    url = databases.fresh_url(request.param, tmp_path_factory.mktemp("demo"), "case")
    engine = open_case(url)
    yield engine, write_programme(engine, referrals=None, forces=None, seed=SEED, as_at=AS_AT)
    engine.dispose()
    databases.drop(url)


@pytest.fixture
def connection(written: tuple[sa.Engine, Written]) -> Iterator[sa.Connection]:
    with written[0].connect() as connection:
        yield connection


def digest(connection: sa.Connection, *, but: frozenset[str] = frozenset()) -> dict[str, str]:
    """Return a fingerprint of every table's rows as SQLAlchemy reads them."""
    return {
        table.name: sha256(repr(sorted(map(repr, connection.execute(sa.select(table))))).encode()).hexdigest()
        for table in CASE.sorted_tables
        if table.name not in but
    }


def test_the_first_ten_months_of_cheshire_are_the_published_ones(connection: sa.Connection) -> None:
    split = connection.execute(
        sa.select(referral.c.pathway, sa.func.count())
        .where(referral.c.force_code == CHESHIRE, referral.c.referral_datetime < LAUNCH_ENDS)
        .group_by(referral.c.pathway)
    )
    assert dict(split.all()) == {"MANAGED_UNIT": 83, "PARTNER_MANAGED": 177}
    first = connection.scalar(
        sa.select(sa.func.min(referral.c.referral_datetime)).where(referral.c.force_code == CHESHIRE)
    )
    assert first is not None
    assert first.date() >= date(2018, 6, 19)


def test_every_table_is_filled_as_reported(connection: sa.Connection, written: tuple[sa.Engine, Written]) -> None:
    rows = written[1].rows
    for table in CASE.sorted_tables:
        held = connection.scalar(sa.select(sa.func.count()).select_from(table))
        assert held, table.name
        if table.name in rows and table.name not in ("force", "series_break"):
            assert held == rows[table.name], table.name


def test_the_load_says_that_it_is_a_demonstration(
    connection: sa.Connection, written: tuple[sa.Engine, Written]
) -> None:
    row = connection.execute(sa.select(load)).one()
    assert (row.kind, row.as_at, row.load_id) == ("DEMONSTRATION", AS_AT, written[1].load_id)
    assert row.rows_added == written[1].rows["referral"]
    assert row.loaded_at.date() == AS_AT + timedelta(days=1)


def test_nothing_is_received_after_the_as_at_date(connection: sa.Connection) -> None:
    newest = connection.scalar(sa.select(sa.func.max(referral.c.referral_datetime)))
    assert newest is not None
    assert AS_AT - timedelta(days=3) <= newest.date() <= AS_AT


def test_planted_faults_are_found_and_nothing_else_is(connection: sa.Connection) -> None:
    planted: Counter[tuple[str, str]] = Counter()
    for one in PLANTED_FAULTS:
        if one.fault is not Fault.RISK_UNKNOWN:
            planted[one.fault, one.force_code] += one.records
    force_of = dict(connection.execute(sa.select(referral.c.referral_id, referral.c.force_code)).all())
    case_of = dict(connection.execute(sa.select(legal_measure.c.measure_id, legal_measure.c.referral_id)).all())
    found: Counter[tuple[str, str]] = Counter()
    for rule in QUALITY_RULES:
        for key in connection.scalars(rule.violations(AS_AT + timedelta(days=1))):
            found[rule.key, force_of[case_of.get(key, key)]] += 1
    assert found == planted


def test_planted_missing_risks_are_counted(connection: sa.Connection) -> None:
    missing = connection.execute(
        sa.select(referral.c.force_code, sa.func.count())
        .where(referral.c.current_risk == "UNK")
        .group_by(referral.c.force_code)
    )
    planted = {one.force_code: one.records for one in PLANTED_FAULTS if one.fault is Fault.RISK_UNKNOWN}
    assert dict(missing.all()) == planted


def test_the_same_seed_writes_the_same_rows_to_both_databases(case_engine: sa.Engine, tmp_path: Path) -> None:
    other = open_case(databases.fresh_url("sqlite", tmp_path, "case"))
    for engine in (case_engine, other):
        write_programme(engine, referrals=4_000, forces=3, seed=SEED, as_at=date(2020, 12, 31))
    with case_engine.connect() as first, other.connect() as second:
        assert digest(first) == digest(second)
    other.dispose()


def test_rows_keep_keys_checks_and_indexes(connection: sa.Connection) -> None:
    inspector = sa.inspect(connection)
    for table in CASE.sorted_tables:
        held = {index["name"] for index in inspector.get_indexes(table.name)}
        assert {str(index.name) for index in table.indexes} <= held, table.name
    if connection.dialect.name == "sqlite":
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
        assert connection.exec_driver_sql("PRAGMA integrity_check").all() == [("ok",)]
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
