"""What a page lets its reader set stands in the link as what it is, and nonsense is as usual."""

import pytest

from dashboard.charts.outcome_cohorts import OUTCOMES_WITHIN, SHOWN_TO_ALL
from dashboard.programme.rollout import Basis
from dashboard.selection import Selection, write_selection
from dashboard.selection.options import AFTER, ASSUMED, BY, MODEL, OPTIONS, SORT, asked_in, canonical
from data_access.case_list import Order

PLAIN = Selection(force="E23000006", period="fy-2018")


def test_a_link_admits_what_the_pages_offer_and_nothing_else():
    offered = {
        AFTER: [str(days) for days in OUTCOMES_WITHIN],
        SORT: [order.value for order in Order],
        MODEL: [basis.value for basis in Basis],
        BY: ["referred", "assessed"],
    }
    assert {*offered, *ASSUMED} == set(OPTIONS)
    for key, values in offered.items():
        assert all(OPTIONS[key].admits(value) for value in values)
        assert OPTIONS[key].usual in values
        assert not OPTIONS[key].admits("tomorrow")
    assert OPTIONS[AFTER].usual == str(SHOWN_TO_ALL)


@pytest.mark.parametrize("nonsense", ["", "-1", "1.5", "07", "99999999", "٣", "many", "0x10", "1 "])
def test_an_assumption_is_a_whole_number(nonsense):
    assert canonical([("scale", nonsense)]) == ()
    assert canonical([("scale", "43")]) == (("scale", "43"),)


def test_what_is_usual_stands_in_no_link():
    assert write_selection(PLAIN.opting({AFTER: "90", BY: "referred", "scale": ""})) == write_selection(PLAIN)
    assert write_selection(PLAIN.opting({AFTER: "365"})) == {**write_selection(PLAIN), "after": ["365"]}
    assert PLAIN.opting({AFTER: "365"}).opting({AFTER: "90"}) == PLAIN


def test_of_several_words_the_first_counts():
    assert asked_in({"after": ["28", "365"], "sort": ["OLDEST"], "by": ["x", "assessed"]}) == (
        ("after", "28"),
        ("sort", "OLDEST"),
    )


def test_narrowing_and_going_back_keep_how_figures_are_told():
    told = PLAIN.opting({AFTER: "28"})
    assert told.having("risk", ("HIGH",)).whole() == told
