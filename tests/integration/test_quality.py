"""What is wrong with the records: a number is its list, both are true, and neither knows of another force."""

import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from dashboard.administration.case_list import CaseOffice
from dashboard.administration.quality import Findings, find, find_and_keep, kept_counts, limits_of, record_quality
from dashboard.policy import NotPermitted
from data_access import schema
from data_access.database import open_case
from data_access.errors import DatabaseUnavailable, OutOfScope
from data_access.quality.freshness import newest_rows
from data_access.quality.rows import page_to_mend
from data_access.quality.subjects import CASE_RULES, MISSING, SUBJECTS, Limits
from data_access.scope import Grain, Scope
from data_access.targets import Targets
from data_access.vocabulary import Role
from tests.databases import KINDS, fresh_url
from tests.doorway import WITNESS
from tests.factories import a_user
from tests.practice_rows import record
from tests.snapshot_rows import CHESHIRE, HAMPSHIRE, MET, a_referral, fill, scope_of

NOW = datetime.fromisoformat("2019-04-19T09:00+00:00")
AS_AT = date(2019, 4, 18)
FORCES = (CHESHIRE, HAMPSHIRE, MET)
LIMITS = Limits(as_at=AS_AT, days=((CHESHIRE, 5), (HAMPSHIRE, 10), (MET, 5)))
MANY = 400
NOON = datetime.fromisoformat("2018-07-02T12:00")
Row = Mapping[str, Any]


def some_records(seed: int) -> list[dict[str, Any]]:
    """Referrals of three forces, each with anything that a record may say, near the days on which a rule turns."""
    chance = random.Random(seed)  # noqa: S311 - a test
    found = []
    for number in range(MANY):
        received = NOON + timedelta(days=chance.randint(0, 290), hours=chance.randint(-12, 11))
        near = (None, *(received.date() + timedelta(days=days) for days in (-1, 0, 1, 20)))
        found.append(
            a_referral(
                number,
                force_code=chance.choice(FORCES),
                referral_datetime=received,
                referring_agency_code=chance.choice(("POL_LPU", "PROB", "UNK")),
                area_id=chance.choice((None, "CHE-RUNCORN", "HAM-SOUTHAMPTON")),
                closed_date=chance.choice(near),
                multi_agency_assessment_date=chance.choice(near),
                status=chance.choice(("OPEN", "CLOSED", "AWAITING_TRIAGE")),
                current_risk=chance.choice(("HIGH", "LOW", "UNK")),
                pathway=chance.choice(("MANAGED_UNIT", "PARTNER_MANAGED", "PENDING")),
                victim_pid=chance.choice((None, "v1", "v2", "v3")),
                perpetrator_pid=chance.choice((None, "p1", "p2")),
                closure_outcome=chance.choice((None, "UNK", "OTHER")),
                relationship=chance.choice(("UNK", "FAMILY")),
            )
        )
    return found


@pytest.fixture(scope="module", params=KINDS)
def cases(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[sa.Engine, list[dict[str, Any]]]]:
    """A database of such records as the dashboard reads it, and the records."""
    url, records = fresh_url(request.param, tmp_path_factory.mktemp("quality"), "case"), some_records(2018)
    writing = open_case(url)
    places = [("CHE-RUNCORN", CHESHIRE), ("HAM-SOUTHAMPTON", HAMPSHIRE)]
    with writing.begin() as connection:
        for area, force in places:
            row = {"area_id": area, "force_code": force, "area_name": area, "area_type": "UNK"}
            connection.execute(sa.insert(schema.area), [row])
    fill(writing, *records)
    writing.dispose()
    reading = open_case(url, read_only=True)
    yield reading, records
    reading.dispose()


def listed(engine: sa.Engine, scope: Scope, subject: str, limits: Limits = LIMITS) -> list[str]:
    """Every page of a list, one after another."""
    page = page_to_mend(engine, scope=scope, subject=subject, limits=limits)
    found = [case.referral_id for case in page.cases]
    while page.next_after is not None:
        page = page_to_mend(engine, scope=scope, subject=subject, limits=limits, after=page.next_after)
        found += [case.referral_id for case in page.cases]
    return found


def is_again(row: Row, records: Sequence[Row]) -> bool:
    """Whether a pair was brought to the same force in the seven days before, told without SQL."""
    pair = (row["victim_pid"], row["perpetrator_pid"])
    if None in pair:
        return False
    order = (row["referral_datetime"], row["referral_id"])
    return any(
        (other["victim_pid"], other["perpetrator_pid"], other["force_code"]) == (*pair, row["force_code"])
        and (other["referral_datetime"], other["referral_id"]) < order
        and row["referral_datetime"] - other["referral_datetime"] <= timedelta(days=7)
        for other in records
    )


