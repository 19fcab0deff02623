"""What became so since a reader was last here: their own last day, and exactly the cases that it makes new."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
import sqlalchemy as sa

from data_access import accounts
from data_access.caseload.pages import CaseloadRow, every_row
from data_access.caseload.questions import CaseloadQuestion
from data_access.caseload.yardsticks import Yardstick, yardstick
from data_access.caseload_visits import visited
from data_access.caseload_vocabulary import Need
from data_access.database import open_case
from data_access.force_settings import ForceSettings
from data_access.targets import Target, Targets
from data_access.vocabulary import Risk, Role
from tests.doorway import WITNESS
from tests.snapshot_rows import CHESHIRE, a_referral, fill, scope_of

AS_AT = date(2018, 8, 1)
NOW = datetime.fromisoformat("2018-01-01T09:00+00:00")
RISKS = ("HIGH", "LOW", "UNK")


def held_to(as_at: date) -> Yardstick:
    aimed = Target(
        target_id=1,
        force_code=CHESHIRE,
        risk=Risk.HIGH,
        days=5,
        effective_from=date(2018, 1, 1),
        set_by="ann",
        set_at=NOW,
    )
    targets = Targets(history=(aimed,), on=as_at, otherwise=14)
    return yardstick(CHESHIRE, as_at=as_at, targets=targets, settings=ForceSettings(held=()))


@pytest.fixture
def cases(case_url: str) -> Iterator[sa.Engine]:
    """One case of each level of risk for each of forty days, all waiting."""
    writing = open_case(case_url)
    rows = [
        a_referral(
            40 * place + day,
            current_risk=risk,
            referral_datetime=datetime.combine(AS_AT - timedelta(days=day), datetime.min.time()),
        )
        for place, risk in enumerate(RISKS)
        for day in range(40)
    ]
    fill(writing, *rows)
    writing.dispose()
    reading = open_case(case_url, read_only=True)
    yield reading
    reading.dispose()


def found(cases: sa.Engine, *, as_at: date = AS_AT, need: Need | None = None, since: date | None = None) -> set[str]:
    question = CaseloadQuestion(yardsticks=(held_to(as_at),), need=need, since=since)
    return {row.referral_id for row in every_row(cases, scope=scope_of(CHESHIRE), question=question)}


@pytest.mark.parametrize("ago", [0, 1, 7, 39, 60])
def test_new_are_the_cases_received_after_the_day_and_late_those_that_were_not_late_on_it(
    cases: sa.Engine, ago: int
) -> None:
    since = AS_AT - timedelta(days=ago)
    received = {row.referral_id for row in _rows(cases) if row.received_on > since}
    assert found(cases, since=since) == received
    late_then = found(cases, as_at=since, need=Need.PAST_TARGET)
    late_now = found(cases, need=Need.PAST_TARGET)
    assert found(cases, need=Need.PAST_TARGET, since=since) == late_now - late_then


def _rows(cases: sa.Engine) -> Iterator[CaseloadRow]:
    return every_row(cases, scope=scope_of(CHESHIRE), question=CaseloadQuestion(yardsticks=(held_to(AS_AT),)))


def test_each_reader_is_told_their_own_last_day_until_newer_records_come(store_engine: sa.Engine) -> None:
    for name in ("ann", "ben"):
        accounts.add(
            store_engine,
            username=name,
            display_name=name,
            role=Role.MANAGER,
            forces=(CHESHIRE,),
            home_force=CHESHIRE,
            password_hash="never used",
            witness=WITNESS,
            now=NOW,
        )

    def come(name: str, day: int) -> date | None:
        return visited(store_engine, username=name, as_at=date(2018, 8, day))

    assert [come("ann", 1), come("ann", 1)] == [None, None]
    assert [come("ann", 8), come("ann", 8), come("ann", 8)] == [date(2018, 8, 1)] * 3
    assert come("ben", 8) is None
    assert come("ann", 15) == date(2018, 8, 8)
    assert come("ann", 3) is None  # records that were put back
    assert come("ann", 15) == date(2018, 8, 3)
