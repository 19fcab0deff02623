"""What each worker carries, on both databases: the sums of plain Python over the same rows, of own forces alone."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from data_access.caseload.pages import CaseloadRow, every_row
from data_access.caseload.questions import CaseloadQuestion
from data_access.caseload.workers import WEIGHTS, Workload, monday_of, workloads
from data_access.caseload.yardsticks import Yardstick, yardstick
from data_access.caseload_vocabulary import Need
from data_access.database import open_case
from data_access.demo import write_programme
from data_access.errors import OutOfScope
from data_access.force_settings import ForceSettings
from data_access.schema import referral, worker
from data_access.scope import Grain, Scope
from data_access.targets import Targets
from data_access.vocabulary import Risk
from tests.databases import KINDS, fresh_url
from tests.snapshot_rows import CHESHIRE, HAMPSHIRE, MET, scope_of

AS_AT = date(2020, 6, 30)
GONE = "CHE-P03"
FORCES = (CHESHIRE, HAMPSHIRE, MET)


def held_to(force: str) -> Yardstick:
    targets = Targets(history=(), on=AS_AT, otherwise=14)
    return yardstick(force, as_at=AS_AT, targets=targets, settings=ForceSettings(held=()))


HELD = tuple(map(held_to, FORCES))


@pytest.fixture(scope="module", params=KINDS)
def cases(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[sa.Engine]:
    """The demonstration of two years, one of whose workers has left."""
    url = fresh_url(request.param, tmp_path_factory.mktemp("workers"), "case")
    writing = open_case(url)
    write_programme(writing, referrals=None, forces=None, seed=2018, as_at=AS_AT)
    with writing.begin() as connection:
        connection.execute(worker.update().where(worker.c.worker_code == GONE).values(active=False))
    writing.dispose()
    reading = open_case(url, read_only=True)
    yield reading
    reading.dispose()


def carried(engine: sa.Engine, *forces: str) -> dict[tuple[str, str | None], Workload]:
    found = workloads(engine, scope=scope_of(*forces), yardsticks=HELD)
    return {(each.force_code, each.owner_code): each for each in found}


def listed(engine: sa.Engine, need: Need | None = None) -> list[CaseloadRow]:
    question = CaseloadQuestion(yardsticks=HELD, need=need)
    return list(every_row(engine, scope=scope_of(*FORCES), question=question))


def test_the_counts_are_those_of_the_list(cases: sa.Engine) -> None:
    found = carried(cases, *FORCES)
    rows, late = listed(cases), listed(cases, Need.PAST_TARGET)

    def by_owner(chosen: list[CaseloadRow]) -> Counter[tuple[str, str | None]]:
        return Counter((row.force_code, row.owner_code) for row in chosen)

    assert {key: each.open_cases for key, each in found.items() if each.open_cases} == by_owner(rows)
    high = [row for row in rows if row.risk is Risk.HIGH]
    assert {key: each.high for key, each in found.items() if each.high} == by_owner(high)
    assert {key: each.overdue for key, each in found.items() if each.overdue} == by_owner(late)
    loads: Counter[tuple[str, str | None]] = Counter()
    for row in rows:
        loads[(row.force_code, row.owner_code)] += WEIGHTS[row.risk]
    assert {key: each.load for key, each in found.items() if each.load} == loads


def test_new_and_closed_are_those_of_the_week_from_its_monday(cases: sa.Engine) -> None:
    monday = monday_of(AS_AT)
    assert monday == date(2020, 6, 29)
    columns = (referral.c.force_code, referral.c.owner_code, referral.c.referral_datetime, referral.c.closed_date)
    with cases.connect() as connection:
        rows = connection.execute(sa.select(*columns, referral.c.status)).all()
    found = carried(cases, *FORCES).values()
    assert sum(each.new for each in found) == sum(monday <= row.referral_datetime.date() for row in rows) > 0
    closed = [row for row in rows if row.status == "CLOSED" and row.closed_date and monday <= row.closed_date <= AS_AT]
    assert sum(each.closed for each in found) == len(closed)
    assert monday_of(monday - timedelta(days=1)) == monday - timedelta(weeks=1)


def test_workers_stand_in_the_order_of_their_codes_and_who_left_is_said(cases: sa.Engine) -> None:
    found = workloads(cases, scope=scope_of(CHESHIRE), yardsticks=HELD)
    codes = [each.owner_code for each in found]
    assert codes == [*sorted(code for code in codes if code), *([None] if None in codes else [])]
    assert {each.owner_code for each in found if each.has_left} == {GONE}
    assert {each.force_code for each in found} == {CHESHIRE}


def test_no_one_elses_workers_are_counted(cases: sa.Engine) -> None:
    assert carried(cases) == {}
    assert {force for force, _ in carried(cases, HAMPSHIRE)} == {HAMPSHIRE}
    with pytest.raises(OutOfScope):
        workloads(cases, scope=Scope(forces=FORCES, grain=Grain.AGGREGATE), yardsticks=HELD)
