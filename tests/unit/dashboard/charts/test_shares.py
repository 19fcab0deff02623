"""One share by category: what is drawn, what chance allows, and what protected readers are not told."""

import pytest

from dashboard.charts.house_style import CLEAR
from dashboard.charts.taken_on import TAKEN_ON_BY_AGENCY, TAKEN_ON_BY_AREA, TAKEN_ON_BY_RISK
from data_access.vocabulary import Pathway
from tests.disclosures import EXACT, OFFICIAL
from tests.drawings import a_view, drawn, numbers_in, plain, ten_months
from tests.factories import a_referral, some_referrals

CHARTS = pytest.mark.parametrize("chart", [TAKEN_ON_BY_AGENCY, TAKEN_ON_BY_RISK, TAKEN_ON_BY_AREA], ids=lambda c: c.key)


def decided(counts, column="agency"):
    """So many taken on, of so many decided, for each code."""
    return some_referrals(
        a_referral(**{column: code}, pathway=Pathway.TAKEN_ON if place < taken_on else Pathway.PARTNER)
        for code, (taken_on, base) in counts.items()
        for place in range(base)
    )


def test_each_share_stands_with_its_counts_and_its_interval():
    picture = drawn(TAKEN_ON_BY_AGENCY, decided({"POL_LPU": (40, 100), "PROB": (10, 50)}), a_view())
    assert picture.table.headings == ("Agency", "Decided", "Taken on", "Share", "Between")
    assert picture.table.rows == (
        ("Local policing unit", "100", "40", "40%", "31% to 50%"),
        ("Probation Service", "50", "10", "20%", "11% to 33%"),
        ("All", "150", "50", "33%", "26% to 41%"),
    )
    assert picture.title == "The unit takes on 20% to 40% by agency"


def test_groups_stand_by_how_many_referrals_they_have_and_never_by_their_share():
    picture = drawn(TAKEN_ON_BY_AGENCY, decided({"POL_LPU": (5, 60), "PROB": (40, 50)}), a_view())
    assert [row[0] for row in picture.table.rows] == ["Local policing unit", "Probation Service", "All"]


def test_a_bar_is_as_long_as_its_share_and_its_line_as_long_as_its_interval():
    bars, words, lines = plain(drawn(TAKEN_ON_BY_AGENCY, decided({"POL_LPU": (40, 100)}), a_view()).figure)["data"]
    assert bars["x"] == [40.0]
    assert lines["x"] == [31, 50]  # 30.9 to 49.8
    assert words["text"] == ["40% (40 of 100)"]


def test_few_referrals_have_an_outline_and_counts_in_place_of_a_percentage():
    picture = drawn(TAKEN_ON_BY_AGENCY, decided({"POL_LPU": (40, 100), "PROB": (7, 18)}), a_view())
    bars, words, _ = plain(picture.figure)["data"]
    assert words["text"] == ["40% (40 of 100)", "7 of 18"]
    assert [colour == CLEAR for colour in bars["marker"]["color"]] == [False, True]
    assert any(note.startswith("Outlined bars") for note in picture.notes)
    assert picture.title == "Share taken on by agency"


def test_protected_readers_get_rounded_shares_without_intervals_and_no_bar_where_hidden():
    referrals = decided({"POL_LPU": (41, 101), "PROB": (2, 43), "NHS_MH": (12, 34)})
    picture = drawn(TAKEN_ON_BY_AGENCY, referrals, a_view(), rule=OFFICIAL)
    assert picture.table.headings == ("Agency", "Decided", "Taken on", "Share")
    assert ("Probation Service", "[c]", "[c]", "[c]") in picture.table.rows
    bars, words = plain(picture.figure)["data"]
    hidden = [place for place, length in enumerate(bars["x"]) if length is None]
    assert hidden
    assert all(words["text"][place].strip() == "[c]" for place in hidden)
    assert not any("chance" in note for note in picture.notes)


@CHARTS
@pytest.mark.parametrize("rule", [EXACT, OFFICIAL], ids=["exact", "official"])
def test_bars_words_hover_and_table_say_the_same(chart, rule):
    picture = drawn(chart, ten_months(), a_view(), rule=rule)
    bars, words, *lines = plain(picture.figure)["data"]
    assert bool(lines) is rule.exact
    rows = {row[0]: row for row in picture.table.rows}
    for length, end, hover in zip(bars["x"], words["text"], bars["hovertext"], strict=True):
        name = hover.partition(":")[0]
        base, counted = (float(cell) for cell in rows[name][1:3])
        assert length == pytest.approx(100 * counted / base, abs=0.05)
        assert {base, counted} <= numbers_in([end])
        assert {base, counted} <= numbers_in([hover])
    largest = max(picture.table.rows[:-1], key=lambda row: float(row[1]))
    assert largest[1] in picture.alt_text


@CHARTS
def test_protected_readers_see_parts_only_beside_an_exact_headline(chart):
    picture = drawn(chart, ten_months(), a_view(exact_headline=False), rule=OFFICIAL)
    assert picture.figure is None
    assert not picture.table.rows
    assert "finished periods" in picture.empty


def test_a_group_that_nothing_was_decided_about_is_left_out():
    referrals = some_referrals([a_referral(risk="HIGH", pathway=Pathway.PENDING), a_referral(risk="LOW")])
    assert [row[0] for row in drawn(TAKEN_ON_BY_RISK, referrals, a_view()).table.rows] == ["Low", "All"]
