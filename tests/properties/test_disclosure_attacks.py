"""Disclosure cannot be undone: attackers who try every whole number find no small count."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
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
from tests.disclosures import (
    FEW_VALUES,
    OFFICIAL,
    PUBLIC,
    UNROUNDED,
    Constraint,
    a_grid,
    a_line,
    counted,
    is_pinned,
    known_of,
    known_of_total,
)

pairs = st.tuples(st.integers(0, 30), st.integers(0, 30)).map(lambda pair: (pair[0], sum(pair)))


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
@given(st.lists(st.integers(0, 14), min_size=2, max_size=5), st.sampled_from([OFFICIAL, FEW_VALUES]), st.booleans())
def test_no_hidden_count_can_be_worked_out_from_its_table_and_total(counts, rule, exact_total):
    disclosed = disclose(a_line(counts), rule, exact_total=exact_total)
    if disclosed.hidden_cells == len(counts):
        return  # nothing but the total is shown: the next test but one
    constraints = _knowledge(disclosed, counts, [(place,) for place in range(len(counts))])
    # Though rounded here, the total may stand exact on a card beside it.
    constraints.append((tuple(range(len(counts))), sum(counts), sum(counts)))
    for place, count in enumerate(counts):
        assert count >= rule.hide_below or not is_pinned(len(counts), constraints, cells=(place,), rule=rule)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.integers(0, 9), min_size=3, max_size=3), min_size=2, max_size=2), st.booleans())
def test_no_hidden_count_can_be_worked_out_from_rows_columns_and_their_own_tables(counts, exact_total):
    truth = [count for row in counts for count in row]
    disclosed = disclose(a_grid(counts), FEW_VALUES, exact_total=exact_total)
    if disclosed.hidden_cells == len(truth):
        return
    rows, columns = [(0, 1, 2), (3, 4, 5)], [(0, 3), (1, 4), (2, 5)]
    constraints = _knowledge(disclosed, truth, [(place,) for place in range(6)])
    for sums in (rows, columns):
        alone = disclose(
            a_line([sum(truth[place] for place in line) for line in sums]), FEW_VALUES, exact_total=exact_total
        )
        constraints += _knowledge(alone, truth, sums)
    constraints.append(_total_known(disclosed, truth))
    for place, count in enumerate(truth):
        assert count >= FEW_VALUES.hide_below or not is_pinned(6, constraints, cells=(place,), rule=FEW_VALUES)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=2, max_size=3), st.booleans())
def test_no_hidden_part_of_a_share_can_be_worked_out(cells, exact_total):
    truth = [count for cell in cells for count in cell]  # count and rest, by turns
    base = [sum(cell) for cell in cells]
    disclosed = disclose(a_line([part for part, _ in cells], base), FEW_VALUES, exact_total=exact_total)
    if disclosed.hidden_cells == len(cells) or disclosed.total.base is None:
        return
    top = sum(truth) + 8
    constraints: list[Constraint] = []
    alone = disclose(a_line(base), FEW_VALUES, exact_total=exact_total)
    for place, (part, shown_of) in enumerate(disclosed.cells.select("counted", "base").rows()):
        count, rest = 2 * place, 2 * place + 1
        of = counted(alone)[place] if shown_of is None else shown_of
        constraints.append(((count,), *known_of(part, truth[count], FEW_VALUES, top=top)))
        constraints.append(((rest,), *known_of(None, truth[rest], FEW_VALUES, top=top)))
        constraints.append(((count, rest), *known_of(of, base[place], FEW_VALUES, top=top)))
    exact = disclosed.total.exact
    parts = tuple(range(0, len(truth), 2))
    constraints.append((parts, *known_of_total(disclosed.total.counted, exact=exact, rule=FEW_VALUES, top=top)))
    everything = tuple(range(len(truth)))
    constraints.append((everything, *known_of_total(disclosed.total.base, exact=exact, rule=FEW_VALUES, top=top)))
    for place, count in enumerate(truth):
        assert count >= FEW_VALUES.hide_below or not is_pinned(len(truth), constraints, cells=(place,), rule=FEW_VALUES)


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
    ("size", "top", "rule"), [(2, 30, OFFICIAL), (3, 27, OFFICIAL), (3, 30, PUBLIC), (4, 17, FEW_VALUES)]
)
def test_even_a_reader_who_knows_this_program_cannot_tell_a_small_count(size, top, rule, exact):
    def hide(counts: tuple[int, ...]) -> frozenset[int]:
        return protect_line(counts, total=span_of_total(sum(counts), rule, exact=True), rule=rule)

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
