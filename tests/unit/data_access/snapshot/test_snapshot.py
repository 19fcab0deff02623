"""The snapshot's promises: scope fails closed, slices cost no copy, memory is small."""

from dataclasses import FrozenInstanceError
from datetime import date

import pytest

from data_access.errors import OutOfScope
from data_access.filters import Filters
from data_access.scope import Grain, Scope
from tests.bench.invented import invented_referrals
from tests.referral_facts import FORCES, facts
from tests.snapshots import a_snapshot

ALL = Filters(since=date(2000, 1, 1), until=date(2030, 1, 1))
ONE_EACH = facts([{"force": force} for force in FORCES])


def test_a_force_asked_for_by_name_and_not_held_is_refused() -> None:
    scope = Scope(forces=FORCES[:1], grain=Grain.CASE)
    with pytest.raises(OutOfScope):
        a_snapshot(ONE_EACH).referrals(scope=scope, filters=Filters(since=ALL.since, until=ALL.until, forces=FORCES))


def test_without_a_choice_of_force_the_scope_is_the_choice() -> None:
    scope = Scope(forces=FORCES[1:], grain=Grain.AGGREGATE)
    assert a_snapshot(ONE_EACH).referrals(scope=scope, filters=ALL).get_column("force").to_list() == list(FORCES[1:])


@pytest.mark.parametrize("scope", [Scope(forces=(), grain=Grain.CASE), Scope(forces=FORCES, grain=Grain.NOTHING)])
def test_a_scope_of_nothing_gives_nothing(scope: Scope) -> None:
    sliced = a_snapshot(ONE_EACH).referrals(scope=scope, filters=ALL)
    assert (sliced.height, sliced.schema) == (0, ONE_EACH.schema)


def test_a_snapshot_is_never_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        a_snapshot(ONE_EACH).version = "2"  # type: ignore[misc]


def test_memory_is_at_most_thirty_bytes_a_referral() -> None:
    snapshot = a_snapshot(invented_referrals(1_000_000, seed=1))
    assert snapshot.bytes_per_referral <= 30


def test_all_forces_over_all_days_is_a_view_of_the_whole() -> None:
    frame = invented_referrals(10_000, seed=1)
    scope = Scope(forces=tuple(frame.schema["force"].categories), grain=Grain.CASE)
    sliced = a_snapshot(frame).referrals(scope=scope, filters=ALL)
    assert sliced.height == frame.height
    assert sliced.get_column("days_to_assessment").n_chunks() == 1
