"""The caseload on both databases: a count is the length of its list, and no other force's case shows."""

from collections.abc import Iterator
from datetime import date, datetime

import polars as pl
import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.metrics.waits import Standing, with_standing
from data_access.caseload import pages
from data_access.caseload.counting import count_cases, count_needs
from data_access.caseload.orders import Sort
from data_access.caseload.owners import owners_of
from data_access.caseload.pages import CaseloadRow, caseload_page, every_row
from data_access.caseload.questions import CaseloadQuestion
from data_access.caseload.yardsticks import Yardstick, yardstick
from data_access.caseload_vocabulary import Need
from data_access.database import open_case
from data_access.demo import write_programme
from data_access.errors import OutOfScope
from data_access.force_settings import ForceSettings
from data_access.schema import referral
from data_access.scope import Grain, Scope
from data_access.snapshot import read_snapshot
from data_access.targets import Targets
from data_access.vocabulary import Risk, Status
from tests.databases import KINDS, fresh_url
from tests.snapshot_rows import CHESHIRE, HAMPSHIRE, MET, WIDE, scope_of

AS_AT = date(2020, 6, 30)
NOW = datetime.fromisoformat("2020-06-30T09:00+00:00")
FORCES = (CHESHIRE, HAMPSHIRE, MET)
FEW_EXAMPLES = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def held_to(force: str, as_at: date = AS_AT) -> Yardstick:
    return yardstick(
        force,
        as_at=as_at,
        targets=Targets(history=(), on=as_at, otherwise=14),
        settings=ForceSettings(held=()),
    )


HELD = tuple(map(held_to, FORCES))


