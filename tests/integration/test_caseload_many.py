"""Ten thousand open cases in one force, more than any unit has: right answers, the last page as cheap as the first."""

import csv
import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from dashboard.administration.caseload import CaseloadOffice
from dashboard.administration.caseload_export import CSV, CaseloadFile
from dashboard.caseload.choice import CaseloadChoice
from data_access.caseload.counting import count_cases, count_needs
from data_access.caseload.orders import Sort
from data_access.caseload.pages import PAGE_ROWS, caseload_page, every_row
from data_access.caseload.questions import CaseloadQuestion
from data_access.caseload.yardsticks import yardstick
from data_access.caseload_vocabulary import Need
from data_access.database import open_case, open_store
from data_access.force_settings import ForceSettings
from data_access.schema import referral
from data_access.targets import Targets
from data_access.vocabulary import Role
from tests.databases import KINDS, fresh_url
from tests.doorway import WITNESS
from tests.factories import a_user
from tests.snapshot_rows import CHESHIRE, HAMPSHIRE, a_referral, fill, scope_of
from tests.snapshots import NO_REFERENCE

MANY = 10_000
AS_AT = date(2019, 6, 30)
OWN = scope_of(CHESHIRE)
HELD = yardstick(
    CHESHIRE,
    as_at=AS_AT,
    targets=Targets(history=(), on=AS_AT, otherwise=14),
    settings=ForceSettings(held=()),
)
ALL = CaseloadQuestion(yardsticks=(HELD,))
STEPS = 100  # instructions of SQLite's machine between two looks
SLACK = 1.5  # a page deep in a tree may lie across one block more


@pytest.fixture(scope="module", params=KINDS)
def cases(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[sa.Engine]:
    """Very many open cases, a few minutes apart, and one of another force."""
    url = fresh_url(request.param, tmp_path_factory.mktemp("many"), "case")
    writing = open_case(url)
    fill(writing, a_referral(0, force_code=HAMPSHIRE, status="OPEN"))
    start = datetime.fromisoformat("2019-01-01T00:00")
    rows = [
        a_referral(
            number,
            status="AWAITING_ASSESSMENT",
            owner_code=None,
            referral_datetime=start + timedelta(minutes=26 * number),
        )
        for number in range(1, MANY + 1)
    ]
    with writing.begin() as connection:
        connection.execute(sa.insert(referral), rows)
        connection.exec_driver_sql("ANALYZE")
    writing.dispose()
    reading = open_case(url, read_only=True)
    yield reading
    reading.dispose()


def test_every_one_is_counted_listed_once_and_in_order(cases: sa.Engine) -> None:
    listed = list(every_row(cases, scope=OWN, question=ALL))
    assert len(listed) == len({row.referral_id for row in listed}) == MANY
    assert all(first.received_on <= second.received_on for first, second in pairwise(listed))
    assert {row.force_code for row in listed} == {CHESHIRE}
    assert count_cases(cases, scope=OWN, question=ALL) == MANY
    late = sum(row.target_day <= AS_AT for row in listed)
    assert count_needs(cases, scope=OWN, yardsticks=[HELD])[Need.PAST_TARGET] == late > MANY // 2


def test_all_leave_in_one_file(cases: sa.Engine, tmp_path: Path) -> None:
    now = datetime.fromisoformat("2019-07-01T09:00+00:00")
    office = CaseloadOffice(
        user=a_user(Role.MANAGER),
        case_engine=cases,
        store=open_store(fresh_url("sqlite", tmp_path, "store")),
        witness=WITNESS,
        now=now,
        yardsticks=(HELD,),
    )
    asked = CaseloadFile(
        choice=CaseloadChoice(), in_words="All open cases", as_at=AS_AT, is_invented=True, reference=NO_REFERENCE
    )
    made = asked.prepared(office, CSV)
    assert made.entry.rows == MANY
    office.store.dispose()
    told = list(csv.reader(io.StringIO(made.content.decode("utf-8-sig"))))
    assert sum(bool(row) and row[0].startswith("R0") for row in told) == MANY


def test_the_last_page_costs_the_database_no_more_than_the_first(cases: sa.Engine) -> None:
    """What is counted is work, not time: steps of SQLite's machine, blocks that PostgreSQL touched."""
    places = [None, f"R{MANY // 2:07}", f"R{MANY - PAGE_ROWS:07}"]
    first, middle, last = (_work_of_page(cases, after) for after in places)
    assert first > 0
    assert max(middle, last) < SLACK * first + MARGIN[cases.dialect.name]
    assert _work_of_page(cases, None, sort=Sort.RISK) > 10 * first  # an order without an index shows in this measure


MARGIN = {"sqlite": 0, "postgresql": 12}  # the case a page begins after is looked up: three trees of a few blocks


def _work_of_page(engine: sa.Engine, after: str | None, sort: Sort = Sort.WAITING) -> int:
    with WORK[engine.dialect.name](engine) as spent:
        page = caseload_page(engine, scope=OWN, question=ALL, after=after, sort=sort)
    assert len(page.cases) == PAGE_ROWS
    return sum(spent)


@contextmanager
def _steps(engine: sa.Engine) -> Iterator[list[int]]:
    spent: list[int] = []

    def look() -> int:
        spent.append(STEPS)
        return 0

    def begin(connection: Any, *_: object) -> None:
        connection.set_progress_handler(look, STEPS)

    sa.event.listen(engine, "checkout", begin)
    yield spent
    sa.event.remove(engine, "checkout", begin)
    with engine.connect() as connection:
        connection.connection.driver_connection.set_progress_handler(None, 0)  # type: ignore[union-attr]


@contextmanager
def _blocks(engine: sa.Engine) -> Iterator[list[int]]:
    spent: list[int] = []

    def note(_connection: object, cursor: Any, statement: str, parameters: object, *_: object) -> None:
        if statement.lstrip().startswith(("SELECT", "WITH")):
            cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {statement}", parameters)
            plan = cursor.fetchone()[0][0]["Plan"]
            spent.append(plan["Shared Hit Blocks"] + plan["Shared Read Blocks"])

    sa.event.listen(engine, "before_cursor_execute", note)
    yield spent
    sa.event.remove(engine, "before_cursor_execute", note)


WORK: dict[str, Callable[[sa.Engine], Any]] = {"sqlite": _steps, "postgresql": _blocks}
