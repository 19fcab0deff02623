"""Time as releases tell it apart."""

from datetime import date

import pytest

from dashboard.release.days import month_code, quarter_code, stretches

LAUNCH = date(2018, 6, 19)


@pytest.mark.parametrize(
    ("day", "month", "quarter"),
    [
        (date(2018, 6, 19), "2018-06", "2018-Q2"),
        (date(2018, 12, 31), "2018-12", "2018-Q4"),
        (date(2019, 1, 1), "2019-01", "2019-Q1"),
        (date(2024, 2, 29), "2024-02", "2024-Q1"),
    ],
)
def test_a_day_has_a_month_and_a_quarter(day, month, quarter):
    assert (month_code(day), quarter_code(day)) == (month, quarter)


def test_one_period_is_cut_into_months():
    found = stretches([(LAUNCH, date(2018, 8, 5))])
    assert [(each.first, each.last) for each in found] == [
        (LAUNCH, date(2018, 6, 30)),
        (date(2018, 7, 1), date(2018, 7, 31)),
        (date(2018, 8, 1), date(2018, 8, 5)),
    ]
    assert {each.part for each in found} == {0}


def test_the_end_of_an_older_release_cuts_a_month_in_two():
    found = stretches([(LAUNCH, date(2018, 7, 31)), (LAUNCH, date(2018, 7, 15))])
    assert [(each.first.day, each.last.day, each.part) for each in found] == [(19, 30, 0), (1, 15, 0), (16, 31, 1)]


def test_days_between_two_periods_belong_to_neither():
    found = stretches([(date(2018, 4, 1), date(2018, 4, 30)), (date(2018, 6, 1), date(2018, 6, 30))])
    assert [each.month for each in found] == ["2018-04", "2018-06"]


def test_a_figure_held_from_an_earlier_day_cuts_too():
    found = stretches([(LAUNCH, date(2018, 6, 30))], ends=[date(2018, 6, 20)])
    assert [each.last.day for each in found] == [20, 30]
