"""When an embargo ends, also on the two nights when London's clock does not run straight."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from dashboard.release.embargo import EmbargoRefused, Hour, embargo_moment

clock = datetime.fromisoformat  # a time on the wall, without a zone
FORWARD, BACK = clock("2026-03-29 00:00"), clock("2026-10-25 00:00")


@pytest.mark.parametrize(
    ("there", "moment"),
    [
        (clock("2026-04-20 00:01"), clock("2026-04-19 23:01")),
        (clock("2026-01-12 00:01"), clock("2026-01-12 00:01")),
        (FORWARD.replace(hour=0, minute=59), clock("2026-03-29 00:59")),
        (FORWARD.replace(hour=2), clock("2026-03-29 01:00")),
        (BACK.replace(hour=0, minute=59), clock("2026-10-24 23:59")),
        (BACK.replace(hour=2), clock("2026-10-25 02:00")),
    ],
)
def test_a_time_in_london_is_one_moment(there: datetime, moment: datetime) -> None:
    assert embargo_moment(there) == moment.replace(tzinfo=UTC)
    assert embargo_moment(there, hour=Hour.SECOND) == embargo_moment(there, hour=Hour.FIRST)


@pytest.mark.parametrize("minute", [0, 1, 30, 59])
@pytest.mark.parametrize("hour", [None, Hour.FIRST, Hour.SECOND])
def test_the_hour_that_is_skipped_is_refused(minute: int, hour: Hour | None) -> None:
    with pytest.raises(EmbargoRefused, match=f"On 29 Mar 2026 the clocks go forward: there is no 01:{minute:02} in"):
        embargo_moment(FORWARD.replace(hour=1, minute=minute), hour=hour)


@pytest.mark.parametrize("minute", [0, 1, 30, 59])
def test_the_hour_that_comes_twice_must_be_told_apart(minute: int) -> None:
    there = BACK.replace(hour=1, minute=minute)
    with pytest.raises(EmbargoRefused, match=f"On 25 Oct 2026 the clocks go back: London has 01:{minute:02} twice"):
        embargo_moment(there)
    first, second = embargo_moment(there, hour=Hour.FIRST), embargo_moment(there, hour=Hour.SECOND)
    assert first == datetime(2026, 10, 25, 0, minute, tzinfo=UTC)
    assert second - first == timedelta(hours=1)


def test_fold_of_what_was_typed_decides_nothing() -> None:
    with pytest.raises(EmbargoRefused, match="twice"):
        embargo_moment(BACK.replace(hour=1, fold=1))
    assert embargo_moment(clock("2026-04-20 00:01").replace(fold=1)) == datetime(2026, 4, 19, 23, 1, tzinfo=UTC)


def test_a_time_with_a_zone_of_its_own_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="no zone"):
        embargo_moment(datetime(2026, 4, 20, tzinfo=ZoneInfo("Europe/Paris")))