def wrong(row: Row, records: Sequence[Row]) -> dict[str, bool]:
    """What is wrong with a record, told without SQL."""
    received, closed = row["referral_datetime"].date(), row["closed_date"]
    assessed, is_closed = row["multi_agency_assessment_date"], row["status"] == "CLOSED"
    waited = (AS_AT - received).days
    return {
        "closed_before_referral": closed is not None and closed < received,
        "assessed_before_referral": assessed is not None and assessed < received,
        "closed_but_open": closed is not None and not is_closed,
        "managed_without_contact": row["pathway"] == "MANAGED_UNIT",
        "high_risk_not_assessed": row["current_risk"] == "HIGH"
        and assessed is None
        and waited > dict(LIMITS.days)[row["force_code"]],
        "spo_before_in_force": False,
        "same_pair_within_week": is_again(row, records),
        "unknown_agency": row["referring_agency_code"] == "UNK",
        "area_of_another_force": row["area_id"] is not None
        and row["area_id"][:3] != {CHESHIRE: "CHE", HAMPSHIRE: "HAM"}.get(row["force_code"]),
        f"{MISSING}current_risk": row["current_risk"] == "UNK",
        f"{MISSING}area_id": row["area_id"] is None,
        f"{MISSING}relationship": row["relationship"] == "UNK",
        f"{MISSING}victim_pid": row["victim_pid"] is None,
        f"{MISSING}triage_datetime": row["status"] != "AWAITING_TRIAGE",
        f"{MISSING}accepted_datetime": row["pathway"] == "MANAGED_UNIT",
        f"{MISSING}lead_agency_code": row["pathway"] == "PARTNER_MANAGED",
        f"{MISSING}owner_code": not is_closed,
        f"{MISSING}closed_date": is_closed and closed is None,
        f"{MISSING}closure_outcome": is_closed and row["closure_outcome"] in (None, "UNK"),
    }


@pytest.mark.parametrize("forces", [(CHESHIRE,), (HAMPSHIRE, MET), ()])
def test_a_number_is_its_list_and_both_are_true(
    cases: tuple[sa.Engine, list[dict[str, Any]]], forces: tuple[str, ...]
) -> None:
    engine, records = cases
    scope = scope_of(*forces)
    found = find(engine, scope=scope, limits=LIMITS)
    theirs = {row["referral_id"]: wrong(row, records) for row in records if row["force_code"] in forces}
    for subject in SUBJECTS:
        rows = listed(engine, scope, subject)
        assert found.number_of(subject) == len(rows) == len(set(rows)), subject
        assert sum(counted for _, counted in found.by_month(subject)) == len(rows)
        assert set(rows) <= set(theirs)
        if any(subject in one for one in theirs.values()):
            assert set(rows) == {referral for referral, faults in theirs.items() if faults[subject]}, subject
    for share in found.fields():
        assert sum(each.due for each in found.by_agency(share.key)) == share.due >= share.missing
        assert sum(each.missing for each in found.by_agency(share.key)) == share.missing


@pytest.mark.parametrize(("days", "broken"), [(5, False), (6, True)])
def test_high_risk_is_late_on_the_day_after_the_target_of_its_force(
    case_engine: sa.Engine, days: int, broken: bool
) -> None:
    late = datetime.combine(AS_AT - timedelta(days=days), NOON.time())
    fill(
        case_engine,
        a_referral(1, current_risk="HIGH", referral_datetime=late),
        a_referral(2, current_risk="HIGH", referral_datetime=late, force_code=HAMPSHIRE),
        a_referral(3, current_risk="MEDIUM", referral_datetime=late),
    )
    rows = listed(case_engine, scope_of(*FORCES), "high_risk_not_assessed")
    assert rows == (["R0000001"] if broken else [])


@pytest.mark.parametrize(
    ("work", "changed", "subject", "broken"),
    [
        ({"legal_measure": [{"applied_date": date(2020, 1, 19)}]}, {}, "spo_before_in_force", True),
        ({"legal_measure": [{"applied_date": date(2020, 1, 20)}]}, {}, "spo_before_in_force", False),
        (
            {"legal_measure": [{"measure": "RESTRAINING_ORDER", "applied_date": date(2019, 1, 1)}]},
            {},
            "spo_before_in_force",
            False,
        ),
        ({"contact": [{"party": "PERPETRATOR"}]}, {"pathway": "MANAGED_UNIT"}, "managed_without_contact", False),
        ({"contact": [{"party": "PROFESSIONAL"}]}, {"pathway": "MANAGED_UNIT"}, "managed_without_contact", True),
        ({"crime_outcome": [{"outcome_group": "CHARGED"}]}, {}, f"{MISSING}outcome_date", True),
        ({"crime_outcome": [{"outcome_group": "NOT_YET_ASSIGNED"}]}, {}, f"{MISSING}outcome_date", False),
        (
            {"crime_outcome": [{"outcome_group": "CHARGED", "outcome_date": date(2018, 9, 1)}]},
            {},
            f"{MISSING}outcome_date",
            False,
        ),
    ],
)
def test_work_done_on_a_case_breaks_or_keeps_a_rule(
    case_engine: sa.Engine, work: Any, changed: dict[str, Any], subject: str, broken: bool
) -> None:
    record(case_engine, work, a_referral(1, **changed))
    assert listed(case_engine, scope_of(CHESHIRE), subject) == (["R0000001"] if broken else [])
    assert listed(case_engine, scope_of(HAMPSHIRE), subject) == []


