"""Disclosure cannot be undone: attackers who try every whole number find no small count."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from itertools import product

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.disclosure.disclose import disclose
from dashboard.disclosure.disclosed import Disclosed, Rule
from dashboard.disclosure.hiding import protect_line
from dashboard.disclosure.rules import rounded, span_of_total
from dashboard.disclosure.shares import Totals, protect_shares
from dashboard.metrics.metric import Measured
from tests.disclosures import (
    EXACT,
    OFFICIAL,
    PUBLIC,
    Constraint,
    a_grid,
    a_line,
    counted,
    is_pinned,
    known_of,
    known_of_total,
)

SMALL = Rule(hide_below=4, round_to=4)  # few values each, so that every world can be tried
UNROUNDED = Rule(hide_below=5, round_to=1)

rules = st.sampled_from([OFFICIAL, PUBLIC, UNROUNDED, SMALL])
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


def _knowledge(disclosed: Disclosed, truth: list[int], cells: list[tuple[int, ...]]) -> list[Constraint]:
    top = sum(truth) + 8
    return [
        (cell, *known_of(shown, sum(truth[place] for place in cell), disclosed.rule, top=top))
        for shown, cell in zip(counted(disclosed), cells, strict=True)
    ]


def _total_known(disclosed: Disclosed, truth: list[int]) -> Constraint:
    total = disclosed.total
    span = known_of_total(total.counted, exact=total.exact, rule=disclosed.rule, top=sum(truth) + 8)
    return (tuple(range(len(truth))), *span)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.integers(0, 14), min_size=2, max_size=5), st.sampled_from([OFFICIAL, SMALL]), st.booleans())
def test_no_hidden_count_can_be_worked_out_from_its_table_and_total(counts, rule, exact_total):
    disclosed = disclose(a_line(counts), rule, exact_total=exact_total)
    if disclosed.hidden_cells == len(counts):
        return  # nothing but the total is shown: the next test but one
    constraints = [*_knowledge(disclosed, counts, [(place,) for place in range(len(counts))])]
    constraints.append(_total_known(disclosed, counts))
    for place, count in enumerate(counts):
        assert count >= rule.hide_below or not is_pinned(len(counts), constraints, cells=(place,), rule=rule)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.integers(0, 9), min_size=3, max_size=3), min_size=2, max_size=2), st.booleans())
def test_no_hidden_count_can_be_worked_out_from_rows_columns_and_their_own_tables(counts, exact_total):
    truth = [count for row in counts for count in row]
    disclosed = disclose(a_grid(counts), SMALL, exact_total=exact_total)
    if disclosed.hidden_cells == len(truth):
        return
    rows, columns = [(0, 1, 2), (3, 4, 5)], [(0, 3), (1, 4), (2, 5)]
    constraints = _knowledge(disclosed, truth, [(place,) for place in range(6)])
    for sums in (rows, columns):
        alone = disclose(a_line([sum(truth[place] for place in line) for line in sums]), SMALL, exact_total=exact_total)
        constraints += _knowledge(alone, truth, sums)
    constraints.append(_total_known(disclosed, truth))
    for place, count in enumerate(truth):
        assert count >= SMALL.hide_below or not is_pinned(6, constraints, cells=(place,), rule=SMALL)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=2, max_size=3), st.booleans())
def test_no_hidden_part_of_a_share_can_be_worked_out(cells, exact_total):
    truth = [count for cell in cells for count in cell]  # count and rest, by turns
    base = [sum(cell) for cell in cells]
    disclosed = disclose(a_line([part for part, _ in cells], base), SMALL, exact_total=exact_total)
    if disclosed.hidden_cells == len(cells) or disclosed.total.base is None:
        return
    top = sum(truth) + 8
    constraints: list[Constraint] = []
    alone = disclose(a_line(base), SMALL, exact_total=exact_total)
    for place, (part, shown_of) in enumerate(disclosed.cells.select("counted", "base").rows()):
        count, rest = 2 * place, 2 * place + 1
        of = counted(alone)[place] if shown_of is None else shown_of
        constraints.append(((count,), *known_of(part, truth[count], SMALL, top=top)))
        constraints.append(((rest,), *known_of(None, truth[rest], SMALL, top=top)))
        constraints.append(((count, rest), *known_of(of, base[place], SMALL, top=top)))
    exact = disclosed.total.exact
    parts = tuple(range(0, len(truth), 2))
    constraints.append((parts, *known_of_total(disclosed.total.counted, exact=exact, rule=SMALL, top=top)))
    everything = tuple(range(len(truth)))
    constraints.append((everything, *known_of_total(disclosed.total.base, exact=exact, rule=SMALL, top=top)))
    for place, count in enumerate(truth):
        assert count >= SMALL.hide_below or not is_pinned(len(truth), constraints, cells=(place,), rule=SMALL)


def _renderings(
    size: int, top: int, rule: Rule, *, exact: bool, hide: Callable[[tuple[int, ...]], frozenset[int]]
) -> dict[object, list[tuple[int, ...]]]:
    """Every table of this size up to a total, by what is shown of it."""
    alike: dict[object, list[tuple[int, ...]]] = defaultdict(list)
    for counts in product(range(top + 1), repeat=size):
        total = sum(counts)
        if rule.hide_below <= total <= top:
            hidden = hide(counts)
            shown = tuple(None if place in hidden else rounded(count, rule) for place, count in enumerate(counts))
            alike[shown, total if exact else rounded(total, rule)].append(counts)
    return alike


@pytest.mark.parametrize("exact", [True, False])
@pytest.mark.parametrize(
    ("size", "top", "rule"), [(2, 30, OFFICIAL), (3, 27, OFFICIAL), (3, 30, PUBLIC), (4, 17, SMALL)]
)
def test_even_a_reader_who_knows_this_program_cannot_tell_a_small_count(size, top, rule, exact):
    def hide(counts: tuple[int, ...]) -> frozenset[int]:
        return protect_line(counts, total=span_of_total(sum(counts), rule, exact=exact), rule=rule)

    for (shown, total), tables_alike in _renderings(size, top, rule, exact=exact, hide=hide).items():
        if not exact and total + rule.round_to // 2 > top:
            continue  # some tables that look like this one were left out
        for place in (place for place, count in enumerate(shown) if count is None):
            possible = {counts[place] for counts in tables_alike}
            if min(possible) < rule.hide_below:
                assert len(possible) >= 3, (shown, total, place)
                assert max(possible) >= 3, (shown, total, place)


@given(st.lists(st.integers(5, 40), min_size=1, max_size=5), st.integers(1, 4), st.integers(0, 5))
def test_showing_one_protecting_count_again_gives_the_small_one_away(large, small, place):
    """The attacker above is worth its name: it finds what a weaker scheme would have shown."""
    counts = [*large]
    counts.insert(min(place, len(counts)), small)
    disclosed = disclose(a_line(counts), UNROUNDED, exact_total=True)
    where = counts.index(small)
    shown_again = [None if place == where else count for place, count in enumerate(counts)]
    cells = disclosed.cells.with_columns(counted=pl.Series(shown_again, dtype=pl.Int64))
    # Where every cell is hidden nothing tells small ones from others, so that there this attacker knows too much.
    whole = disclosed.hidden_cells == len(counts)
    for table, pinned in (*([] if whole else [(disclosed, False)]), (replace(disclosed, cells=cells), True)):
        constraints = _knowledge(table, counts, [(place,) for place in range(len(counts))])
        constraints.append(_total_known(table, counts))
        assert is_pinned(len(counts), constraints, cells=(where,), rule=UNROUNDED) is pinned


def test_with_rounding_too_the_attacker_finds_a_protecting_count_shown_again():
    counts = [22, 4]
    disclosed = disclose(a_line(counts), OFFICIAL, exact_total=True)
    assert counted(disclosed) == [None, None]
    weaker = replace(disclosed, cells=disclosed.cells.with_columns(counted=pl.Series([20, None], dtype=pl.Int64)))
    constraints = [*_knowledge(weaker, counts, [(0,), (1,)]), _total_known(weaker, counts)]
    assert is_pinned(2, constraints, cells=(1,), rule=OFFICIAL)


@given(st.lists(pairs, min_size=2, max_size=6), st.booleans())
def test_a_group_hidden_as_a_base_is_hidden_as_a_share(cells, exact):
    part, of = zip(*cells, strict=True)
    totals = Totals(
        counted=span_of_total(sum(part), OFFICIAL, exact=exact),
        rest=span_of_total(sum(of) - sum(part), OFFICIAL, exact=exact),
        base=span_of_total(sum(of), OFFICIAL, exact=exact),
    )
    alone = protect_line(of, total=totals.base, rule=OFFICIAL)
    assert alone <= protect_shares(part, base=of, totals=totals, rule=OFFICIAL)
