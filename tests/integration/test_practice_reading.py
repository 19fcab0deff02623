"""The work done on a referral arrives as facts beside it, on every database, whatever another system calls it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from data_access.facets import FACETS
from data_access.filters import Filters
from data_access.practice_facts import BITS, PRACTICE_COLUMNS, bit, unkept
from data_access.scope import Grain, Scope
from data_access.snapshot import Snapshot, read_snapshot
from tests.factories import LAUNCH
from tests.practice_examples import EXAMPLES, meetings
from tests.practice_rows import ASSESSED_ON, a_row, drop, over_another_system, record
from tests.practice_strangers import FAULTS, READ_AS, STRANGE
from tests.snapshot_rows import LOADED_AT, a_referral, views_over_another_system


def _facts(snapshot: Snapshot, row: int = 0) -> dict[str, Any]:
    """One row of the practice facts, bits as the codes they stand for."""
    found = snapshot.practice_all.row(row, named=True)
    return {name: _codes(name, value) if name in BITS else value for name, value in found.items()}


def _codes(column: str, bits: int | None) -> set[str] | None:
    return None if bits is None else {code.value for code in BITS[column] if bits & bit(column, code.value)}


def test_what_was_done_is_a_fact(case_engine: sa.Engine) -> None:
    referrals, work = [], defaultdict[str, list[dict[str, Any]]](list)
    for number, (rows, _) in enumerate(EXAMPLES.values(), start=1):
        force = f"E230000{number:02}"  # a force each, which tells them apart among the facts
        referrals.append(a_referral(number, force_code=force, multi_agency_assessment_date=ASSESSED_ON))
        for table, told in rows.items():
            work[table] += [{**row, **_whose(table, row, number)} for row in told]
    record(case_engine, work, *reversed(referrals))
    snapshot = read_snapshot(case_engine, now=LOADED_AT)
    assert snapshot.practice_all.columns == [column.name for column in PRACTICE_COLUMNS]
    row_of = {force: row for row, force in enumerate(snapshot.referrals_all.get_column("force"))}
    for number, (example, (_, expected)) in enumerate(EXAMPLES.items(), start=1):
        facts = _facts(snapshot, row_of[f"E230000{number:02}"])
        assert {name: facts[name] for name in expected} == expected, example
    assert snapshot.faults == {}


def _whose(table: str, row: Mapping[str, Any], number: int) -> dict[str, Any]:
    """The referral of a row, and meetings of its own."""
    own = {"meeting_id": f"{row['meeting_id']}-{number}"} if "meeting_id" in row else {}
    return own if table == "meeting_attendance" else {**own, "referral_id": f"R{number:07}"}


def test_of_a_referral_without_work_every_fact_says_so(case_engine: sa.Engine) -> None:
    record(case_engine, {})
    expected: dict[str, Any] = {column.name: set() if column.name in BITS else None for column in PRACTICE_COLUMNS}
    expected |= {"has_crime": False, "misdated": False, "early_orders": 0}
    assert _facts(read_snapshot(case_engine, now=LOADED_AT)) == expected


def test_an_assessment_dated_before_receipt_is_counted_for_the_days_asked_for(case_engine: sa.Engine) -> None:
    wrong = a_referral(1, multi_agency_assessment_date=date(2018, 7, 1))  # received on the second
    later = a_referral(
        2, referral_datetime=datetime.fromisoformat("2018-09-01T10:00"), multi_agency_assessment_date=date(2018, 8, 31)
    )
    record(case_engine, {}, wrong, later, a_referral(3, multi_agency_assessment_date=date(2018, 7, 2)))
    snapshot = read_snapshot(case_engine, now=LOADED_AT)
    scope = Scope(forces=("E23000006",), grain=Grain.AGGREGATE)
    found = [
        snapshot.errors(scope=scope, filters=Filters(since=date(2018, 7, 1), until=until))
        for until in (date(2018, 7, 31), date(2018, 9, 30))
    ]
    with case_engine.connect() as connection:  # no assessment at all, for the list of cases too
        waiting = connection.scalar(sa.select(sa.func.count()).where(FACETS["wait"].condition("WAITING")))
    assert waiting == snapshot.referrals_all.filter(FACETS["wait"].matches("WAITING")).height == 2
    assert found == [{"misdated": 1, "early_orders": 0}, {"misdated": 2, "early_orders": 0}]
    assert snapshot.errors(scope=replace(scope, forces=()), filters=Filters(since=LAUNCH, until=LOADED_AT.date())) == {
        "misdated": 0,
        "early_orders": 0,
    }


def test_a_case_that_was_not_assessed_had_no_meeting_before_its_assessment(case_engine: sa.Engine) -> None:
    record(case_engine, meetings(("2018-07-03", "POLICE", "ATTENDED")), a_referral(1))
    assert _facts(read_snapshot(case_engine, now=LOADED_AT))["disciplines"] == set()


def test_each_referral_of_a_chain_is_followed_by_the_next_one(case_engine: sa.Engine) -> None:
    days = ("2018-07-02", "2018-08-01", "2018-12-01", "2018-07-01")
    before = (None, 1, 2, 2)  # the last is linked to one that came after it: no later referral
    chain = [
        a_referral(
            number,
            referral_datetime=datetime.fromisoformat(f"{day}T08:00"),
            previous_referral_id=previous and f"R{previous:07}",
            lead_agency_code="PROB" if number == 1 else None,
        )
        for number, (day, previous) in enumerate(zip(days, before, strict=True), start=1)
    ]
    record(case_engine, {}, *chain)
    practice = read_snapshot(case_engine, now=LOADED_AT).practice_all  # in the order of receipt: 4, 1, 2, 3
    assert practice.get_column("rereferred_after").to_list() == [None, 30, 122, None]
    assert practice.get_column("lead_agency").to_list() == [None, "PROB", None, None]


_COLUMNS = {
    "intervention": ("advised", "offered", "started", "completed"),
    "legal_measure": ("applied", "granted", "refused", "breached"),
    "contact": ("contacted",),
    "crime_outcome": ("has_crime",),
    "advocacy": (),
    "follow_up": (),
    "wellbeing": (),
    "meeting": ("disciplines",),
}


def test_a_table_that_is_not_there_leaves_its_facts_unknown_and_not_none(case_engine: sa.Engine) -> None:
    record(case_engine, {})
    always, faults, unknown = {*BITS, "has_crime"}, {}, set()
    for table, columns in _COLUMNS.items():
        with case_engine.begin() as connection:
            drop(connection, table)
        faults[f"no_{'meeting_attendance' if table == 'meeting' else table}"] = 1
        unknown |= set(columns)
        snapshot = read_snapshot(case_engine, now=LOADED_AT)
        assert snapshot.faults == faults
        practice = snapshot.practice_all
        assert {name for name in always if practice.get_column(name).null_count()} == unknown
        assert {name for name in always if unkept(practice, [name])} == unknown


def test_a_view_without_a_column_that_is_asked_for_counts_as_none(case_engine: sa.Engine) -> None:
    record(case_engine, {})
    over_another_system(case_engine, "contact", a_row("contact", 1, {}), without="successful")
    snapshot = read_snapshot(case_engine, now=LOADED_AT)
    assert snapshot.faults == {"no_contact": 1}
    assert _facts(snapshot)["contacted"] is None


def test_text_views_of_another_system_are_read_and_their_strange_codes_counted(case_engine: sa.Engine) -> None:
    record(case_engine, {})
    for table, rows in STRANGE.items():
        full = [a_row(table, number, row) for number, row in enumerate(rows)]
        over_another_system(case_engine, table, *full)
    snapshot = read_snapshot(case_engine, now=LOADED_AT)
    assert _facts(snapshot) == READ_AS
    assert snapshot.faults == FAULTS


def test_a_referral_that_stands_twice_in_a_view_stays_two_rows_with_the_work_of_one(case_engine: sa.Engine) -> None:
    twice = [a_referral(1), a_referral(1, referral_datetime="2018-09-01 10:00:00"), a_referral(2)]
    record(case_engine, {})
    views_over_another_system(case_engine, *twice, {**a_referral(3, lead_agency_code="NOBODY"), "referral_id": None})
    over = {"referral_id": sa.Text, "party": sa.Text, "successful": sa.Text}
    loose = sa.Table("contact", sa.MetaData(), *(sa.Column(name, kind) for name, kind in over.items()))
    with case_engine.begin() as connection:
        loose.create(connection)
        for whose in ("R0000001", "R0000009", None):
            said = {"referral_id": whose, "party": "VICTIM", "successful": "1"}
            connection.execute(sa.insert(loose), [said])
    snapshot = read_snapshot(case_engine, now=LOADED_AT)
    assert snapshot.practice_all.height == snapshot.referrals_all.height == 4
    contacted = [_facts(snapshot, row)["contacted"] for row in range(4)]
    assert [contacted.count(found) for found in ({"VICTIM"}, set(), None)] == [2, 1, 1]
    assert snapshot.faults["unknown_lead_agency"] == 1
