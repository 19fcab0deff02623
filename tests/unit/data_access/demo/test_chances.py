"""Draws follow their tables and come out the same on every machine."""

import numpy as np
import pytest

from data_access.demo.chances import Chances, Curve, Mix

MANY = 40_000
PINNED = [0.09817216426719888, 0.4873019904619057, 0.9812218238464058]


def test_the_stream_is_the_one_it_has_always_been() -> None:
    assert Chances(2018, 1).uniform(3).tolist() == PINNED


def test_streams_of_other_paths_differ() -> None:
    first = Chances(1, 1).uniform(10)
    assert not np.array_equal(first, Chances(1, 2).uniform(10))
    assert not np.array_equal(first, Chances(2, 1).uniform(10))


def test_codes_are_drawn_as_often_as_they_weigh() -> None:
    mix = Mix.of(("a", "b", "c"), {"a": 1, "c": 3})
    drawn = np.bincount(Chances(1).chosen(mix, size=MANY), minlength=3) / MANY
    assert drawn == pytest.approx([0.25, 0, 0.75], abs=0.01)


def test_a_code_without_weight_at_the_end_is_never_drawn() -> None:
    mix = Mix.of(("a", "b"), {"a": 1 / 3})
    assert mix.steps == (1.0, 1.0)
    assert set(Chances(3).chosen(mix, size=MANY).tolist()) == {0}


def test_each_row_is_drawn_from_the_mix_it_names() -> None:
    mixes = (Mix.of(("a", "b"), {"a": 1}), Mix.of(("a", "b"), {"b": 1}))
    which = np.array([0, 1, 1, 0])
    assert Chances(1).chosen_by(mixes, which).tolist() == [0, 1, 1, 0]


def test_values_spread_along_a_curve() -> None:
    drawn = Chances(1).along(Curve.of(p0=0, p50=9, p90=30, p100=90), size=MANY)
    assert np.quantile(drawn, [0, 0.5, 0.9, 1]) == pytest.approx([0, 9, 30, 90], abs=1)


def test_below_stays_below() -> None:
    limits = np.array([1, 2, 7] * 1000)
    drawn = Chances(1).below(limits)
    assert (drawn >= 0).all()
    assert (drawn < limits).all()


def test_pseudonyms_are_sixteen_hexadecimal_digits_and_unlike() -> None:
    marks = Chances(1).pseudonyms(MANY)
    assert marks.n_unique() == MANY
    assert marks.str.contains("^[0-9a-f]{16}$").all()
