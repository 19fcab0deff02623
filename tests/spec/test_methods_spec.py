"""Why the methods are what they are, by examples small enough to check by eye."""

import json
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from dashboard.methods.competing import CompetingCount, aalen_johansen
from dashboard.methods.survival import DayCount, kaplan_meier

TINY: dict[str, Any] = json.loads((Path(__file__).parents[1] / "vectors" / "km_tiny.json").read_text("utf-8"))["cases"][
    0
]

TEN_REFERRALS = """
    days | then
    -----+---------
    3    | assessed
    5    | assessed
    7    | assessed
    8    | waiting     # known up to day 8, not assessed yet
    10   | assessed
    12   | assessed
    14   | waiting
    15   | waiting
    20   | waiting
    25   | waiting
    """

# A hundred referrals. Each day a tenth of those at risk are assessed and a twentieth closed, while they last.
CLOSED_FIRST = """
    day | assessed | closed | last seen waiting
    ----+----------+--------+------------------
    1   | 20       | 10     | 0                   # 70 left
    3   | 14       | 7      | 0                   # 49 left
    7   | 7        | 7      | 0                   # 35 left
    14  | 7        | 14     | 4                   # 10 left
    28  | 2        | 3      | 5
    """


def rows(table: str) -> list[list[str]]:
    """The cells of a table, without its heading and rule; text after # is for the reader."""
    lines = [line.split("#")[0] for line in table.strip().splitlines()[2:]]
    return [[cell.strip() for cell in line.split("|")] for line in lines]


def test_the_median_of_those_assessed_forgets_those_who_wait() -> None:
    waits = [(int(days), then) for days, then in rows(TEN_REFERRALS)]
    assert sorted(waits) == sorted(
        (day, "assessed" if had else "waiting") for day, had in zip(TINY["time"], TINY["event"], strict=True)
    )
    curve = kaplan_meier(
        DayCount(day=days, events=int(then == "assessed"), censored=int(then == "waiting")) for days, then in waits
    )

    assert median(days for days, then in waits if then == "assessed") == 7  # as if nobody waited
    assert median(days for days, _ in waits) == 11  # as if every wait ended today
    assert curve.median == 12
    assert (curve.median_lower, curve.median_upper) == (3, None)  # from 3 days to "not reached"


def test_closed_before_assessment_is_not_still_waiting() -> None:
    counts = [CompetingCount(*(int(cell) for cell in row)) for row in rows(CLOSED_FIRST)]
    assert sum(each.events + each.others + each.censored for each in counts) == 100

    by_a_fortnight = aalen_johansen(counts).at(14)
    ignoring = kaplan_meier(DayCount(each.day, each.events, each.others + each.censored) for each in counts).at(14)

    assert by_a_fortnight is not None
    assert ignoring is not None
    assert by_a_fortnight.share == pytest.approx(0.48)  # 20 + 14 + 7 + 7 of 100: nobody was lost from sight before
    assert by_a_fortnight.other == pytest.approx(0.38)
    assert 1 - ignoring.surviving == pytest.approx(1 - 80 / 100 * 56 / 70 * 42 / 49 * 28 / 35)  # 56%: too good


def test_beyond_what_was_followed_nothing_is_promised() -> None:
    counts = [CompetingCount(*(int(cell) for cell in row)) for row in rows(CLOSED_FIRST)]
    assert aalen_johansen(counts).at(28) is not None
    assert aalen_johansen(counts).at(29) is None
