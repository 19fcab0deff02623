"""A snapshot holds what the case database holds, on every database, and mends what it must."""

from collections import Counter
from datetime import date, datetime
from pathlib import Path

import polars as pl
import pytest
import sqlalchemy as sa

from data_access import schema
from data_access.database import open_case
from data_access.errors import DatabaseUnavailable
from data_access.facts import REFERRAL_COLUMNS
from data_access.snapshot import bulk, data_version, read_snapshot
from data_access.snapshot.conforming import conform
from tests.snapshot_rows import (
    CHESHIRE,
    HAMPSHIRE,
    LOADED_AT,
    MET,
    WIDE,
    a_referral,
    fill,
    scope_of,
    views_over_another_system,
)


def test_an_empty_database_gives_an_empty_snapshot(case_engine: sa.Engine) -> None:
    snapshot = read_snapshot(case_engine, now=LOADED_AT)
    assert snapshot.referrals_all.height == 0
    assert snapshot.as_at == LOADED_AT.date()
    assert not snapshot.synthetic
    assert len(snapshot.reference.forces) == 43
    assert snapshot.referrals(scope=scope_of(CHESHIRE), filters=WIDE).height == 0


CLOSED_CASE = {
    "area_id": "CH-W",
    "referral_datetime": datetime.fromisoformat("2018-06-19T23:59"),
    "current_risk": "HIGH",
    "pathway": "MANAGED_UNIT",
    "status": "CLOSED",
    "multi_agency_assessment_date": date(2018, 6, 19),
    "closed_date": date(2018, 12, 1),
    "closure_outcome": "RISK_REDUCED",
    "previous_referral_id": "R0000001",
}
# fmt: off
ARRIVED = [
    (CHESHIRE, "CH-W", date(2018, 6, 19), 48 * 12 + 5, "POL_LPU", "HIGH", "MANAGED_UNIT", "CLOSED", 0,
     date(2018, 12, 1), "RISK_REDUCED", True),
    (CHESHIRE, None, date(2018, 7, 2), 48 * 12 + 6, "POL_LPU", "UNK", "PENDING", "AWAITING_TRIAGE", None,
     None, None, False),
]
# fmt: on


def test_every_column_of_a_referral_arrives(case_engine: sa.Engine) -> None:
    with case_engine.begin() as connection:
        area = {"area_id": "CH-W", "force_code": CHESHIRE, "area_name": "Warrington", "area_type": "LPU"}
        connection.execute(sa.insert(schema.area), [area])
    fill(case_engine, a_referral(1), a_referral(2, **CLOSED_CASE))
    snapshot = read_snapshot(case_engine, now=LOADED_AT)
    assert snapshot.referrals_all.columns == [column.name for column in REFERRAL_COLUMNS]
    assert snapshot.referrals_all.rows() == ARRIVED
    assert snapshot.as_at == date(2019, 4, 18)
    assert snapshot.synthetic
    assert snapshot.faults == {}


def test_rows_come_sorted_by_force_then_day(case_engine: sa.Engine) -> None:
    days = [datetime.fromisoformat(f"2019-01-{day}T12:00") for day in ("09", "03", "27")]
    forces = (MET, CHESHIRE, HAMPSHIRE)
    rows = [
        a_referral(10 * place + number, force_code=force, referral_datetime=day)
        for place, force in enumerate(forces)
        for number, day in enumerate(days)
    ]
    fill(case_engine, *rows)
    referrals = read_snapshot(case_engine, now=LOADED_AT).referrals_all
    assert referrals.equals(referrals.sort("force", "received_on"))
    assert all(column.n_chunks() == 1 for column in referrals)


def test_an_assessment_before_receipt_is_not_a_negative_wait(case_engine: sa.Engine) -> None:
    fill(case_engine, a_referral(1, multi_agency_assessment_date=date(2018, 7, 1)))
    snapshot = read_snapshot(case_engine, now=LOADED_AT)
    assert snapshot.referrals_all.get_column("days_to_assessment").to_list() == [None]
    assert snapshot.faults == {"impossible_days_to_assessment": 1}


