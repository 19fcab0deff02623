"""The charts of the time to assessment: drawn, told and tabled from the same numbers; nothing too young is judged."""

from datetime import UTC, date, datetime, timedelta

import pytest

from dashboard.charts.assessment import (
    ASSESSED_IN_STEPS,
    ASSESSED_WITHIN_TARGET_NOW,
    DAYS_TO_ASSESSMENT,
    HOW_WAITS_END,
    WAITING_BY_AGENCY,
    WAITING_BY_RISK,
    WHO_STILL_WAITS,
    WITHIN_TARGET_BY_QUARTER,
    WITHIN_TARGET_BY_QUARTER_ASSESSED,
)
from dashboard.charts.cohort_bars import EARLY, PART_EARLY
from data_access.targets import Target, Targets
from data_access.vocabulary import Risk
from tests.disclosures import OFFICIAL
from tests.drawings import a_view, drawn, plain, ten_months
from tests.factories import CHESHIRE, a_referral, some_referrals

DATA_TO = date(2026, 6, 29)
SINCE = date(2025, 7, 1)
FINE = [
    WHO_STILL_WAITS,
    WITHIN_TARGET_BY_QUARTER_ASSESSED,
    WAITING_BY_RISK,
    WAITING_BY_AGENCY,
    HOW_WAITS_END,
    DAYS_TO_ASSESSMENT,
]


def waits(*days, received=date(2026, 1, 5), **told):
    """A referral for each number of days; None waits still."""
    return [a_referral(received_on=received, days_to_assessment=each, **told) for each in days]


def seen(chart, rows, **told):
    return drawn(chart, some_referrals(rows), a_view(SINCE, DATA_TO, data_to=DATA_TO, **told))


def a_target(days, risk=None):
    return Target(
        target_id=days,
        force_code=CHESHIRE,
        risk=risk,
        days=days,
        effective_from=date(2020, 1, 1),
        set_by="manager",
        set_at=datetime(2020, 1, 1, tzinfo=UTC),
    )


def test_the_parts_add_up_to_all_received_and_name_who_waits():
    closed = waits(None, closed_on=date(2026, 1, 9))
    young = waits(3, None, received=DATA_TO - timedelta(days=2))
    picture = seen(ASSESSED_WITHIN_TARGET_NOW, [*waits(*[5] * 14, *[20] * 4, None), *closed, *young])
    cells = {row[0]: row[1] for row in picture.table.rows}
    assert cells == {
        "Assessed within the target": "14",
        "Assessed later": "4",
        "Not assessed": "2",
        "Too early to say": "2",
        "All": "22",
        "Of all, waiting still": "2",
    }
    assert picture.title == "70% assessed within 14 days; 2 still wait"
    assert plain(picture.figure)["data"][0]["x"] == [14, 4, 2, 2]


def test_the_longest_wait_is_named_in_whole_days():
    picture = seen(WHO_STILL_WAITS, [*waits(5, None), *waits(None, received=DATA_TO - timedelta(days=43))])
    assert picture.title == "2 still wait; the longest 175 days"


def test_each_referral_is_held_to_the_target_of_its_own_risk():
    targets = Targets(history=(a_target(7, Risk.HIGH), a_target(21)), on=DATA_TO, otherwise=14)
    rows = [*waits(*[10] * 20, risk=Risk.HIGH), *waits(*[10] * 20, risk=Risk.LOW)]
    picture = seen(ASSESSED_WITHIN_TARGET_NOW, rows, targets=targets)
    assert picture.table.rows[0][1] == "20"
    assert "Each referral is held to the target of its own force and risk: 7 to 21 days." in picture.notes
    assert "within their target" in picture.title


def test_a_young_quarter_is_on_grey_ground_in_words_and_never_counted():
    young = waits(*[1] * 30, received=DATA_TO - timedelta(days=3))
    since = DATA_TO - timedelta(days=9)
    rows = some_referrals([*waits(*[5] * 20, received=SINCE), *young])
    picture = drawn(WITHIN_TARGET_BY_QUARTER, rows, a_view(SINCE, DATA_TO, data_to=DATA_TO))
    *_, last, total = picture.table.rows
    assert (last[-1], total[1:4]) == (PART_EARLY, ("20", "20", "100%"))
    assert plain(picture.figure)["layout"]["shapes"][0]["y0"] == pytest.approx(2.52)
    alone = drawn(WITHIN_TARGET_BY_QUARTER, rows, a_view(since, DATA_TO, data_to=DATA_TO))
    assert alone.figure is None
    assert [row[3] for row in alone.table.rows[:-1]] == [EARLY]


