"""The charts that look back: since launch, and a year before."""

from datetime import date

import pytest

from dashboard.charts.volumes import REFERRALS_CUMULATIVE, REFERRALS_LAST_YEAR
from tests.disclosures import OFFICIAL
from tests.drawings import RECEIVED, a_view, drawn, monthly, plain, ten_months


def test_the_running_total_ends_at_the_total():
    picture = drawn(REFERRALS_CUMULATIVE, ten_months(), a_view())
    assert picture.title == "260 referrals since June 2018"
    assert plain(picture.figure)["data"][0]["y"][-1] == 260


def test_the_running_total_begins_at_launch_whatever_the_period():
    picture = drawn(REFERRALS_CUMULATIVE, ten_months(), a_view(date(2019, 3, 1), date(2019, 3, 31)))
    assert picture.table.rows[0] == ("Jun 2018 (part month)", "11", "11")
    assert picture.subtitle == "Running total of referrals received, Cheshire, 19 Jun 2018 to 31 Mar 2019"


def test_the_running_total_is_not_drawn_across_a_hidden_month():
    picture = drawn(REFERRALS_CUMULATIVE, monthly([11, 2, *RECEIVED[2:]]), a_view(), rule=OFFICIAL)
    assert picture.figure is None
    assert "hidden to protect people" in picture.empty


def test_a_rounded_running_total_adds_only_what_is_shown_and_says_so():
    picture = drawn(REFERRALS_CUMULATIVE, ten_months(), a_view(), rule=OFFICIAL)
    assert picture.title == "About 245 referrals since June 2018"  # up to the last whole month
    assert "31 Mar 2019" in picture.subtitle
    assert [row[2] for row in picture.table.rows][-1] == "240"
    assert any("adds rounded months" in note for note in picture.notes)


@pytest.mark.parametrize(
    ("this", "before", "title"),
    [
        (31, 22, "9 more referrals than a year before (+41%)"),
        (18, 24, "6 fewer referrals than a year before (\N{MINUS SIGN}25%)"),
        (22, 22, "As many referrals as a year before"),
        (12, 9, "3 more referrals than a year before"),
    ],
)
def test_a_year_is_compared_with_the_same_days_of_the_year_before(this, before, title):
    referrals = monthly([0, before, *[0] * 11, this])
    assert drawn(REFERRALS_LAST_YEAR, referrals, a_view(date(2019, 7, 1), date(2019, 7, 31))).title == title


def test_only_the_same_days_are_compared():
    referrals = monthly([0, 10, *[0] * 11, 10])  # one a day from the 1st
    picture = drawn(REFERRALS_LAST_YEAR, referrals, a_view(date(2019, 7, 1), date(2019, 7, 4)))
    assert picture.table.rows == (("Jul 2019 (part month)", "4", "4"),)


def test_a_period_of_more_than_a_year_is_compared_by_its_last_twelve_months():
    picture = drawn(REFERRALS_LAST_YEAR, monthly([20] * 30), a_view(date(2018, 6, 19), date(2020, 10, 31)))
    assert len(picture.table.rows) == 12
    assert picture.table.rows[-1][0] == "Oct 2020"


def test_months_before_the_unit_began_are_missing_and_not_nought():
    picture = drawn(REFERRALS_LAST_YEAR, monthly([20] * 20), a_view(date(2019, 4, 1), date(2019, 8, 31)))
    assert [row[2] for row in picture.table.rows] == ["no unit yet", "no unit yet", "20", "20", "20"]
    assert picture.title == "Referrals beside those of a year before"


def test_a_unit_in_its_first_year_has_no_year_before():
    picture = drawn(REFERRALS_LAST_YEAR, ten_months(), a_view())
    assert picture.empty == "There is no year before to compare with: the unit began on 19 Jun 2018."
