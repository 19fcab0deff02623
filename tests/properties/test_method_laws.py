"""What holds of every method, on any counts."""

from itertools import compress

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dashboard.methods import funnel, xmr
from dashboard.methods.competing import CompetingCount, aalen_johansen
from dashboard.methods.exact import poisson
from dashboard.methods.proportions import difference, wilson
from dashboard.methods.survival import DayCount, kaplan_meier

days, few, many = st.integers(0, 400), st.integers(0, 6), st.integers(0, 10**7)
day_counts = st.lists(st.builds(DayCount, day=days, events=few, censored=few), max_size=60)
competing_counts = st.lists(st.builds(CompetingCount, day=days, events=few, others=few, censored=few), max_size=60)
shares = st.integers(1, 10**6).flatmap(lambda base: st.tuples(st.integers(0, base), st.just(base)))
targets = st.floats(0.001, 0.999)
points = st.lists(st.integers(-60, 60), min_size=1, max_size=40)
profiles = st.sampled_from([xmr.MDC, xmr.NHSR])
UPSIDE_DOWN = {
    xmr.Label.ABOVE: xmr.Label.BELOW,
    xmr.Label.RISING: xmr.Label.FALLING,
    xmr.Label.NEAR_UPPER: xmr.Label.NEAR_LOWER,
    xmr.Label.HIGH_RUN: xmr.Label.LOW_RUN,
}


@given(day_counts, st.randoms(use_true_random=False))
def test_the_order_of_counts_does_not_matter(counts: list[DayCount], chance: st.DrawFn) -> None:
    shuffled = [*counts]
    chance.shuffle(shuffled)
    one, other = kaplan_meier(counts), kaplan_meier(shuffled)
    np.testing.assert_array_equal(one.surviving, other.surviving)
    assert (one.median, one.median_lower, one.median_upper) == (other.median, other.median_lower, other.median_upper)


@given(day_counts)
def test_a_survival_curve_only_falls_and_its_interval_contains_it(counts: list[DayCount]) -> None:
    curve = kaplan_meier(counts)
    assert (np.diff(curve.surviving, prepend=1.0) <= 0).all()
    told = ~np.isnan(curve.lower)
    assert (told == ((curve.surviving > 0) & (curve.surviving < 1))).all()
    assert (curve.lower[told] >= 0).all()
    assert (curve.lower[told] <= curve.surviving[told]).all()
    assert (curve.surviving[told] <= curve.upper[told]).all()
    assert (curve.upper[told] <= 1).all()


@given(day_counts)
def test_the_interval_of_a_median_contains_it(counts: list[DayCount]) -> None:
    curve = kaplan_meier(counts)
    never = np.inf
    ends = (curve.median_lower, curve.median, curve.median_upper)
    lower, median, upper = (never if end is None else end for end in ends)
    assert lower <= median <= upper


@given(day_counts)
def test_everybody_is_at_risk_first_and_nobody_in_the_end(counts: list[DayCount]) -> None:
    curve = kaplan_meier(counts)
    everybody = sum(count.events + count.censored for count in counts)
    assume(everybody)
    assert curve.at_risk[0] == everybody
    assert curve.at_risk[-1] == curve.events[-1] + curve.censored[-1]


@given(competing_counts)
def test_had_it_had_the_other_and_had_neither_make_one(counts: list[CompetingCount]) -> None:
    incidence = aalen_johansen(counts)
    neither = kaplan_meier(DayCount(each.day, each.events + each.others, each.censored) for each in counts)
    np.testing.assert_allclose(incidence.share + incidence.other + neither.surviving, 1.0, atol=1e-12)


@given(competing_counts)
def test_either_event_is_the_others_other(counts: list[CompetingCount]) -> None:
    swapped = aalen_johansen(CompetingCount(each.day, each.others, each.events, each.censored) for each in counts)
    np.testing.assert_allclose(aalen_johansen(counts).share, swapped.other, atol=1e-12)


@given(competing_counts)
def test_an_incidence_only_rises_and_its_interval_contains_it(counts: list[CompetingCount]) -> None:
    incidence = aalen_johansen(counts)
    assert (np.diff(incidence.share, prepend=0.0) >= 0).all()
    told = ~np.isnan(incidence.lower)
    assert (told == ((incidence.share > 1e-12) & (incidence.share < 1 - 1e-12))).all()
    assert (incidence.lower[told] >= 0).all()
    assert (incidence.lower[told] < incidence.share[told]).all()
    assert (incidence.share[told] < incidence.upper[told]).all()
    assert (incidence.upper[told] <= 1).all()


@given(competing_counts)
def test_to_treat_the_other_event_as_waiting_never_promises_less(counts: list[CompetingCount]) -> None:
    ignoring = kaplan_meier(DayCount(each.day, each.events, each.others + each.censored) for each in counts)
    assert (1 - ignoring.surviving >= aalen_johansen(counts).share - 1e-12).all()


