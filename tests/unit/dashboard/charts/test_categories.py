"""Bars by category: their order, what is added up, and what a hidden bar may not tell."""

from datetime import date

import pytest

from dashboard.charts.bars import wrapped
from dashboard.charts.chart import Theme
from dashboard.charts.dimensions import OTHERS
from dashboard.charts.divisions import MOST_BARS
from dashboard.charts.house_style import PALETTES
from dashboard.charts.volumes import REFERRALS_BY_AGENCY, REFERRALS_BY_AREA, REFERRALS_BY_RISK
from data_access.reference import Agency
from data_access.vocabulary import AgencyGroup, Risk
from tests.disclosures import OFFICIAL
from tests.drawings import a_view, drawn, plain, ten_months
from tests.factories import a_reference, a_referral, some_referrals


def labels_of(picture):
    return [row[0] for row in picture.table.rows]


def referrals_by(column, counts):
    return some_referrals(a_referral(**{column: code}) for code, count in counts.items() for _ in range(count))


def test_agencies_stand_by_size_with_not_recorded_last():
    picture = drawn(REFERRALS_BY_AGENCY, ten_months(), a_view())
    assert picture.table.rows == (
        ("Local policing unit", "130", "50%"),
        ("Probation Service", "52", "20%"),
        ("Mental health trust", "52", "20%"),
        ("Not recorded", "26", "10%"),
        ("All", "260", ""),
    )
    assert picture.title == "Local policing units refer most: half"


def test_the_leader_is_not_named_where_two_are_level_or_too_few_are_known():
    level = drawn(REFERRALS_BY_AGENCY, referrals_by("agency", {"POL_LPU": 12, "PROB": 12}), a_view())
    few = drawn(REFERRALS_BY_AGENCY, referrals_by("agency", {"POL_LPU": 12, "PROB": 2}), a_view())
    assert level.title == few.title == "Who refers to the unit"


def test_hidden_agencies_stand_in_the_order_of_their_names_whatever_their_size():
    orders = [
        labels_of(drawn(REFERRALS_BY_AGENCY, referrals_by("agency", counts), a_view(), rule=OFFICIAL))
        for counts in (
            {"POL_LPU": 40, "PROB": 1, "NHS_MH": 4},
            {"POL_LPU": 40, "PROB": 4, "NHS_MH": 1},
            {"POL_LPU": 40},
        )
    ]
    assert orders[0] == orders[1] == orders[2]
    assert orders[0] == ["Local policing unit", "Probation Service", "Mental health trust", "All"]


def test_small_agencies_are_added_up_before_anything_is_hidden():
    counts = {"POL_LPU": 40, "PROB": 9, "NHS_MH": 3}
    picture = drawn(REFERRALS_BY_AGENCY, referrals_by("agency", counts), a_view(merge_below=20), rule=OFFICIAL)
    assert labels_of(picture) == ["Local policing unit", "Other agencies", "All"]
    assert [choice.code for choice in picture.choices] == ["POL_LPU"]


def test_there_are_at_most_twelve_bars_and_the_rest_is_added_up():
    many = tuple(Agency(code=f"A{place:02}", name=f"Agency {place:02}", group=AgencyGroup.OTHER) for place in range(20))
    reference = a_reference()
    object.__setattr__(reference, "agencies", many)
    referrals = some_referrals(
        (a_referral(agency=agency.code) for place, agency in enumerate(many) for _ in range(place + 1)), reference
    )
    picture = drawn(REFERRALS_BY_AGENCY, referrals, a_view(reference=reference))
    assert len(picture.table.rows) == MOST_BARS + 1
    assert picture.table.rows[-2:] == (("Other agencies", "45", "21%"), ("All", "210", ""))
    assert OTHERS not in {choice.code for choice in picture.choices}


def test_levels_of_risk_keep_the_order_and_the_shades_of_the_vocabulary():
    picture = drawn(REFERRALS_BY_RISK, ten_months(), a_view())
    assert labels_of(picture) == ["High", "Medium", "Low", "Not recorded", "All"]
    shades = plain(picture.figure)["data"][0]["marker"]["color"]
    palette = PALETTES[Theme.LIGHT]
    assert shades == [palette.main, "#2073BC", "#6BACE6", palette.context]


@pytest.mark.parametrize(
    ("high", "title"), [(8, "4 in 10 referrals are high risk"), (2, "1 in 10 referrals are high risk")]
)
def test_the_finding_about_risk_is_the_share_at_high_risk(high, title):
    picture = drawn(REFERRALS_BY_RISK, referrals_by("risk", {"HIGH": high, "LOW": 20 - high}), a_view())
    assert picture.title == title


def test_an_area_without_a_record_is_a_bar_and_an_area_without_referrals_keeps_its_nought():
    referrals = some_referrals([a_referral(area="CHE-WAR"), a_referral(area=None)])
    picture = drawn(REFERRALS_BY_AREA, referrals, a_view())
    assert [row[:2] for row in picture.table.rows] == [
        ("Warrington", "1"),
        ("Runcorn", "0"),
        ("Not recorded", "1"),
        ("All", "2"),
    ]
    assert {choice.code for choice in picture.choices} == {"CHE-WAR", "CHE-RUN"}


def test_an_empty_chart_says_which_filter_emptied_it():
    view = a_view(date(2019, 1, 1), date(2019, 1, 31), agencies=("PROB",))
    assert drawn(REFERRALS_BY_AGENCY, some_referrals([]), view).empty == (
        "No referrals were received in Cheshire, 1 Jan 2019 to 31 Jan 2019, "
        "with the filter from the Probation Service. Remove that filter to see more."
    )


def test_long_labels_wrap_between_words():
    assert wrapped("Control room and daily crime screening") == "Control room and<br>daily crime<br>screening"


def test_not_recorded_is_left_out_where_every_record_says_and_hides_nothing_else():
    told = drawn(
        REFERRALS_BY_RISK, referrals_by("risk", {"HIGH": 40, "MEDIUM": 60, "LOW": 30}), a_view(), rule=OFFICIAL
    )
    assert [row[:2] for row in told.table.rows] == [("High", "40"), ("Medium", "60"), ("Low", "30"), ("All", "130")]
    counts = {"HIGH": 40, "MEDIUM": 60, "LOW": 30, "UNK": 2}
    untold = drawn(REFERRALS_BY_RISK, referrals_by("risk", counts), a_view(), rule=OFFICIAL)
    assert [row[1] for row in untold.table.rows].count("[c]") == 2


def test_a_filter_on_the_dimension_itself_leaves_only_what_it_admits_and_claims_nothing():
    referrals = referrals_by("risk", {"HIGH": 40})
    picture = drawn(REFERRALS_BY_RISK, referrals, a_view(risks=(Risk.HIGH,)), rule=OFFICIAL)
    assert picture.title == "Referrals received by level of risk"
    assert [row[:2] for row in picture.table.rows] == [("High", "40"), ("All", "40")]