def test_the_same_pair_in_another_force_says_nothing(case_engine: sa.Engine) -> None:
    """A number must not tell a reader of a case that they may not see."""
    pair = {"victim_pid": "v", "perpetrator_pid": "p"}
    fill(case_engine, a_referral(1, **pair), a_referral(2, **pair, force_code=HAMPSHIRE))
    assert listed(case_engine, scope_of(*FORCES), "same_pair_within_week") == []


def test_what_a_reader_sees_is_what_is_kept(cases: tuple[sa.Engine, Any], store_engine: sa.Engine) -> None:
    engine, _ = cases
    held = Targets(history=(), on=AS_AT, otherwise=5)
    seen = find_and_keep(
        engine, store_engine, scope=scope_of(CHESHIRE), limits=limits_of(held, forces=FORCES, as_at=AS_AT)
    )
    by_page = kept_counts(store_engine, scope=scope_of(*FORCES))
    assert {each.force_code for each in by_page} == {CHESHIRE}
    record_quality(engine, store_engine, as_at=AS_AT, target_days=5)
    assert kept_counts(store_engine, scope=scope_of(CHESHIRE)) == by_page
    assert {each.rule: each.counted for each in by_page if each.rule in CASE_RULES} == dict(seen.rules())


@pytest.mark.parametrize("grain", [grain for grain in Grain if grain is not Grain.CASE])
def test_a_scope_that_does_not_reach_cases_gets_no_number(cases: tuple[sa.Engine, Any], grain: Grain) -> None:
    scope = Scope(forces=FORCES, grain=grain)
    for ask in (
        lambda: find(cases[0], scope=scope, limits=LIMITS),
        lambda: listed(cases[0], scope, "unknown_agency"),
        lambda: newest_rows(cases[0], scope=scope, as_at=AS_AT),
    ):
        with pytest.raises(OutOfScope):
            ask()


def an_office(role: Role, engine: sa.Engine, store: sa.Engine) -> CaseOffice:
    return CaseOffice(user=a_user(role), case_engine=engine, store=store, witness=WITNESS, now=NOW)


def test_each_page_of_cases_is_recorded_before_it_is_shown(
    cases: tuple[sa.Engine, Any], store_engine: sa.Engine
) -> None:
    with pytest.raises(NotPermitted):
        an_office(Role.COMMISSIONER, cases[0], store_engine).to_mend("unknown_agency", LIMITS, in_words="x")
    page = an_office(Role.MANAGER, cases[0], store_engine).to_mend("unknown_agency", LIMITS, in_words="Agency unknown")
    with store_engine.connect() as connection:
        kept = connection.execute(sa.select(schema.audit_entry).where(schema.audit_entry.c.event == "CASE_VIEW")).all()
    told = [(each.outcome, each.filters, each.row_count, each.detail) for each in kept]
    assert told[0][:2] == ("REFUSED", "x")
    assert told[1] == ("DONE", "Agency unknown", len(page.cases), "data quality")
    with store_engine.begin() as connection:
        schema.audit_entry.drop(connection)
    with pytest.raises(DatabaseUnavailable):
        an_office(Role.MANAGER, cases[0], store_engine).to_mend("unknown_agency", LIMITS, in_words="x")


@pytest.mark.parametrize("subject", ["", "missing-", "missing-next_step", "force_not_a_code", "' OR 1=1 --"])
def test_a_forged_subject_lists_nothing(cases: tuple[sa.Engine, Any], subject: str) -> None:
    assert subject not in SUBJECTS
    with pytest.raises(KeyError):
        listed(cases[0], scope_of(CHESHIRE), subject)


def test_findings_stand_in_the_order_of_their_number(cases: tuple[sa.Engine, Any]) -> None:
    found: Findings = find(cases[0], scope=scope_of(*FORCES), limits=LIMITS)
    counted = [number for _, number in found.rules()]
    assert counted == sorted(counted, reverse=True)
    assert Counter(dict(found.rules())) == Counter({rule: found.number_of(rule) for rule in CASE_RULES})


def test_a_store_that_cannot_be_written_costs_a_day_and_not_the_page(
    cases: tuple[sa.Engine, Any], store_engine: sa.Engine
) -> None:
    with store_engine.begin() as connection:
        schema.quality_count.drop(connection)
    found = find_and_keep(cases[0], store_engine, scope=scope_of(CHESHIRE), limits=LIMITS)
    assert not found.survey.is_empty()
    with pytest.raises(DatabaseUnavailable):
        kept_counts(store_engine, scope=scope_of(CHESHIRE))
