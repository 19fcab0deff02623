"""The equation under each rule: true, exact as a headline, or rounded; never a small number by subtraction."""

from itertools import product

import pytest

from dashboard.disclosure.disclosed import Rule
from dashboard.headline.split import UNTOLD, split_of
from dashboard.metrics import Reconciliation

EXACT = Rule(hide_below=0, round_to=1)
OFFICIAL = Rule(hide_below=5, round_to=5)
NAMES = ("received", "taken_on", "with_partners", "awaiting", "not_accepted")


def totals(taken_on: int, with_partners: int, awaiting: int = 0, not_accepted: int = 0) -> Reconciliation:
    return Reconciliation(
        received=taken_on + with_partners + awaiting + not_accepted,
        taken_on=taken_on,
        with_partners=with_partners,
        awaiting_decision=awaiting,
        not_accepted=not_accepted,
    )


def shown(*parts: int, rule: Rule, exact: bool) -> tuple[int | None, ...]:
    split = split_of(totals(*parts), rule, exact=exact)
    return tuple(getattr(split, name).counted for name in NAMES)


@pytest.mark.parametrize("exact", [True, False])
def test_exact_reader_sees_the_true_numbers(*, exact: bool) -> None:
    assert shown(3, 2, 1, 0, rule=EXACT, exact=exact) == (6, 3, 2, 1, 0)


def test_published_headline_is_exact_and_whole() -> None:
    assert shown(83, 177, rule=OFFICIAL, exact=True) == (260, 83, 177, 0, 0)


def test_rest_of_an_exact_headline_is_shown_in_both_parts_or_in_neither() -> None:
    assert shown(83, 177, 7, 12, rule=OFFICIAL, exact=True) == (279, 83, 177, 5, 10)
    assert shown(83, 177, 3, 12, rule=OFFICIAL, exact=True) == (275, 83, 177, None, None)


def test_rounded_headline_hides_and_rounds_every_part() -> None:
    assert shown(83, 177, 3, 2, rule=OFFICIAL, exact=False) == (265, 85, 175, None, None)


def test_no_small_part_is_ever_shown_to_a_restricted_reader() -> None:
    for parts in product((0, 1, 4, 6, 40), repeat=4):
        split = split_of(totals(*parts), OFFICIAL, exact=False)
        for name, true in zip(NAMES[1:], parts, strict=True):
            counted = getattr(split, name).counted
            assert counted is None or (true >= OFFICIAL.hide_below and counted % OFFICIAL.round_to == 0)


def test_who_sees_the_headline_alone_sees_nothing_where_it_may_not_be_exact() -> None:
    assert all(getattr(UNTOLD, name).counted is None for name in NAMES)
