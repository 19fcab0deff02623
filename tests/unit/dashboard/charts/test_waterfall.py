"""What changed against the period before: which days are compared, steps that add up, and when nothing is claimed."""

from datetime import date

import pytest

from dashboard.charts import stretch_before
from dashboard.charts.changes import CHANGE_BY_AGENCY, CHANGE_BY_RISK
from dashboard.charts.chart import Theme
from dashboard.charts.house_style import CLEAR, PALETTES
from data_access.vocabulary import Pathway
from tests.disclosures import OFFICIAL
from tests.drawings import a_view, drawn, monthly, plain
from tests.factories import a_referral, some_referrals

MARCH = a_view(date(2019, 3, 1), date(2019, 3, 31))
FEBRUARY_DAY, MARCH_DAY = date(2019, 2, 10), date(2019, 3, 10)


def taken_on(*groups):
    """So many cases taken on, of an agency and on a day each."""
    return some_referrals(
        a_referral(received_on=day, agency=agency, pathway=Pathway.TAKEN_ON)
        for agency, day, count in groups
        for _ in range(count)
    )


FEBRUARY_AND_MARCH = taken_on(
    ("POL_LPU", FEBRUARY_DAY, 10), ("POL_LPU", MARCH_DAY, 14), ("PROB", FEBRUARY_DAY, 6), ("PROB", MARCH_DAY, 3)
)


@pytest.mark.parametrize(
    ("period", "before"),
    [
        ((date(2019, 3, 1), date(2019, 3, 31)), (date(2019, 2, 1), date(2019, 2, 28))),
        ((date(2020, 4, 1), date(2021, 3, 31)), (date(2019, 4, 1), date(2020, 3, 31))),
        ((date(2024, 2, 1), date(2024, 2, 29)), (date(2024, 1, 1), date(2024, 1, 31))),
        ((date(2019, 3, 4), date(2019, 3, 10)), (date(2019, 2, 25), date(2019, 3, 3))),
        ((date(2019, 3, 31), date(2019, 3, 31)), (date(2019, 3, 30), date(2019, 3, 30))),
    ],
)
def test_the_period_before_is_as_many_months_or_as_many_days(period, before):
    assert stretch_before.before(period) == before


def test_each_group_has_its_counts_its_change_and_the_total_so_far():
    picture = drawn(CHANGE_BY_AGENCY, FEBRUARY_AND_MARCH, MARCH)
    assert picture.title == "1 more taken on than in the period before"
    assert picture.table.rows == (
        ("Local policing unit", "14", "10", "+4", "20"),
        ("Probation Service", "3", "6", "\N{MINUS SIGN}3", "17"),
        ("All", "17", "16", "+1", "17"),
    )
    assert "1 Mar 2019 to 31 Mar 2019 against 1 Feb 2019 to 28 Feb 2019" in picture.subtitle


def test_bars_go_from_one_total_to_the_next_and_fewer_is_an_outline():
    changes, connectors, words = plain(drawn(CHANGE_BY_AGENCY, FEBRUARY_AND_MARCH, MARCH).figure)["data"]
    assert list(zip(changes["base"], changes["x"], strict=True)) == [(16, 4), (17, 3)]
    assert [colour == CLEAR for colour in changes["marker"]["color"]] == [False, True]
    assert [place for place in connectors["x"] if place is not None] == [16, 16, 20, 20, 17, 17]
    assert [text.strip() for text in words["text"]] == ["16", "+4", "\N{MINUS SIGN}3", "17"]


def test_by_agency_and_by_risk_tell_the_same_change():
    referrals, view = monthly([20, 25, 19, 30, 41]), a_view(date(2018, 9, 1), date(2018, 10, 31))
    totals = [drawn(chart, referrals, view).table.rows[-1] for chart in (CHANGE_BY_AGENCY, CHANGE_BY_RISK)]
    assert totals[0] == totals[1]


def test_before_the_unit_began_there_is_nothing_to_compare_with():
    picture = drawn(CHANGE_BY_RISK, monthly([11, 24, 22]), a_view())
    assert picture.figure is None
    assert picture.empty.startswith("There is no period of equal length before to compare with")
    assert "19 Jun 2018" in picture.empty


def test_across_a_series_break_the_steps_are_greyed_and_nothing_is_claimed():
    view = a_view(date(2020, 4, 1), date(2020, 5, 31))
    picture = drawn(CHANGE_BY_AGENCY, monthly([20] * 24), view)
    assert picture.title == "Not comparable with the period before"
    assert "Not comparable with the period before: Counted otherwise, 1 Apr 2020." in picture.notes
    marker = plain(picture.figure)["data"][0]["marker"]
    assert marker["line"]["color"] == PALETTES[Theme.LIGHT].context
    assert set(marker["color"]) <= {CLEAR, PALETTES[Theme.LIGHT].context}


def test_protected_readers_are_told_why_not_and_what_to_look_at():
    picture = drawn(CHANGE_BY_AGENCY, FEBRUARY_AND_MARCH, MARCH, rule=OFFICIAL)
    assert picture.figure is None
    assert not picture.table.rows
    assert "to protect people" in picture.empty
    assert "share taken on by agency" in picture.empty
