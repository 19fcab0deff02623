"""The data-quality rules: what a case database may hold and yet should not; each one object with its own query.

Source: the data dictionary, section on data quality. A rule counts; it changes nothing. Some of these faults the
importer refuses at the door, yet another system behind views, or an older load, may still hold them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

import sqlalchemy as sa

from data_access import quality_conditions as conditions
from data_access.quality_conditions import HIGH_RISK_NOT_ASSESSED, SAME_PAIR_WITHIN
from data_access.schema import load, referral

# No target is published; two weeks is the upper end of the median seen, so beyond it is worth a look.
HIGH_RISK_ASSESSED_WITHIN = timedelta(days=14)
# A weekly extract that is missed once.
EXTRACT_FRESH_FOR = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityRule:
    """One data-quality rule.

    Attributes
    ----------
    key
        Stable name.
    sentence
        What a counted row is.
    tables
        Names of the tables it reads.
    violations
        Day of the check → query with one row per violation.
    """

    key: str
    sentence: str
    tables: tuple[str, ...]
    violations: Callable[[date], sa.Select[tuple[str]]]


def _of_referrals(
    key: str, sentence: str, *tables: str, condition: Callable[[date], sa.ColumnElement[bool]] | None = None
) -> QualityRule:
    """Return a rule about single referrals; without a condition of its own it is one of those to mend."""
    wrong = condition or (lambda _: conditions.TO_MEND[key])
    return QualityRule(
        key=key,
        sentence=sentence,
        tables=("referral", *tables),
        violations=lambda today: sa.select(referral.c.referral_id).where(wrong(today)),
    )


def _high_risk_not_assessed(today: date) -> sa.ColumnElement[bool]:
    within = HIGH_RISK_ASSESSED_WITHIN.days
    return conditions.high_risk_not_assessed(as_at=today, days={}, otherwise=within)


def _silent_months(_today: date) -> sa.Select[tuple[str]]:
    """Find the last referral before a month without any: a month with no extract looks like a month of zero."""
    moment = referral.c.referral_datetime
    month = sa.extract("year", moment) * 12 + sa.extract("month", moment)
    following = sa.func.lead(month).over(partition_by=referral.c.force_code, order_by=moment)
    steps = sa.select(referral.c.referral_id, (following - month).label("months_on")).subquery()
    return sa.select(steps.c.referral_id).where(steps.c.months_on > 1)


def _stale(today: date) -> sa.Select[tuple[str]]:
    newest = sa.select(sa.func.max(load.c.as_at).label("as_at")).subquery()
    return sa.select(newest.c.as_at).where(newest.c.as_at < today - EXTRACT_FRESH_FOR)


QUALITY_RULES = (
    _of_referrals("closed_before_referral", "The referral was closed before it was received."),
    _of_referrals("assessed_before_referral", "The multi-agency assessment is dated before the referral."),
    _of_referrals(
        "spo_before_in_force",
        "A stalking protection order is dated before 20 January 2020, when there were none.",
        "legal_measure",
    ),
    _of_referrals(
        "managed_without_contact",
        "The unit took the referral on, yet no contact with victim or perpetrator is recorded.",
        "contact",
    ),
    _of_referrals(
        HIGH_RISK_NOT_ASSESSED,
        f"High risk, and not assessed {HIGH_RISK_ASSESSED_WITHIN.days} days after the referral.",
        condition=_high_risk_not_assessed,
    ),
    _of_referrals(
        "same_pair_within_week",
        f"The same victim and perpetrator were referred within the {SAME_PAIR_WITHIN.days} days before.",
    ),
    _of_referrals("unknown_agency", "The referring agency is not recorded or not on the list.", "agency"),
    _of_referrals(
        "force_not_a_code",
        "The force is not given by its ONS code.",
        condition=lambda _: conditions.force_not_a_code(),
    ),
    QualityRule(
        key="silent_month",
        sentence="After this referral the force has at least one month without any: no extract, or none received?",
        tables=("referral",),
        violations=_silent_months,
    ),
    _of_referrals("area_of_another_force", "The area lies in another force than the referral.", "area"),
    _of_referrals("closed_but_open", "A closing date is recorded, yet the referral is not closed."),
    QualityRule(
        key="extract_stale",
        sentence=f"The newest load is more than {EXTRACT_FRESH_FOR.days} days old.",
        tables=("load",),
        violations=_stale,
    ),
)
