"""Fingerprints: what they say is certain when they say no, and a suspicion otherwise."""

import polars as pl
import pytest

from data_access.importer import fingerprints
from data_access.importer.fingerprints import Fingerprints, may_repeat


def of(*batches: list[str]) -> Fingerprints:
    prints = Fingerprints()
    for batch in batches:
        prints.add(pl.DataFrame({"referral_id": batch}))
    return prints


def test_nothing_repeats_among_different_identifiers() -> None:
    assert not may_repeat([of(["A-1", "A-2"], ["A-3"]), of(["A-4"])])


def test_an_identifier_is_known_again_in_another_batch_and_another_sheet() -> None:
    assert may_repeat([of(["A-1", "A-2"], ["A-2"])])
    assert may_repeat([of(["A-1"]), of(["A-1"])])


def test_nothing_repeats_where_there_is_nothing() -> None:
    assert not may_repeat([of()])


def test_too_many_to_remember_are_under_suspicion(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fingerprints, "MOST_FINGERPRINTS", 2)
    assert may_repeat([of(["A-1", "A-2"], ["A-3"])])
    assert not may_repeat([of(["A-1", "A-2"])])
