"""What a further force could expect, worked through: three bases, each a line a person can check by hand."""

import pytest

from dashboard.programme.evidence import PUBLISHED, Model, evidence_of
from dashboard.programme.rollout import Basis, Typed, expected, starting_from, typed_of, with_typed

CHESHIRE = evidence_of([PUBLISHED])  # 260 in ten months, 83 taken on, 335 offences recorded in the force that year

# 260 in 10 months are 312 a year. a) 43 units of 312; b) 312 for 335 offences, of 19,374; c) all of 100,000
EXAMPLES = [
    (Basis.SAME_SIZE, 43, 13_416),
    (Basis.IN_PROPORTION, 19_374, 18_044),
    (Basis.EVERY_CRIME, 100_000, 100_000),
]


@pytest.mark.parametrize(("basis", "scale", "referrals"), EXAMPLES, ids=[each[0] for each in EXAMPLES])
def test_each_basis_gives_its_national_number(basis, scale, referrals):
    start = starting_from(basis, CHESHIRE)
    typed = Typed(**{**_fields(typed_of(start)), "scale": scale})
    assert round(expected(with_typed(start, typed)).a_year.value) == referrals


def test_one_unit_of_the_first_size_in_a_year():
    outlook = expected(starting_from(Basis.SAME_SIZE, CHESHIRE))
    assert outlook.a_year.value == pytest.approx(312)
    assert (outlook.a_year.lower, outlook.a_year.upper) == pytest.approx(
        (275.2, 352.3), abs=0.1
    )  # 229.4 to 293.6 in 10
    assert outlook.a_month.value == pytest.approx(26)
    assert outlook.taken_on.value == pytest.approx(312 * 83 / 260)
    assert outlook.hours.value == pytest.approx(312 * 6)


def test_two_units_range_from_the_lowest_end_of_either_to_the_highest():
    quiet = Model(name="Quiet", months=10, received=50, taken_on=30, recorded=500)
    both = evidence_of([PUBLISHED, quiet])
    alone = evidence_of([quiet])
    assert both.a_year.value == pytest.approx((312 + 60) / 2)
    assert both.a_year.lower == alone.a_year.lower
    assert both.a_year.upper == CHESHIRE.a_year.upper
    assert both.per_offence.value == pytest.approx((312 + 60) / (335 + 500))
    assert both.taken_on.value == pytest.approx(113 / 310)


def test_without_any_unit_the_published_numbers_stand_in_and_risk_is_assumed():
    nobody = evidence_of([Model(name="New", months=10, received=0, taken_on=0)])
    assert nobody.is_published_only
    assert nobody.a_year == CHESHIRE.a_year
    assert not nobody.has_high_risk
    assert (nobody.high_risk.value, nobody.high_risk.lower, nobody.high_risk.upper) == (0.30, 0.30, 0.30)


def test_an_assumption_that_the_reader_sets_has_no_range_and_the_others_keep_theirs():
    start = starting_from(Basis.SAME_SIZE, CHESHIRE)
    own = with_typed(start, Typed(**{**_fields(typed_of(start)), "taken_on": 40}))
    assert (own.taken_on.value, own.taken_on.lower, own.taken_on.upper) == (0.40, 0.40, 0.40)
    assert own.rate == start.rate


def _fields(typed):
    return {name: getattr(typed, name) for name in typed.__dataclass_fields__}
