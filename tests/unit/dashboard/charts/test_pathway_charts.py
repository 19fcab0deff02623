"""Taken on and with partners, by when referrals were received."""

from datetime import date

from dashboard.charts.pathways import TAKEN_ON_BY_QUARTER
from data_access.vocabulary import Pathway
from tests.disclosures import OFFICIAL
from tests.drawings import a_view, drawn, monthly, plain, ten_months
from tests.factories import a_referral, some_referrals


def test_the_quarters_add_up_to_eighty_three_and_a_hundred_and_seventy_seven():
    picture = drawn(TAKEN_ON_BY_QUARTER, ten_months(), a_view())
    *quarters, total = picture.table.rows
    assert total == ("All", "260", "83", "32%", "27% to 38%", "177", "68%")
    assert [row[0] for row in quarters] == [
        "Jun to Aug 2018",
        "Sep to Nov 2018",
        "Dec 2018 to Feb 2019",
        "Mar to Apr 2019",
    ]
    assert [sum(int(row[column]) for row in quarters) for column in (1, 2, 5)] == [260, 83, 177]
    assert picture.title == "About a third is taken on by the unit"


def test_a_long_period_is_told_by_financial_year():
    picture = drawn(TAKEN_ON_BY_QUARTER, monthly([20] * 30), a_view(date(2018, 6, 19), date(2020, 11, 30)))
    assert [row[0] for row in picture.table.rows] == [
        "Jun 2018 to Mar 2019",
        "Apr 2019 to Mar 2020",
        "Apr to Nov 2020",
        "All",
    ]


def test_a_hidden_quarter_is_words_and_neither_part_is_drawn():
    counts = [40, 0, 0, 3, 0, 0, 40, 0, 0, 40]
    picture = drawn(TAKEN_ON_BY_QUARTER, monthly(counts), a_view(), rule=OFFICIAL)
    taken_on, partners, words = plain(picture.figure)["data"]
    hidden = [place for place, row in enumerate(picture.table.rows) if row[1] == "[c]"]
    assert hidden
    assert words["y"] == hidden
    assert all(taken_on["x"][place] is None and partners["x"][place] is None for place in hidden)


def test_a_small_quarter_has_counts_and_no_percentage():
    rows = [
        a_referral(received_on=date(2018, 7, 2), pathway=way) for way in [Pathway.TAKEN_ON] * 7 + [Pathway.PARTNER] * 11
    ]
    picture = drawn(TAKEN_ON_BY_QUARTER, some_referrals(rows), a_view(date(2018, 7, 1), date(2018, 7, 31)))
    assert picture.table.rows[0] == ("Jul 2018", "18", "7", "7 of 18", "20% to 61%", "11", "11 of 18")
    assert plain(picture.figure)["data"][0]["text"] == ["7"]
    assert picture.title == "Taken on by the unit, and managed with partners"


def test_referrals_received_but_not_decided_are_not_said_to_be_missing():
    rows = [a_referral(received_on=date(2018, 7, 2), pathway=Pathway.PENDING)]
    picture = drawn(TAKEN_ON_BY_QUARTER, some_referrals(rows), a_view(date(2018, 7, 1), date(2018, 7, 31)))
    assert picture.empty.startswith("No referrals were decided in Cheshire")


def test_a_restricted_reader_sees_the_parts_only_beside_an_exact_headline():
    picture = drawn(TAKEN_ON_BY_QUARTER, ten_months(), a_view(exact_headline=False), rule=OFFICIAL)
    assert picture.figure is None
    assert picture.table.rows == ()
    assert "finished periods" in picture.empty
    assert drawn(TAKEN_ON_BY_QUARTER, ten_months(), a_view(exact_headline=False)).figure is not None, "exact readers do"


def test_exact_readers_see_each_interval_where_the_share_is_and_protected_readers_none():
    exact = drawn(TAKEN_ON_BY_QUARTER, ten_months(), a_view())
    assert exact.table.headings[4] == "Between"
    assert "between" in plain(exact.figure)["data"][0]["hovertext"][0]
    assert any("chance" in note for note in exact.notes)
    protected = drawn(TAKEN_ON_BY_QUARTER, ten_months(), a_view(), rule=OFFICIAL)
    assert "Between" not in protected.table.headings
    assert "between" not in plain(protected.figure)["data"][0]["hovertext"][0]
    assert not any("chance" in note for note in protected.notes)