@given(day_counts)
def test_without_another_event_the_error_is_greenwoods(counts: list[DayCount]) -> None:
    """Both intervals are by log(-log), one of S and one of 1 - S: undone, they rest on the same error."""
    curve = kaplan_meier(counts)
    incidence = aalen_johansen(
        CompetingCount(day=each.day, events=each.events, censored=each.censored) for each in counts
    )
    told = (curve.lower > 1e-12) & (curve.upper < 1 - 1e-12) & (incidence.lower > 1e-12) & (incidence.upper < 1 - 1e-12)
    errors = [
        share * abs(np.log(share)) * (np.log(-np.log(lower)) - np.log(-np.log(upper)))
        for share, lower, upper in (
            (curve.surviving[told], curve.lower[told], curve.upper[told]),
            (incidence.share[told], incidence.lower[told], incidence.upper[told]),
        )
    ]
    np.testing.assert_allclose(errors[0], errors[1], rtol=1e-6)


@given(shares)
def test_a_share_lies_in_its_interval_and_that_between_nobody_and_everybody(share: tuple[int, int]) -> None:
    interval = wilson(*share)
    assert interval is not None
    assert 0 <= interval.lower <= interval.value <= interval.upper <= 1
    assert interval.lower < interval.upper


@given(shares)
def test_those_who_did_and_those_who_did_not_mirror_each_other(share: tuple[int, int]) -> None:
    part, base = share
    did, did_not = wilson(part, base), wilson(base - part, base)
    assert did is not None
    assert did_not is not None
    assert (did.lower, did.upper) == pytest.approx((1 - did_not.upper, 1 - did_not.lower), abs=1e-12)


@given(shares, shares)
def test_a_difference_lies_in_its_interval_and_turns_with_its_sides(
    one: tuple[int, int], other: tuple[int, int]
) -> None:
    there, back = difference(*one, *other), difference(*other, *one)
    assert there is not None
    assert back is not None
    assert -1 - 1e-12 <= there.lower <= there.value <= there.upper <= 1 + 1e-12
    assert (there.lower, there.upper) == pytest.approx((-back.upper, -back.lower))


@given(many)
def test_a_count_lies_in_its_interval_and_a_surer_one_is_wider(count: int) -> None:
    interval, surer = poisson(count), poisson(count, confidence=0.998)
    assert surer.lower <= interval.lower <= count < interval.upper < surer.upper


@given(st.integers(1, 10**5), targets)
def test_inner_limits_lie_within_outer_ones_and_around_the_target(base: int, target: float) -> None:
    inner = funnel.limits(base, target=target, confidence=funnel.INNER)
    outer = funnel.limits(base, target=target, confidence=funnel.OUTER)
    assert 0 <= outer.lower <= inner.lower <= target <= inner.upper <= outer.upper <= 1


@given(shares, targets)
def test_a_share_has_one_place_in_a_funnel(share: tuple[int, int], target: float) -> None:
    part, base = share
    inner = funnel.limits(base, target=target, confidence=funnel.INNER)
    is_usual = inner.lower <= part / base <= inner.upper
    assert (funnel.place(part, base, target=target) is funnel.Place.USUAL) == is_usual


@given(points, profiles)
def test_a_series_upside_down_reads_upside_down(series: list[int], profile: xmr.Profile) -> None:
    upright, turned = xmr.read(series, profile=profile), xmr.read([-value for value in series], profile=profile)
    assert (turned.lower, turned.mean, turned.upper) == (-upright.upper, -upright.mean, -upright.lower)
    turn = {None: None, **UPSIDE_DOWN, **{down: up for up, down in UPSIDE_DOWN.items()}}
    assert [turn[label] for label in turned.labels] == list(upright.labels)
    assert (turned.verdict.standing, turned.verdict.since) == (upright.verdict.standing, upright.verdict.since)


@given(points, profiles, st.data())
def test_part_months_are_read_as_if_they_were_not_there(
    series: list[int], profile: xmr.Profile, choices: st.DataObject
) -> None:
    complete = choices.draw(st.lists(st.booleans(), min_size=len(series), max_size=len(series)).filter(any))
    reading = xmr.read(series, profile=profile, complete=complete)
    without = xmr.read(list(compress(series, complete)), profile=profile)
    assert (reading.lower, reading.mean, reading.upper) == (without.lower, without.mean, without.upper)
    assert list(compress(reading.labels, complete)) == list(without.labels)
    assert not any(label for label, whole in zip(reading.labels, complete, strict=True) if not whole)


@given(points, points, profiles)
def test_after_rebasing_a_series_reads_as_if_it_began_there(
    before: list[int], after: list[int], profile: xmr.Profile
) -> None:
    reading = xmr.read([*before, *after], profile=profile, rebase_at=[len(before)])
    alone = xmr.read(after, profile=profile)
    assert (reading.lower, reading.mean, reading.upper) == (alone.lower, alone.mean, alone.upper)
    assert list(reading.labels[len(before) :]) == list(alone.labels)
    assert reading.verdict.standing is alone.verdict.standing