def test_a_curve_is_drawn_as_its_table_has_it():
    picture = seen(WAITING_BY_RISK, waits(*[2] * 10, *[6] * 10, *[None] * 5))
    band, curve = plain(picture.figure)["data"]
    told = {row[0]: row[2] for row in picture.table.rows}
    assert list(zip(curve["x"], curve["y"], strict=True)) == [(0, 100), (2, 60), (6, 20), (91, 20)]
    assert (told["2 days"][:3], told["6 days"][:3], told["91 days"][:3]) == ("60%", "20%", "20%")
    assert told["Median wait in days"] == "6 (2 to 6)"
    assert {38, 76} <= set(band["y"]), told["2 days"]


def test_a_median_that_is_not_reached_is_x_with_a_note():
    picture = seen(WAITING_BY_RISK, waits(*[2] * 8, *[None] * 17))
    assert picture.title == "More than half of referrals still wait"
    assert picture.table.rows[1][1:] == ("[x]", "[x] (2 to [x])")
    assert any(note.startswith("[x]: not reached") for note in picture.notes)


def test_at_most_four_curves_and_none_of_a_handful():
    agencies = ("POL_LPU", "PROB", "NHS_MH", "UNK")
    rows = [row for agency in agencies for row in waits(*[4] * (25 if agency != "UNK" else 3), agency=agency)]
    picture = seen(WAITING_BY_AGENCY, rows)
    names = [trace["name"] for trace in plain(picture.figure)["data"] if "name" in trace]
    assert names == ["Local policing unit", "Probation Service", "Mental health trust"]
    assert "Not recorded, still waiting" in picture.table.headings
    assert any("draw no curve" in note for note in picture.notes)


def test_who_was_closed_first_and_who_waits_are_bars_of_their_own():
    picture = seen(DAYS_TO_ASSESSMENT, [*waits(0, 1, 14, 15, None), *waits(None, closed_on=date(2026, 1, 9))])
    told = {row[0]: row[1] for row in picture.table.rows}
    assert told == {
        "Same day": "1",
        "1 to 7 days": "1",
        "8 to 14 days": "1",
        "15 to 28 days": "1",
        "29 to 56 days": "0",
        "57 to 91 days": "0",
        "92 days or more": "0",
        "Closed before assessment": "1",
        "Still waiting": "1",
        "All": "6",
    }


def test_a_day_before_receipt_is_an_error_that_is_counted_and_said():
    wrong = waits(None, closed_on=date(2026, 1, 1))
    picture = seen(DAYS_TO_ASSESSMENT, [*waits(3), *wrong], misdated=2)
    assert ("Record cannot be right", "1") in [row[:2] for row in picture.table.rows]
    assert any("Of the referrals shown, 2 assessments are dated before receipt" in note for note in picture.notes)
    band, *_, closed, waiting, undated = plain(picture.figure)["data"][0]["marker"]["color"]
    assert closed == waiting == undated != band


def test_an_area_of_no_height_does_not_take_the_click_of_the_one_that_is_seen():
    nobody_closed = plain(seen(HOW_WAITS_END, waits(*range(1, 24), None)).figure)["data"]
    assert set(nobody_closed[1]["customdata"]) == {"ASSESSED"}
    some_closed = [*waits(*range(1, 24), None), *waits(None, closed_on=date(2026, 1, 9))]
    assert plain(seen(HOW_WAITS_END, some_closed).figure)["data"][1]["customdata"][-1] == "CLOSED"


def test_the_shares_of_a_day_make_up_all():
    picture = seen(HOW_WAITS_END, [*waits(*range(1, 24), None), *waits(None, closed_on=date(2026, 1, 9))])
    for row in picture.table.rows:
        assert sum(int(cell.split("%")[0]) for cell in row[2:]) == 100
    areas = plain(picture.figure)["data"]
    assert {sum(heights) for heights in zip(*(area["y"] for area in areas), strict=True)} == {100}


@pytest.mark.parametrize("chart", FINE, ids=lambda chart: chart.key)
def test_a_protected_reader_is_told_why_not_and_what_instead(chart):
    picture = drawn(chart, ten_months(), a_view(), rule=OFFICIAL)
    assert (picture.figure, picture.table.rows) == (None, ())
    assert "to protect people" in picture.empty
    assert "7, 14 and 28 days" in picture.empty or "By date referred" in picture.empty


def test_a_protected_reader_has_the_steps_and_no_longest_wait():
    steps = drawn(ASSESSED_IN_STEPS, ten_months(), a_view(), rule=OFFICIAL)
    assert [row[0] for row in steps.table.rows] == ["Within 7 days", "Within 14 days", "Within 28 days"]
    now = drawn(ASSESSED_WITHIN_TARGET_NOW, ten_months(), a_view(), rule=OFFICIAL)
    assert "longest" not in f"{now.title} {now.alt_text} {now.notes} {now.table}"
    assert all(int(row[1]) % 5 == 0 for row in now.table.rows if row[1] != "[c]")
