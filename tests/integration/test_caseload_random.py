"""Over random records, on both databases: each count of the strip is the length of its list, and of own cases alone."""

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
from data_access.schema import contact, legal_measure, referral
from data_access.targets import Targets
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
near = st.integers(-40, 40).map(lambda days: AS_AT + timedelta(days=days))
maybe_near = st.none() | near


@st.composite
def records(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Some referrals with anything that a record may hold or lack, each with a contact and an order of any day."""
    return [
        {
            "referral": a_referral(
                number,
                force_code=draw(st.sampled_from(FORCES)),
                referral_datetime=datetime.combine(AS_AT - timedelta(days=draw(st.integers(0, 40))), time(9)),
                current_risk=draw(st.sampled_from(["HIGH", "MEDIUM", "LOW", "UNK"])),
                status=draw(
                    st.sampled_from(["AWAITING_TRIAGE", "AWAITING_ASSESSMENT", "OPEN", "MONITORING", "CLOSED"])
                ),
                multi_agency_assessment_date=draw(maybe_near),
                closed_date=draw(st.none() | near),
                next_review_date=draw(maybe_near),
                partner_reply_due_date=draw(maybe_near),
            ),
            "contact": {
                "contact_at": datetime.combine(draw(near), time(10)),
                "successful": draw(st.none() | st.booleans()),
            },
            "legal_measure": {
                "expiry_date": draw(maybe_near),
                "decision": draw(st.sampled_from(["GRANTED", "PENDING"])),
            },
        }
        for number in range(draw(st.integers(0, 12)))
    ]


@pytest.fixture
def cases(case_url: str) -> Iterator[sa.Engine]:
    engine = open_case(case_url)
    fill(engine)
    yield engine
    engine.dispose()


def write(engine: sa.Engine, told: list[dict[str, Any]]) -> None:
    with engine.begin() as connection:
        for table in (contact, legal_measure, referral):
            connection.execute(sa.delete(table))
        for number, each in enumerate(told):
            connection.execute(sa.insert(referral), [each["referral"]])
            whose = {"referral_id": each["referral"]["referral_id"]}
            for table in (contact, legal_measure):
                connection.execute(sa.insert(table), [a_row(table.name, number, {**each[table.name], **whose})])


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(told=records(), forces=st.sets(st.sampled_from(FORCES)))
def test_each_count_is_the_length_of_its_list(cases: sa.Engine, told: list[dict[str, Any]], forces: set[str]) -> None:
    write(cases, told)
    scope = scope_of(*forces)
    counted = count_needs(cases, scope=scope, yardsticks=HELD)
    for need in (None, *Need):
        question = CaseloadQuestion(yardsticks=HELD, need=need)
        listed = list(every_row(cases, scope=scope, question=question))
        assert count_cases(cases, scope=scope, question=question) == len(listed)
        assert need is None or counted[need] == len(listed)
        assert {row.force_code for row in listed} <= forces
    theirs = [each["referral"] for each in told if each["referral"]["force_code"] in forces]
    everything = CaseloadQuestion(yardsticks=HELD)
    assert {row.referral_id for row in every_row(cases, scope=scope, question=everything)} == {
        row["referral_id"] for row in theirs if row["status"] != "CLOSED"
    }
