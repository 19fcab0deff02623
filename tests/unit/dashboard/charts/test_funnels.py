"""Funnel plots: points against the share of all, judged by their counts, and never ranked."""

from datetime import date

import pytest

from dashboard.charts.chart import Theme
from dashboard.charts.funnels import ASSESSED_FUNNEL, TAKEN_ON_FUNNEL
from dashboard.methods.funnel import INNER, OUTER, limits
from data_access.targets import Targets
from data_access.vocabulary import Pathway
from tests.disclosures import EXACT, OFFICIAL
from tests.drawings import a_view, drawn, plain, values_in, values_of
from tests.factories import CHESHIRE, HAMPSHIRE, MET, a_referral, some_referrals

SQUARE, DIAMOND, CIRCLE = "square", "diamond", "circle"


def decided(agency, taken_on, base, force=CHESHIRE, **told):
    """So many referrals from an agency, of which so many were taken on."""
    return [
        a_referral(
            force=force,
            area=None,
            agency=agency,
            pathway=Pathway.TAKEN_ON if number < taken_on else Pathway.PARTNER,
            **told,
        )
        for number in range(base)
    ]


def funnel(*groups, chart=TAKEN_ON_FUNNEL, rule=EXACT, theme=Theme.LIGHT, **told):
    rows = [row for group in groups for row in group]
    view = a_view(forces=told.pop("forces", (CHESHIRE, HAMPSHIRE, MET)), **told)
    return drawn(chart, some_referrals(rows), view, rule=rule, theme=theme)


def symbols(picture):
    return {trace["marker"]["symbol"]: trace["customdata"] for trace in plain(picture.figure)["data"]}


def test_a_share_beyond_the_outer_limits_is_different_and_a_question_not_a_verdict():
    picture = funnel(decided("POL_LPU", 60, 200), decided("PROB", 60, 200), decided("NHS_MH", 60, 100))
    assert picture.title == "One agency differs from the average: check why"
    assert symbols(picture)[SQUARE] == ["NHS_MH"]
    rows = {row[0]: row for row in picture.table.rows}
    assert rows["Mental health trust"] == (
        "Mental health trust",
        "100",
        "60",
        "60%",
        "different from average: check why",
    )
    assert rows["Probation Service"][4] == "within the 95% limits"
    said = " ".join([picture.title, picture.alt_text, *picture.notes]).lower()
    assert not {"better", "worse", "best", "worst", "top", "bottom"} & set(said.split())


def test_between_the_limits_is_told_by_its_own_shape():
    picture = funnel(decided("POL_LPU", 100, 300), decided("PROB", 46, 100))
    average = 146 / 400
    assert (
        limits(100, target=average, confidence=INNER).upper < 0.46 < limits(100, target=average, confidence=OUTER).upper
    )
    assert symbols(picture)[DIAMOND] == ["PROB"]
    assert picture.title == "No agency lies further from the average than chance explains"


def test_points_stand_in_the_order_of_agencies_and_of_the_alphabet_whatever_their_share():
    rows = [decided("PROB", part, 40, force) for force, part in ((MET, 38), (HAMPSHIRE, 20), (CHESHIRE, 2))]
    labels = [row[0] for row in funnel(*rows, decided("POL_LPU", 5, 30)).table.rows]
    assert labels == [
        "Local policing unit, Cheshire",
        "Probation Service, Cheshire",
        "Probation Service, Hampshire",
        "Probation Service, Metropolitan Police",
        "All",
    ]


def test_small_agencies_are_added_up_within_their_force_before_anything_is_drawn():
    picture = funnel(decided("POL_LPU", 30, 90), decided("PROB", 7, 18), decided("NHS_MH", 4, 12))
    rows = {row[0]: row for row in picture.table.rows}
    assert rows["Other agencies"][1:4] == ("30", "11", "37%")
    assert "Probation Service" not in rows
    assert [choice.code for choice in picture.choices] == ["POL_LPU"]


def test_what_is_still_too_small_is_in_the_table_and_not_in_the_picture():
    picture = funnel(decided("POL_LPU", 30, 90), decided("PROB", 7, 18))
    rows = {row[0]: row for row in picture.table.rows}
    assert rows["Other agencies"] == ("Other agencies", "18", "7", "7 of 18", "too few to place")
    assert symbols(picture) == {CIRCLE: ["POL_LPU"]}


def test_where_no_agency_is_large_enough_there_are_words():
    picture = funnel(decided("PROB", 7, 18))
    assert picture.figure is None
    assert "20 referrals or more" in picture.empty


@pytest.mark.parametrize("taken_on", [0, 40], ids=["nobody", "everybody"])
def test_around_nobody_and_around_everybody_nothing_varies(taken_on):
    picture = funnel(decided("PROB", taken_on, 40))
    assert len(plain(picture.figure)["layout"]["shapes"]) == 1, "the average alone"


def test_readers_of_protected_figures_are_told_why_not_and_where_to_look():
    picture = funnel(decided("POL_LPU", 30, 90), rule=OFFICIAL)
    assert picture.figure is None
    assert picture.table.rows == ()
    assert "protect people" in picture.empty
    assert "side by side" in picture.empty


@pytest.mark.parametrize("theme", Theme)
def test_the_table_has_every_number_of_the_picture(theme):
    groups = (decided("POL_LPU", 61, 201), decided("PROB", 60, 200, MET), decided("NHS_MH", 60, 100, HAMPSHIRE))
    picture = funnel(*groups, theme=theme)
    assert values_in(picture.figure) <= values_of(picture.table)
    assert "Largest: Local policing unit, Cheshire, 30% (61 of 201)" in picture.alt_text


def test_the_limits_drawn_are_the_exact_ones():
    picture = funnel(decided("POL_LPU", 60, 200), decided("PROB", 40, 100))
    shapes = plain(picture.figure)["layout"]["shapes"]
    ends = [shape["path"].rpartition("L")[2] for shape in shapes if shape["type"] == "path"]
    found = [limits(200, target=1 / 3, confidence=confidence) for confidence in (INNER, OUTER)]
    assert ends == [f"200,{100 * end:.1f}" for each in found for end in (each.lower, each.upper)]


def test_assessment_is_held_to_one_target_for_all_forces():
    quick = decided("POL_LPU", 0, 30, days_to_assessment=9)
    slow = decided("PROB", 0, 30, days_to_assessment=20)
    usual = funnel(quick, slow, chart=ASSESSED_FUNNEL).table.rows
    assert [row[2] for row in usual] == ["30", "0", "30"]
    longer = Targets(history=(), on=date(2026, 6, 29), otherwise=21)
    assert [row[2] for row in funnel(quick, slow, chart=ASSESSED_FUNNEL, targets=longer).table.rows] == [
        "30",
        "30",
        "60",
    ]
