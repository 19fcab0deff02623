"""Worked examples of disclosure control: what each role sees of a small table. [c] is None."""

import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from dashboard.disclosure.attack import Grid, spans_in_line
from dashboard.disclosure.disclose import disclose
from dashboard.disclosure.disclosed import Figure
from dashboard.disclosure.rules import is_wide, rounded, rule_for, span_of_rounded
from dashboard.policy import GRANTS
from data_access.vocabulary import Role
from tests.disclosures import EXACT, OFFICIAL, PUBLIC, a_grid, a_line, can_be, counted

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "sdc_attacks.json").read_text())["vectors"]


def test_the_manager_sees_every_figure_and_the_commissioner_none_under_five():
    assert rule_for(GRANTS[Role.MANAGER]) == EXACT
    assert rule_for(GRANTS[Role.COMMISSIONER]) == OFFICIAL
    assert rule_for(GRANTS[Role.PRESS_OFFICER]) == PUBLIC


@pytest.mark.parametrize(
    ("rule", "count", "shown"),
    [(OFFICIAL, 5, 5), (OFFICIAL, 7, 5), (OFFICIAL, 8, 10), (OFFICIAL, 83, 85), (PUBLIC, 8, 10), (PUBLIC, 12, 10)],
)
def test_a_shown_count_is_the_nearest_multiple_of_five(rule, count, shown):
    assert rounded(count, rule) == shown


def test_halves_round_up_when_the_multiple_is_even():
    rule = type(OFFICIAL)(hide_below=10, round_to=10)
    assert [rounded(count, rule) for count in (10, 14, 15, 24, 25)] == [10, 10, 20, 20, 30]


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ([20, 30, 40], [20, 30, 40]),  # nothing small, nothing hidden
        ([20, 3, 30, 40], [None, None, 30, 40]),  # 3 is hidden, and the smallest other with it
        ([20, 3, 2, 30], [20, None, None, 30]),  # two small ones protect each other
        ([22, 4], [None, None]),  # 26 less 18 to 22 would leave 4 and no other
        ([50, 0, 0], [None, None, None]),  # all of one kind: the split would say it of each
        ([47, 2, 1], [None, None, None]),  # and looks the same with a few elsewhere
        ([0, 0, 0], [None, None, None]),  # nothing at all is hidden too
    ],
)
def test_counts_under_five_are_hidden_and_cannot_be_subtracted(counts, shown):
    assert counted(disclose(a_line(counts), OFFICIAL, exact_total=True)) == shown


def test_the_headline_of_the_first_ten_months_is_exact():
    measured = a_line([83], [260])
    headline = type(measured)(metric=measured.metric, by=(), cells=measured.cells.drop("agency"), total=(83, 260))
    for rule in (OFFICIAL, PUBLIC):
        disclosed = disclose(headline, rule, exact_total=True)
        assert disclosed.total == Figure(counted=83, base=260, exact=True)
        assert disclosed.cells.rows() == [(83, 260, False)]


def test_a_headline_with_a_small_part_is_hidden_whole():
    for part in (7, 253, 0, 260):
        assert disclose(a_line([part], [260]), PUBLIC, exact_total=True).total.base is None


def test_a_total_that_is_no_headline_is_rounded():
    assert disclose(a_line([83, 178]), OFFICIAL, exact_total=False).total == Figure(counted=260, base=260, exact=False)


@pytest.mark.parametrize("pair", [(3, 40), (38, 40), (0, 40), (40, 40), (2, 3)])
def test_a_share_is_hidden_when_its_count_or_what_it_leaves_of_the_base_is_small(pair):
    disclosed = disclose(a_line([pair[0], 30, 25], [pair[1], 60, 50]), OFFICIAL, exact_total=True)
    assert disclosed.cells.row(0) == ("a", None, None, True)
    assert disclosed.hidden_cells >= 2


def test_a_share_comes_from_shown_numbers():
    figure = disclose(a_line([83], [258]), OFFICIAL, exact_total=False).total
    assert figure.share == 85 / 260


def test_groups_without_cases_are_hidden_like_small_ones():
    listed = (("a", "b", "c", "d", "e"),)
    with_zeros = disclose(a_line([20, 30, 25]), OFFICIAL, exact_total=False, groups=listed)
    with_few = disclose(a_line([20, 30, 22, 2, 1]), OFFICIAL, exact_total=False, groups=listed)
    assert counted(with_zeros) == [20, 30, 25, None, None]
    assert counted(with_few) == [20, 30, 20, None, None]
    assert with_zeros.cells.get_column("agency").to_list() == list("abcde")


def test_a_group_that_is_not_listed_keeps_its_place_after_those_that_are():
    disclosed = disclose(a_line([20, 30, 25]), OFFICIAL, exact_total=False, groups=(("c", "a"),))
    assert disclosed.cells.get_column("agency").to_list() == ["c", "a", "b"]


