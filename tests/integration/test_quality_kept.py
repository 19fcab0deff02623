"""What is kept of the numbers of data quality from day to day, how fresh each table is, and how a pair is found."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from dashboard.administration.quality import find, record_quality
from data_access import schema
from data_access.quality.freshness import newest_rows
from data_access.quality.history import recorded_counts
from data_access.quality.subjects import SILENT_MONTH, SUBJECTS, Limits
from data_access.quality.survey import silent_months
from tests.practice_rows import record
from tests.snapshot_rows import CHESHIRE, HAMPSHIRE, MET, a_referral, fill, scope_of

AS_AT = date(2019, 4, 18)
FORCES = (CHESHIRE, HAMPSHIRE, MET)
LIMITS = Limits(as_at=AS_AT, days=((CHESHIRE, 5), (HAMPSHIRE, 10), (MET, 5)))
NOON = datetime.fromisoformat("2018-07-02T12:00")
Row = Mapping[str, Any]


@pytest.mark.parametrize(
    ("received", "until", "silent"),
    [
        (["2018-11", "2019-02"], date(2019, 2, 10), [date(2018, 12, 1), date(2019, 1, 1)]),
        (["2019-01"], date(2019, 3, 30), [date(2019, 2, 1)]),
        (["2019-01"], date(2019, 3, 31), [date(2019, 2, 1), date(2019, 3, 1)]),
        ([], date(2019, 3, 31), []),
    ],
)
def test_a_month_is_missing_once_it_is_over(received: list[str], until: date, silent: list[date]) -> None:
    assert list(silent_months(received, until=until)) == silent


def test_a_day_is_counted_once_and_the_newer_count_holds(case_engine: sa.Engine, store_engine: sa.Engine) -> None:
    fill(case_engine, a_referral(1, referring_agency_code="UNK"), a_referral(2, force_code=HAMPSHIRE))

    def kept(*forces: str) -> dict[tuple[str, str, date], int]:
        return {
            (one.force_code, one.rule, one.counted_on): one.counted
            for one in recorded_counts(store_engine, forces=forces)
        }

    for _ in range(2):
        written = record_quality(case_engine, store_engine, as_at=AS_AT, target_days=5)
        assert written == len(kept(*FORCES)) == 2 * (len(SUBJECTS) + 1)
    assert kept(CHESHIRE)[CHESHIRE, "unknown_agency", AS_AT] == 1
    assert kept(CHESHIRE)[CHESHIRE, SILENT_MONTH, AS_AT] == 8
    assert {force for force, *_ in kept(HAMPSHIRE)} == {HAMPSHIRE}
    with case_engine.begin() as connection:
        connection.execute(sa.update(schema.referral).values(referring_agency_code="PROB"))
    record_quality(case_engine, store_engine, as_at=AS_AT + timedelta(days=1), target_days=5)
    assert kept(CHESHIRE)[CHESHIRE, "unknown_agency", AS_AT] == 1
    assert kept(CHESHIRE)[CHESHIRE, "unknown_agency", AS_AT + timedelta(days=1)] == 0
    record_quality(case_engine, store_engine, as_at=AS_AT, target_days=5)
    assert kept(CHESHIRE)[CHESHIRE, "unknown_agency", AS_AT] == 0


def test_the_newest_row_is_of_ones_own_force_and_of_no_day_to_come(case_engine: sa.Engine) -> None:
    plans = {"meeting": [{"meeting_date": AS_AT}, {"meeting_date": AS_AT + timedelta(days=1)}]}
    record(case_engine, plans, a_referral(1), a_referral(2, force_code=HAMPSHIRE))
    mine = {each.table: each.on for each in newest_rows(case_engine, scope=scope_of(CHESHIRE), as_at=AS_AT)}
    theirs = {each.table: each.on for each in newest_rows(case_engine, scope=scope_of(HAMPSHIRE), as_at=AS_AT)}
    assert (mine["meeting"], mine["referral"], mine["contact"]) == (AS_AT, NOON.date(), None)
    assert (theirs["meeting"], theirs["referral"]) == (None, NOON.date())


def test_a_pair_is_looked_up_by_its_victim(case_engine: sa.Engine) -> None:
    """Otherwise the check of a force would walk it once for each of its referrals."""
    if case_engine.dialect.name == "sqlite":
        seen: list[str] = []

        @sa.event.listens_for(case_engine, "before_cursor_execute")
        def note(_connection: Any, cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
            cursor.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)
            seen.extend(str(row[-1]) for row in cursor.fetchall())

        find(case_engine, scope=scope_of(CHESHIRE), limits=LIMITS)
        assert {step for step in seen if "earlier" in step} == {
            "SEARCH earlier USING INDEX ix_referral_victim_pid (victim_pid=?)"
        }
