"""Why an open case needs action, day by day around each boundary: the day before, the day, and the day after."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from data_access.caseload.counting import count_needs
from data_access.caseload.pages import every_row
from data_access.caseload.questions import CaseloadQuestion
from data_access.caseload.yardsticks import Yardstick, yardstick
from data_access.caseload_vocabulary import Need, Threshold
from data_access.force_settings import ForceSettings
from data_access.schema import legal_measure, referral, worker
from data_access.targets import Target, Targets
from data_access.vocabulary import Risk
from tests.practice_rows import a_row, record
from tests.snapshot_rows import CHESHIRE, a_referral, scope_of

AS_AT = date(2026, 12, 24)  # a Thursday: Christmas, Boxing day's substitute and New Year's Day lie ahead
DUE_BY = date(2027, 1, 5)  # the fifth working day: 29, 30, 31 December, 4 and 5 January
LONG_AGO = AS_AT - timedelta(days=60)
TARGET, TARGET_HIGH = 14, 5
GRANTED = {"applied_date": date(2026, 6, 1), "decision": "GRANTED"}
NOTHING: frozenset[Need] = frozenset()


def ago(days: int) -> date:
    return AS_AT - timedelta(days=days)


@dataclass(frozen=True, kw_only=True)
class Example:
    """One case: what is recorded of it, and what it therefore needs."""

    told: Mapping[str, Any]
    needs: frozenset[Need] = NOTHING
    work: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


def waiting(days: int, needs: set[Need] | frozenset[Need] = NOTHING, **told: Any) -> Example:
    """One case received so many days ago, at its last minute, and not assessed."""
    received = datetime.combine(ago(days), time(23, 59))
    status = {"status": "AWAITING_ASSESSMENT", "multi_agency_assessment_date": None}
    return Example(told={"referral_datetime": received, **status, **told}, needs=frozenset(needs))


def quiet(needs: set[Need] | frozenset[Need] = NOTHING, **told: Any) -> Example:
    """One case that needs nothing but for what is told."""
    return Example(told=told, needs=frozenset(needs))


def high(needs: set[Need] | frozenset[Need], *, received: int = 60, **contact: Any) -> Example:
    """One assessed case at high risk, and the only contact of it."""
    told = {"current_risk": "HIGH", "referral_datetime": datetime.combine(ago(received), time(9))}
    told["multi_agency_assessment_date"] = ago(received)
    return Example(told=told, needs=frozenset(needs), work={"contact": contact} if contact else {})


def order(needs: set[Need] | frozenset[Need], **measure: Any) -> Example:
    """One case with one order."""
    return Example(told={}, needs=frozenset(needs), work={"legal_measure": {**GRANTED, **measure}})


LATE, SOON, UNSEEN = {Need.PAST_TARGET}, {Need.DUE_SOON}, {Need.NO_VICTIM_CONTACT}
REVIEW, REPLY, EXPIRES, MEND = {Need.REVIEW_DUE}, {Need.REPLY_OVERDUE}, {Need.ORDER_EXPIRING}, {Need.TO_MEND}
# Received so long ago that the target ends on the last day that is soon, and a day less.
LAST_SOON = TARGET - (DUE_BY - AS_AT).days
EXAMPLES: Mapping[str, Example] = {
    "nothing": quiet(),
    "the last day of its target is over": waiting(TARGET, LATE),
    "the last day of its target is tomorrow": waiting(TARGET - 1, SOON),
    "received today": waiting(0),
    "its target ends on the last day that is soon": waiting(LAST_SOON, SOON),
    "its target ends a day later": waiting(LAST_SOON - 1),
    "the own target of high risk is over": waiting(TARGET_HIGH, LATE, current_risk="HIGH"),
    "the own target of high risk is over tomorrow": waiting(TARGET_HIGH - 1, SOON, current_risk="HIGH"),
    "risk not recorded has the target of all": waiting(TARGET, LATE, current_risk="UNK"),
    "assessed on the day of receipt": waiting(30, multi_agency_assessment_date=ago(30), status="OPEN"),
    "an assessment before receipt is none": waiting(30, LATE | MEND, multi_agency_assessment_date=ago(31)),
    "closed is no case": waiting(30, status="CLOSED", closed_date=ago(1)),
    "a closing day on an open case": waiting(30, MEND, closed_date=ago(1)),
    "reached 14 days ago": high(set(), contact_at=datetime.combine(ago(14), time(0))),
    "reached 15 days ago": high(UNSEEN, contact_at=datetime.combine(ago(15), time(23, 59))),
    "never reached": high(UNSEEN),
    "tried in vain": high(UNSEEN, contact_at=datetime.combine(ago(1), time(9)), successful=False),
    "of an attempt nothing is said": high(set(), contact_at=datetime.combine(ago(1), time(9)), successful=None),
    "only the perpetrator was reached": high(UNSEEN, contact_at=datetime.combine(ago(1), time(9)), party="PERPETRATOR"),
    "received 14 days ago is new": high(set(), received=14),
    "received 15 days ago is not": high(UNSEEN, received=15),
    "medium risk needs no contact": quiet(current_risk="MEDIUM"),
    "review tomorrow": quiet(next_review_date=AS_AT + timedelta(days=1)),
    "review today": quiet(REVIEW, next_review_date=AS_AT),
    "review long past": quiet(REVIEW, next_review_date=ago(40)),
    "review of a closed case": quiet(next_review_date=AS_AT, status="CLOSED", closed_date=ago(1)),
    "reply due today": quiet(partner_reply_due_date=AS_AT),
    "reply due yesterday": quiet(REPLY, partner_reply_due_date=ago(1)),
    "order ended yesterday": order(set(), expiry_date=ago(1)),
    "order ends today": order(EXPIRES, expiry_date=AS_AT),
    "order ends in 28 days": order(EXPIRES, expiry_date=AS_AT + timedelta(days=28)),
    "order ends in 29 days": order(set(), expiry_date=AS_AT + timedelta(days=29)),
    "order applied for": order(set(), expiry_date=AS_AT, decision="PENDING"),
    "no owner": quiet(MEND, owner_code=None),
    "no owner before triage": waiting(0, owner_code=None, status="AWAITING_TRIAGE"),
    "no level of risk after assessment": quiet(MEND, current_risk="UNK"),
    "agency not recorded": quiet(MEND, referring_agency_code="UNK"),
    "everything blank": waiting(60, LATE, owner_code=None, status="AWAITING_TRIAGE", current_risk="UNK"),
    "several at once": waiting(15, LATE | REVIEW | REPLY, next_review_date=AS_AT, partner_reply_due_date=ago(2)),
}  # fmt: skip


def held_to(as_at: date = AS_AT, **days: int) -> Yardstick:
    aimed = Target(
        target_id=1,
        force_code=CHESHIRE,
        risk=Risk.HIGH,
        days=TARGET_HIGH,
        effective_from=date(2018, 1, 1),
        set_by="ann",
        set_at=datetime.fromisoformat("2018-01-01T09:00+00:00"),
    )
    settings = ForceSettings(held=tuple((CHESHIRE, key, str(value)) for key, value in days.items()))
    return yardstick(
        CHESHIRE, as_at=as_at, targets=Targets(history=(aimed,), on=as_at, otherwise=TARGET), settings=settings
    )


def write(engine: sa.Engine, examples: Mapping[str, Example]) -> dict[str, str]:
    """Put examples into a database; return the name of each by its reference."""
    with engine.begin() as connection:
        owner = {"worker_code": "CHE-P01", "force_code": CHESHIRE, "team": "unit", "active": True}
        connection.execute(sa.insert(worker), [owner])
    usual = {
        "referral_datetime": datetime.combine(LONG_AGO, time(9)),
        "multi_agency_assessment_date": LONG_AGO,
        "current_risk": "LOW",
        "status": "OPEN",
        "owner_code": "CHE-P01",
    }
    rows, work, named = [], {"contact": [], "legal_measure": []}, {}
    for number, (name, example) in enumerate(examples.items(), start=1):
        row = a_referral(number, **{**usual, **example.told})
        named[row["referral_id"]] = name
        rows.append(row)
        for table, told in example.work.items():
            work[table].append({**told, "referral_id": row["referral_id"]})
    record(engine, work, *rows)
    return named


def found(engine: sa.Engine, measure: Yardstick, need: Need) -> set[str]:
    question = CaseloadQuestion(yardsticks=(measure,), need=need)
    return {row.referral_id for row in every_row(engine, scope=scope_of(CHESHIRE), question=question)}


def test_each_case_needs_exactly_what_it_should_and_is_counted_so(case_engine: sa.Engine) -> None:
    named, measure = write(case_engine, EXAMPLES), held_to()
    listed = {need: found(case_engine, measure, need) for need in Need}
    said = {name: frozenset(need for need in Need if reference in listed[need]) for reference, name in named.items()}
    assert said == {name: example.needs for name, example in EXAMPLES.items()}
    counted = count_needs(case_engine, scope=scope_of(CHESHIRE), yardsticks=[measure])
    assert counted == {need: len(cases) for need, cases in listed.items()}


def test_an_order_that_another_follows_does_not_expire(case_engine: sa.Engine) -> None:
    ends = {"measure": "SPO_INTERIM", "decision": "GRANTED", "expiry_date": AS_AT}
    later = {"decision": "GRANTED", "expiry_date": AS_AT + timedelta(days=200)}
    followed_by = {
        "R0000001": {**later, "measure": "SPO_FULL"},
        "R0000002": {**later, "measure": "RESTRAINING_ORDER"},
        "R0000003": {**later, "measure": "SPO_FULL", "decision": "PENDING"},
        "R0000004": {"measure": "SPO_FULL", "decision": "GRANTED", "expiry_date": AS_AT},
    }
    write(case_engine, dict.fromkeys(map(str, range(4)), quiet()))
    record_more = [{**each, "referral_id": key} for key, second in followed_by.items() for each in (ends, second)]
    _add_measures(case_engine, record_more)
    assert found(case_engine, held_to(), Need.ORDER_EXPIRING) == {"R0000002", "R0000003", "R0000004"}


def _add_measures(engine: sa.Engine, rows: list[dict[str, Any]]) -> None:
    with engine.begin() as connection:
        for number, row in enumerate(rows):
            connection.execute(sa.insert(legal_measure), [a_row("legal_measure", number, row)])


@pytest.mark.parametrize(
    ("threshold", "need", "days"),
    [
        (Threshold.CONTACT_WITHIN_DAYS, Need.NO_VICTIM_CONTACT, 100),
        (Threshold.REVIEW_WITHIN_DAYS, Need.REVIEW_DUE, 1),
        (Threshold.REPLY_GRACE_DAYS, Need.REPLY_OVERDUE, 5),
        (Threshold.ORDER_WITHIN_DAYS, Need.ORDER_EXPIRING, 29),
        (Threshold.DUE_WITHIN_WORKING_DAYS, Need.DUE_SOON, 0),
    ],
)
def test_a_force_has_its_own_thresholds(case_engine: sa.Engine, threshold: Threshold, need: Need, days: int) -> None:
    write(case_engine, EXAMPLES)
    usual, own = found(case_engine, held_to(), need), found(case_engine, held_to(**{threshold.value: days}), need)
    assert usual != own
    assert own < usual or own > usual


@pytest.mark.parametrize("changes", [date(2026, 3, 29), date(2026, 10, 25)])
def test_over_a_change_of_the_clocks_days_are_civil_days(case_engine: sa.Engine, changes: date) -> None:
    """Received in the last minute before and the first after midnight of the Sunday on which the clocks change."""
    received = {
        "R0000001": datetime.combine(changes, time(0, 0)),
        "R0000002": datetime.combine(changes - timedelta(days=1), time(23, 59)),
        "R0000003": datetime.combine(changes, time(23, 59)),
    }
    write(case_engine, dict.fromkeys(map(str, range(3)), waiting(0, current_risk="LOW")))
    with case_engine.begin() as connection:
        for key, moment in received.items():
            connection.execute(referral.update().where(referral.c.referral_id == key).values(referral_datetime=moment))
    the_day_before = held_to(changes + timedelta(days=TARGET - 1))
    assert found(case_engine, the_day_before, Need.PAST_TARGET) == {"R0000002"}
    assert found(case_engine, held_to(changes + timedelta(days=TARGET)), Need.PAST_TARGET) == set(received)
