"""Releases of random units are safe, and what the audit believes of its attackers is so."""

import json
from dataclasses import replace
from datetime import date

import pytest

from dashboard.release.adversaries import Scene, View
from dashboard.release.attacker import Attacker
from dashboard.release.cells import Kind, Rendered
from dashboard.release.reading import places_of, statements
from dashboard.release.refusal import ReleaseUnsafe
from dashboard.release.tables import TABLES
from dashboard.release.world import WHOLE, World
from tests.release_witnesses import Proof
from tests.releases import a_unit, composed, true_count, until

EVERYDAY, ALL = range(20), range(20, 200)
REFUSED_AT_MOST = 1 / 50


def _sized(seed: int):
    """A unit of 60 to 400 referrals; of one in three some are neither with the unit nor with partners."""
    return a_unit(seed, 60 + seed * 37 % 341, neither=0.1 if seed % 3 == 2 else 0.0)


def _refusals(seeds: range) -> int:
    refused = 0
    for seed in seeds:
        referrals = _sized(seed)
        try:
            release = composed(referrals)
        except ReleaseUnsafe as refusal:
            refused += 1
            release = composed(referrals, tables=[TABLES[key] for key in refusal.safe_cut])
        assert release.audit.is_safe
        _check_shown(release.rendered, referrals)
    return refused


def _check_shown(rendered: Rendered, referrals) -> None:
    """Every cell shown is large enough and true, exact or to the nearest five; every small one is hidden."""
    for table in rendered.tables:
        for cell in table.cells:
            count = true_count(referrals, rendered, table.key, cell.keys)
            if cell.shown is None:
                continue
            assert count >= 8
            assert cell.shown == (count if cell.kind is Kind.EXACT else max(10, 5 * int(count / 5 + 0.5)))


def test_random_releases_are_safe_or_refused_with_a_cut_that_is():
    assert _refusals(EVERYDAY) == 0


@pytest.mark.slow
def test_two_hundred_random_releases_are_safe_and_hardly_any_is_refused():
    assert _refusals(ALL) <= len(ALL) * REFUSED_AT_MOST


@pytest.mark.parametrize("seed", [1, pytest.param(3, marks=pytest.mark.slow), pytest.param(7, marks=pytest.mark.slow)])
def test_every_small_count_has_three_values_each_with_a_table_that_looks_the_same(seed):
    referrals = _sized(seed)
    found = Proof(composed(referrals).rendered, referrals).values()
    assert found
    assert all(len(values) >= 3 and max(values) >= 3 for values in found.values())


def test_the_search_for_witnesses_finds_none_where_a_cell_is_told():
    referrals = _sized(1)
    rendered = composed(referrals).rendered
    proof = Proof(rendered, referrals)
    (spot, *_) = proof.small()
    proof.cells[spot] = replace(proof.cells[spot], shown=int((proof.chosen[spot] * proof.truth).sum()), kind=Kind.EXACT)
    assert len(proof.values()[spot]) == 1


def test_the_bounds_hold_every_value_that_a_witness_has():
    referrals = _sized(1)
    rendered = composed(referrals).rendered
    view = View.of(Scene(rendered=rendered, referrals=referrals), previous=None)
    attacker = Attacker(view.world, view.told)
    for spot, values in Proof(rendered, referrals).values().items():
        low, high = attacker.span(places_of(spot, rendered, view.world))
        assert low <= min(values) <= max(values) <= high


@pytest.mark.parametrize("seed", [1, pytest.param(4, marks=pytest.mark.slow)])
def test_the_small_world_tells_an_attacker_as_much_as_the_whole_one(seed):
    referrals = _sized(seed)
    rendered = composed(referrals).rendered
    view = View.of(Scene(rendered=rendered, referrals=referrals), previous=None)
    whole = World(stretches=view.world.stretches, codes=view.world.codes, groups=WHOLE)
    small = [(each.spot[0], each.spot[1]) for each in view.targets()]
    told = statements(rendered, whole, small={*small, *_zeros(rendered, referrals)})
    attackers = [(Attacker(view.world, view.told), view.world), (Attacker(whole, told), whole)]
    for spot in small[:12]:
        spans = [attacker.span(places_of(spot, rendered, world)) for attacker, world in attackers]
        assert spans[0] == spans[1]


def _zeros(rendered: Rendered, referrals) -> list:
    return [
        (table.key, cell.keys)
        for table in rendered.tables
        for cell in table.cells
        if cell.shown is None and true_count(referrals, rendered, table.key, cell.keys) == 0
    ]


MONTHLY = [(date(2019, 2, 28), date(2019, 3, 14)), (date(2019, 3, 31), date(2019, 4, 14))]


@pytest.mark.parametrize("seed", [*range(3), *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(3, 30))])
def test_a_release_after_another_gives_away_nothing_that_came_between(seed):
    referrals = a_unit(seed, 100 + seed * 37 % 301, until=date(2019, 6, 30))
    previous: Rendered | None = None
    for last, as_at in MONTHLY:
        release = composed(referrals, period=until(last), as_at=as_at, previous=previous).rendered
        if previous is not None:
            _check_moves(release, previous)
        previous = Rendered.of_json(json.loads(json.dumps(release.as_json())))


def _check_moves(release: Rendered, previous: Rendered) -> None:
    """No exact figure of the headline moved by less than eight, unless it did not move."""
    for key in ("total", "route"):
        for cell in release.table(key).cells:
            before = previous.table(key).cell(cell.keys)
            if before is not None and cell.kind is before.kind is Kind.EXACT:
                assert cell.shown == before.shown or abs(cell.shown - before.shown) >= 8
    for cell in previous.table("month").cells[:-1]:
        now = release.table("month").cell(cell.keys)
        assert now.kind is not Kind.EXACT or cell.kind is not Kind.EXACT or now.shown == cell.shown
