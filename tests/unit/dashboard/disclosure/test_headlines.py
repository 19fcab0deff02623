"""Which headlines may be exact, by hand."""

from datetime import date, timedelta

import polars as pl
import pytest

from dashboard.disclosure.disclosed import CannotProtect
from dashboard.disclosure.headlines import exact_headlines, is_safe
from dashboard.periods import Period
from tests.disclosures import EXACT, OFFICIAL, PUBLIC

LAUNCH = date(2018, 6, 19)


def _days(*days: tuple[int, int, int]) -> pl.DataFrame:
    received, taken_on, with_partners = zip(*days, strict=True)
    dates = [LAUNCH + timedelta(days=place) for place in range(len(days))]
    return pl.DataFrame(
        {"received_on": dates, "received": received, "taken_on": taken_on, "with_partners": with_partners}
    )


def _period(key: str, first: int, last: int) -> Period:
    return Period(key=key, label=key, since=LAUNCH + timedelta(days=first), until=LAUNCH + timedelta(days=last))


def test_the_published_headline_is_exact_for_commissioner_and_press():
    days, ten = _days((260, 83, 177)), (_period("ten", 0, 0),)
    for rule in (OFFICIAL, PUBLIC):
        assert exact_headlines(days, ten, rule) == {"ten"}


def test_a_headline_with_a_small_part_is_not_exact():
    for day in ((40, 3, 37), (40, 37, 3), (40, 0, 40), (40, 18, 20), (4, 2, 2)):
        assert exact_headlines(_days(day), (_period("ten", 0, 0),), OFFICIAL) == frozenset()


def test_a_second_headline_a_few_cases_longer_is_rounded():
    days = _days((260, 83, 177), (3, 1, 2))
    assert exact_headlines(days, (_period("short", 0, 0), _period("long", 0, 1)), OFFICIAL) == {"short"}


def test_the_order_of_periods_decides_which_of_two_is_exact():
    days = _days((260, 83, 177), (3, 1, 2))
    assert exact_headlines(days, (_period("long", 0, 1), _period("short", 0, 0)), OFFICIAL) == {"long"}


def test_a_second_headline_many_cases_longer_is_exact():
    days = _days((260, 83, 177), (30, 10, 20))
    assert exact_headlines(days, (_period("short", 0, 0), _period("long", 0, 1)), OFFICIAL) == {"short", "long"}


def test_days_with_nothing_received_between_two_headlines_harm_nobody():
    days = _days((0, 0, 0), (260, 83, 177), (0, 0, 0))
    assert exact_headlines(days, (_period("short", 1, 1), _period("long", 0, 2)), OFFICIAL) == {"short", "long"}


def test_of_two_headlines_and_the_whole_around_them_only_two_are_exact():
    days = _days((50, 20, 30), (3, 1, 2), (50, 20, 30))
    first, second, whole = _period("first", 0, 0), _period("second", 2, 2), _period("whole", 0, 2)
    assert len(exact_headlines(days, (first, second, whole), OFFICIAL)) == 2


def test_an_exact_headline_must_not_narrow_a_small_count_beside_a_rounded_one():
    # The longer is rounded to 100, so 98 to 102; an exact 101 beside it would leave 0 or 1 for the last day.
    days = _days((200, 100, 100), (101, 50, 51), (1, 0, 1))
    published, short, longer = _period("published", 0, 0), _period("short", 1, 1), _period("longer", 1, 2)
    assert exact_headlines(days, (published, short), OFFICIAL) == {"published", "short"}
    assert exact_headlines(days, (published, short, longer), OFFICIAL) == {"published"}


def test_what_a_rounded_headline_tells_already_is_no_reason_to_make_it_exact():
    # 7 taken on exactly and 5 (5 to 7) rounded in the longer one leave none for the last day, who is no less a person.
    days = _days((20, 7, 13), (5, 0, 5))
    assert exact_headlines(days, (_period("short", 0, 0), _period("long", 0, 1)), OFFICIAL) == {"short"}


def test_none_taken_on_is_a_small_number_and_none_left_over_is_not():
    assert not is_safe({"received": 9, "taken_on": 0, "with_partners": 9, "rest": 0}, OFFICIAL)
    assert is_safe({"received": 260, "taken_on": 83, "with_partners": 177, "rest": 0}, OFFICIAL)
    assert is_safe({"received": 0, "taken_on": 0, "with_partners": 0, "rest": 0}, OFFICIAL)


def test_a_period_in_which_nothing_was_received_has_no_exact_headline():
    assert exact_headlines(_days((0, 0, 0)), (_period("ten", 0, 0),), OFFICIAL) == frozenset()


def test_the_manager_has_every_headline_exact():
    days, ten = _days((4, 2, 2)), (_period("ten", 0, 0),)
    assert exact_headlines(days, ten, EXACT) == {"ten"}


def test_days_that_contradict_themselves_are_refused():
    with pytest.raises(CannotProtect):
        exact_headlines(_days((3, 2, 2)), (_period("ten", 0, 0),), OFFICIAL)
