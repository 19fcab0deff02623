"""Aalen-Johansen: cases checked by hand, what it becomes where it is simpler, and what is not known."""

import math

import numpy as np
import pytest

from dashboard.methods.competing import CompetingCount, Incidence, aalen_johansen
from dashboard.methods.survival import DayCount, kaplan_meier

# Of 10, on day 3 one is assessed, on day 5 two are closed, on day 6 two of the 7 left are assessed and one is last seen
# waiting, on day 9 one of 4.
TEN = (
    CompetingCount(day=3, events=1),
    CompetingCount(day=5, events=0, others=2),
    CompetingCount(day=6, events=2, censored=1),
    CompetingCount(day=9, events=1, censored=3),
)


def test_ten_referrals_of_which_some_closed_first() -> None:
    incidence = aalen_johansen(TEN)
    # 1/10; the same; 0.1 + 0.7 * 2/7 = 0.3; 0.3 + 0.5 * 1/4 = 0.425
    assert incidence.share == pytest.approx([0.1, 0.1, 0.3, 0.425])
    assert incidence.other == pytest.approx([0.0, 0.2, 0.2, 0.2])
    assert incidence.at_risk.tolist() == [10, 9, 7, 4]


def test_events_of_one_day_happen_at_once_however_they_are_written_down() -> None:
    split = [
        CompetingCount(day=6, events=0, others=1),
        CompetingCount(day=6, events=1),
        CompetingCount(day=6, events=1),
    ]
    at_once = aalen_johansen([CompetingCount(day=6, events=2, others=1)])
    for each in (split, split[::-1]):
        assert aalen_johansen(each).share == pytest.approx(at_once.share)


def test_where_everybody_was_followed_to_the_end_the_error_is_that_of_a_share() -> None:
    """20 of 80 were assessed by day 5, so the variance is 0.25 * 0.75 / 80, and the interval follows by log(-log)."""
    counts = [CompetingCount(day=2, events=12, others=9), CompetingCount(day=5, events=8, others=3)]
    known = aalen_johansen([*counts, CompetingCount(day=9, events=0, others=48)]).at(5)
    reach = 1.959963984540054 * math.sqrt(0.25 * 0.75 / 80) / (0.25 * math.log(0.25))
    assert known == Incidence(
        day=5,
        at_risk=59,
        share=pytest.approx(0.25),
        other=pytest.approx(0.15),
        lower=pytest.approx(0.25 ** math.exp(-reach)),
        upper=pytest.approx(0.25 ** math.exp(reach)),
    )


def test_when_everybody_was_assessed_no_interval_is_claimed() -> None:
    last = aalen_johansen([CompetingCount(day=day, events=1) for day in range(18)]).at(17)  # a hair above one
    assert last == Incidence(day=17, at_risk=1, share=1.0, other=0.0, lower=None, upper=None)


def test_before_the_first_day_nobody_had_either() -> None:
    assert aalen_johansen(TEN).at(2) == Incidence(day=2, at_risk=10, share=0.0, other=0.0, lower=None, upper=None)


def test_between_two_days_the_share_is_that_of_the_earlier_and_at_risk_are_those_still_to_come() -> None:
    between = aalen_johansen(TEN).at(8)
    assert between is not None
    assert (between.share, between.at_risk) == (pytest.approx(0.3), 4)


def test_nothing_is_known_beyond_the_day_up_to_which_somebody_was_followed() -> None:
    assert aalen_johansen(TEN).at(10) is None
    assert aalen_johansen([]).at(0) is None
    ended = aalen_johansen([CompetingCount(day=3, events=1, others=1)]).at(28)
    assert ended is not None
    assert (ended.share, ended.at_risk) == (pytest.approx(0.5), 0)


def test_without_anything_that_prevents_it_the_share_is_what_does_not_survive() -> None:
    table = np.array([[1, 4, 2], [4, 3, 3], [9, 1, 5]])
    alone = kaplan_meier(table)
    competing = aalen_johansen(CompetingCount(day=day, events=had, censored=seen) for day, had, seen in table.tolist())
    assert competing.share == pytest.approx(1 - alone.surviving)


def test_waits_that_are_nearly_all_closed_still_have_an_interval() -> None:
    """A handful of people: Aalen's own estimate of the variance is not above 0 here, the delta method's is."""
    incidence = aalen_johansen([CompetingCount(day=0, events=1, others=4), CompetingCount(day=1, events=1)])
    assert 0 < incidence.lower[-1] < incidence.share[-1] < incidence.upper[-1] < 1


@pytest.mark.parametrize("count", [CompetingCount(day=1, events=0, others=-1), CompetingCount(day=-1, events=1)])
def test_a_negative_count_is_refused_here_too(count: CompetingCount) -> None:
    with pytest.raises(ValueError, match="negative"):
        aalen_johansen([count])


def test_a_table_without_the_other_event_is_refused() -> None:
    with pytest.raises(ValueError, match="whole numbers of day, events, others, censored"):
        aalen_johansen(np.array(DayCount(day=1, events=2))[None])
