"""The list behind a count: the cases that the figures count, of one's own forces, page by page, on both databases."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.administration.case_list import CaseOffice
from dashboard.policy import GRANTS, NotPermitted
from data_access import schema
from data_access.case_list import PAGE_ROWS, ListedCase, Order, count_cases, find_case, page_of_cases
from data_access.database import open_case
from data_access.demo import write_programme
from data_access.errors import DatabaseUnavailable, OutOfScope
from data_access.facets import FACETS
from data_access.filters import Filters
from data_access.scope import Grain, Scope
from data_access.snapshot import Snapshot, read_snapshot
from data_access.vocabulary import Risk, Role
from tests.databases import KINDS, fresh_url
from tests.doorway import WITNESS
from tests.factories import a_user
from tests.snapshot_rows import CHESHIRE, HAMPSHIRE, MET, WIDE, a_referral, fill, scope_of

NOW = datetime.fromisoformat("2026-06-30T09:00+00:00")
FORCES = (CHESHIRE, HAMPSHIRE, MET)
AGENCIES = ("POL_LPU", "POL_CID", "PROB", "ADV_DA", "NHS_MH", "UNK")
AREAS = ("CHE-RUNCORN", "CHE-WARRINGTON", "HAM-SOUTHAMPTON")
CODES = [(facet.key, code) for facet in FACETS.values() for code in facet.codes or AGENCIES]
MANY = 3 * PAGE_ROWS + 7
LONG = 4_000
INDEX = "ix_referral_force_code_referral_datetime"
FEW_EXAMPLES = settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module", params=KINDS)
def programme(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[sa.Engine, Snapshot]]:
    """The demonstration of two years as the dashboard reads it, and its figures."""
    url = fresh_url(request.param, tmp_path_factory.mktemp("cases"), "case")
    writing = open_case(url)
    write_programme(writing, referrals=None, forces=None, seed=2018, as_at=date(2020, 6, 30))
    writing.dispose()
    reading = open_case(url, read_only=True)
    yield reading, read_snapshot(reading, now=NOW)
    reading.dispose()


@st.composite
def asked_for(draw: st.DrawFn) -> Filters:
    """Anything a manager may choose together."""
    first = draw(st.dates(date(2018, 6, 1), date(2020, 6, 30)))

    def some(codes: tuple[Any, ...] | list[Any], most: int) -> tuple[Any, ...]:
        return tuple(draw(st.lists(st.sampled_from(codes), max_size=most)))

    return Filters(
        since=first,
        until=first + timedelta(days=draw(st.integers(0, 800))),
        forces=some(FORCES, 2),
        areas=some(AREAS, 1),
        agencies=some(AGENCIES, 3),
        risks=some(list(Risk), 3),
        facets=some(CODES, 2),
    )


def everything(engine: sa.Engine, scope: Scope, filters: Filters, order: Order) -> list[ListedCase]:
    """Every page of a list, one after another."""
    page = page_of_cases(engine, scope=scope, filters=filters, order=order)
    found = list(page.cases)
    while page.next_after is not None:
        page = page_of_cases(engine, scope=scope, filters=filters, order=order, after=page.next_after)
        found += page.cases
    return found


@FEW_EXAMPLES
@given(filters=asked_for(), order=st.sampled_from(Order))
def test_the_count_the_list_and_the_figures_agree(
    programme: tuple[sa.Engine, Snapshot], filters: Filters, order: Order
) -> None:
    engine, snapshot = programme
    scope = scope_of(*FORCES)
    figures = snapshot.referrals(scope=scope, filters=filters)
    listed = everything(engine, scope, filters, order)
    assert count_cases(engine, scope=scope, filters=filters) == figures.height == len(listed)
    assert len({case.referral_id for case in listed}) == len(listed)
    assert sorted((case.force_code, case.received_on) for case in listed) == sorted(
        figures.select("force", "received_on").rows()
    )
    days = [case.received_on for case in listed]
    assert days == sorted(days, reverse=order is Order.NEWEST)


@FEW_EXAMPLES
@given(filters=asked_for(), reach=st.lists(st.sampled_from([*FORCES, "E23999999"]), max_size=2), drawing=st.data())
def test_no_filter_and_no_forged_place_brings_a_case_of_another_force(
    programme: tuple[sa.Engine, Snapshot], filters: Filters, reach: list[str], drawing: st.DataObject
) -> None:
    engine, _ = programme
    scope = scope_of(*reach)
    theirs = page_of_cases(engine, scope=scope_of(*set(FORCES) - set(reach)), filters=WIDE, order=Order.NEWEST).cases
    strangers = [case.referral_id for case in theirs] + ["' OR 1=1 --", "", "%", "R\x00", "\ud800"]
    after = drawing.draw(st.none() | st.sampled_from(strangers))
    page = page_of_cases(engine, scope=scope, filters=filters, order=Order.NEWEST, after=after)
    assert {case.force_code for case in page.cases} <= set(reach)
    assert after is None or page.cases == ()
    assert all(find_case(engine, each, scope=scope) is None for each in strangers)


@pytest.fixture
def cases(case_url: str) -> Iterator[sa.Engine]:
    """Many referrals of one moment, every second of them another force's, and one whose record says next to nothing."""
    writing = open_case(case_url)
    rows = [a_referral(number, force_code=FORCES[number % 2]) for number in range(2 * MANY)]
    fill(writing, *rows)
    writing.dispose()
    reading = open_case(case_url, read_only=True)
    yield reading
    reading.dispose()


@pytest.mark.parametrize("order", Order)
@pytest.mark.parametrize("forces", [(CHESHIRE,), (CHESHIRE, HAMPSHIRE)])
def test_cases_of_one_moment_are_listed_once_each(cases: sa.Engine, order: Order, forces: tuple[str, ...]) -> None:
    listed = [case.referral_id for case in everything(cases, scope_of(*forces), WIDE, order)]
    assert len(listed) == MANY * len(forces)
    assert listed == sorted(set(listed), reverse=order is Order.NEWEST)


