"""The expectation as two tables that stand alone on paper: what to expect, and everything it rests on."""

from dashboard.charts.chart import Table
from dashboard.methods.products import Estimate
from dashboard.programme.evidence import Evidence
from dashboard.programme.rollout import (
    MINUTES_A_REFERRAL,
    PER_HUNDRED,
    Assumptions,
    Basis,
    Expected,
    shown_per,
    starting_from,
)
from dashboard.wording import numbers
from dashboard.wording import rollout as words


def expected_table(outlook: Expected) -> Table:
    """Return what to expect, each with its range."""
    lines = (
        ("Referrals", outlook.a_year),
        ("Referrals a month", outlook.a_month),
        ("Taken on by the unit", outlook.taken_on),
        ("At high risk", outlook.high_risk),
        ("Hours of partners' time", outlook.hours),
    )
    rows = tuple((name, words.value(each.value), words.spread(each.lower, each.upper)) for name, each in lines)
    return Table(headings=words.EXPECTED_HEADINGS, rows=rows, numeric=(False, True, True))


def assumed_table(assumed: Assumptions, evidence: Evidence) -> Table:
    """Return every assumption in full, with its range and where it comes from."""
    start, basis = starting_from(assumed.basis, evidence), assumed.basis.value
    observed = words.observed_in(evidence.names, is_published_only=evidence.is_published_only)
    rows = (
        _plain(words.SCALES[basis], assumed.scale, start.scale, words.SCALE_SOURCES[basis]),
        _rate(
            words.RATES[basis],
            assumed.rate,
            start.rate,
            per=shown_per(assumed.basis),
            source=_rate_source(assumed, observed),
        ),
        _rate(words.TAKEN_ON, assumed.taken_on, start.taken_on, per=PER_HUNDRED, source=observed),
        _rate(
            words.HIGH_RISK,
            assumed.high_risk,
            start.high_risk,
            per=PER_HUNDRED,
            source=observed if evidence.has_high_risk else words.HIGH_RISK_ASSUMED,
        ),
        _plain(words.MINUTES, assumed.minutes, MINUTES_A_REFERRAL, words.MINUTES_SOURCE),
    )
    return Table(headings=words.ASSUMED_HEADINGS, rows=rows, numeric=(False, True, True, False))


def _rate_source(assumed: Assumptions, observed: str) -> str:
    if assumed.basis is Basis.EVERY_CRIME:
        return words.EVERY_CRIME_SOURCE
    return observed + words.OFFENCES_SOURCE if assumed.basis is Basis.IN_PROPORTION else observed


def _plain(name: str, now: int, before: int, source: str) -> tuple[str, ...]:
    return name, numbers.count(now), words.NO_RANGE, source if now == before else words.OWN


def _rate(name: str, now: Estimate, before: Estimate, *, per: int, source: str) -> tuple[str, ...]:
    told = now.times(per)
    return name, words.value(told.value), words.spread(told.lower, told.upper), source if now == before else words.OWN
