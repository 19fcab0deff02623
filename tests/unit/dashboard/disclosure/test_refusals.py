"""What disclosure control refuses: tables it cannot make safe, and rules that protect nobody."""

from dataclasses import replace

import polars as pl
import pytest

from dashboard.disclosure.attack import Circulation, spans_in_line
from dashboard.disclosure.disclose import disclose
from dashboard.disclosure.disclosed import CannotProtect, Rule
from data_access.errors import SettingRefused
from tests.disclosures import EXACT, OFFICIAL, a_grid, a_line


def test_cells_that_do_not_add_up_to_the_total_are_refused():
    with pytest.raises(CannotProtect):
        disclose(replace(a_line([20, 30]), total=(60, 60)), OFFICIAL, exact_total=True)


def test_running_totals_are_let_through_to_those_who_see_exact_figures():
    assert disclose(replace(a_line([20, 50]), total=(50, 50)), EXACT, exact_total=True).hidden_cells == 0


def test_more_than_two_columns_of_groups_are_refused():
    three = replace(a_grid([[5]]), by=("agency", "risk", "counted"))
    with pytest.raises(CannotProtect):
        disclose(three, OFFICIAL, exact_total=False)


def test_the_same_group_twice_is_refused():
    measured = a_line([20, 30])
    twice = replace(measured, cells=measured.cells.with_columns(agency=pl.lit("a")))
    with pytest.raises(CannotProtect):
        disclose(twice, OFFICIAL, exact_total=False)


@pytest.mark.parametrize("pair", [(5, 3), (-1, 3)])
def test_a_count_below_zero_or_above_its_base_is_refused(pair):
    with pytest.raises(CannotProtect):
        disclose(a_line([pair[0], 5], [pair[1], 5]), OFFICIAL, exact_total=False)


def test_a_missing_count_is_refused():
    measured = a_line([20, 30])
    cells = measured.cells.with_columns(counted=pl.Series([None, 30], dtype=pl.Int64))
    with pytest.raises(CannotProtect):
        disclose(replace(measured, cells=cells), OFFICIAL, exact_total=False)


@pytest.mark.parametrize(("hide_below", "round_to"), [(-1, 1), (5, 0), (0, 5)])
def test_a_rule_that_protects_nobody_is_refused(hide_below, round_to):
    with pytest.raises(SettingRefused):
        Rule(hide_below=hide_below, round_to=round_to)


def test_an_empty_table_is_empty():
    disclosed = disclose(a_line([]), OFFICIAL, exact_total=True)
    assert disclosed.cells.height == 0
    assert disclosed.total.counted is None


def test_an_attack_that_starts_from_an_untruth_is_refused():
    with pytest.raises(CannotProtect):
        spans_in_line([3], known=[(5, 9)], total=(0, 9))
    with pytest.raises(CannotProtect):
        Circulation(nodes=2).add(0, 1, count=3, known=(5, 9))


def test_a_group_not_recorded_stands_last():
    measured = a_line([20, 30, 40])
    cells = measured.cells.with_columns(agency=pl.Series([None, "b", "a"], dtype=pl.String))
    disclosed = disclose(replace(measured, cells=cells), OFFICIAL, exact_total=False)
    assert disclosed.cells.get_column("agency").to_list() == ["a", "b", None]
