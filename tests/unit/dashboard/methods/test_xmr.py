"""XmR against the published numbers, and the choices that numbers do not show."""

import json
from pathlib import Path
from typing import Any

import pytest

from dashboard.methods.xmr import MDC, NEEDED, NHSR, Label, Profile, Standing, assurance, read
from dashboard.methods.xmr_rules import shifts, trends, two_in_three

VECTORS = json.loads((Path(__file__).parents[3] / "vectors" / "xmr_nhsrplotthedots.json").read_text("utf-8"))
RULES = VECTORS["rule_vectors"]
STEADY = [10.0, 12.0] * 8


@pytest.mark.parametrize("vector", VECTORS["limits_vectors"], ids=lambda vector: vector["name"])
def test_limits_and_labels_are_those_of_the_package(vector: dict[str, Any]) -> None:
    profile = Profile(shift=7, trend=7, screens=vector["options"]["screen"])
    reading = read(vector["y"], profile=profile)
    printed, segment = vector["expected_from_source"], reading.segments[0]
    tolerance = {"abs": 6e-3} if vector["name"].startswith(("facet", "vignette")) else {"rel": 1e-6}
    ours = {"mean": reading.mean, "lpl": reading.lower, "upl": reading.upper}
    assert ours == {name: pytest.approx(printed[name], **tolerance) for name in ours}
    computed = vector["computed"]
    near = {"nlpl": segment.near_lower, "nupl": segment.near_upper}
    assert near == {name: pytest.approx(computed[name], rel=1e-6) for name in near}
    words = {"common_cause": None, "above_upl": Label.ABOVE, "below_lpl": Label.BELOW}
    assert list(reading.labels) == [words[label] for label in vector["labels"]]


@pytest.mark.parametrize("vector", RULES["shift7"])
def test_a_shift_is_seven_on_one_side(vector: dict[str, list[int]]) -> None:
    assert [abs(flag) for flag in shifts(vector["side"], length=7)] == vector["flag"]


@pytest.mark.parametrize("vector", RULES["trend7"])
def test_a_trend_is_seven_rising_or_falling(vector: dict[str, list[int]]) -> None:
    assert trends(vector["y"], length=7) == vector["flag"]


@pytest.mark.parametrize("vector", RULES["two_in_three"])
def test_two_in_three_are_near_and_all_on_one_side(vector: dict[str, list[int]]) -> None:
    near = [near * side for near, side in zip(vector["near"], vector["side"], strict=True)]
    assert [abs(flag) for flag in two_in_three(near, vector["side"])] == vector["flag"]


@pytest.mark.parametrize("vector", [vector for vector in RULES["assurance"] if vector["expected"]])
def test_assurance_compares_the_target_with_the_limits(vector: dict[str, Any]) -> None:
    answer = assurance(
        lower=vector["lpl"],
        upper=vector["upl"],
        target=vector["target"],
        more_is_better=vector["improvement"] == "increase",
    )
    words = {True: "consistent_pass", False: "consistent_fail", None: "inconsistent"}
    assert words[answer] == vector["expected"]


def test_both_profiles_find_the_outlier_and_only_one_screens_it() -> None:
    series = [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]
    assert read(series, profile=MDC).upper == pytest.approx(6.9515, abs=1e-4)
    assert read(series, profile=NHSR).upper == pytest.approx(4.6044, abs=1e-4)
    assert read(series, profile=MDC).labels[4] == read(series, profile=NHSR).labels[4] == Label.ABOVE


def test_a_point_on_the_mean_breaks_a_shift_and_an_equal_pair_a_trend() -> None:
    assert shifts([1, 1, 1, 0, 1, 1, 1, 1], length=7) == [0] * 8
    assert trends([1, 2, 3, 3, 4, 5, 6], length=6) == [0] * 7
    assert trends([1, 2, 3, 4, 5, 6], length=6) == [1] * 6


def test_equal_points_are_all_usual() -> None:
    reading = read([0.1] * NEEDED)
    assert set(reading.labels) == {None}
    assert reading.verdict.standing is Standing.USUAL


def test_under_thirteen_points_it_is_too_early_to_say() -> None:
    assert read([*STEADY[: NEEDED - 2], 900]).verdict.standing is Standing.TOO_EARLY
    assert read([*STEADY[: NEEDED - 1], 900]).verdict.standing is Standing.UNUSUAL


def test_a_part_month_moves_neither_limits_nor_verdict() -> None:
    complete = [True] * len(STEADY) + [False]
    reading = read([*STEADY, 900], complete=complete)
    assert (reading.mean, reading.verdict.standing) == (11, Standing.USUAL)
    assert reading.labels[-1] is None
    assert reading.segments[0].points == len(STEADY)


def test_rebasing_starts_anew() -> None:
    reading = read([*STEADY, 30, 32, 30, 32], rebase_at=[len(STEADY)])
    assert [segment.mean for segment in reading.segments] == [11, 31]
    assert [(segment.first, segment.last) for segment in reading.segments] == [(0, 15), (16, 19)]
    assert set(reading.labels) == {None}
    assert reading.verdict.standing is Standing.TOO_EARLY


def test_facets_are_segments() -> None:
    series = VECTORS["limits_vectors"][0]["y"]
    reading = read(series, profile=NHSR, rebase_at=[10])
    assert reading.segments[0].mean == pytest.approx(0.0746, abs=6e-3)
    assert reading.segments[0].upper == pytest.approx(2.75, abs=6e-3)
    assert reading.segments[1].mean == pytest.approx(sum(series[10:]) / 10)


@pytest.mark.parametrize(
    ("tail", "rule", "since"),
    [
        ([12, 40, 42], Label.ABOVE, 41),
        ([11.5] * 8, Label.HIGH_RUN, 39),
        ([10.5, 11.2, 11.4, 11.6, 11.8, 12.0], Label.RISING, 40),
        ([11.5, 11.4, 11.3, 11.2, 11.1, 11.0], Label.FALLING, 39),
        ([10, 15.5, 11.6, 15.5], Label.NEAR_UPPER, 41),
        ([8, 12, -20], Label.BELOW, 42),
    ],
)
def test_a_verdict_names_its_rule_and_where_it_began(tail: list[float], rule: Label, since: int) -> None:
    series = [*([10.0, 12.0] * 20), *tail]
    verdict = read(series).verdict
    assert (verdict.standing, verdict.rule) == (Standing.UNUSUAL, rule)
    assert verdict.since == since


def test_a_series_without_a_complete_point_cannot_be_read() -> None:
    with pytest.raises(ValueError, match="no complete point"):
        read([1.0, 2.0], complete=[False, False])


def test_a_word_on_every_point_or_on_none() -> None:
    with pytest.raises(ValueError, match="2 points, and 1 words"):
        read([1.0, 2.0], complete=[True])
