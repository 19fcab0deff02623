"""The caseload reads what its indexes hold: never a whole table, however many cases are closed or another force's."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from data_access.caseload.counting import count_cases, count_needs
from data_access.caseload.orders import Sort
from data_access.caseload.pages import caseload_page
from data_access.caseload.questions import CaseloadQuestion
from data_access.caseload.yardsticks import yardstick
from data_access.caseload_vocabulary import Need
from data_access.database import open_case
from data_access.force_settings import ForceSettings
from data_access.schema import contact, legal_measure, referral
from data_access.targets import Targets
from tests.practice_rows import a_row
from tests.snapshot_rows import CHESHIRE, HAMPSHIRE, a_referral, fill, scope_of

ROWS = 6_000  # of which one in twenty is open: an index pays
AS_AT = date(2019, 6, 30)
OWN = scope_of(CHESHIRE)
HELD = (
    yardstick(
        CHESHIRE,
        as_at=AS_AT,
        targets=Targets(history=(), on=AS_AT, otherwise=14),
        settings=ForceSettings(held=()),
    ),
)
OPEN_CASES = "ix_referral_open"


@pytest.fixture
def cases(case_url: str) -> Iterator[sa.Engine]:
    """Two forces with many referrals, most of them closed, each with a contact and an order."""
    writing = open_case(case_url)
    fill(writing)
    start = datetime.fromisoformat("2018-07-02T09:30")
    rows = [
        a_referral(
            number,
            force_code=(CHESHIRE, HAMPSHIRE)[number % 2],
            referral_datetime=start + timedelta(hours=number),
            status="CLOSED" if number % 20 > 1 else "OPEN",
            current_risk=("HIGH", "LOW")[number // 2 % 2],
        )
        for number in range(ROWS)
    ]
    whose = [{"referral_id": row["referral_id"]} for row in rows]
    with writing.begin() as connection:
        connection.execute(sa.insert(referral), rows)
        connection.execute(sa.insert(contact), [a_row("contact", at, each) for at, each in enumerate(whose)])
        connection.execute(
            sa.insert(legal_measure), [a_row("legal_measure", at, each) for at, each in enumerate(whose)]
        )
        connection.exec_driver_sql("ANALYZE")
    writing.dispose()
    reading = open_case(case_url, read_only=True)
    yield reading
    reading.dispose()


@contextmanager
def plans(engine: sa.Engine) -> Iterator[list[str]]:
    """Note how the database reads whatever it is asked."""
    said: list[str] = []
    explain = "EXPLAIN QUERY PLAN" if engine.dialect.name == "sqlite" else "EXPLAIN"

    def note(_connection: Any, cursor: Any, statement: str, parameters: Any, *_: Any) -> tuple[str, Any]:
        if statement.lstrip().startswith(("SELECT", "WITH")):
            cursor.execute(f"{explain} {statement}", parameters)
            said.extend(str(row) for row in cursor.fetchall())
        return statement, parameters

    sa.event.listen(engine, "before_cursor_execute", note, retval=True)
    yield said
    sa.event.remove(engine, "before_cursor_execute", note)


def ask_strip(engine: sa.Engine) -> Any:
    return count_needs(engine, scope=OWN, yardsticks=HELD)


def ask_count(engine: sa.Engine) -> Any:
    return count_cases(engine, scope=OWN, question=CaseloadQuestion(yardsticks=HELD))


def ask_page(engine: sa.Engine, sort: Sort = Sort.WAITING, after: str | None = None) -> Any:
    return caseload_page(engine, scope=OWN, question=CaseloadQuestion(yardsticks=HELD), sort=sort, after=after)


ASKED: dict[str, Callable[[sa.Engine], Any]] = {
    "strip": ask_strip,
    "count": ask_count,
    "first page": ask_page,
    "late page": lambda engine: ask_page(engine, after=f"R{ROWS // 2:07}"),
    "by risk": lambda engine: ask_page(engine, sort=Sort.RISK),
    "of one need": lambda engine: count_cases(
        engine, scope=OWN, question=CaseloadQuestion(yardsticks=HELD, need=Need.NO_VICTIM_CONTACT)
    ),
}


@pytest.mark.parametrize("asked", ASKED)
def test_only_the_open_cases_of_the_force_are_read(cases: sa.Engine, asked: str) -> None:
    with plans(cases) as said:
        assert ASKED[asked](cases)
    plan = "\n".join(said)
    assert OPEN_CASES in plan
    whole = ("SCAN referral", "SCAN contact", "SCAN legal_measure", "Seq Scan on referral")
    assert [each for each in whole if each in plan] == []


def test_cases_of_one_moment_are_paged_without_loss(case_url: str) -> None:
    writing = open_case(case_url)
    fill(writing, *(a_referral(number) for number in range(60)))
    for turned in (False, True):
        found: list[str] = []
        after: str | None = None
        while len(found) < 60:
            page = caseload_page(
                writing, scope=OWN, question=CaseloadQuestion(yardsticks=HELD), descending=turned, after=after, rows=7
            )
            found += [row.referral_id for row in page.cases]
            after = page.next_after
            if after is None:
                break
        assert found == sorted(set(found), reverse=turned)
        assert len(found) == 60
    writing.dispose()
