"""What was done for those referred, in words: exceptions counted, nobody named where it is not known."""

import polars as pl
import pytest

from dashboard.charts.practice import DIRECT_CONTACT_MADE, DISCIPLINES_AT_ASSESSMENT, LEAD_AGENCIES
from data_access.vocabulary import Pathway
from tests.disclosures import OFFICIAL
from tests.drawings import a_view, drawn
from tests.factories import a_referral, some_referrals
from tests.practised import bits_of, practised


def contacts(*reached, pathway=Pathway.TAKEN_ON):
    """Cases with these people reached in each."""
    rows = practised(some_referrals(a_referral(pathway=pathway) for _ in reached))
    return rows.with_columns(pl.Series("contacted", [bits_of("contacted", each) for each in reached], dtype=pl.UInt8))


@pytest.mark.parametrize(
    ("reached", "title"),
    [
        ([("VICTIM",)] * 4, "Every case taken on has direct contact recorded"),
        ([("PERPETRATOR",), ("PROFESSIONAL",)], "1 case taken on has no direct contact recorded"),
        ([("VICTIM",), *[()] * 12], "12 cases taken on have no direct contact recorded"),
    ],
)
def test_exceptions_are_counted_in_words(reached, title):
    picture = drawn(DIRECT_CONTACT_MADE, contacts(*reached), a_view())
    assert picture.title == title
    assert any("exceptions to look into" in note for note in picture.notes)


def test_hidden_exceptions_are_not_told_by_the_title_either():
    reached = [*[("VICTIM",)] * 30, *[("PERPETRATOR",)] * 20, (), ()]
    picture = drawn(DIRECT_CONTACT_MADE, contacts(*reached), a_view(), rule=OFFICIAL)
    assert picture.title == "Direct contact in cases taken on"
    assert picture.table.rows[-1] == ("Neither recorded", "[c]", "[c]", "[c]")


def test_cases_with_partners_are_no_exceptions():
    picture = drawn(DIRECT_CONTACT_MADE, contacts((), (), pathway=Pathway.PARTNER), a_view())
    assert picture.empty.startswith("No referrals were taken on in Cheshire")


def test_a_lead_that_nobody_recorded_is_a_bar_of_its_own_and_opens_nothing():
    rows = practised(some_referrals(a_referral() for _ in range(7)))  # all with partners; one lead is not recorded
    picture = drawn(LEAD_AGENCIES, rows, a_view())
    assert [row[:2] for row in picture.table.rows] == [
        ("Local policing unit", "3"),
        ("Probation Service", "2"),
        ("Mental health trust", "1"),
        ("Not recorded", "1"),
        ("All", "7"),
    ]
    assert {choice.code for choice in picture.choices} == {"POL_LPU", "PROB", "NHS_MH"}
    assert {choice.dimension for choice in picture.choices} == {"lead"}


def test_a_referral_with_several_disciplines_counts_under_each_and_a_note_says_so():
    picture = drawn(DISCIPLINES_AT_ASSESSMENT, practised(some_referrals(a_referral() for _ in range(30))), a_view())
    counted = {row[0]: row[1] for row in picture.table.rows}
    assert (counted["Police"], counted["Psychology"], counted["Not recorded"]) == ("18", "6", "12")
    assert any("several bars" in note for note in picture.notes)
