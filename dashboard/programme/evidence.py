"""What the units of the programme teach: their rates in their first ten months, and how far these may be off."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dashboard.methods.exact import poisson
from dashboard.methods.products import Estimate, certain
from dashboard.methods.proportions import wilson

MONTHS_A_YEAR = 12

# Recorded stalking in the year to March 2019, when the units had their first months: Home Office outcomes, as the BBC
# Shared Data Unit published them in 2021. Later years are counted by other rules and would not match.
RECORDED = {"E23000006": 335, "E23000030": 398, "E23000001": 1_690}
RECORDED_NATIONALLY = 19_374
TERRITORIAL_FORCES = 43
# Nothing is published about the share at high risk: a plain round number to start from.
ASSUMED_HIGH_RISK = 0.30
NO_SHARE = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """One unit's first months, whole numbers that the reader may know.

    Attributes
    ----------
    name
        The force.
    months
        How many months.
    received, taken_on
        Referrals.
    high_risk
        Referrals at high risk; None where the reader may not know.
    recorded
        Stalking offences recorded in the force in the year to March 2019; None where not published.
    """

    name: str
    months: int
    received: int
    taken_on: int
    high_risk: int | None = None
    recorded: int | None = None


# What was published of the first unit in April 2019.
PUBLISHED = Model(name="Cheshire", months=10, received=260, taken_on=83, recorded=335)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The rates to start from, each with the range over the units.

    Attributes
    ----------
    names
        The forces it rests on.
    a_year
        Referrals a year of one unit.
    per_offence
        Referrals a year for each recorded stalking offence.
    taken_on, high_risk
        Shares of the referrals received, fractions of 1.
    has_high_risk
        Whether the share at high risk was observed; otherwise it is assumed.
    is_published_only
        Whether it rests on published numbers because the reader may know none of the units'.
    """

    names: tuple[str, ...]
    a_year: Estimate
    per_offence: Estimate
    taken_on: Estimate
    high_risk: Estimate
    has_high_risk: bool
    is_published_only: bool


def evidence_of(models: Sequence[Model]) -> Evidence:
    """Return what some units teach; of units without referrals or without months, nothing.

    Where no unit is left, what was published of the first one stands in for them; so it does for the rate per recorded
    offence where no unit's recorded offences are known.
    """
    kept = tuple(each for each in models if each.received and each.months)
    used = kept or (PUBLISHED,)
    known = tuple(each for each in used if each.recorded) or (PUBLISHED,)
    observed = all(each.high_risk is not None for each in used)
    return Evidence(
        names=tuple(each.name for each in used),
        a_year=_over(used, _of_a_year, whole=len(used)),
        per_offence=_over(known, _per_offence, whole=sum(each.recorded or 0 for each in known)),
        taken_on=_pooled(used, lambda each: (each.taken_on, each.received)),
        high_risk=_pooled(used, lambda each: (each.high_risk or 0, each.received))
        if observed
        else certain(ASSUMED_HIGH_RISK),
        has_high_risk=observed,
        is_published_only=not kept,
    )


def _of_a_year(model: Model) -> Estimate:
    """Return one unit's referrals a year: its count with the exact Poisson interval."""
    interval = poisson(model.received)
    counted = Estimate(value=model.received, lower=interval.lower, upper=interval.upper)
    return counted.times(MONTHS_A_YEAR / model.months)


def _per_offence(model: Model) -> Estimate:
    return _of_a_year(model).times(1 / (model.recorded or 1))


def _over(models: Sequence[Model], rate: Callable[[Model], Estimate], *, whole: int) -> Estimate:
    """Return the rate of all units together, ranging from the lowest end of any to the highest."""
    each = [rate(model) for model in models]
    together = sum(_of_a_year(model).value for model in models) / whole
    return _spanning(together, each)


def _pooled(models: Sequence[Model], counts: Callable[[Model], tuple[int, int]]) -> Estimate:
    """Return the share of all units together, ranging from the lowest end of any Wilson interval to the highest."""
    pairs = [counts(model) for model in models]
    intervals = [interval for part, base in pairs if (interval := wilson(part, base)) is not None]
    each = [Estimate(value=one.value, lower=max(one.lower, NO_SHARE), upper=one.upper) for one in intervals]
    return _spanning(sum(part for part, _ in pairs) / sum(base for _, base in pairs), each)


def _spanning(value: float, each: Sequence[Estimate]) -> Estimate:
    lower, upper = min(one.lower for one in each), max(one.upper for one in each)
    return Estimate(value=value, lower=min(lower, value), upper=max(upper, value))
