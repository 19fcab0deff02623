"""The contract check on our own tables, on views over another system, and on databases that break it."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from data_access.contract import ContractReport, check
from data_access.database import open_case
from data_access.quality import QUALITY_RULES
from data_access.schema import CASE, area, contact, legal_measure, load, referral

TODAY = date(2026, 6, 30)
RECEIVED = datetime(2026, 6, 1, 9, 0)  # noqa: DTZ001


def a_referral(referral_id: str, **given: Any) -> dict[str, Any]:
    codes = {column.name: "UNK" for column in referral.columns if isinstance(column.type, sa.Enum)}
    plain = {
        "force_code": "E23000006",
        "referring_agency_code": "POL_LPU",
        "referral_datetime": RECEIVED,
        "extract_timestamp": RECEIVED,
        "load_id": 1,
        "closure_outcome": None,
    }
    return codes | plain | {"referral_id": referral_id} | given


def a_load(**given: Any) -> dict[str, Any]:
    counts = dict.fromkeys(("rows_added", "rows_updated", "rows_unchanged", "rows_rejected"), 0)
    return {"load_id": 1, "kind": "IMPORT", "loaded_at": RECEIVED, "as_at": TODAY, "source": "x"} | counts | given


def fill(engine: sa.Engine, *referrals: dict[str, Any], **loaded: Any) -> None:
    with engine.begin() as connection:
        connection.execute(sa.insert(load).values(a_load(**loaded)))
        for row in referrals:
            connection.execute(sa.insert(referral).values(row))


def counts(report: ContractReport) -> dict[str, int]:
    """Return the rules that are broken at all, with their counts."""
    return {one.key: one.rows for one in report.quality if one.rows}


def test_a_migrated_database_honours_the_contract(case_engine: sa.Engine) -> None:
    report = check(case_engine, today=TODAY)
    assert report.honoured, report.as_text()
    assert report.tables == len(CASE.tables)
    assert "The contract is honoured." in report.as_text()


@pytest.mark.parametrize(
    ("rows", "broken"),
    [
        ([{"closed_date": date(2026, 5, 31), "status": "CLOSED"}], {"closed_before_referral": 1}),
        ([{"closed_date": date(2026, 6, 1), "status": "CLOSED"}], {}),
        ([{"closed_date": date(2026, 6, 2), "status": "OPEN"}], {"closed_but_open": 1}),
        ([{"multi_agency_assessment_date": date(2026, 5, 1)}], {"assessed_before_referral": 1}),
        ([{"pathway": "MANAGED_UNIT"}, {"pathway": "PARTNER_MANAGED"}], {"managed_without_contact": 1}),
        ([{"current_risk": "HIGH"}], {"high_risk_not_assessed": 1}),
        ([{"current_risk": "HIGH", "referral_datetime": datetime(2026, 6, 20)}], {}),  # noqa: DTZ001
        ([{"referring_agency_code": "UNK"}], {"unknown_agency": 1}),
        ([{"area_id": "HAM-X"}], {"area_of_another_force": 1}),
        ([{}, {"referral_datetime": RECEIVED - timedelta(days=30)}], {}),
        ([{}, {"referral_datetime": RECEIVED - timedelta(days=70)}], {"silent_month": 1}),
    ],
)
def test_each_quality_rule_counts_its_own_fault(
    case_engine: sa.Engine, rows: list[dict[str, Any]], broken: dict[str, int]
) -> None:
    with case_engine.begin() as connection:
        connection.execute(
            sa.insert(area).values(area_id="HAM-X", force_code="E23000030", area_name="X", area_type="UNK")
        )
    fill(case_engine, *(a_referral(f"A-{number}", **row) for number, row in enumerate(rows)))
    assert counts(check(case_engine, today=TODAY)) == broken


@pytest.mark.parametrize(("days", "counted"), [(0, 1), (7, 1), (8, 0)])
def test_a_pair_brought_twice_in_a_week_is_counted_once(case_engine: sa.Engine, days: int, counted: int) -> None:
    pair = {"victim_pid": "v", "perpetrator_pid": "p"}
    again = a_referral("A-2", **pair, referral_datetime=RECEIVED + timedelta(days=days))
    fill(case_engine, a_referral("A-1", **pair), again)
    assert counts(check(case_engine, today=TODAY)).get("same_pair_within_week", 0) == counted


def test_orders_before_the_act_contacts_made_and_old_loads_are_seen(case_engine: sa.Engine) -> None:
    fill(case_engine, a_referral("A-1", pathway="MANAGED_UNIT"), as_at=TODAY - timedelta(days=8))
    with case_engine.begin() as connection:
        order = {"measure_id": "L-1", "referral_id": "A-1", "measure": "SPO_FULL", "decision": "UNK"}
        connection.execute(sa.insert(legal_measure).values(**order, applied_date=date(2020, 1, 19)))
        spoken = {"contact_id": "C-1", "referral_id": "A-1", "party": "VICTIM", "mode": "UNK"}
        connection.execute(sa.insert(contact).values(**spoken, contact_at=RECEIVED))
    assert counts(check(case_engine, today=TODAY)) == {"spo_before_in_force": 1, "extract_stale": 1}


def test_an_empty_database_is_told_from_an_honoured_one(empty_url: str) -> None:
    engine = open_case(empty_url)
    report = check(engine, today=TODAY)
    engine.dispose()
    assert not report.honoured
    assert {finding.table for finding in report.findings} == set(CASE.tables)
    assert [one.rows for one in report.quality] == [None] * len(QUALITY_RULES)


def test_views_over_another_system_are_held_to_the_same_contract(empty_url: str) -> None:
    """Their tables carry other names and no constraints; only the views are ours to judge."""
    engine = open_case(empty_url)
    theirs = sa.MetaData()
    with engine.begin() as connection:
        for table in CASE.sorted_tables:
            loose = [
                sa.Column(str(one.name), sa.Text() if isinstance(one.type, sa.Enum) else one.type)
                for one in table.columns
            ]
            own = sa.Table(f"their_{table.name}", theirs, *loose)
            own.create(connection)
            connection.exec_driver_sql(f"CREATE VIEW {table.name} AS SELECT * FROM their_{table.name}")  # noqa: S608
        connection.execute(sa.insert(theirs.tables["their_load"]).values(a_load()))
    clean = check(engine, today=TODAY)
    assert clean.honoured, clean.as_text()
    with engine.begin() as connection:
        wrong = a_referral("A-1", current_risk="SEVERE", force_code="Cheshire", referring_agency_code=None)
        for _ in range(2):
            connection.execute(sa.insert(theirs.tables["their_referral"]).values(wrong))
        connection.exec_driver_sql("DROP VIEW wellbeing")
        connection.exec_driver_sql("DROP VIEW follow_up")
        connection.exec_driver_sql("CREATE VIEW follow_up AS SELECT referral_id, months FROM their_follow_up")
    broken = check(engine, today=TODAY)
    engine.dispose()
    found = {(one.table, one.column, one.rows) for one in broken.findings}
    assert ("wellbeing", None, 0) in found
    assert ("follow_up", "followed_up", 0) in found
    assert ("referral", "current_risk", 2) in found
    assert ("referral", "force_code", 2) in found
    assert ("referral", "referring_agency_code", 2) in found
    assert ("referral", "referral_id", 2) in found
    assert counts(broken)["force_not_a_code"] == 2
    assert "“SEVERE”" in broken.as_text()


def test_dates_that_sqlite_holds_and_nobody_can_read_are_counted(tmp_path: Any) -> None:
    engine = open_case(f"sqlite:///{tmp_path / 'case.db'}")
    CASE.create_all(engine)
    with engine.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO awareness_week (year, starts_on, ends_on) VALUES (2019, '08/04/2019', '12/04/2019')"
        )
        connection.exec_driver_sql("INSERT INTO awareness_week (year, starts_on, ends_on) VALUES (2020, 43929, 43933)")
    found = {(one.column, one.rows) for one in check(engine, today=TODAY).findings}
    engine.dispose()
    assert found == {("starts_on", 2), ("ends_on", 2)}


def test_the_check_writes_nothing(case_url: str) -> None:
    engine = open_case(case_url, read_only=True)
    assert check(engine, today=TODAY).honoured
    engine.dispose()
