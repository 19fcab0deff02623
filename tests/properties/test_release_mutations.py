"""What a weaker scheme would have released, and that the audit refuses it: each mutation on releases as rendered."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import product

import polars as pl
import pytest

from dashboard.disclosure.rules import rounded
from dashboard.release.adversaries import Scene
from dashboard.release.audit import attacked, audit
from dashboard.release.cells import Kind, ReleasedCell, ReleasedTable, Rendered
from dashboard.release.tables import CLOSED_LIST
from tests.disclosures import PUBLIC
from tests.releases import a_unit, coded, composed, true_count, until, with_cell, with_table

SIZES = {1: 97, 3: 171, 4: 208}
WIDER = {**SIZES, 6: 282, 15: 274, 21: 155}  # of which some count is hidden only because of an attack


@cache
def _released(seed: int) -> tuple[pl.DataFrame, Rendered]:
    referrals = a_unit(seed, WIDER[seed])
    return referrals, composed(referrals).rendered


def _scene(seed: int, mutated: Rendered) -> Scene:
    return Scene(rendered=mutated, referrals=_released(seed)[0])


def _protecting(seed: int) -> Iterator[tuple[str, tuple[str, ...], int]]:
    """Every cell that is hidden and not small, with its count."""
    referrals, rendered = _released(seed)
    for table in rendered.tables:
        for cell in table.cells:
            count = true_count(referrals, rendered, table.key, cell.keys)
            if cell.shown is None and count >= 8:
                yield table.key, cell.keys, count


@pytest.mark.parametrize("seed", [*SIZES, 15])
def test_any_protecting_cell_shown_again_is_caught(seed):
    _, rendered = _released(seed)
    for key, keys, count in _protecting(seed):
        shown = ReleasedCell(keys=keys, shown=rounded(count, PUBLIC), kind=Kind.ROUNDED)
        assert not audit(_scene(seed, with_cell(rendered, key, shown))).is_safe, (key, keys)


@pytest.mark.parametrize("seed", [6, 15, 21])
def test_the_attack_alone_catches_a_cell_shown_again_that_was_hidden_against_it(seed):
    _, rendered = _released(seed)
    caught = 0
    for key, keys, count in _protecting(seed):
        shown = ReleasedCell(keys=keys, shown=rounded(count, PUBLIC), kind=Kind.ROUNDED)
        caught += not attacked(_scene(seed, with_cell(rendered, key, shown))).is_safe
    assert caught


def _with_tenths(seed: int) -> Rendered:
    """A release whose percentages come from the true counts, to one decimal."""
    referrals, rendered = _released(seed)
    percentages = []
    for each in rendered.percentages:
        part = true_count(referrals, rendered, each.table, each.keys)
        base = true_count(referrals, rendered, each.base_table, each.base_keys)
        percentages.append(replace(each, text=f"{100 * part / base:.1f}%"))
    return replace(rendered, percentages=tuple(percentages))


@pytest.mark.parametrize("seed", SIZES)
def test_percentages_to_one_decimal_are_caught(seed):
    scene = _scene(seed, _with_tenths(seed))
    assert "a percentage does not follow from the numbers shown" in {each.fault for each in audit(scene).findings}
    assert not attacked(scene).is_safe


def _with_table(seed: int, key: str) -> Rendered:
    """A release with a table that is not on the closed list, small counts hidden and the rest rounded."""
    referrals, rendered = _released(seed)
    rows = coded(referrals, rendered)
    codes = [rows.get_column(name).unique().sort().to_list() for name in key.split("-")]
    cells = []
    for keys in product(*codes):
        count = true_count(referrals, rendered, key, keys)
        kind = Kind.ROUNDED if count >= 8 else Kind.HIDDEN
        cells.append(ReleasedCell(keys=keys, shown=rounded(count, PUBLIC) if count >= 8 else None, kind=kind))
    return with_table(rendered, ReleasedTable(key=key, cells=tuple(cells)))


@pytest.mark.parametrize("key", ["quarter-risk-route", "agency-risk-route", "month-route", "agency-risk"])
def test_a_table_that_is_not_on_the_closed_list_is_caught(key):
    scene = _scene(4, _with_table(4, key))
    assert "it is not on the closed list of tables" in {each.fault for each in audit(scene).findings}


@pytest.mark.parametrize(
    ("seed", "key"), [(3, "quarter-risk-route"), pytest.param(4, "month-route", marks=pytest.mark.slow)]
)
def test_the_attack_alone_catches_a_three_way_table_and_months_by_route(seed, key):
    assert not attacked(_scene(seed, _with_table(seed, key))).is_safe


@pytest.mark.parametrize("seed", SIZES)
def test_a_headline_moved_by_three_is_caught(seed):
    _, rendered = _released(seed)
    (total,) = rendered.table("total").cells
    mutated = with_cell(rendered, "total", replace(total, shown=total.shown + 3))
    found = {(each.table, each.fault) for each in audit(_scene(seed, mutated)).findings}
    assert ("total", "it says what is not so of the records") in found
    assert not attacked(_scene(seed, mutated)).is_safe


@pytest.mark.parametrize("moved", [1, 3, 7])
def test_a_headline_that_moved_too_little_since_the_release_before_is_caught(moved):
    referrals = a_unit(4, 260, until=date(2019, 6, 30)).sort("received_on")
    march = referrals.filter(pl.col("received_on") <= date(2019, 3, 31))
    more = referrals.filter(pl.col("received_on") > date(2019, 3, 31)).head(moved)
    before = composed(march, period=until(date(2019, 3, 31)), as_at=date(2019, 4, 14)).rendered
    both = pl.concat([march, more])
    unguarded = composed(both, period=until(date(2019, 4, 30)), as_at=date(2019, 5, 14)).rendered
    told = Scene(rendered=unguarded, referrals=both, previous=before)
    assert not audit(told).is_safe
    assert not attacked(told).is_safe
    guarded = composed(both, period=until(date(2019, 4, 30)), as_at=date(2019, 5, 14), previous=before).rendered
    assert [cell.held_from for cell in guarded.table("total").cells] == [date(2019, 3, 31)]


def test_rounding_without_hiding_is_caught():
    referrals, rendered = _released(3)
    mutated = rendered
    for table in CLOSED_LIST:
        for cell in rendered.table(table.key).cells:
            if cell.shown is None:
                count = true_count(referrals, rendered, table.key, cell.keys)
                shown = replace(cell, shown=5 * int(count / 5 + 0.5), kind=Kind.ROUNDED)
                mutated = with_cell(mutated, table.key, shown)
    assert "it shows a count that is too small" in {each.fault for each in audit(_scene(3, mutated)).findings}


def test_a_month_told_in_part_is_not_told_exactly_when_three_more_came():
    last = date(2019, 4, 20)
    referrals = a_unit(4, 260, until=date(2019, 6, 30)).sort("received_on")
    early = referrals.filter(pl.col("received_on") <= last)
    both = pl.concat([early, referrals.filter(pl.col("received_on") > last).head(3)])
    before = composed(early, period=until(last), as_at=date(2019, 5, 14)).rendered
    period = {"period": until(date(2019, 4, 30)), "as_at": date(2019, 5, 28), "previous": before}
    release = composed(both, **period).rendered
    told, april = (each.table("month").cells[-1] for each in (before, release))
    assert told.kind is Kind.EXACT
    assert april.kind is not Kind.EXACT
    exact = replace(april, shown=told.shown + 3, kind=Kind.EXACT)
    weaker = Scene(rendered=with_cell(release, "month", exact), referrals=both, previous=before)
    assert {each.fault for each in attacked(weaker).findings} == {
        "a reader of the release before could work out a small number from it"
    }