def test_each_row_and_column_with_a_hidden_count_has_two():
    disclosed = disclose(a_grid([[20, 3, 12], [9, 15, 8], [11, 7, 30]]), OFFICIAL, exact_total=True)
    hidden = disclosed.cells.get_column("hidden").to_list()
    for line in ([0, 1, 2], [3, 4, 5], [6, 7, 8], [0, 3, 6], [1, 4, 7], [2, 5, 8]):
        assert sum(hidden[place] for place in line) != 1


def test_a_row_of_one_kind_is_hidden_whole():
    disclosed = disclose(a_grid([[20, 0, 0], [20, 30, 40], [30, 40, 20], [25, 35, 45]]), OFFICIAL, exact_total=False)
    assert counted(disclosed)[:3] == [None, None, None]


def test_an_exact_total_of_eight_over_two_small_counts_gives_no_more_than_the_total():
    for pair in ([4, 4], [3, 5], [0, 8]):
        assert counted(disclose(a_line(pair), OFFICIAL, exact_total=True)) == [None, None]


def test_four_cells_under_an_exact_eight_are_hidden_and_not_rounded_to_zero():
    assert counted(disclose(a_line([2, 2, 2, 2]), OFFICIAL, exact_total=True)) == [None] * 4


def test_the_order_of_groups_is_that_of_the_code_list():
    risks = pl.Enum(["LOW", "MEDIUM", "HIGH"])
    measured = a_line([20, 30, 25])
    cells = measured.cells.with_columns(agency=pl.Series(["HIGH", "LOW", "MEDIUM"], dtype=risks))
    disclosed = disclose(
        type(measured)(metric=measured.metric, by=("agency",), cells=cells, total=(75, 75)), OFFICIAL, exact_total=True
    )
    assert disclosed.cells.get_column("agency").to_list() == ["LOW", "MEDIUM", "HIGH"]
    assert disclosed.cells.schema["agency"] == risks


def _constraints(vector: dict[str, Any]) -> list[tuple[tuple[int, ...], int, int]]:
    """What each published number says, in the words of the vectors' own list of kinds."""
    threshold, top = vector["threshold"], sum(vector["true_values"])
    weak = vector["attacker"] == "knows only that counts are >= 0"
    meaning = {"c": (0, top if weak else threshold - 1), "c2": (0 if weak else threshold, top)}
    found = []
    for cell in vector["published"]:
        shown = cell["shown"]
        span = {"exact": (shown, shown), "round5": span_of_rounded(shown or 5, OFFICIAL)} | meaning
        found.append((tuple(cell["cells"]), *span[cell["kind"]]))
    return found


@pytest.mark.parametrize("vector", VECTORS, ids=[vector["name"] for vector in VECTORS])
def test_the_attack_finds_the_published_interval(vector):
    constraints, size = _constraints(vector), vector["base_cells"]
    for expected in vector["expected_integer_interval"]:
        cells, low, high = tuple(expected["cells"]), expected["lo"], expected["hi"]
        for value, possible in ((low - 1, False), (low, True), (high, True), (high + 1, False)):
            assert can_be(size, constraints, cells=cells, value=value) is (possible and value >= 0)


@pytest.mark.parametrize("name", ["exact_total_two_c", "rounded_exact_total_extreme", "rounded_rounded_total_ok"])
def test_our_own_attack_on_a_line_agrees_with_the_vectors(name):
    (vector,) = (vector for vector in VECTORS if vector["name"] == name)
    *cells, (_, *total) = _constraints(vector)
    spans = spans_in_line(vector["true_values"], known=[tuple(span) for _, *span in cells], total=tuple(total))
    for expected in vector["expected_integer_interval"]:
        assert spans[expected["cells"][0]] == (expected["lo"], expected["hi"])


@pytest.mark.parametrize("name", ["one_hidden_cell", "two_by_two_hidden"])
def test_our_own_attack_on_rows_and_columns_agrees_with_the_vectors(name):
    (vector,) = (vector for vector in VECTORS if vector["name"] == name)
    spans = [tuple(span) for _, *span in _constraints(vector)]
    truth = vector["true_values"]
    grid = Grid(
        counts=[truth[start : start + 3] for start in (0, 3, 6)],
        cells=[spans[start : start + 3] for start in (0, 3, 6)],
        rows=spans[9:12],
        columns=spans[12:15],
        total=spans[15],
    )
    for expected in vector["expected_integer_interval"]:
        row, column = divmod(expected["cells"][0], 3)
        span = grid.circulation().span(grid.cell_arc(row, column), enough=1000)
        assert span == (expected["lo"], expected["hi"])


def test_one_hidden_cell_is_unsafe_and_a_block_of_four_is_safe():
    assert not is_wide((3, 3), OFFICIAL)
    assert not is_wide((0, 2), OFFICIAL)
    assert not is_wide((3, 4), OFFICIAL)
    assert is_wide((2, 4), OFFICIAL)
