"""Kaplan-Meier: published numbers, cases checked by hand, and what is not known."""

import json
import random
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
import pytest

from dashboard.methods.survival import Curve, DayCount, Step, kaplan_meier

VECTORS = Path(__file__).parents[3] / "vectors"
ARMS: dict[str, Any] = json.loads((VECTORS / "km_freireich.json").read_text("utf-8"))["arms"]
TINY: list[dict[str, Any]] = json.loads((VECTORS / "km_tiny.json").read_text("utf-8"))["cases"]


def curve(days: Sequence[int], assessed: Sequence[int]) -> Curve:
    """The curve of people one by one."""
    return kaplan_meier(
        DayCount(day=day, events=had, censored=1 - had) for day, had in zip(days, assessed, strict=True)
    )


@pytest.mark.parametrize("arm", ARMS.values(), ids=list(ARMS))
def test_the_leukaemia_trial_of_1963_comes_out_as_published(arm: dict[str, Any]) -> None:
    drawn = curve(arm["time"], arm["event"])
    printed = {name: np.array([step[name] for step in arm["km"]], dtype=float) for name in arm["km"][0]}
    for ours, theirs in (
        (drawn.days, "t"),
        (drawn.at_risk, "at_risk"),
        (drawn.events, "events"),
        (drawn.censored, "censored"),
        (drawn.surviving, "S"),
        (drawn.lower, "lo_loglog"),
        (drawn.upper, "hi_loglog"),
    ):
        np.testing.assert_allclose(ours, printed[theirs], atol=1e-9, rtol=0)
    assert [drawn.median, drawn.median_lower, drawn.median_upper] == arm["median"]["log-log"]


@pytest.mark.parametrize("case", TINY, ids=lambda case: case["name"])
def test_a_case_checked_by_hand(case: dict[str, Any]) -> None:
    drawn = curve(case["time"], case["event"])
    assert drawn.surviving == pytest.approx([step["S"] for step in case["km"]])
    assert drawn.median == case["km_median"]


def test_on_young_months_the_naive_median_is_too_good_and_this_one_is_not() -> None:
    """Referrals arrive over the last 30 days; each is assessed after a wait whose median is 14 days."""
    chance = random.Random(14)  # noqa: S311 - the same invention every time
    days, assessed = [], []
    for _ in range(4_000):
        followed, wait = chance.randrange(30), int(chance.lognormvariate(2.639, 0.6))
        days.append(min(wait, followed))
        assessed.append(int(wait <= followed))
    naive = median(day for day, had in zip(days, assessed, strict=True) if had)
    assert naive <= 11
    assert curve(days, assessed).median in {13, 14, 15}


def test_the_same_day_counts() -> None:
    assert curve([0, 0, 3], [1, 1, 0]).surviving == pytest.approx([1 / 3, 1 / 3])


def test_nobody_has_no_curve_and_no_median() -> None:
    drawn = kaplan_meier([])
    assert (len(drawn.days), drawn.median, drawn.median_lower, drawn.median_upper) == (0, None, None, None)
    assert drawn.at(0) is None


def test_counts_of_one_day_add_up_and_days_on_which_nothing_happened_are_left_out() -> None:
    parts = kaplan_meier([DayCount(day=9, events=0), DayCount(day=4, events=1), DayCount(day=4, events=0, censored=2)])
    assert [parts.days.tolist(), parts.events.tolist(), parts.censored.tolist()] == [[4], [1], [2]]


def test_a_table_does_as_well_as_counts() -> None:
    table = np.array([[3, 1, 0], [5, 2, 4]], dtype=np.uint32)
    assert kaplan_meier(table).surviving == pytest.approx(
        kaplan_meier([DayCount(day=5, events=2, censored=4), DayCount(day=3, events=1)]).surviving
    )


def test_when_everybody_was_assessed_nothing_is_left_and_no_interval_is_claimed() -> None:
    last = curve([2, 4], [1, 1]).at(4)
    assert last == Step(day=4, at_risk=1, surviving=0.0, lower=None, upper=None)


def test_when_everybody_was_assessed_on_one_day_the_median_is_no_later() -> None:
    drawn = curve([2, 2, 2], [1, 1, 1])
    assert (drawn.median, drawn.median_lower, drawn.median_upper) == (2, 2, None)


def test_one_half_is_reached_on_the_day_it_is_reached() -> None:
    assert curve([1, 2, 3, 4, 5, 6], [1, 1, 1, 0, 0, 0]).median == 3
    assert curve(range(1, 25), [1] * 12 + [0] * 12).median == 12  # a product that comes out a hair above one half


def test_between_two_days_the_curve_is_that_of_the_earlier_and_at_risk_are_those_still_to_come() -> None:
    step = curve([3, 5, 9], [1, 0, 1]).at(4)
    assert step is not None
    assert (step.day, step.at_risk, step.surviving) == (4, 2, pytest.approx(2 / 3))


def test_before_the_first_day_everybody_is_still_without_the_event() -> None:
    assert curve([3, 5], [1, 0]).at(2) == Step(day=2, at_risk=2, surviving=1.0, lower=None, upper=None)


def test_nothing_is_known_beyond_the_day_up_to_which_somebody_was_followed() -> None:
    assert curve([3, 5], [1, 0]).at(5) is not None
    assert curve([3, 5], [1, 0]).at(6) is None
    ended = curve([3, 5], [1, 1]).at(6)
    assert ended is not None
    assert (ended.surviving, ended.at_risk) == (0.0, 0)


@pytest.mark.parametrize("count", [DayCount(day=-1, events=1), DayCount(day=1, events=-1)])
def test_a_negative_wait_is_a_fault_of_the_records_and_refused(count: DayCount) -> None:
    with pytest.raises(ValueError, match="negative"):
        kaplan_meier([count])


@pytest.mark.parametrize("table", [np.array([[1.5, 1.0, 0.0]]), np.array([[1, 1, 0, 0]]), np.array([1, 1, 0])])
def test_a_table_of_anything_else_is_refused(table: Any) -> None:
    with pytest.raises(ValueError, match="whole numbers"):
        kaplan_meier(table)


@pytest.mark.parametrize("confidence", [0.0, 1.0, 95])
def test_nothing_is_surer_than_sure(confidence: float) -> None:
    with pytest.raises(ValueError, match="sure"):
        kaplan_meier([DayCount(day=1, events=1, censored=1)], confidence=confidence)
