"""Intervals of shares and counts, and funnel limits, against published numbers."""

import json
from pathlib import Path
from typing import Any

import pytest

from dashboard.methods import funnel
from dashboard.methods.exact import poisson
from dashboard.methods.proportions import Interval, difference, wilson

VECTORS = Path(__file__).parents[3] / "vectors"
WILSON: dict[str, Any] = json.loads((VECTORS / "wilson.json").read_text("utf-8"))
FUNNEL: dict[str, Any] = json.loads((VECTORS / "funnel.json").read_text("utf-8"))


def shown(interval: Interval | None) -> Interval:
    """An interval that there must be."""
    assert interval is not None
    return interval


@pytest.mark.parametrize("vector", WILSON["vectors"], ids=lambda vector: f"{vector['x']} of {vector['n']}")
def test_wilsons_interval(vector: dict[str, Any]) -> None:
    interval = shown(wilson(vector["x"], vector["n"]))
    assert (interval.lower, interval.upper) == pytest.approx((vector["lo"], vector["hi"]), abs=1e-9)


@pytest.mark.parametrize("pair", WILSON["published_4dp"], ids=lambda pair: f"{pair['x']} of {pair['n']}")
def test_wilsons_interval_as_newcombe_printed_it(pair: dict[str, Any]) -> None:
    interval = shown(wilson(pair["x"], pair["n"]))
    assert (round(interval.lower, 4), round(interval.upper, 4)) == (pair["lo"], pair["hi"])


# Newcombe 1998, Statistics in Medicine 17:873-890, Table II, method 10.
@pytest.mark.parametrize(
    ("one", "other", "lower", "upper"),
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 20), -0.1611, 0.2775),
        ((0, 10), (0, 10), -0.2775, 0.2775),
        ((10, 10), (0, 20), 0.6791, 1.0),
        ((10, 10), (0, 10), 0.6075, 1.0),
    ],
)
def test_newcombes_difference_as_printed(
    one: tuple[int, int], other: tuple[int, int], lower: float, upper: float
) -> None:
    interval = shown(difference(*one, *other))
    assert (round(interval.lower, 4), round(interval.upper, 4)) == (lower, upper)


def test_of_nobody_there_is_no_share_and_no_difference() -> None:
    assert wilson(0, 0) is None
    assert difference(1, 2, 0, 0) is None


@pytest.mark.parametrize(("part", "base"), [(3, 2), (-1, 5)])
def test_what_is_not_a_share_is_refused(part: int, base: int) -> None:
    with pytest.raises(ValueError, match="not a share"):
        wilson(part, base)


@pytest.mark.parametrize(
    ("count", "lower", "upper"),
    [(0, 0.0, 3.688879), (1, 0.025318, 5.571643), (8, 3.453832, 15.763189), (26, 16.984063, 38.096024)],
)
def test_the_interval_of_a_count(count: int, lower: float, upper: float) -> None:
    interval = poisson(count)
    assert (interval.lower, interval.upper) == pytest.approx((lower, upper), abs=1e-6)


def test_no_count_is_below_nothing() -> None:
    with pytest.raises(ValueError, match="not a count"):
        poisson(-1)


@pytest.mark.parametrize("vector", FUNNEL["binomial"], ids=lambda vector: f"base {vector['n']}")
@pytest.mark.parametrize(("confidence", "name"), [(funnel.INNER, "exact95"), (funnel.OUTER, "exact998")])
def test_funnel_limits_are_exact_and_interpolated(vector: dict[str, Any], confidence: float, name: str) -> None:
    limits = funnel.limits(vector["n"], target=vector["target"], confidence=confidence)
    assert (limits.lower, limits.upper) == pytest.approx(vector[name], abs=1e-8)


@pytest.mark.parametrize(
    ("part", "place"),
    [
        (8, funnel.Place.USUAL),
        (13, funnel.Place.BEYOND_INNER),
        (3, funnel.Place.BEYOND_INNER),
        (17, funnel.Place.BEYOND_OUTER),
    ],
)
def test_where_a_share_of_26_lies_around_83_of_260(part: int, place: funnel.Place) -> None:
    assert funnel.place(part, 26, target=83 / 260) is place


@pytest.mark.parametrize(("base", "target"), [(0, 0.3), (10, 0.0), (10, 1.0)])
def test_there_are_no_limits_without_a_base_or_around_a_certainty(base: int, target: float) -> None:
    with pytest.raises(ValueError, match="No limits"):
        funnel.limits(base, target=target, confidence=funnel.INNER)


def test_where_next_to_nobody_is_expected_the_limits_still_contain_the_target() -> None:
    limits = funnel.limits(1, target=0.0156)
    assert (limits.lower, limits.upper) == (0.0, 0.0156)
    assert funnel.place(0, 1, target=0.0156) is funnel.Place.USUAL
    assert funnel.place(1, 1, target=0.0156) is not funnel.Place.USUAL


@pytest.mark.parametrize(("part", "base"), [(3, 2), (-1, 5)])
def test_what_is_not_a_share_has_no_place(part: int, base: int) -> None:
    with pytest.raises(ValueError, match="not a share"):
        funnel.place(part, base, target=0.3)


def test_a_surer_interval_is_wider() -> None:
    usual, surer = shown(wilson(8, 26)), shown(wilson(8, 26, confidence=0.998))
    assert surer.lower < usual.lower < usual.upper < surer.upper
    assert poisson(8, confidence=0.998).upper > poisson(8).upper


@pytest.mark.parametrize("confidence", [0.0, 1.0, 95])
def test_nothing_is_surer_than_sure(confidence: float) -> None:
    for claim in (
        lambda: wilson(1, 2, confidence=confidence),
        lambda: poisson(1, confidence=confidence),
        lambda: funnel.limits(10, target=0.3, confidence=confidence),
    ):
        with pytest.raises(ValueError, match="confidence"):
            claim()


def test_a_count_of_a_million_is_no_trouble() -> None:
    interval = poisson(10**6)
    assert (interval.lower, interval.upper) == pytest.approx((998_040.9833, 1_001_961.9119), abs=1e-3)
    limits = funnel.limits(10**6, target=0.3)
    assert (limits.lower, limits.upper) == pytest.approx((0.29910178, 0.30089821), abs=1e-6)
