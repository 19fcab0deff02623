"""Laws of the expectation: it grows with what goes in, and every range holds its estimate."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.methods.products import Estimate, certain, product
from dashboard.programme.evidence import Model, evidence_of
from dashboard.programme.rollout import Basis, expected, starting_from, typed_of, with_typed

values = st.floats(1e-3, 1e4)
estimates = st.tuples(values, st.just(0.0) | st.floats(1e-6, 1), st.floats(1, 10)).map(
    lambda drawn: Estimate(value=drawn[0], lower=drawn[0] * drawn[1], upper=drawn[0] * drawn[2])
)


@st.composite
def models(draw):
    received = draw(st.integers(1, 5_000))
    return Model(
        name="Somewhere",
        months=draw(st.integers(1, 12)),
        received=received,
        taken_on=draw(st.integers(0, received)),
        high_risk=draw(st.none() | st.integers(0, received)),
        recorded=draw(st.none() | st.integers(1, 5_000)),
    )


units = st.lists(models(), max_size=5)
bases = st.sampled_from(Basis)


@given(units=units, basis=bases)
def test_every_range_holds_its_estimate(units, basis):
    outlook = expected(starting_from(basis, evidence_of(units)))
    for name in outlook.__dataclass_fields__:
        each = getattr(outlook, name)
        assert 0 <= each.lower <= each.value <= each.upper


@given(units=units, basis=bases, fewer=st.integers(0, 10_000), more=st.integers(0, 10_000))
def test_more_offences_or_units_never_give_fewer_referrals(units, basis, fewer, more):
    start = starting_from(basis, evidence_of(units))
    small, large = (
        expected(with_typed(start, replace(typed_of(start), scale=scale))) for scale in sorted((fewer, more))
    )
    for name in small.__dataclass_fields__:
        one, other = getattr(small, name), getattr(large, name)
        assert one.lower <= other.lower + 1e-9
        assert one.value <= other.value + 1e-9
        assert one.upper <= other.upper + 1e-9


@given(units=units, basis=bases)
def test_nobody_is_taken_on_who_was_not_referred(units, basis):
    outlook = expected(starting_from(basis, evidence_of(units)))
    assert outlook.taken_on.value <= outlook.a_year.value + 1e-9
    assert outlook.a_month.value * 12 == pytest.approx(outlook.a_year.value)


@given(units=units, basis=bases)
def test_what_a_reader_leaves_as_it_is_changes_nothing(units, basis):
    start = starting_from(basis, evidence_of(units))
    assert with_typed(start, typed_of(start)) == start


@given(one=estimates, other=estimates)
def test_a_product_is_the_same_either_way_round_and_no_narrower_than_its_parts(one, other):
    both = product(one, other)
    assert (both.lower, both.value, both.upper) == pytest.approx(
        (product(other, one).lower, product(other, one).value, product(other, one).upper)
    )
    assert both.upper / both.value >= max(one.upper / one.value, other.upper / other.value) - 1e-9
    assert both.upper <= one.upper * other.upper * (1 + 1e-9)
    assert both.lower >= one.lower * other.lower * (1 - 1e-9)


@given(one=estimates, factor=st.floats(1e-3, 1e3))
def test_a_number_known_for_certain_only_scales(one, factor):
    scaled, known = one.times(factor), product(one, certain(factor))
    assert (known.lower, known.value, known.upper) == pytest.approx((scaled.lower, scaled.value, scaled.upper))


@pytest.mark.parametrize("ends", [(-1.0, 2.0), (1.5, 2.0), (0.0, 0.5)])
def test_a_range_that_does_not_hold_its_value_is_refused(ends):
    with pytest.raises(ValueError, match="does not lie between"):
        Estimate(value=1.0, lower=ends[0], upper=ends[1])
