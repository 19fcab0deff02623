"""What came, went and stayed, by week: worked weeks, and each following from the one before."""

from datetime import date, timedelta
from itertools import pairwise

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.metrics.weekly import weekly_flow
from tests.referral_facts import facts, referrals

WEDNESDAY = date(2026, 11, 25)
MONDAY = date(2026, 11, 23)


def case(received: date, closed: date | None = None, *, status: str = "") -> dict[str, object]:
    return {"received_on": received, "closed_on": closed, "status": status or ("CLOSED" if closed else "OPEN")}


def test_three_weeks_by_hand() -> None:
    found = weekly_flow(
        facts(
            [
                case(date(2026, 1, 1)),
                case(date(2026, 1, 1), date(2026, 11, 8)),
                case(date(2026, 11, 9)),
                case(date(2026, 11, 15), date(2026, 11, 16)),
                case(date(2026, 11, 22), date(2026, 11, 23)),
                case(MONDAY),
                case(WEDNESDAY, WEDNESDAY - timedelta(days=9)),  # closed before receipt: came and went on one day
                case(date(2026, 2, 1), None, status="CLOSED"),  # closed on a day that nobody recorded
                case(date(2026, 2, 1), date(2026, 3, 1), status="OPEN"),  # open, whatever day stands there
            ]
        ),
        as_at=WEDNESDAY,
        weeks=3,
    )
    told = [(week.monday, week.received, week.closed, week.backlog, week.is_over) for week in found]
    assert told == [
        (date(2026, 11, 9), 2, 0, 4, True),
        (date(2026, 11, 16), 1, 1, 4, True),
        (MONDAY, 2, 2, 4, False),
    ]


def test_a_week_is_over_on_its_sunday() -> None:
    (week,) = weekly_flow(facts([case(MONDAY)]), as_at=MONDAY + timedelta(days=6), weeks=1)
    assert week.is_over


@given(referrals(), st.integers(0, 400), st.integers(1, 30))
@settings(max_examples=60, deadline=None)
def test_each_week_follows_from_the_one_before_and_the_last_is_what_is_open(
    known: pl.DataFrame, day: int, weeks: int
) -> None:
    as_at = date(2018, 6, 19) + timedelta(days=day)
    found = weekly_flow(known, as_at=as_at, weeks=weeks)
    assert len(found) == weeks
    for before, week in pairwise(found):
        assert week.backlog == before.backlog + week.received - week.closed
        assert week.monday - before.monday == timedelta(weeks=1)
    open_at_end = [
        row
        for row in known.select("received_on", "closed_on", pl.col("status").cast(pl.String)).iter_rows(named=True)
        if row["received_on"] <= as_at
        and (row["status"] != "CLOSED" or (row["closed_on"] and max(row["closed_on"], row["received_on"]) > as_at))
    ]
    assert found[-1].backlog == len(open_at_end)
