"""What a further force could expect: plain arithmetic on stated assumptions, with the range they leave."""

from dataclasses import dataclass
from enum import StrEnum

from dashboard.methods.products import Estimate, certain, product
from dashboard.programme.evidence import MONTHS_A_YEAR, RECORDED_NATIONALLY, TERRITORIAL_FORCES, Evidence

PER_HUNDRED = 100
MINUTES_AN_HOUR = 60
# Two hours each of the officer in charge, probation and adult social care, as the programme's cost study has it.
MINUTES_A_REFERRAL = 360
RECORDED_LATER = 100_000  # stalking offences recorded in England and Wales in the year to March 2022, nearly


class Basis(StrEnum):
    """From what the number of referrals follows."""

    SAME_SIZE = "SAME_SIZE"  # a unit receives what a unit of the programme received
    IN_PROPORTION = "IN_PROPORTION"  # as many for each recorded offence as in the programme
    EVERY_CRIME = "EVERY_CRIME"  # every recorded stalking crime is screened


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumptions:
    """Everything the expectation rests on.

    Attributes
    ----------
    scale
        Units, or recorded stalking offences a year, as the basis says.
    rate
        Referrals a year for each of them.
    taken_on, high_risk
        Shares of referrals, fractions of 1.
    minutes
        Working time of all agencies for one referral.
    """

    basis: Basis
    scale: int
    rate: Estimate
    taken_on: Estimate
    high_risk: Estimate
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What follows: referrals, those taken on, those at high risk, and working hours."""

    a_year: Estimate
    a_month: Estimate
    taken_on: Estimate
    high_risk: Estimate
    hours: Estimate


def expected(assumed: Assumptions) -> Expected:
    """Return what follows from some assumptions; raises `ValueError` for a scale or minutes below nought."""
    if assumed.scale < 0 or assumed.minutes < 0:
        message = f"Neither {assumed.scale} nor {assumed.minutes} may be below 0."
        raise ValueError(message)
    a_year = assumed.rate.times(assumed.scale)
    return Expected(
        a_year=a_year,
        a_month=a_year.times(1 / MONTHS_A_YEAR),
        taken_on=product(a_year, assumed.taken_on),
        high_risk=product(a_year, assumed.high_risk),
        hours=a_year.times(assumed.minutes / MINUTES_AN_HOUR),
    )


def starting_from(basis: Basis, evidence: Evidence) -> Assumptions:
    """Return the assumptions to start from: an average force, with the rates of the evidence."""
    rate = {
        Basis.SAME_SIZE: evidence.a_year,
        Basis.IN_PROPORTION: evidence.per_offence,
        Basis.EVERY_CRIME: certain(1.0),
    }[basis]
    scale = {
        Basis.SAME_SIZE: 1,
        Basis.IN_PROPORTION: round(RECORDED_NATIONALLY / TERRITORIAL_FORCES),
        Basis.EVERY_CRIME: round(RECORDED_LATER / TERRITORIAL_FORCES),
    }[basis]
    return Assumptions(
        basis=basis,
        scale=scale,
        rate=rate,
        taken_on=evidence.taken_on,
        high_risk=evidence.high_risk,
        minutes=MINUTES_A_REFERRAL,
    )


def shown_per(basis: Basis) -> int:
    """Return for how many of the scale the rate is told: one unit, or a hundred offences."""
    return 1 if basis is Basis.SAME_SIZE else PER_HUNDRED


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """The assumptions as a reader sees and edits them: whole numbers, shares in per cent.

    Attributes
    ----------
    rate
        Referrals a year for each unit, or for every hundred offences (`shown_per`).
    """

    scale: int
    rate: int
    taken_on: int
    high_risk: int
    minutes: int


def typed_of(assumed: Assumptions) -> Typed:
    """Return assumptions rounded to what a field shows."""
    return Typed(
        scale=assumed.scale,
        rate=round(assumed.rate.value * shown_per(assumed.basis)),
        taken_on=round(assumed.taken_on.value * PER_HUNDRED),
        high_risk=round(assumed.high_risk.value * PER_HUNDRED),
        minutes=assumed.minutes,
    )


def with_typed(start: Assumptions, typed: Typed) -> Assumptions:
    """Return the assumptions with what the reader changed; what they set is taken as it is and has no range."""
    shown = typed_of(start)

    def taken(now: int, before: int, evidence: Estimate, *, per: int) -> Estimate:
        return evidence if now == before else certain(now / per)

    return Assumptions(
        basis=start.basis,
        scale=typed.scale,
        rate=taken(typed.rate, shown.rate, start.rate, per=shown_per(start.basis)),
        taken_on=taken(typed.taken_on, shown.taken_on, start.taken_on, per=PER_HUNDRED),
        high_risk=taken(typed.high_risk, shown.high_risk, start.high_risk, per=PER_HUNDRED),
        minutes=typed.minutes,
    )
