"""Our methods against libraries written by others, over hundreds of random cases."""

from itertools import accumulate, compress, pairwise
from typing import Any

import controlchartspy
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from statsmodels.duration.survfunc import CumIncidenceRight, SurvfuncRight
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from dashboard.methods import funnel, xmr
from dashboard.methods.competing import CompetingCount, aalen_johansen
from dashboard.methods.exact import binomial, poisson
from dashboard.methods.proportions import difference, wilson
from dashboard.methods.survival import DayCount, kaplan_meier
from dashboard.methods.xmr_rules import shifts, trends

WAITING, ASSESSED, CLOSED = range(3)
Z = stats.norm.ppf(0.975)
waits = st.lists(st.tuples(st.integers(0, 60), st.sampled_from([WAITING, ASSESSED, CLOSED])), min_size=2, max_size=80)
# The library wants somebody of either kind.
competing_waits = st.tuples(waits, st.integers(0, 60), st.integers(0, 60)).map(
    lambda drawn: [*drawn[0], (drawn[1], ASSESSED), (drawn[2], CLOSED)]
)
shares = st.integers(1, 400).flatmap(lambda base: st.tuples(st.integers(0, base), st.just(base)))
independent = st.lists(st.integers(0, 60), min_size=4, max_size=40)
wandering = st.lists(st.integers(-3, 5).filter(bool), min_size=4, max_size=40).map(
    lambda steps: list(accumulate(steps))
)
confidences = st.sampled_from([0.8, funnel.INNER, funnel.OUTER])
everywhere = settings(max_examples=200)


def log_log(share: float, error: float) -> tuple[float, float]:
    """The interval of a share from the library's standard error, by the textbook: on the scale of log(-log)."""
    middle, reach = np.log(-np.log(share)), Z * error / abs(share * np.log(share))
    return tuple(np.exp(-np.exp([middle + reach, middle - reach])))


@everywhere
@given(waits)
def test_kaplan_meier_and_its_intervals_are_those_of_statsmodels(people: list[tuple[int, int]]) -> None:
    counts = [DayCount(day=day, events=int(what == ASSESSED), censored=int(what != ASSESSED)) for day, what in people]
    ours = kaplan_meier(counts)
    # Shifted by a day: the library leaves out whoever had the event on day 0.
    theirs = SurvfuncRight([day + 1 for day, _ in people], [int(what == ASSESSED) for _, what in people])
    with np.errstate(invalid="ignore"):  # its error is not a number once nobody is left
        errors = theirs.surv_prob_se
    for day, surviving, at_risk, error in zip(theirs.surv_times, theirs.surv_prob, theirs.n_risk, errors, strict=True):
        step = ours.at(int(day) - 1)
        assert step is not None
        assert (step.surviving, step.at_risk) == pytest.approx((surviving, at_risk), abs=1e-12)
        if 0 < step.surviving < 1:
            assert (step.lower, step.upper) == pytest.approx(log_log(surviving, error), abs=1e-9)


@everywhere
@given(waits)
def test_the_median_and_its_interval_are_those_of_statsmodels(people: list[tuple[int, int]]) -> None:
    ours = kaplan_meier([DayCount(day=day, events=int(what > 0), censored=int(what == 0)) for day, what in people])
    theirs = SurvfuncRight([day + 1 for day, _ in people], [int(what > 0) for _, what in people])
    # The library wants less than one half, we at most.
    median = theirs.quantile(0.5 - 1e-9)
    assert ours.median == (None if np.isnan(median) else median - 1)
    with np.errstate(divide="ignore", invalid="ignore"):  # nor has it an error once nobody is left
        lower, upper = theirs.quantile_ci(0.5, method="cloglog")
    # We read the ends off the two curves, the library off the days whose interval holds one half. These are the same
    # while somebody is left, unless a fall jumps over the interval or the upper curve, with few left, rises again.
    if ours.surviving[-1] and not np.isnan(lower) and not (np.diff(ours.upper) > 0).any():
        assert ours.median_lower == lower - 1
        assert ours.median_upper == (None if np.isinf(upper) else upper - 1)


@everywhere
@given(competing_waits)
def test_aalen_johansen_and_its_intervals_are_those_of_statsmodels(people: list[tuple[int, int]]) -> None:
    ours = aalen_johansen(
        CompetingCount(day=day, events=int(what == ASSESSED), others=int(what == CLOSED), censored=int(what == WAITING))
        for day, what in people
    )
    with np.errstate(divide="ignore", invalid="ignore"):  # its error is not a number on the day the last of all leave
        theirs = CumIncidenceRight([day + 1 for day, _ in people], [what for _, what in people])
    np.testing.assert_allclose(ours.days, theirs.times - 1)
    np.testing.assert_allclose([ours.share, ours.other], theirs.cinc, atol=1e-12)
    for place, (share, error) in enumerate(zip(theirs.cinc[0], theirs.cinc_se[0], strict=True)):
        if error**2 > 1e-9 and share < 1 - 1e-9:
            drawn = (ours.lower[place], ours.upper[place])
            assert drawn == pytest.approx(log_log(share, error), abs=1e-8)


