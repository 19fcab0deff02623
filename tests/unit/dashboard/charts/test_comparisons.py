"""What may be compared: not across a series break, nor across a unit that joined; greyed then, with its reason."""

from datetime import date

import pytest

from dashboard.charts.comparisons import change_between
from dashboard.charts.volumes import REFERRALS_LAST_YEAR
from tests.disclosures import EXACT, OFFICIAL
from tests.drawings import a_view, drawn, monthly, plain

BREAK = date(2020, 4, 1)  # of the reference of all tests
CHANGED = "Counted otherwise, 1 Apr 2020"
MONTHS = monthly([20] * 36)


@pytest.mark.parametrize(
    ("since", "until", "said"),
    [
        (date(2019, 4, 1), BREAK, CHANGED),
        (date(2019, 4, 1), date(2020, 3, 31), ""),
        (BREAK, date(2021, 3, 31), ""),  # the first day of the new counting belongs to it
        (date(2020, 3, 31), date(2021, 3, 31), CHANGED),
    ],
)
def test_a_break_between_two_days_keeps_them_apart(since, until, said):
    assert change_between(a_view(), since, until) == said


def test_a_unit_that_joins_keeps_the_figures_of_several_apart():
    assert change_between(a_view(forces=()), date(2018, 6, 19), date(2018, 12, 31)) == (
        "Metropolitan Police joins, 3 Sep 2018"
    )
    assert change_between(a_view(), date(2018, 6, 19), date(2018, 12, 31)) == ""


@pytest.mark.parametrize("rule", [EXACT, OFFICIAL], ids=["exact", "official"])
def test_across_a_break_the_year_before_is_greyed_with_its_reason(rule):
    picture = drawn(REFERRALS_LAST_YEAR, MONTHS, a_view(date(2020, 7, 1), date(2021, 3, 31)), rule=rule)
    assert picture.title == "Not comparable with a year before"
    assert f"Not comparable with a year before: {CHANGED}." in picture.notes
    assert picture.table.headings[2] == "A year before (not comparable)"
    year_before = plain(picture.figure)["data"][0]
    assert (year_before["mode"], year_before["line"]["width"]) == ("lines", 1)
    assert "not comparable" in plain(picture.figure)["layout"]["annotations"][0]["text"]


def test_on_one_side_of_a_break_years_are_compared():
    picture = drawn(REFERRALS_LAST_YEAR, MONTHS, a_view(date(2019, 7, 1), date(2020, 3, 31)))
    assert picture.title == "As many referrals as a year before"
    assert picture.table.headings[2] == "A year before"
    assert plain(picture.figure)["data"][0]["mode"] == "lines+markers"
