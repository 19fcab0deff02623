"""What holds of every disclosed table, whatever was measured."""

from dataclasses import fields, is_dataclass, replace

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from dashboard.disclosure.disclose import disclose
from dashboard.disclosure.rules import rounded
from dashboard.metrics.metric import Measured
from tests.disclosures import (
    EXACT,
    FEW_VALUES,
    OFFICIAL,
    PUBLIC,
    UNROUNDED,
    a_grid,
    a_line,
    counted,
)

rules = st.sampled_from([OFFICIAL, PUBLIC, UNROUNDED, FEW_VALUES])
lines = st.lists(st.integers(0, 40), min_size=1, max_size=8)
pairs = st.tuples(st.integers(0, 30), st.integers(0, 30)).map(lambda pair: (pair[0], sum(pair)))
share_lines = st.lists(pairs, min_size=1, max_size=6).map(lambda some: a_line(*map(list, zip(*some, strict=True))))


@st.composite
def grids(draw: st.DrawFn, *, most: int = 20) -> Measured:
    height, width = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    return a_grid([[draw(st.integers(0, most)) for _ in range(width)] for _ in range(height)])


@st.composite
def share_grids(draw: st.DrawFn) -> Measured:
    height, width = draw(st.integers(1, 3)), draw(st.integers(1, 3))
    cells = [[draw(pairs) for _ in range(width)] for _ in range(height)]
    return a_grid([[part for part, _ in row] for row in cells], [[of for _, of in row] for row in cells])


tables = st.one_of(lines.map(a_line), share_lines, grids(), share_grids())


@given(tables, rules, st.booleans())
def test_no_small_count_is_shown(measured, rule, exact_total):
    disclosed = disclose(measured, rule, exact_total=exact_total)
    share = "SHARE" in measured.metric.unit
    before, after = measured.cells.sort(measured.by), disclosed.cells.sort(disclosed.by)
    for (*_, part, of), (*_, shown_part, shown_of, hidden) in zip(before.rows(), after.rows(), strict=True):
        small = min(part, of - part) < rule.hide_below if share else part < rule.hide_below
        assert hidden or not small
        assert ((shown_part, shown_of) == (None, None)) is hidden
        assert hidden or min(shown_part, shown_of) >= rule.hide_below > 0


@given(tables, st.booleans())
def test_no_exact_number_survives_anywhere(measured, exact_total):
    disclosed = disclose(measured, OFFICIAL, exact_total=exact_total)
    headline = {disclosed.total.counted, disclosed.total.base} if disclosed.total.exact else set()
    numbers = set(_numbers(replace(disclosed, hidden_cells=0)))
    assert all(number % 5 == 0 for number in numbers - headline)


def _numbers(thing: object) -> list[int]:
    """Every whole number inside a value, frames and their columns included."""
    if isinstance(thing, bool) or thing is None:
        return []
    if isinstance(thing, int):
        return [thing]
    if isinstance(thing, pl.DataFrame):
        return [number for column in thing.iter_columns() for number in _numbers(column.to_list())]
    if isinstance(thing, list | tuple):
        return [number for part in thing for number in _numbers(part)]
    if is_dataclass(thing) and not isinstance(thing, type):
        return [number for field in fields(thing) for number in _numbers(getattr(thing, field.name))]
    return []


@given(tables, rules, st.booleans())
def test_a_hidden_cell_is_never_alone_in_its_row_or_column(measured, rule, exact_total):
    disclosed = disclose(measured, rule, exact_total=exact_total)
    for name in disclosed.by if len(disclosed.by) > 1 else ():
        for line in disclosed.cells.partition_by(name):
            assert line.height == 1 or line.get_column("hidden").sum() != 1
    if disclosed.cells.height > 1:
        assert disclosed.hidden_cells != 1


@given(tables, st.booleans())
def test_the_exact_rule_changes_nothing(measured, exact_total):
    disclosed = disclose(measured, EXACT, exact_total=exact_total)
    assert disclosed.cells.drop("hidden").equals(measured.cells.sort(measured.by))
    assert (disclosed.total.counted, disclosed.total.base) == measured.total
    assert disclosed.hidden_cells == 0
    assert disclosed.total.exact


@given(tables, rules, st.booleans(), st.randoms(use_true_random=False))
def test_the_order_of_rows_is_of_no_account(measured, rule, exact_total, random):
    order = list(range(measured.cells.height))
    random.shuffle(order)
    shuffled = replace(measured, cells=measured.cells[order])
    first, second = (disclose(table, rule, exact_total=exact_total) for table in (measured, shuffled))
    assert first.cells.equals(second.cells)
    assert first.total == second.total


@given(tables, rules, st.booleans())
def test_zeros_left_out_or_written_are_the_same(measured, rule, exact_total):
    listed = tuple(tuple(measured.cells.get_column(name).unique().sort().to_list()) for name in measured.by)
    without = replace(measured, cells=measured.cells.filter(pl.col("base") > 0))
    first = disclose(measured, rule, exact_total=exact_total, groups=listed)
    second = disclose(without, rule, exact_total=exact_total, groups=listed)
    assert first.cells.equals(second.cells)


@given(st.integers(0, 500), rules)
def test_what_is_shown_once_is_shown_the_same_again(count, rule):
    once = rounded(count, rule)
    assert rounded(once, rule) == once
    assert once >= rule.hide_below


@given(lines, rules)
def test_disclosing_what_is_disclosed_changes_no_shown_figure(counts, rule):
    first = disclose(a_line(counts), rule, exact_total=False)
    shown = [count for count in counted(first) if count is not None]
    if len(shown) > 1:
        assert counted(disclose(a_line(shown), rule, exact_total=False)) == shown


@given(tables, rules)
def test_the_same_cells_are_hidden_whether_the_total_is_exact_or_rounded(measured, rule):
    exact, rounded_total = (disclose(measured, rule, exact_total=exact) for exact in (True, False))
    assert exact.cells.equals(rounded_total.cells)
