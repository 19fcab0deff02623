"""No small number follows from exact headlines, by linear algebra over the fractions."""

from datetime import date, timedelta
from fractions import Fraction
from itertools import combinations

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.disclosure.disclosed import Rule
from dashboard.disclosure.headlines import exact_headlines
from dashboard.periods import Period
from tests.disclosures import OFFICIAL, PUBLIC

FIRST = date(2020, 1, 1)
SOME_DAYS = 12
Row = list[Fraction]

rules = st.sampled_from([OFFICIAL, PUBLIC])
a_day = st.one_of(
    st.just((0, 0, 0)), st.tuples(st.integers(0, 12), st.integers(0, 12), st.sampled_from([0, 0, 0, 1, 9]))
)
many_days = st.lists(a_day, min_size=SOME_DAYS, max_size=SOME_DAYS)
ends = st.tuples(st.integers(0, SOME_DAYS), st.integers(0, SOME_DAYS)).filter(lambda pair: pair[0] < pair[1])
some_ends = st.lists(ends, min_size=1, max_size=6, unique=True)


def _frame(days: list[tuple[int, int, int]]) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "received_on": [FIRST + timedelta(days=place) for place in range(len(days))],
            "received": [sum(day) for day in days],
            "taken_on": [taken_on for taken_on, _, _ in days],
            "with_partners": [with_partners for _, with_partners, _ in days],
        }
    )


def _periods(pairs: list[tuple[int, int]]) -> tuple[Period, ...]:
    return tuple(
        Period(
            key=f"{first}-{last}",
            label="",
            since=FIRST + timedelta(days=first),
            until=FIRST + timedelta(days=last - 1),
        )
        for first, last in pairs
    )


def _basis(rows: list[Row]) -> dict[int, Row]:
    """Independent rows that span the same, by their first column that is not zero."""
    basis: dict[int, Row] = {}
    for row in rows:
        left = _less(row, basis)
        if any(left):
            lead = next(place for place, entry in enumerate(left) if entry)
            basis[lead] = [entry / left[lead] for entry in left]
    return basis


def _less(row: Row, basis: dict[int, Row]) -> Row:
    """What is left of a row when all that the basis spans is taken away."""
    for lead in sorted(basis):
        if factor := row[lead]:
            row = [entry - factor * other for entry, other in zip(row, basis[lead], strict=True)]
    return row


def _is_determined(sought: Row, basis: dict[int, Row]) -> bool:
    return not any(_less(sought, basis))


def _days_of(pair: tuple[int, int], *, force: int = 0, forces: int = 1) -> Row:
    """The days of one force between two edges, among the days of all forces."""
    row = [Fraction(0)] * (SOME_DAYS * forces)
    for place in range(*pair):
        row[force * SOME_DAYS + place] = Fraction(1)
    return row


def _check(days: list[tuple[int, int, int]], pair: tuple[int, int], rule) -> None:
    taken_on, with_partners, rest = (sum(day[part] for day in days[slice(*pair)]) for part in range(3))
    received = taken_on + with_partners + rest
    if received:
        assert min(received, taken_on, with_partners) >= rule.hide_below
        assert rest == 0 or rest >= rule.hide_below


@settings(max_examples=150, deadline=None)
@given(many_days, some_ends, rules)
def test_no_small_count_between_two_edges_follows_from_the_exact_headlines(days, pairs, rule):
    exact = exact_headlines(_frame(days), _periods(pairs), rule)
    known = [_days_of(pair) for pair in pairs if f"{pair[0]}-{pair[1]}" in exact]
    # Days with nothing received are known to an attacker who was told so.
    known += [_days_of((place, place + 1)) for place in range(SOME_DAYS) if sum(days[place]) == 0]
    basis = _basis(known)
    for pair in combinations(range(SOME_DAYS + 1), 2):
        if _is_determined(_days_of(pair), basis):
            _check(days, pair, rule)


def _subtract_forces(forces: list[list[tuple[int, int, int]]], pairs: list[tuple[int, int]], rule: Rule) -> None:
    frames = {str(place): _frame(days) for place, days in enumerate(forces)}
    periods = _periods(pairs)
    # As `dashboard.headline.granted` does it: exact together only where exact for each.
    together = frozenset.intersection(*(exact_headlines(frame, periods, rule) for frame in frames.values()))
    known = []
    for pair, period in zip(pairs, periods, strict=True):
        for force, frame in enumerate(frames.values()):
            if period.key in exact_headlines(frame, periods, rule):
                known.append(_days_of(pair, force=force, forces=3))
        if period.key in together:
            known.append(
                [
                    Fraction(sum(parts))
                    for parts in zip(*(_days_of(pair, force=f, forces=3) for f in range(3)), strict=True)
                ]
            )
    basis = _basis(known)
    some_forces = [chosen for size in (1, 2, 3) for chosen in combinations(range(3), size)]
    for pair in combinations(range(SOME_DAYS + 1), 2):
        for chosen in some_forces:
            rows = [_days_of(pair, force=force, forces=3) for force in chosen]
            if _is_determined([sum(parts, Fraction(0)) for parts in zip(*rows, strict=True)], basis):
                together_by_day = [
                    tuple(map(sum, zip(*(forces[force][day] for force in chosen), strict=True)))
                    for day in range(SOME_DAYS)
                ]
                _check(together_by_day, pair, rule)


three_forces = st.tuples(many_days, many_days, many_days)
some_pairs = st.lists(ends, min_size=1, max_size=4, unique=True)


@settings(max_examples=15, deadline=None)
@given(three_forces, some_pairs, rules)
def test_subtracting_forces_from_the_programme_gives_nothing_small(forces, pairs, rule):
    _subtract_forces(forces, pairs, rule)


@pytest.mark.slow
@settings(max_examples=250, deadline=None)
@given(three_forces, some_pairs, rules)
def test_subtracting_forces_in_many_more_programmes_gives_nothing_small(forces, pairs, rule):
    _subtract_forces(forces, pairs, rule)


@given(many_days, some_ends, rules)
def test_more_periods_asked_for_later_never_take_the_first_headline_away(days, pairs, rule):
    frame, periods = _frame(days), _periods(pairs)
    alone = exact_headlines(frame, periods[:1], rule)
    assert alone == exact_headlines(frame, periods, rule) & {periods[0].key}