def test_codes_of_another_system_become_unknown_and_are_counted(case_engine: sa.Engine) -> None:
    fill(case_engine)
    views_over_another_system(
        case_engine,
        a_referral(1, current_risk="SEVERE", pathway=None, status="?", referring_agency_code="NHS24", area_id="A9"),
        a_referral(2, closure_outcome="SOLVED", closed_date="soon", multi_agency_assessment_date="2018-07-05"),
        a_referral(3, force_code="XX"),
        a_referral(4, referral_datetime="yesterday"),
    )
    snapshot = read_snapshot(case_engine, now=LOADED_AT)
    first, second = snapshot.referrals_all.sort("days_to_assessment", nulls_last=False).rows(named=True)
    assert {first[name] for name in ("risk", "pathway", "status", "agency")} == {"UNK"}
    assert first["area"] is None
    assert (second["closure_outcome"], second["closed_on"], second["days_to_assessment"]) == ("UNK", None, 3)
    missing = {rule for rule in snapshot.faults if rule.startswith("no_")}
    assert "no_legal_measure" in missing
    assert snapshot.practice_all.height == snapshot.referrals_all.height
    assert {rule: count for rule, count in snapshot.faults.items() if rule not in missing} == {
        "unknown_agency": 1,
        "unknown_area": 1,
        "unknown_closure_outcome": 1,
        "unknown_force": 1,
        "unknown_pathway": 1,
        "unknown_risk": 1,
        "unknown_status": 1,
        "unusable_closed_on": 1,
        "unusable_received_on": 1,
    }


def test_the_version_moves_with_every_load_and_only_then(case_engine: sa.Engine) -> None:
    versions = [data_version(case_engine)]
    fill(case_engine, a_referral(1))
    versions += [data_version(case_engine), data_version(case_engine)]
    fill(case_engine, load={"kind": "IMPORT"})
    versions.append(data_version(case_engine))
    assert versions[1] == versions[2]
    assert len(set(versions)) == 3


def test_views_over_another_system_change_version_with_their_rows(case_engine: sa.Engine) -> None:
    fill(case_engine, a_referral(1), load={"kind": "EXTERNAL"})
    before = data_version(case_engine)
    with case_engine.begin() as connection:
        connection.execute(sa.insert(schema.referral), [a_referral(2)])
    assert data_version(case_engine) != before


def test_a_database_without_the_tables_is_unavailable_not_a_crash(empty_url: str) -> None:
    engine = open_case(empty_url)
    with pytest.raises(DatabaseUnavailable):
        read_snapshot(engine, now=LOADED_AT)
    engine.dispose()


def test_small_batches_and_the_slow_way_in_read_the_same(
    case_engine: sa.Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [
        a_referral(number, multi_agency_assessment_date=date(2018, 8, 1) if number > 5 else None) for number in range(9)
    ]
    fill(case_engine, *rows)
    whole = read_snapshot(case_engine, now=LOADED_AT).referrals_all
    monkeypatch.setattr(bulk, "BATCH_ROWS", 2)
    in_twos = read_snapshot(case_engine, now=LOADED_AT).referrals_all
    names = (*bulk.COLUMNS, "is_rereferral")
    asked = bulk._statement(case_engine.dialect.name)
    raws = bulk.by_sqlalchemy(case_engine, asked, names=names)
    slow = [conform(raw, schema=whole.schema, faults=Counter()).select(whole.columns) for raw in raws]
    assert len(slow) == 5
    assert in_twos.sort(pl.all()).equals(whole.sort(pl.all()))
    assert pl.concat(slow).sort(pl.all()).equals(whole.sort(pl.all()))


def test_a_database_in_memory_is_read_through_sqlalchemy() -> None:
    engine = sa.create_engine("sqlite://", poolclass=sa.StaticPool)
    schema.CASE.create_all(engine)
    force = {"force_code": CHESHIRE, "force_name": "Cheshire", "police_uk_slug": "c", "site_model": "NONE"}
    agency = {"agency_code": "POL_LPU", "agency_name": "Local policing unit", "agency_group": "POLICE"}
    with engine.begin() as connection:
        connection.execute(sa.insert(schema.force), [force])
        connection.execute(sa.insert(schema.agency), [agency])
    fill(engine, a_referral(1, multi_agency_assessment_date=date(2018, 7, 9)))
    snapshot = read_snapshot(engine, now=LOADED_AT)
    assert snapshot.referrals_all.get_column("days_to_assessment").to_list() == [7]
    engine.dispose()


def test_sqlite_files_with_odd_names_are_read(tmp_path: Path) -> None:
    path = tmp_path / "case #1 50% of?.db"
    engine = open_case(f"sqlite:///{path}".replace("#", "%23").replace("?", "%3F"))
    schema.CASE.create_all(engine)
    assert read_snapshot(engine, now=LOADED_AT).referrals_all.height == 0
    engine.dispose()
