"""Worked examples of what can be worked out from a release: the published vectors, and percentages."""

import json
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from dashboard.disclosure.rules import NO_LIMIT, span_of_rounded
from dashboard.release.attacker import Attacker
from dashboard.release.days import Stretch
from dashboard.release.percentages import span_of_text
from dashboard.release.reading import Statement
from dashboard.release.tables import Dimension
from dashboard.release.world import PART, World
from tests.disclosures import OFFICIAL

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "sdc_attacks.json").read_text())["vectors"]


def _world(size: int) -> World:
    """So many unknowns that nothing ties together."""
    day = Stretch(first=date(2019, 1, 1), last=date(2019, 1, 31), part=0)
    codes = {Dimension.AGENCY: tuple(f"agency {number}" for number in range(size))}
    return World(stretches=(day,), codes=codes, groups=((PART, Dimension.AGENCY),))


def _told(cells: list[int], low: int, high: int) -> Statement:
    return Statement(places=np.array(cells), weights=np.ones(len(cells)), low=low, high=high)


def _statements(vector: dict[str, Any]) -> list[Statement]:
    """What each published number says, in the words of the vectors' own list of kinds."""
    threshold = vector["threshold"]
    weak = vector["attacker"] == "knows only that counts are >= 0"
    hidden = {"c": (0, NO_LIMIT if weak else threshold - 1), "c2": (0 if weak else threshold, NO_LIMIT)}
    found = []
    for cell in vector["published"]:
        shown = cell["shown"]
        span = {"exact": (shown, shown), "round5": span_of_rounded(shown or 5, OFFICIAL)} | hidden
        found.append(_told(cell["cells"], *span[cell["kind"]]))
    return found


@pytest.mark.parametrize("vector", VECTORS, ids=[vector["name"] for vector in VECTORS])
def test_the_attack_on_releases_finds_the_published_interval(vector):
    attacker = Attacker(_world(vector["base_cells"]), _statements(vector))
    for expected in vector["expected_integer_interval"]:
        assert attacker.span(np.array(expected["cells"])) == (expected["lo"], expected["hi"])


@pytest.mark.parametrize(
    ("rows", "sought", "span"),
    [
        ([([0], 0, 4), ([1], 0, 4), ([0, 1], 8, 8)], [0], (4, 4)),  # an exact 8 over two hidden ones of at most 4
        ([*(([cell], 0, 2) for cell in range(4)), ([0, 1, 2, 3], 8, 8)], [2], (2, 2)),  # four shown 0 under an exact 8
        ([*(([cell], 3, 7) for cell in range(3)), ([0, 1, 2], 21, 21)], [1], (7, 7)),  # three shown 5 under 21
        ([([0, 1], 83, 83), ([0, 1, 2], 86, 86)], [2], (3, 3)),  # a headline of 83, then of 86
    ],
)
def test_examples_by_hand(rows, sought, span):
    attacker = Attacker(_world(4), [_told(*row) for row in rows])
    assert attacker.span(np.array(sought)) == span


def test_a_release_that_contradicts_itself_has_no_interval():
    attacker = Attacker(_world(2), [_told([0], 3, 3), _told([0, 1], 2, 2)])
    assert attacker.span(np.array([0])) is None


@pytest.mark.parametrize(
    ("text", "base", "counts"), [("13.1%", 260, {34}), ("13%", 260, {33, 34, 35}), ("7%", 100, {7})]
)
def test_a_percentage_of_a_known_base_leaves_these_counts(text, base, counts):
    low, high = span_of_text(text)
    assert {count for count in range(base + 1) if low <= Fraction(100 * count, base) < high} == counts


@pytest.mark.parametrize(("decimals", "largest"), [(1, 1000), (0, 100)])
def test_a_percentage_tells_every_count_of_a_base_up_to(decimals, largest):
    texts = [f"{100 * count / largest:.{decimals}f}%" for count in range(largest + 1)]
    assert len(set(texts)) == len(texts)


@pytest.mark.parametrize("text", ["", "a third", "5", "5.%", "-3%"])
def test_what_is_no_percentage_is_refused(text):
    with pytest.raises(ValueError, match="not a percentage"):
        span_of_text(text)


def test_less_than_one_per_cent_is_up_to_a_half():
    assert span_of_text("<1%") == (0, Fraction(1, 2))
