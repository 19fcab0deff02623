"""The data-quality rules: what a case database may hold and yet should not; each one object with its own query.

Source: the data dictionary, section on data quality. A rule counts; it changes nothing. Some of these faults the
importer refuses at the door, yet another system behind views, or an older load, may still hold them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import sqlalchemy as sa

from data_access.practice_vocabulary import LegalMeasure
from data_access.schema import agency, area, contact, legal_measure, load, referral
from data_access.support_vocabulary import Party
from data_access.vocabulary import Pathway, Risk, Status

# Stalking Protection Act 2019, commencement.
SPO_IN_FORCE = date(2020, 1, 20)
# No target is published; two weeks is the upper end of the median seen, so beyond it is worth a look.
HIGH_RISK_ASSESSED_WITHIN = timedelta(days=14)
# The same victim and perpetrator brought twice in a week is usually one episode entered twice.
SAME_PAIR_WITHIN = timedelta(days=7)
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


def _referrals(*conditions: sa.ColumnElement[bool]) -> sa.Select[tuple[str]]:
    return sa.select(referral.c.referral_id).where(*conditions)


def _day(moment: sa.ColumnElement[datetime]) -> sa.ColumnElement[date]:
    """Return the day of a moment, in the one spelling that SQLite and PostgreSQL share."""
    return sa.func.date(moment, type_=sa.Date)


def _managed_without_contact(_today: date) -> sa.Select[tuple[str]]:
    spoken_to = sa.exists().where(
        contact.c.referral_id == referral.c.referral_id, contact.c.party.in_([Party.VICTIM, Party.PERPETRATOR])
    )
    return _referrals(referral.c.pathway == Pathway.TAKEN_ON, ~spoken_to)


def _high_risk_not_assessed(today: date) -> sa.Select[tuple[str]]:
    late = datetime.combine(today - HIGH_RISK_ASSESSED_WITHIN, time())
    return _referrals(
        referral.c.current_risk == Risk.HIGH,
        referral.c.multi_agency_assessment_date.is_(None),
        referral.c.referral_datetime < late,
    )


def _same_pair(_today: date) -> sa.Select[tuple[str]]:
    """Find the later of two referrals of one pair; seconds since 1970 are the arithmetic both databases share."""
    earlier = referral.alias("earlier")
    apart = sa.extract("epoch", referral.c.referral_datetime) - sa.extract("epoch", earlier.c.referral_datetime)
    twin = (
        sa.exists()
        .where(
            earlier.c.victim_pid == referral.c.victim_pid,
            earlier.c.perpetrator_pid == referral.c.perpetrator_pid,
            earlier.c.referral_id != referral.c.referral_id,
            apart.between(0, SAME_PAIR_WITHIN.total_seconds()),
            sa.or_(apart > 0, earlier.c.referral_id < referral.c.referral_id),
        )
        .correlate(referral)
    )
    return _referrals(twin)


def _unknown_agency(_today: date) -> sa.Select[tuple[str]]:
    listed = sa.exists().where(agency.c.agency_code == referral.c.referring_agency_code)
    return _referrals(sa.or_(referral.c.referring_agency_code == "UNK", ~listed))


def _force_name(_today: date) -> sa.Select[tuple[str]]:
    code = referral.c.force_code
    ons = sa.and_(sa.func.length(code) == 9, sa.or_(code.like("E23%"), code.like("W15%")))  # noqa: PLR2004
    return _referrals(~ons)


def _silent_months(_today: date) -> sa.Select[tuple[str]]:
    """Find the last referral before a month without any: a month with no extract looks like a month of zero."""
    moment = referral.c.referral_datetime
    month = sa.extract("year", moment) * 12 + sa.extract("month", moment)
    following = sa.func.lead(month).over(partition_by=referral.c.force_code, order_by=moment)
    steps = sa.select(referral.c.referral_id, (following - month).label("months_on")).subquery()
    return sa.select(steps.c.referral_id).where(steps.c.months_on > 1)


def _area_elsewhere(_today: date) -> sa.Select[tuple[str]]:
    return _referrals(
        sa.exists().where(area.c.area_id == referral.c.area_id, area.c.force_code != referral.c.force_code)
    )


def _stale(today: date) -> sa.Select[tuple[str]]:
    newest = sa.select(sa.func.max(load.c.as_at).label("as_at")).subquery()
    return sa.select(newest.c.as_at).where(newest.c.as_at < today - EXTRACT_FRESH_FOR)


QUALITY_RULES = (
    QualityRule(
        key="closed_before_referral",
        sentence="The referral was closed before it was received.",
        tables=("referral",),
        violations=lambda _: _referrals(referral.c.closed_date < _day(referral.c.referral_datetime)),
    ),
    QualityRule(
        key="assessed_before_referral",
        sentence="The multi-agency assessment is dated before the referral.",
        tables=("referral",),
        violations=lambda _: _referrals(referral.c.multi_agency_assessment_date < _day(referral.c.referral_datetime)),
    ),
    QualityRule(
        key="spo_before_in_force",
        sentence="A stalking protection order is dated before 20 January 2020, when there were none.",
        tables=("legal_measure",),
        violations=lambda _: sa.select(legal_measure.c.measure_id).where(
            legal_measure.c.measure.in_([LegalMeasure.SPO_INTERIM, LegalMeasure.SPO_FULL]),
            legal_measure.c.applied_date < SPO_IN_FORCE,
        ),
    ),
    QualityRule(
        key="managed_without_contact",
        sentence="The unit took the referral on, yet no contact with victim or perpetrator is recorded.",
        tables=("referral", "contact"),
        violations=_managed_without_contact,
    ),
    QualityRule(
        key="high_risk_not_assessed",
        sentence=f"High risk, and not assessed {HIGH_RISK_ASSESSED_WITHIN.days} days after the referral.",
        tables=("referral",),
        violations=_high_risk_not_assessed,
    ),
    QualityRule(
        key="same_pair_within_week",
        sentence=f"The same victim and perpetrator were referred within the {SAME_PAIR_WITHIN.days} days before.",
        tables=("referral",),
        violations=_same_pair,
    ),
    QualityRule(
        key="unknown_agency",
        sentence="The referring agency is not recorded or not on the list.",
        tables=("referral", "agency"),
        violations=_unknown_agency,
    ),
    QualityRule(
        key="force_not_a_code",
        sentence="The force is not given by its ONS code.",
        tables=("referral",),
        violations=_force_name,
    ),
    QualityRule(
        key="silent_month",
        sentence="After this referral the force has at least one month without any: no extract, or none received?",
        tables=("referral",),
        violations=_silent_months,
    ),
    QualityRule(
        key="area_of_another_force",
        sentence="The area lies in another force than the referral.",
        tables=("referral", "area"),
        violations=_area_elsewhere,
    ),
    QualityRule(
        key="closed_but_open",
        sentence="A closing date is recorded, yet the referral is not closed.",
        tables=("referral",),
        violations=lambda _: _referrals(referral.c.closed_date.is_not(None), referral.c.status != Status.CLOSED),
    ),
    QualityRule(
        key="extract_stale",
        sentence=f"The newest load is more than {EXTRACT_FRESH_FOR.days} days old.",
        tables=("load",),
        violations=_stale,
    ),
)
