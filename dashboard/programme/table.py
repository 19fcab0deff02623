"""The table of the units side by side: a column for each, what it counts in the rows above what it counted."""

from dashboard.charts.chart import Table
from dashboard.charts.parts import interval
from dashboard.methods.exact import poisson
from dashboard.programme.side_by_side import Comparison, Unit
from dashboard.wording import dates, numbers, ranges
from dashboard.wording import programme as words
from dashboard.wording.labels import label


def table_of(compared: Comparison) -> Table:
    """Return what each unit is and counts, then its numbers over the same stretch of its life."""
    rows = (
        ("Way of working", *(label(unit.life.force.site_model) for unit in compared.units)),
        ("What it counts as a referral", *(_definition(unit) for unit in compared.units)),
        ("Started", *(dates.day(unit.life.since) for unit in compared.units)),
        ("Up to", *(dates.day(unit.life.until) for unit in compared.units)),
        ("Months with figures", *(words.covered(unit.life.covered, unit.life.missing) for unit in compared.units)),
        ("Referrals received", *(_received(unit) for unit in compared.units)),
        ("Referrals a month", *(_a_month(unit, is_exact=compared.is_exact) for unit in compared.units)),
        ("Taken on, of those decided", *(_taken_on(unit, is_exact=compared.is_exact) for unit in compared.units)),
        (
            f"Assessed within {numbers.days(compared.target_days)}",
            *(_assessed(unit, is_exact=compared.is_exact) for unit in compared.units),
        ),
    )
    headings = (words.FIRST_COLUMN, *(unit.life.force.name for unit in compared.units))
    return Table(headings=headings, rows=rows, numeric=(False,) * len(headings))


def _definition(unit: Unit) -> str:
    return unit.life.force.referral_definition or words.NO_DEFINITION


def _received(unit: Unit) -> str:
    return numbers.count(unit.split.received.counted) if unit.is_told else words.UNTOLD


def _a_month(unit: Unit, *, is_exact: bool) -> str:
    """Return the mean of the months with figures; a missing month is no month without referrals."""
    received, months = unit.split.received.counted, unit.life.covered
    if received is None or not months:
        return words.UNTOLD if received is None else ""
    mean = numbers.average(received / months)
    if not is_exact:
        return mean
    chance = poisson(received)
    return f"{mean} ({ranges.counts(chance.lower / months, chance.upper / months)})"


def _taken_on(unit: Unit, *, is_exact: bool) -> str:
    return _share(unit.split.taken_on.counted, unit.split.decided, is_exact=is_exact) if unit.is_told else words.UNTOLD


def _assessed(unit: Unit, *, is_exact: bool) -> str:
    return _share(unit.assessed.counted, unit.assessed.base, is_exact=is_exact) if unit.is_told else words.UNTOLD


def _share(part: int | None, base: int | None, *, is_exact: bool) -> str:
    """Return "32% (83 of 260), 27% to 38%"; under a base of 20 neither percentage nor interval."""
    if base == 0:
        return "none yet"
    told = numbers.share(part, base)
    if not is_exact or base is None or base < numbers.SMALLEST_BASE:
        return told
    return f"{told}, {interval(part, base)}"
