"""Months read as a process: what is drawn and said, and what is kept back."""

from datetime import date

import pytest

from dashboard.charts import findings, months
from dashboard.charts.months import Month
from dashboard.charts.process import process_of
from dashboard.charts.volumes import REFERRALS_BY_MONTH
from data_access.facts import month_number
from tests.disclosures import EXACT, OFFICIAL
from tests.drawings import RECEIVED, a_view, drawn, monthly, plain, ten_months
from tests.factories import CHESHIRE, HAMPSHIRE

STEADY = (20, 22, 19, 24, 21, 20, 23, 22, 18, 21, 20, 22, 23, 19, 21)
YEAR_AND_A_QUARTER = a_view(date(2018, 6, 1), date(2019, 8, 31))


def a_series(*values, first=date(2018, 6, 1), part=(), hidden=()):
    return [
        Month(
            number=month_number(first) + place,
            value=None if place in hidden else value,
            hidden=place in hidden,
            part=place in part,
        )
        for place, value in enumerate(values)
    ]


def a_process(*values, view=YEAR_AND_A_QUARTER, trial_limits=True, **told):
    return process_of(a_series(*values, **told), view, trial_limits=trial_limits)


def test_the_mean_of_the_first_ten_months_is_of_the_nine_complete_ones():
    process = a_process(*RECEIVED, part=(0, 10))
    assert process.latest.mean == 26.1  # 235 / 9
    assert findings.finding(process) == "About 26 referrals a month"


def test_under_thirteen_complete_months_limits_are_on_trial_and_nothing_is_judged():
    run = a_process(*STEADY[:11], 90).latest
    assert run.is_trial
    assert run.upper is not None
    assert not run.signals
    assert a_process(*STEADY[:11], 90, trial_limits=False).latest.upper is None


def test_steady_months_are_within_their_usual_range_and_no_signal_is_not_no_change():
    process = a_process(*STEADY)
    assert findings.finding(process) == "About 21 referrals a month, within the usual range"
    assert any("not proof that nothing changed" in note for note in findings.notes(process, exact=True, hollow=True))


@pytest.mark.parametrize(
    ("values", "title"),
    [
        ((*STEADY[:14], 60), "Referrals were above their usual range in August 2019"),
        ((*STEADY[:14], 0), "Referrals were below their usual range in August 2019"),
        (
            (15, 16, 14, 17, 15, 16, 14, 15, *[20] * 7),
            "Referrals have been above their usual level since February 2019",
        ),
        ((*[20, 22] * 4, 20, 21, 22, 23, 24, 25, 26), "Referrals have been rising since February 2019"),
    ],
    ids=["above", "below", "shift", "trend"],
)
def test_news_is_said_with_its_month(values, title):
    assert findings.finding(a_process(*values)) == title


def test_a_hidden_month_leaves_no_mean_and_says_why():
    process = a_process(*STEADY, hidden=(4,))
    assert process.latest.mean is None
    assert findings.finding(process) == "Referrals received each month"
    assert any("because a month is hidden" in note for note in findings.notes(process, exact=False, hollow=True))


def test_a_hidden_part_month_does_not_matter_to_the_mean():
    assert a_process(*RECEIVED, part=(0, 10), hidden=(0,)).latest.mean == 26.1


def test_a_break_begins_a_new_run_with_the_first_whole_month():
    view = a_view(date(2019, 10, 1), date(2020, 8, 31))
    process = a_process(*[10] * 6, *[30] * 5, first=date(2019, 10, 1), view=view)
    assert [(run.first, run.last, run.mean) for run in process.runs] == [(0, 5, 10), (6, 10, 30)]
    notes = findings.notes(process, exact=True, hollow=True)
    assert "A: 1 Apr 2020, Counted otherwise. Months before and after are not comparable." in notes


def test_a_unit_that_joins_later_is_a_break():
    view = a_view(date(2018, 6, 19), date(2018, 12, 31), forces=(CHESHIRE, HAMPSHIRE))
    process = a_process(*[10] * 7, view=view)
    assert [(each.place, each.title) for each in process.breaks] == [(2, "Hampshire joins")]  # 2 July: from August


def test_the_lower_limit_is_cut_at_nought_for_display():
    assert a_process(*[0, 9] * 7).latest.lower == 0


def test_part_months_are_hollow_and_hidden_months_are_words_on_the_baseline():
    traces = plain(drawn(REFERRALS_BY_MONTH, ten_months(), a_view()).figure)["data"]
    solid, hollow = traces[:2]
    assert (len(solid["x"]), hollow["x"], hollow["y"]) == (9, [0, 10], [11, 14])
    hidden = drawn(REFERRALS_BY_MONTH, monthly([11, 24, 2, 27, 25, 29, 21, 30, 26, 31, 14]), a_view(), rule=OFFICIAL)
    words = [trace for trace in plain(hidden.figure)["data"] if "[c]" in trace.get("text", [])]
    assert [set(trace["y"]) for trace in words] == [{0}]
    assert hidden.table.rows[2][1] == "[c]"


def test_the_table_has_the_limits_that_are_drawn():
    table = drawn(REFERRALS_BY_MONTH, monthly(STEADY), YEAR_AND_A_QUARTER, rule=EXACT).table
    assert table.headings == ("Month", "Referrals", "Mean", "Lower limit", "Upper limit", "Reading")
    assert table.rows[-1][:3] == ("Aug 2019", "21", "21.1")


@pytest.mark.parametrize(
    ("count", "ticks"),
    [
        (3, ["Jun<br>2018", "Jul", "Aug"]),
        (9, ["Jul<br>2018", "Sep", "Nov", "Jan<br>2019"]),
        (20, ["Jul<br>2018", "Oct", "Jan<br>2019", "Apr", "Jul", "Oct", "Jan<br>2020"]),
        (60, ["2019", "2020", "2021", "2022", "2023"]),
        (100, ["2020", "2022", "2024", "2026"]),
    ],
)
def test_an_axis_names_no_more_months_than_a_phone_has_room_for(count, ticks):
    assert months.month_axis(a_series(*range(count)))["ticktext"] == ticks


def test_a_short_period_is_judged_by_the_two_years_behind_it():
    referrals = monthly(
        [20, 22, 19, 24, 21, 20, 23, 22, 18, 21, 20, 22, 23, 19, 21, 20, 22, 24], since=date(2018, 7, 1)
    )
    half_a_year = a_view(date(2019, 7, 1), date(2019, 12, 31))
    picture = drawn(REFERRALS_BY_MONTH, referrals, half_a_year)
    assert picture.title == "About 22 referrals a month, within the usual range"
    assert len(picture.table.rows) == 6
    assert any("rests on 18 full months" in note for note in picture.notes)


def test_days_before_a_period_that_begins_in_mid_month_are_not_in_it():
    referrals = monthly([20] * 12, since=date(2018, 7, 1))  # each month's fall on its first ten days
    picture = drawn(REFERRALS_BY_MONTH, referrals, a_view(date(2019, 1, 6), date(2019, 2, 28)))
    assert [row[:2] for row in picture.table.rows] == [("Jan 2019 (part month)", "10"), ("Feb 2019", "20")]
