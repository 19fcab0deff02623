"""Over random records, on both databases: each count is the length of its list, and each list what Python says."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data_access.caseload.counting import count_cases, count_needs
from data_access.caseload.pages import every_row
from data_access.caseload.questions import CaseloadQuestion
from data_access.caseload.yardsticks import yardstick
from data_access.caseload_vocabulary import Need
from data_access.database import open_case
from data_access.force_settings import ForceSettings
from data_access.schema import contact, legal_measure, referral, worker
from data_access.targets import Targets
from tests.caseload_told import Told
from tests.practice_rows import a_row
from tests.snapshot_rows import CHESHIRE, HAMPSHIRE, a_referral, fill, scope_of

AS_AT = date(2026, 12, 24)
FORCES = (CHESHIRE, HAMPSHIRE)
HELD = tuple(
    yardstick(
        force,
        as_at=AS_AT,
        targets=Targets(history=(), on=AS_AT, otherwise=days),
        settings=ForceSettings(held=()),
    )
    for force, days in zip(FORCES, (14, 5), strict=True)
)
EDGES = (-29, -15, -14, -1, 0, 1, 28, 29)  # where a need begins or ends
near = (st.sampled_from(EDGES) | st.integers(-40, 40)).map(lambda days: AS_AT + timedelta(days=days))
maybe_near = st.none() | near
OWNER = "CHE-P01"
IDENTIFIERS = {contact: "contact_id", legal_measure: "measure_id"}


contacts = st.fixed_dictionaries(
    {
        "contact_at": near.map(lambda day: datetime.combine(day, time(10))),
        "party": st.sampled_from(["VICTIM", "PERPETRATOR", "PROFESSIONAL"]),
        "successful": st.none() | st.booleans(),
    }
)
orders = st.fixed_dictionaries(
    {
        "measure": st.sampled_from(["SPO_INTERIM", "SPO_FULL", "RESTRAINING_ORDER"]),
        "applied_date": st.sampled_from([date(2026, 6, 1), date(2026, 6, 1), date(2020, 1, 19)]),
        "expiry_date": maybe_near,
        "decision": st.sampled_from(["GRANTED", "PENDING"]),
    }
)


@st.composite
def records(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Some referrals with anything that a record may hold or lack, each with contacts and orders of any day."""
    return [
        {
            "referral": a_referral(
                number,
                force_code=draw(st.sampled_from(FORCES)),
                referral_datetime=datetime.combine(AS_AT - timedelta(days=draw(st.integers(0, 40))), time(9)),
                current_risk=draw(st.sampled_from(["HIGH", "HIGH", "MEDIUM", "LOW", "UNK"])),
                status=draw(
                    st.sampled_from(["AWAITING_TRIAGE", "AWAITING_ASSESSMENT", "OPEN", "MONITORING", "CLOSED"])
                ),
                pathway=draw(st.sampled_from(["PENDING", "MANAGED_UNIT", "PARTNER_MANAGED"])),
                referring_agency_code=draw(st.sampled_from(["POL_LPU", "POL_LPU", "PROB", "UNK"])),
                owner_code=draw(st.sampled_from([OWNER, OWNER, None])),
                victim_pid=draw(st.sampled_from([None, "v1", "v2"])),
                perpetrator_pid=draw(st.sampled_from([None, "p1"])),
                multi_agency_assessment_date=draw(maybe_near),
                closed_date=draw(st.sampled_from([None, None, None, AS_AT])),
                next_review_date=draw(maybe_near),
                partner_reply_due_date=draw(maybe_near),
            ),
            "contact": draw(st.lists(contacts, max_size=2)),
            "legal_measure": draw(st.lists(orders, max_size=2)),
        }
        for number in range(draw(st.integers(0, 12)))
    ]


@pytest.fixture
def cases(case_url: str) -> Iterator[sa.Engine]:
    engine = open_case(case_url)
    fill(engine)
    with engine.begin() as connection:
        held_by = {"worker_code": OWNER, "force_code": CHESHIRE, "team": "unit", "active": True}
        connection.execute(sa.insert(worker), [held_by])
    yield engine
    engine.dispose()


def write(engine: sa.Engine, told: list[dict[str, Any]]) -> None:
    with engine.begin() as connection:
        for table in (contact, legal_measure, referral):
            connection.execute(sa.delete(table))
        if told:
            connection.execute(sa.insert(referral), [each["referral"] for each in told])
        for table, key in IDENTIFIERS.items():
            rows = [
                {**a_row(table.name, 0, row), "referral_id": case, key: f"{case}-{number}"}
                for each in told
                for case in [each["referral"]["referral_id"]]
                for number, row in enumerate(each[table.name])
            ]
            if rows:
                connection.execute(sa.insert(table), rows)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(told=records(), forces=st.sets(st.sampled_from(FORCES)))
def test_each_count_is_the_length_of_its_list_and_each_list_is_right(
    cases: sa.Engine, told: list[dict[str, Any]], forces: set[str]
) -> None:
    write(cases, told)
    scope = scope_of(*forces)
    counted = count_needs(cases, scope=scope, yardsticks=HELD)
    for need in (None, *Need):
        question = CaseloadQuestion(yardsticks=HELD, need=need)
        listed = list(every_row(cases, scope=scope, question=question))
        assert count_cases(cases, scope=scope, question=question) == len(listed)
        assert need is None or counted[need] == len(listed)
        assert {row.referral_id for row in listed} == expected(told, forces, need)


def expected(told: list[dict[str, Any]], forces: set[str], need: Need | None) -> set[str]:
    """The references of the cases of some forces that have a need, or are open."""
    held, all_cases = {each.force_code: each for each in HELD}, [each["referral"] for each in told]
    found = set()
    for each in told:
        case = each["referral"]
        if case["force_code"] in forces and case["status"] != "CLOSED":
            whole = Told(case, contacts=each["contact"], orders=each["legal_measure"], all_cases=all_cases)
            if need is None or need in whole.needs(held[case["force_code"]]):
                found.add(case["referral_id"])
    return found