@everywhere
@given(shares, confidences)
def test_wilson_is_that_of_statsmodels(share: tuple[int, int], confidence: float) -> None:
    interval = wilson(*share, confidence=confidence)
    assert interval is not None
    theirs = proportion_confint(*share, alpha=1 - confidence, method="wilson")
    assert (interval.lower, interval.upper) == pytest.approx(theirs, abs=1e-9)


@everywhere
@given(shares, shares, confidences)
def test_newcombe_is_that_of_statsmodels(one: tuple[int, int], other: tuple[int, int], confidence: float) -> None:
    interval = difference(*one, *other, confidence=confidence)
    assert interval is not None
    theirs = confint_proportions_2indep(*one, *other, alpha=1 - confidence, method="newcomb")
    assert (interval.lower, interval.upper) == pytest.approx(theirs, abs=1e-9)


@everywhere
@given(st.integers(0, 3000), confidences)
def test_the_interval_of_a_count_is_that_of_the_chi_squared_distribution(count: int, confidence: float) -> None:
    tail = (1 - confidence) / 2
    lower = stats.chi2.ppf(tail, 2 * count) / 2 if count else 0.0
    upper = stats.chi2.isf(tail, 2 * count + 2) / 2
    interval = poisson(count, confidence=confidence)
    assert (interval.lower, interval.upper) == pytest.approx((lower, upper), rel=1e-9)


@everywhere
@given(st.integers(1, 20_000), st.floats(0.001, 0.999))
def test_the_binomial_distribution_is_scipys(base: int, share: float) -> None:
    first, chances = binomial(base, share)
    counts = np.arange(first, first + len(chances))
    np.testing.assert_allclose(chances, stats.binom.pmf(counts, base, share), atol=1e-12, rtol=1e-7)


@everywhere
@given(st.integers(1, 2_000), st.floats(0.02, 0.98), confidences)
def test_so_much_of_the_binomial_distribution_lies_at_a_funnels_limits(
    base: int, target: float, confidence: float
) -> None:
    """At a limit between two counts the distribution, drawn as a line between them, has the limit's probability."""
    limits = funnel.limits(base, target=target, confidence=confidence)
    for drawn, wanted in ((limits.lower, (1 - confidence) / 2), (limits.upper, (1 + confidence) / 2)):
        at = drawn * base
        if drawn != target and 1e-9 < at < base - 1e-9:
            below, above = np.floor(at), np.floor(at) + 1
            line = np.interp(at, [below, above], stats.binom.cdf([below, above], base, target))
            assert line == pytest.approx(wanted, abs=1e-9)


def drawn_elsewhere(points: list[int], *, segments: list[int], screens: bool, trend: int) -> list[dict[str, Any]]:
    """An XmR chart by the engine of the Power BI visual of Western Australia's health service: a row for each point."""
    chart = controlchartspy.spc(
        {"month": [f"{place:03}" for place in range(len(points))], "points": points, "segment": segments},
        keys="month",
        numerators="points",
        groupings="segment",
        return_objs="limits",
        spc_settings={"chart_type": "i", "outliers_in_limits": not screens},
        outlier_settings={"shift": True, "shift_n": 7, "trend": True, "trend_n": trend, "process_flag_type": "both"},
    )
    return chart.limits


@everywhere
@given(independent | wandering, st.sampled_from([xmr.MDC, xmr.NHSR]), st.data())
def test_limits_shifts_and_trends_are_those_of_the_power_bi_visual(
    points: list[int], profile: xmr.Profile, choices: st.DataObject
) -> None:
    anew = choices.draw(st.none() | st.integers(2, len(points) - 2), label="rebased at")
    places = range(len(points))
    theirs = drawn_elsewhere(
        points,
        segments=[int(anew is not None and place >= anew) for place in places],
        screens=profile.screens,
        trend=profile.trend,
    )
    reading = xmr.read(points, profile=profile, rebase_at=[] if anew is None else [anew])
    rounding = 3 / 1.128 / 2.66  # it divides by d2 where Making Data Count publishes 2.66
    for segment in reading.segments:
        rows = theirs[segment.first : segment.last + 1]
        within = points[segment.first : segment.last + 1]
        reach = (segment.upper - segment.mean) * rounding
        assert [(row["ll99"], row["target"], row["ul99"]) for row in rows] == [
            pytest.approx((segment.mean - reach, segment.mean, segment.mean + reach), abs=1e-9)
        ] * len(rows)
        sides = [segment.side(value) for value in within]
        flags = {"improvement": 1, "deterioration": -1, "none": 0}
        # Ties apart: it lets them pass, Making Data Count does not.
        if all(sides):
            assert shifts(sides, length=profile.shift) == [flags[row["shift"]] for row in rows]
        if all(earlier != later for earlier, later in pairwise(within)):
            # A point at which one trend ends and the other begins is named by either.
            steps = list(pairwise(within))
            turns = [(a < b) is not (c < d) for (a, b), (c, d) in pairwise(steps)]
            plain = [not turn for turn in (False, *turns, False)]
            ours, named = trends(within, length=profile.trend), [flags[row["trend"]] for row in rows]
            assert list(compress(ours, plain)) == list(compress(named, plain))
