"""Working days in England and Wales: weekends, bank holidays, their substitutes and the proclaimed ones."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access.working_days import is_working_day, working_days_after, working_days_between

DAYS = st.dates(date(2019, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 4, 2), True),
        (date(2026, 4, 3), False),  # Good Friday
        (date(2026, 4, 6), False),  # Easter Monday
        (date(2026, 8, 31), False),  # the last Monday of August: not Scotland's first
        (date(2026, 3, 17), True),  # St Patrick's Day is Northern Ireland's
        (date(2026, 12, 28), False),  # Boxing Day fell on a Saturday
        (date(2022, 9, 19), False),  # proclaimed: the funeral of Queen Elizabeth II
        (date(2023, 5, 8), False),  # proclaimed: the coronation
        (date(2026, 11, 21), False),  # a Saturday
        (date(2026, 3, 30), True),  # the Monday after the clocks went forward
    ],
)
def test_a_day_works_or_not(day: date, works: bool) -> None:
    assert is_working_day(day) is works


@pytest.mark.parametrize(
    ("day", "many", "reached"),
    [
        (date(2026, 11, 20), 5, date(2026, 11, 27)),  # from a Friday
        (date(2026, 11, 21), 1, date(2026, 11, 23)),  # from a Saturday
        (date(2026, 12, 24), 5, date(2027, 1, 5)),  # over Christmas and New Year
        (date(2026, 4, 2), 1, date(2026, 4, 7)),  # over Easter
        (date(2026, 11, 22), 0, date(2026, 11, 22)),  # none is the day itself, though a Sunday
    ],
)
def test_so_many_working_days_later(day: date, many: int, reached: date) -> None:
    assert working_days_after(day, many) == reached


@given(DAYS, st.integers(0, 30))
def test_as_many_lie_between_as_were_gone(day: date, many: int) -> None:
    reached = working_days_after(day, many)
    assert working_days_between(day, reached) == many
    assert not many or is_working_day(reached)
    assert working_days_between(reached, day) == 0


def test_they_are_not_counted_backwards() -> None:
    with pytest.raises(ValueError, match="forwards"):
        working_days_after(date(2026, 11, 20), -1)


@given(DAYS)
def test_no_week_has_more_than_five_and_none_has_fewer_than_two(day: date) -> None:
    assert 2 <= working_days_between(day, day + timedelta(days=7)) <= 5