@pytest.fixture
def long_list(case_url: str) -> Iterator[sa.Engine]:
    """A force with so many referrals, an hour apart, that an index pays."""
    writing = open_case(case_url)
    fill(writing)
    start = datetime.fromisoformat("2018-07-02T09:30")
    rows = [a_referral(number, referral_datetime=start + timedelta(hours=number)) for number in range(LONG)]
    with writing.begin() as connection:
        connection.execute(sa.insert(schema.referral), rows)
        connection.exec_driver_sql("ANALYZE")
    writing.dispose()
    reading = open_case(case_url, read_only=True)
    yield reading
    reading.dispose()


def plan_of(engine: sa.Engine, order: Order, after: str) -> str:
    """How the database will read the page that begins after a reference."""
    said: list[str] = []
    explain = "EXPLAIN QUERY PLAN" if engine.dialect.name == "sqlite" else "EXPLAIN"

    @sa.event.listens_for(engine, "before_cursor_execute", retval=True)
    def note(_connection: Any, cursor: Any, statement: str, parameters: Any, *_: Any) -> tuple[str, Any]:
        cursor.execute(f"{explain} {statement}", parameters)
        said.extend(str(row) for row in cursor.fetchall())
        return statement, parameters

    page = page_of_cases(engine, scope=scope_of(CHESHIRE), filters=WIDE, order=order, after=after)
    assert page.cases
    return "\n".join(said)


@pytest.mark.parametrize("order", Order)
def test_a_page_is_one_stretch_of_the_index_wherever_it_begins(long_list: sa.Engine, order: Order) -> None:
    plan = plan_of(long_list, order, f"R{LONG // 2:07}")
    assert INDEX in plan
    if long_list.dialect.name == "sqlite":
        (reads,) = [line for line in plan.splitlines() if INDEX in line]
        assert "referral_datetime>? AND referral_datetime<?" in reads
        assert "SCAN referral" not in plan
    else:
        (bound,) = [line for line in plan.splitlines() if "Index Cond" in line and "force_code" in line]
        assert bound.count("referral_datetime") == 3  # both ends of the period, and the place in the list
        assert "Seq Scan on referral" not in plan


@pytest.mark.parametrize("grain", [grain for grain in Grain if grain is not Grain.CASE])
def test_a_scope_that_does_not_reach_cases_counts_and_lists_none(cases: sa.Engine, grain: Grain) -> None:
    scope = Scope(forces=FORCES, grain=grain)
    with pytest.raises(OutOfScope):
        count_cases(cases, scope=scope, filters=WIDE)
    with pytest.raises(OutOfScope):
        page_of_cases(cases, scope=scope, filters=WIDE, order=Order.NEWEST)
    with pytest.raises(OutOfScope):
        page_of_cases(cases, scope=Scope(forces=(), grain=grain), filters=WIDE, order=Order.NEWEST)
    with pytest.raises(OutOfScope):
        find_case(cases, "R0000000", scope=scope)


def office(role: Role, cases: sa.Engine, store: sa.Engine) -> CaseOffice:
    return CaseOffice(user=a_user(role), case_engine=cases, store=store, witness=WITNESS, now=NOW)


def viewings(store: sa.Engine) -> list[tuple[Any, ...]]:
    kept = schema.audit_entry.c
    asked = sa.select(kept.event, kept.outcome, kept.page, kept.subject, kept.filters, kept.row_count)
    with store.connect() as connection:
        return [tuple(row) for row in connection.execute(asked.order_by(kept.sequence))]


def test_a_page_and_a_search_are_recorded_with_their_filters_and_rows(
    cases: sa.Engine, store_engine: sa.Engine
) -> None:
    at_work = office(Role.MANAGER, cases, store_engine)
    assert at_work.count(WIDE) == MANY
    assert len(at_work.page(WIDE, filters_in_words="Cheshire, always").cases) == PAGE_ROWS
    assert at_work.find("R0000002") is not None
    assert at_work.find("R0000001") is None
    assert viewings(store_engine) == [
        ("CASE_VIEW", "DONE", "cases", "", "Cheshire, always", PAGE_ROWS),
        ("CASE_VIEW", "DONE", "cases", "R0000002", "", 1),
        ("CASE_VIEW", "DONE", "cases", "R0000001", "", 0),
    ]


@pytest.mark.parametrize("role", [role for role in Role if GRANTS[role].grain is not Grain.CASE])
def test_no_other_role_lists_cases_and_each_attempt_is_recorded(
    cases: sa.Engine, store_engine: sa.Engine, role: Role
) -> None:
    at_work = office(role, cases, store_engine)
    for attempt in (
        lambda: at_work.count(WIDE),
        lambda: at_work.page(WIDE, filters_in_words=""),
        lambda: at_work.find("R0000002"),
    ):
        with pytest.raises(NotPermitted):
            attempt()
    assert [row[1] for row in viewings(store_engine)] == ["REFUSED"] * 3


def test_no_case_is_listed_if_its_viewing_cannot_be_recorded(cases: sa.Engine, store_engine: sa.Engine) -> None:
    with store_engine.begin() as connection:
        connection.execute(sa.text("ALTER TABLE audit_head RENAME TO audit_head_away"))
    at_work = office(Role.MANAGER, cases, store_engine)
    with pytest.raises(DatabaseUnavailable, match="could not be recorded"):
        at_work.page(WIDE, filters_in_words="")
    with pytest.raises(DatabaseUnavailable, match="could not be recorded"):
        at_work.find("R0000002")
