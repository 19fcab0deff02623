"""Moments on the clock of London, in summer and winter, near and far."""

from datetime import UTC, datetime, timedelta

import pytest

from dashboard.wording import moments

NOW = datetime(2026, 6, 30, 22, 30, tzinfo=UTC)  # half past eleven in London


def test_a_moment_is_told_as_london_has_it() -> None:
    assert moments.moment(datetime(2026, 6, 30, 23, 30, tzinfo=UTC)) == "1 Jul 2026, 00:30"
    assert moments.moment(datetime(2026, 12, 31, 23, 30, tzinfo=UTC)) == "31 Dec 2026, 23:30"


@pytest.mark.parametrize(
    ("hours_ago", "told"),
    [(0, "today, 23:30"), (23.4, "today, 00:06"), (24, "yesterday, 23:30"), (48, "28 Jun 2026, 23:30")],
)
def test_what_is_near_is_told_by_its_day(hours_ago: float, told: str) -> None:
    assert moments.recent(NOW - timedelta(hours=hours_ago), now=NOW) == told


@pytest.mark.parametrize(("seconds", "told"), [(0, "23:30"), (1, "23:31"), (60, "23:31"), (61, "23:32")])
def test_who_waits_until_the_minute_told_has_waited_long_enough(seconds: int, told: str) -> None:
    assert moments.time_after(NOW + timedelta(seconds=seconds)) == told