@pytest.fixture(scope="module", params=KINDS)
def cases(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[sa.Engine]:
    """The demonstration of two years."""
    url = fresh_url(request.param, tmp_path_factory.mktemp("caseload"), "case")
    writing = open_case(url)
    write_programme(writing, referrals=None, forces=None, seed=2018, as_at=AS_AT)
    writing.dispose()
    reading = open_case(url, read_only=True)
    yield reading
    reading.dispose()


@st.composite
def questions(draw: st.DrawFn) -> CaseloadQuestion:
    """Anything that can be asked."""

    def some(codes: list[str]) -> tuple[str, ...]:
        return tuple(draw(st.lists(st.sampled_from(codes), max_size=2)))

    return CaseloadQuestion(
        yardsticks=HELD,
        need=draw(st.sampled_from([None, *Need])),
        risks=some([risk.value for risk in Risk]),
        agencies=some(["POL_LPU", "PROB", "UNK"]),
        leads=some(["", "POL_CID", "NHS_MH"]),
        owners=some(["", "CHE-P01", "HAM-P02"]),
        statuses=some([status.value for status in Status if status is not Status.CLOSED]),
        reference=draw(st.sampled_from(["", "", "", "CHE", "che-2019", "%", "_", "\\", "\x00"])),
        since=draw(st.none() | st.dates(date(2020, 1, 1), date(2020, 7, 10))),
    )


def paged(
    engine: sa.Engine, scope: Scope, question: CaseloadQuestion, sort: Sort, *, turned: bool
) -> list[CaseloadRow]:
    """Every page of a few rows, one after another."""
    found: list[CaseloadRow] = []
    after: str | None = None
    while True:
        page = caseload_page(engine, scope=scope, question=question, sort=sort, descending=turned, after=after, rows=7)
        found += page.cases
        if page.next_after is None:
            return found
        assert len(page.cases) == 7
        after = page.next_after


@FEW_EXAMPLES
@given(question=questions(), forces=st.sets(st.sampled_from(FORCES)), sort=st.sampled_from(Sort))
def test_a_count_is_the_length_of_its_list_in_every_order_and_within_the_scope(
    cases: sa.Engine, question: CaseloadQuestion, forces: set[str], sort: Sort
) -> None:
    scope = scope_of(*forces)
    listed = paged(cases, scope, question, sort, turned=False)
    references = [row.referral_id for row in listed]
    assert count_cases(cases, scope=scope, question=question) == len(listed) == len(set(references))
    assert {row.force_code for row in listed} <= forces
    turned = paged(cases, scope, question, sort, turned=True)
    assert [row.referral_id for row in turned] == references[::-1]
    streamed = every_row(cases, scope=scope, question=question, sort=sort)
    assert [row.referral_id for row in streamed] == references


@pytest.mark.parametrize("forces", [(CHESHIRE,), FORCES])
def test_each_count_of_the_strip_is_the_length_of_its_list(cases: sa.Engine, forces: tuple[str, ...]) -> None:
    scope = scope_of(*forces)
    counted = count_needs(cases, scope=scope, yardsticks=HELD)
    asked = {need: CaseloadQuestion(yardsticks=HELD, need=need) for need in Need}
    assert counted == {need: len(list(every_row(cases, scope=scope, question=each))) for need, each in asked.items()}
    assert sum(map(bool, counted.values())) >= len(Need) - 1


def test_a_case_of_which_next_to_nothing_is_recorded_is_listed_with_the_rest(cases: sa.Engine) -> None:
    scope, everything = scope_of(*FORCES), CaseloadQuestion(yardsticks=HELD)
    with cases.connect() as connection:
        open_cases = set(connection.scalars(sa.select(referral.c.referral_id).where(referral.c.status != "CLOSED")))
    assert {row.referral_id for row in every_row(cases, scope=scope, question=everything)} == open_cases
    blank = CaseloadQuestion(yardsticks=HELD, owners=("",), leads=("",))
    rows = list(every_row(cases, scope=scope, question=blank))
    assert rows
    assert {(row.owner_code, row.lead_agency_code) for row in rows} == {(None, None)}


def test_past_target_are_the_waits_that_the_figures_call_waiting(cases: sa.Engine) -> None:
    """The list is made by SQL and the chart of waits by Polars: both count days in the same way."""
    question = CaseloadQuestion(yardsticks=HELD, need=Need.PAST_TARGET)
    listed = [(row.force_code, row.received_on) for row in every_row(cases, scope=scope_of(*FORCES), question=question)]
    facts = read_snapshot(cases, now=NOW).referrals(scope=scope_of(*FORCES), filters=WIDE)
    waits = with_standing(facts, as_at=AS_AT, target_of=lambda _force, _risk: 14)
    late = waits.filter(pl.col("standing") == Standing.WAITING).select(pl.col("force").cast(pl.String), "received_on")
    assert sorted(listed) == sorted(late.rows())


@pytest.mark.parametrize("forged", ["' OR 1=1 --", "", "%", "R\x00", "\ud800", "HAM-2019-00001"])
def test_nothing_comes_after_a_case_that_is_not_ones_own(cases: sa.Engine, forged: str) -> None:
    page = caseload_page(cases, scope=scope_of(CHESHIRE), question=CaseloadQuestion(yardsticks=HELD), after=forged)
    assert page == pages.CaseloadPage(cases=(), next_after=None)


@pytest.mark.parametrize("grain", [grain for grain in Grain if grain is not Grain.CASE])
def test_a_scope_that_does_not_reach_cases_is_told_so_not_shown_noughts(cases: sa.Engine, grain: Grain) -> None:
    for forces in ((), FORCES):
        scope, question = Scope(forces=forces, grain=grain), CaseloadQuestion(yardsticks=HELD)
        for ask in (
            lambda: count_needs(cases, scope=scope, yardsticks=HELD),  # noqa: B023 - asked at once
            lambda: count_cases(cases, scope=scope, question=question),  # noqa: B023
            lambda: caseload_page(cases, scope=scope, question=question),  # noqa: B023
            lambda: owners_of(cases, scope=scope, yardsticks=HELD),  # noqa: B023
        ):
            with pytest.raises(OutOfScope):
                ask()
