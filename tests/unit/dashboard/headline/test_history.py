"""The months behind a card: counts, shares and month-end caseload, as a hand count gives them."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts.chart import View
from dashboard.disclosure.disclosed import Rule
from dashboard.headline import history
from dashboard.metrics import HIGH_RISK_OPEN, REFERRALS_RECEIVED, TAKEN_ON_SHARE
from data_access.filters import Filters
from data_access.vocabulary import Pathway
from tests.factories import CHESHIRE, LAUNCH, a_reference, a_referral, some_referrals

EXACT = Rule(hide_below=0, round_to=1)
OFFICIAL = Rule(hide_below=5, round_to=5)


def a_view(until: date) -> View:
    filters = Filters(since=LAUNCH, until=until, forces=(CHESHIRE,))
    return View(
        filters=filters,
        place="Cheshire",
        period="",
        narrowing="",
        data_to=until,
        synthetic=True,
        breaks=(),
        reference=a_reference(),
    )


def test_months_without_referrals_are_noughts_and_part_months_are_marked() -> None:
    referrals = some_referrals(
        [a_referral(received_on=date(2018, 6, 20)), a_referral(received_on=date(2018, 8, 1))] * 6
    )
    months = history.monthly(REFERRALS_RECEIVED, referrals, a_view(date(2018, 8, 31)), EXACT)
    assert [(month.value, month.part) for month in months] == [(6, True), (0, False), (6, False)]


def test_a_share_is_a_whole_percentage_and_a_month_without_base_is_not_judged() -> None:
    referrals = some_referrals(
        [a_referral(received_on=date(2018, 7, 2), pathway=Pathway.TAKEN_ON)]
        + [a_referral(received_on=date(2018, 7, 3), pathway=Pathway.PARTNER)] * 2
        + [a_referral(received_on=date(2018, 8, 3), pathway=Pathway.PENDING)]
    )
    months = history.monthly(TAKEN_ON_SHARE, referrals, a_view(date(2018, 8, 31)), EXACT)
    assert [(month.value, month.part) for month in months[1:]] == [(33, False), (None, True)]


def test_a_restricted_reader_gets_hidden_months_not_noughts() -> None:
    referrals = some_referrals([a_referral(received_on=date(2018, 7, 2))] * 3)
    months = history.monthly(REFERRALS_RECEIVED, referrals, a_view(date(2018, 8, 31)), OFFICIAL)
    assert all(month.hidden and month.value is None for month in months)


@given(
    st.lists(
        st.tuples(st.integers(0, 400), st.none() | st.integers(0, 400)),
        max_size=30,
    )
)
def test_month_end_caseload_is_what_counting_each_day_gives(stays: list[tuple[int, int | None]]) -> None:
    rows = [
        a_referral(
            received_on=LAUNCH + timedelta(days=start),
            closed_on=None if length is None else LAUNCH + timedelta(days=start + length),
        )
        for start, length in stays
    ]
    referrals = some_referrals(rows)
    view = a_view(date(2019, 12, 31))
    for month in history.open_at_month_ends(HIGH_RISK_OPEN, referrals, view, EXACT):
        end = (month.start + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        by_hand = sum(
            row["received_on"] <= end and (row["closed_on"] is None or row["closed_on"] > end) for row in rows
        )
        assert month.value == by_hand == history.open_on(referrals, end)
