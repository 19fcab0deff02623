"""The time to assessment by example: each table is a small register, read on the day the data end."""

from datetime import date, timedelta

import pytest

from dashboard.charts.assessment import HOW_WAITS_END, WAITING_BY_RISK, WITHIN_TARGET_BY_QUARTER_ASSESSED
from dashboard.metrics.measure import measure
from dashboard.metrics.timeliness import STILL_WAITING, WITHIN_OF_ASSESSED, WITHIN_OWN_TARGET, assessed_in
from dashboard.metrics.waits import Ending, Standing, of_assessed, with_ending, with_standing
from tests.drawings import a_view, drawn
from tests.factories import a_referral, some_referrals

AS_AT = date(2026, 1, 31)
JANUARY = date(2026, 1, 1)

# days ago received | days to assessment | days to closure | how the wait stands | after so many days
ENDINGS = [
    (30, 0, None, Ending.ASSESSED, 0),  # the same day is 0 days, and counts
    (30, 12, None, Ending.ASSESSED, 12),
    (30, 12, 5, Ending.ASSESSED, 12),  # assessed after all: the assessment is what was waited for
    (30, None, 9, Ending.CLOSED, 9),  # closed first: it will never be assessed
    (30, None, None, Ending.WAITING, 30),
    (0, None, None, Ending.WAITING, 0),  # received on the last day
    (30, -3, None, None, None),  # dated before receipt: an error, in no figure of days
    (30, None, -2, None, None),
]

# risk | days ago received | days to assessment | how it stands; high risk aims for 7 days, all others for 14
STANDINGS = [
    ("HIGH", 30, 7, Standing.WITHIN),
    ("HIGH", 30, 8, Standing.LATER),
    ("LOW", 30, 8, Standing.WITHIN),
    ("LOW", 30, 15, Standing.LATER),
    ("LOW", 14, 3, Standing.WITHIN),  # has had exactly its days
    ("LOW", 13, 3, Standing.EARLY),  # too early to say, however quick
    ("HIGH", 13, None, Standing.WAITING),
    ("LOW", 13, None, Standing.EARLY),
]


def referral(received, days, closed=None, risk="LOW"):
    received_on = AS_AT - timedelta(days=received)
    closed_on = None if closed is None else received_on + timedelta(days=closed)
    return a_referral(received_on=received_on, days_to_assessment=days, closed_on=closed_on, risk=risk)


@pytest.mark.parametrize(("received", "days", "closed", "ending", "waited"), ENDINGS)
def test_how_a_wait_stands(received, days, closed, ending, waited):
    seen = with_ending(some_referrals([referral(received, days, closed)]), as_at=AS_AT)
    assert seen.select("ending", "waited").row(0) == (ending, waited)


@pytest.mark.parametrize(("risk", "received", "days", "standing"), STANDINGS)
def test_how_a_referral_stands_against_its_own_target(risk, received, days, standing):
    rows = some_referrals([referral(received, days, risk=risk)])
    assert judged(rows).get_column("standing").to_list() == [standing]


def judged(rows):
    return with_standing(rows, as_at=AS_AT, target_of=lambda _force, risk: 7 if risk == "HIGH" else 14)


def test_within_the_target_counts_who_waits_and_leaves_out_who_is_too_recent():
    rows = some_referrals([referral(received, days, risk=risk) for risk, received, days, _ in STANDINGS])
    assert measure(WITHIN_OWN_TARGET, judged(rows)).total == (3, 6)


def test_by_date_assessed_only_the_finished_are_counted():
    rows = some_referrals([referral(30, 3), referral(30, 20), referral(30, None), referral(50, 10)])
    seen = of_assessed(rows, since=JANUARY, until=AS_AT, target_of=lambda _force, _risk: 14)
    assert measure(WITHIN_OF_ASSESSED, seen).total == (1, 2)  # the last was assessed in December


def test_assessed_in_steps_has_one_base_for_all_steps():
    rows = with_ending(some_referrals([referral(30, 7), referral(30, 8), referral(30, None, 4)]), as_at=AS_AT)
    seen = rows.with_columns(is_followed=True)
    assert [measure(assessed_in(days, most=28), seen).total for days in (7, 14)] == [(1, 3), (2, 3)]
    assert measure(STILL_WAITING, rows).total == (0, 0)


def a_young_period():
    """Thirty days, three referrals a day, always assessed after 6, 14 and 25 days; half of them wait still."""
    rows = []
    for received in range(30):
        for days in (6, 14, 25):
            rows.append(referral(received, days if days <= received else None, risk="HIGH"))
    return some_referrals(rows)


def test_a_chart_of_a_young_period_tells_the_median_of_all_and_not_of_the_finished():
    """The finished alone say 6 days: slow ones of a young period are not finished yet. The truth is 14."""
    rows = a_young_period()
    finished = rows.get_column("days_to_assessment").drop_nulls()
    assert finished.median() == 6
    picture = drawn(WAITING_BY_RISK, rows, a_view(JANUARY, AS_AT, data_to=AS_AT))
    assert picture.title == "Half of high-risk referrals wait 14 days or fewer"
    assert "half by day 14" in picture.figure.layout.annotations[0].text
    (medians,) = [row for row in picture.table.rows if row[0] == "Median wait in days"]
    assert medians[1] == "14"
    assert medians[2].startswith("14 (")


def test_by_date_assessed_the_same_young_period_looks_quicker_than_it_is_and_says_so():
    view = a_view(JANUARY, AS_AT, data_to=AS_AT)
    picture = drawn(WITHIN_TARGET_BY_QUARTER_ASSESSED, a_young_period(), view)
    assert picture.table.rows[-1][3] == "89%", "two in three are assessed within 14 days, in truth"
    assert "who still waits is in none of them" in picture.notes[0]


def test_who_was_closed_first_is_neither_assessed_nor_waiting():
    """Four of ten assessed on day 3, four closed on day 2, two wait: 40%, 40% and 20%; not 1 - Kaplan-Meier's 67%."""
    rows = some_referrals([referral(30, 3)] * 4 + [referral(30, None, 2)] * 4 + [referral(30, None)] * 2)
    picture = drawn(HOW_WAITS_END, rows, a_view(JANUARY, AS_AT, data_to=AS_AT))
    (row,) = [row for row in picture.table.rows if row[0] == "28 days"]
    assert (row[2].split()[0], *row[3:]) == ("40%", "40%", "20%")
    assert picture.title == "After 28 days 40% are assessed, 20% still wait"
