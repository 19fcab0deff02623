"""Which waits will pass their target: worked examples, what was not known then, and the test against what happened."""

from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.methods.chances import number_happening
from dashboard.metrics.breaches import back_test, forecast
from tests.referral_facts import facts, rows

ON = date(2026, 11, 20)  # a Friday; five working days on is Friday, 27 November
TARGET = 14


def target_of(_force: str, _risk: str) -> int:
    return TARGET


def received(days_before: int, **told: object) -> dict[str, object]:
    return {"received_on": ON - timedelta(days=days_before), **told}


def history(*, quick: int, slow: int) -> list[dict[str, object]]:
    """Return a year's waits of the past: some assessed on day 5, the others on day 30."""
    old = [received(100 + each % 50, days_to_assessment=5) for each in range(quick)]
    return [*old, *(received(100 + each % 50, days_to_assessment=30) for each in range(slow))]


@pytest.mark.parametrize(
    ("waiting", "concerned", "expected"),
    [
        pytest.param([], 0, 0.0, id="nobody waits"),
        pytest.param(
            [received(7)], 1, 1.0, id="the target ends on the last day looked at: after day 5 only the slow are left"
        ),
        pytest.param([received(6)], 0, 0.0, id="the target ends a day later"),
        pytest.param([received(13)], 1, 1.0, id="tomorrow is the last day of the target"),
        pytest.param([received(14)], 0, 0.0, id="today is the last day of the target, and it is over: already past"),
        pytest.param([received(10, days_to_assessment=10)], 0, 0.0, id="assessed today"),
        pytest.param([received(10, days_to_assessment=11)], 1, 1.0, id="assessed tomorrow, which nobody knows today"),
        pytest.param([received(10, closed_on=ON)], 0, 0.0, id="closed today"),
        pytest.param([received(10, status="CLOSED")], 0, 0.0, id="closed on a day that nobody recorded"),
    ],
)
def test_a_wait_is_concerned_if_its_target_ends_within_five_working_days(
    waiting: list[dict[str, object]], concerned: int, expected: float
) -> None:
    made = forecast(facts([*history(quick=30, slow=10), *waiting]), on=ON, target_of=target_of)
    assert made.until == date(2026, 11, 27)
    assert (made.at_risk, round(made.spread.expected, 6)) == (concerned, expected)


def test_the_chance_is_that_of_those_who_waited_as_long() -> None:
    """Of 40, 10 are assessed on day 9, 10 on day 12, 20 on day 30: of the 30 left after day 9, 20 pass day 14."""
    past = [received(100, days_to_assessment=days) for days in [9] * 10 + [12] * 10 + [30] * 20]
    made = forecast(facts([*past, received(9), received(13)]), on=ON, target_of=target_of)
    # The two who wait are in the curve as well, as still waiting: at day 12 one of them is among those at risk.
    after_9, after_12 = 1 - 10 / 42, (1 - 10 / 42) * (1 - 10 / 31)
    assert made.spread.expected == pytest.approx(after_12 / after_9 + 1.0)


def test_bank_holidays_are_no_working_days() -> None:
    made = forecast(facts([received(1)]), on=date(2026, 12, 23), target_of=target_of)
    assert made.until == date(2027, 1, 4)  # 25 and 28 December and 1 January are none


def test_a_level_of_risk_with_a_history_is_read_from_its_own() -> None:
    high = [{**each, "risk": "HIGH"} for each in history(quick=25, slow=0)]
    low = [{**each, "risk": "LOW"} for each in history(quick=0, slow=25)]
    waiting = [received(8, risk="HIGH"), received(3, risk="LOW"), received(8, risk="LOW")]
    made = forecast(facts([*high, *low, *waiting]), on=ON, target_of=target_of)
    assert made.at_risk == 2
    assert made.spread.expected == pytest.approx(
        2.0
    )  # nobody of high risk ever waited 8 days: nothing says it will end
    assert made.spread.upper == 2


def test_what_happened_later_changes_no_forecast_of_earlier() -> None:
    known = [*history(quick=30, slow=30), received(9), received(12)]
    later = [{**each, "days_to_assessment": 20} if "days_to_assessment" not in each else each for each in known]
    more = [*later, received(-3), received(-9, days_to_assessment=1)]
    assert forecast(facts(more), on=ON, target_of=target_of) == forecast(facts(known), on=ON, target_of=target_of)


def test_each_week_is_tested_against_what_did_happen() -> None:
    always_late = [received(each, days_to_assessment=30) for each in range(1, 500)]
    tested = back_test(facts(always_late), as_at=ON, target_of=target_of, weeks=10)
    assert len(tested) == 10  # the newest was made a week ago, and its five working days are over today
    assert tested[-1].forecast.until == ON
    assert all(each.happened == each.forecast.at_risk == 7 for each in tested)
    assert all(each.is_within for each in tested)


def test_the_range_holds_most_weeks_of_a_unit_whose_pace_does_not_change() -> None:
    spread = [received(each // 2, days_to_assessment=3 + (each * 7919) % 23) for each in range(1400)]
    tested = back_test(facts(spread), as_at=ON, target_of=target_of)
    assert len(tested) == 26
    assert sum(each.is_within for each in tested) >= 20


@given(st.lists(rows(), max_size=40), st.integers(0, 900))
@settings(max_examples=60)
def test_no_forecast_is_beyond_those_concerned(listed: list[dict[str, object]], day: int) -> None:
    referrals: pl.DataFrame = facts(listed)
    made = forecast(referrals, on=date(2018, 6, 19) + timedelta(days=day), target_of=target_of)
    assert 0 <= made.spread.lower <= made.spread.upper <= made.at_risk
    assert 0 <= made.spread.expected <= made.at_risk + 1e-9


@pytest.mark.parametrize(
    ("chances", "expected", "lower", "upper"),
    [
        ([], 0.0, 0, 0),
        ([1.0, 1.0], 2.0, 2, 2),
        ([0.5], 0.5, 0, 1),
        ([0.5] * 10, 5.0, 3, 7),  # the binomial of ten tosses: 5.5% below 3, and 5.5% above 7
        ([0.0, 1.0, 0.5], 1.5, 1, 2),
    ],
)
def test_the_range_of_unequal_chances(chances: list[float], expected: float, lower: int, upper: int) -> None:
    found = number_happening(chances)
    assert (found.expected, found.lower, found.upper) == (expected, lower, upper)


@given(st.lists(st.floats(0, 1), max_size=12))
@settings(max_examples=50)
def test_the_range_holds_its_share_by_counting_every_way(chances: list[float]) -> None:
    ways = {0: 1.0}
    for chance in chances:
        ways = {
            number: ways.get(number, 0) * (1 - chance) + ways.get(number - 1, 0) * chance
            for number in range(len(ways) + 1)
        }
    found = number_happening(chances)
    assert sum(ways.get(number, 0) for number in range(found.lower, found.upper + 1)) >= 0.8 - 1e-9


@pytest.mark.parametrize("chances", [[-0.1], [1.1], [float("nan")]])
def test_what_is_no_chance_is_refused(chances: list[float]) -> None:
    with pytest.raises(ValueError, match="a chance is 0 to 1"):
        number_happening(chances)
