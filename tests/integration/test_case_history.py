"""One case is read whole, at one moment and within its scope, whatever a site's database lacks; on both databases."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from data_access.caseload.case_file import CaseFile
from data_access.caseload.history import MOST_LINKED, read_case_file
from data_access.caseload.yardsticks import Yardstick, yardstick
from data_access.caseload_vocabulary import Need
from data_access.errors import DatabaseUnavailable
from data_access.force_settings import ForceSettings
from data_access.practice_vocabulary import Contribution, Discipline, LegalDecision, Tool
from data_access.schema import referral, worker
from data_access.scope import Scope
from data_access.support_vocabulary import Party
from data_access.targets import Targets
from data_access.vocabulary import Risk, Status
from tests.practice_rows import a_row, drop, over_another_system, record
from tests.snapshot_rows import CHESHIRE, HAMPSHIRE, MET, a_referral, fill, scope_of, views_over_another_system

OWN = scope_of(CHESHIRE)
# A row of each table, and what is asked of the record it becomes.
WORK: dict[str, dict[str, Any]] = {
    "risk_assessment": {"srp_violence": "HIGH"},
    "meeting": {"meeting_id": "M1"},
    "meeting_attendance": {"meeting_id": "M1", "discipline": "PSYCHOLOGY", "contributed": "WRITTEN"},
    "intervention": {"offered_date": date(2018, 7, 9)},
    "legal_measure": {"decision": "GRANTED", "breach_count": 2, "breach_dates": "2018-09-01", "electronic_tag": True},
    "contact": {"successful": False},
    "advocacy": {},
    "crime_outcome": {},
    "follow_up": {},
    "wellbeing": {},
}
FOUND = (
    "assessments",
    "meetings",
    "attendances",
    "interventions",
    "measures",
    "contacts",
    "advocacy",
    "crimes",
    "follow_ups",
    "wellbeing",
)


def file_of(engine: sa.Engine, number: int = 1, *, scope: Scope = OWN) -> CaseFile:
    found = read_case_file(engine, f"R{number:07}", scope=scope)
    assert found is not None
    return found


def worked_on(engine: sa.Engine, *referrals: dict[str, Any]) -> None:
    record(engine, {table: [row] for table, row in WORK.items()}, *(referrals or (a_referral(1), a_referral(2))))


def test_every_table_tells_of_its_own_case_alone(case_engine: sa.Engine) -> None:
    worked_on(case_engine)
    file, other = file_of(case_engine), file_of(case_engine, 2)
    assert {name: len(getattr(file, name)) for name in FOUND} == dict.fromkeys(FOUND, 1)
    assert {name: len(getattr(other, name)) for name in FOUND} == dict.fromkeys(FOUND, 0)
    assert file.absent == frozenset()
    assert file.head.received_on == date(2018, 7, 2)
    assessment, attendance, contact, measure = (
        file.assessments[0],
        file.attendances[0],
        file.contacts[0],
        file.measures[0],
    )
    assert (assessment.tool, assessment.harmonised_level, assessment.srp_persistence) == (Tool.SRP, Risk.MEDIUM, None)
    assert (attendance.discipline, attendance.contributed) == (Discipline.PSYCHOLOGY, Contribution.WRITTEN)
    assert (contact.party, contact.successful) == (Party.VICTIM, False)
    assert (measure.decision, measure.breach_count, measure.electronic_tag) == (LegalDecision.GRANTED, 2, True)


@pytest.mark.parametrize("scope", [scope_of(), scope_of(HAMPSHIRE)], ids=["no force", "another force"])
def test_out_of_scope_there_is_no_case(case_engine: sa.Engine, scope: Scope) -> None:
    worked_on(case_engine)
    assert read_case_file(case_engine, "R0000001", scope=scope) is None


def test_a_case_that_went_meanwhile_is_as_unknown_as_any(case_engine: sa.Engine) -> None:
    worked_on(case_engine)
    assert file_of(case_engine)
    with case_engine.begin() as connection:
        connection.execute(sa.delete(referral).where(referral.c.referral_id == "R0000001"))
    assert read_case_file(case_engine, "R0000001", scope=OWN) is None


def test_referrals_of_the_same_people_are_linked_within_the_scope_alone(case_engine: sa.Engine) -> None:
    same = {"perpetrator_pid": "p", "victim_pid": "v"}
    fill(
        case_engine,
        a_referral(1, **same, force_code=MET),
        a_referral(2, perpetrator_pid="p", victim_pid="w"),
        a_referral(3, victim_pid="v"),
        a_referral(4, **same, previous_referral_id="R0000002"),
        a_referral(5, previous_referral_id="R0000004"),
        a_referral(6, victim_pid="", perpetrator_pid=""),
        a_referral(7, victim_pid="", perpetrator_pid=""),
        a_referral(8, force_code=MET, previous_referral_id="R0000004"),
    )
    found = file_of(case_engine, 4)
    assert {
        each.mention.referral_id: (each.same_perpetrator, each.same_victim, each.is_previous, each.is_next)
        for each in found.linked
    } == {
        "R0000002": (True, False, True, False),
        "R0000003": (False, True, False, False),
        "R0000005": (False, False, False, True),
    }
    assert file_of(case_engine, 6).linked == ()
    both = file_of(case_engine, 4, scope=scope_of(CHESHIRE, MET))
    assert {each.mention.referral_id for each in both.linked} >= {"R0000001", "R0000008"}


def test_of_a_person_referred_time_and_again_the_newest_are_listed(case_engine: sa.Engine) -> None:
    first = datetime.fromisoformat("2018-07-02T09:00")
    days = [first + timedelta(days=number * 5 % 7) for number in range(MOST_LINKED + 3)]
    fill(
        case_engine,
        *(a_referral(number, perpetrator_pid="p", referral_datetime=day) for number, day in enumerate(days)),
    )
    found = file_of(case_engine, 0)
    received = [each.mention.referral_datetime for each in found.linked]
    assert (len(received), found.more_linked) == (MOST_LINKED, True)
    assert received == sorted(days[1:], reverse=True)[:MOST_LINKED]


@pytest.mark.parametrize(("active", "left"), [(True, False), (False, True)])
def test_an_owner_who_left_is_said_to_have_left(case_engine: sa.Engine, active: bool, left: bool) -> None:
    with case_engine.begin() as connection:
        told = {"worker_code": "CHE-P99", "force_code": CHESHIRE, "team": "unit", "active": active}
        connection.execute(sa.insert(worker), [told])
    fill(case_engine, a_referral(1, owner_code="CHE-P99"), a_referral(2))
    assert (file_of(case_engine).owner_left, file_of(case_engine, 2).owner_left) == (left, None)


def test_a_table_that_is_not_there_is_said_to_be_absent_and_hides_no_other(case_engine: sa.Engine) -> None:
    worked_on(case_engine, a_referral(1))
    gone: set[str] = set()
    for table in WORK:
        with case_engine.begin() as connection:
            if table != "meeting_attendance":  # it goes with the meetings
                drop(connection, table)
        gone |= {"meeting", "meeting_attendance"} if table == "meeting" else {table}
        file = file_of(case_engine)
        assert file.absent == gone
        assert sum(bool(getattr(file, name)) for name in FOUND) == len(FOUND) - len(gone)


def test_a_table_without_one_of_its_columns_counts_as_absent(case_engine: sa.Engine) -> None:
    worked_on(case_engine, a_referral(1))
    over_another_system(case_engine, "contact", a_row("contact", 0, {}), without="successful")
    file = file_of(case_engine)
    assert (file.absent, file.contacts) == (frozenset({"contact"}), ())


def test_another_system_of_texts_tells_the_same(case_engine: sa.Engine) -> None:
    worked_on(case_engine, a_referral(1))
    before = file_of(case_engine)
    for table, row in WORK.items():
        if table not in {"meeting", "meeting_attendance"}:
            over_another_system(case_engine, table, a_row(table, 0, row))
    after = file_of(case_engine)
    assert {name: getattr(after, name) for name in FOUND} == {name: getattr(before, name) for name in FOUND}


def test_what_cannot_be_read_is_not_recorded_and_no_fault(case_engine: sa.Engine) -> None:
    worked_on(case_engine, a_referral(1))
    strange = {"contact_at": "last Tuesday", "party": "NEIGHBOUR", "mode": "", "successful": "perhaps"}
    over_another_system(case_engine, "contact", a_row("contact", 0, strange))
    contact = file_of(case_engine).contacts[0]
    assert (contact.contact_at, contact.party, contact.mode, contact.successful) == (None, "UNK", "UNK", None)


def test_a_referral_of_texts_alone_is_read(case_engine: sa.Engine) -> None:
    views_over_another_system(
        case_engine, a_referral(1, domestic_flag=True, closed_date="2018-09-01", status="SHUT"), a_referral(2)
    )
    file = file_of(case_engine)
    assert (file.head.domestic_flag, file.head.closed_date, file.head.status) == (
        True,
        date(2018, 9, 1),
        Status.UNKNOWN,
    )
    assert file.head.is_closed
    assert file.absent == set(WORK)


def test_a_database_that_is_gone_is_no_absent_table(case_engine: sa.Engine) -> None:
    worked_on(case_engine, a_referral(1))
    with case_engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE referral RENAME TO referral_away")
    with pytest.raises(DatabaseUnavailable, match="case could not be read"):
        read_case_file(case_engine, "R0000001", scope=OWN)


def test_it_says_why_the_case_needs_action_as_the_caseload_counts_it(case_engine: sa.Engine) -> None:
    measure = yardstick(
        CHESHIRE,
        as_at=date(2018, 8, 1),
        targets=Targets(history=(), on=date(2018, 8, 1), otherwise=14),
        settings=ForceSettings(held=()),
    )
    fill(
        case_engine,
        a_referral(1, current_risk="HIGH", next_review_date=date(2018, 8, 1)),
        a_referral(2, status="CLOSED", next_review_date=date(2018, 8, 1)),
    )

    def needs(number: int, *held: Yardstick) -> tuple[Need, ...]:
        found = read_case_file(case_engine, f"R{number:07}", scope=OWN, yardsticks=held)
        assert found is not None
        return found.needs

    assert needs(1, measure) == (Need.PAST_TARGET, Need.NO_VICTIM_CONTACT, Need.REVIEW_DUE)
    assert needs(2, measure) == needs(1) == ()
    drop_all = ("contact", "legal_measure")
    with case_engine.begin() as connection:
        for table in drop_all:
            drop(connection, table)
    assert needs(1, measure) == ()
