"""What is wrong with one referral, each fault as one condition in SQL: whoever counts, lists or alerts reads it here.

Source: the data dictionary, section on data quality. Each condition is of a row of `referral` and looks at no row of
another force: a number must not tell of a case that its reader may not see.
"""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from types import MappingProxyType

import sqlalchemy as sa

from data_access.practice_vocabulary import LegalMeasure
from data_access.schema import agency, area, contact, legal_measure, referral
from data_access.support_vocabulary import Party
from data_access.vocabulary import Pathway, Risk, Status

# Stalking Protection Act 2019, commencement.
SPO_IN_FORCE = date(2020, 1, 20)
# The same victim and perpetrator brought twice in a week is usually one episode entered twice.
SAME_PAIR_WITHIN = timedelta(days=7)
UNKNOWN_AGENCY = "UNK"
HIGH_RISK_NOT_ASSESSED = "high_risk_not_assessed"


def closed_before_referral() -> sa.ColumnElement[bool]:
    """Return the condition that a referral was closed before the day it was received."""
    return referral.c.closed_date < received_day()


def assessed_before_referral() -> sa.ColumnElement[bool]:
    """Return the condition that the joint assessment is dated before the day of the referral."""
    return referral.c.multi_agency_assessment_date < received_day()


def closed_but_open() -> sa.ColumnElement[bool]:
    """Return the condition that a closing date stands on a referral that is not closed."""
    return sa.and_(referral.c.closed_date.is_not(None), referral.c.status != Status.CLOSED)


def spo_before_in_force() -> sa.ColumnElement[bool]:
    """Return the condition that a stalking protection order is dated before there were any."""
    return (
        sa.exists()
        .where(
            legal_measure.c.referral_id == referral.c.referral_id,
            legal_measure.c.measure.in_([LegalMeasure.SPO_INTERIM, LegalMeasure.SPO_FULL]),
            legal_measure.c.applied_date < SPO_IN_FORCE,
        )
        .correlate(referral)
    )


def managed_without_contact() -> sa.ColumnElement[bool]:
    """Return the condition that the unit took a referral on and no contact with either party is recorded."""
    spoken_to = (
        sa.exists()
        .where(
            contact.c.referral_id == referral.c.referral_id,
            contact.c.party.in_([Party.VICTIM, Party.PERPETRATOR]),
        )
        .correlate(referral)
    )
    return sa.and_(referral.c.pathway == Pathway.TAKEN_ON, ~spoken_to)


def same_pair_within_week() -> sa.ColumnElement[bool]:
    """Return the condition that a force was brought the same pair within the days before; true of the later one.

    Seconds since 1970 are the arithmetic that both databases share.
    """
    earlier = referral.alias("earlier")
    apart = sa.extract("epoch", referral.c.referral_datetime) - sa.extract("epoch", earlier.c.referral_datetime)
    return (
        sa.exists()
        .where(
            earlier.c.victim_pid == referral.c.victim_pid,
            earlier.c.perpetrator_pid == referral.c.perpetrator_pid,
            # As an expression no index can serve: without statistics SQLite would walk a whole force for each row.
            earlier.c.force_code.concat("") == referral.c.force_code,
            earlier.c.referral_id != referral.c.referral_id,
            apart.between(0, SAME_PAIR_WITHIN.total_seconds()),
            sa.or_(apart > 0, earlier.c.referral_id < referral.c.referral_id),
        )
        .correlate(referral)
    )


def unknown_agency() -> sa.ColumnElement[bool]:
    """Return the condition that the referring agency is not recorded, or is not on the list.

    The list is asked for once and not for each row: PostgreSQL would walk so short a table every time.
    """
    code = referral.c.referring_agency_code
    return sa.or_(code == UNKNOWN_AGENCY, code.not_in(sa.select(agency.c.agency_code)))


def force_not_a_code() -> sa.ColumnElement[bool]:
    """Return the condition that the force is not given by its ONS code."""
    code = referral.c.force_code
    ons = sa.and_(sa.func.length(code) == 9, sa.or_(code.like("E23%"), code.like("W15%")))  # noqa: PLR2004
    return ~ons


def area_of_another_force() -> sa.ColumnElement[bool]:
    """Return the condition that the area lies in another force than the referral; the areas are asked for once."""
    area_id, force = referral.c.area_id, referral.c.force_code
    listed = area_id.in_(sa.select(area.c.area_id))
    its_own = sa.tuple_(area_id, force).in_(sa.select(area.c.area_id, area.c.force_code))
    return sa.and_(area_id.is_not(None), listed, ~its_own)


def high_risk_not_assessed(
    *, as_at: date, days: Mapping[str, int], otherwise: int | None = None
) -> sa.ColumnElement[bool]:
    """Return the condition that a high-risk referral still has no assessment after more days than its force allows.

    `otherwise` holds for forces that are not among `days`; without it they break no rule.
    """
    force, received = referral.c.force_code, referral.c.referral_datetime

    def before(allowed: int) -> datetime:
        return datetime.combine(as_at - timedelta(days=allowed), time())

    alike: dict[int, list[str]] = {}
    for code, allowed in days.items():
        alike.setdefault(allowed, []).append(code)
    late = [sa.and_(force.in_(sorted(codes)), received < before(allowed)) for allowed, codes in sorted(alike.items())]
    if otherwise is not None:
        late.append(sa.and_(force.not_in(sorted(days)), received < before(otherwise)))
    return sa.and_(
        referral.c.current_risk == Risk.HIGH,
        referral.c.multi_agency_assessment_date.is_(None),
        sa.or_(sa.false(), *late),
    )


def received_day() -> sa.ColumnElement[date]:
    """Return the day a referral was received, in the one spelling that SQLite and PostgreSQL share."""
    return sa.func.date(referral.c.referral_datetime, type_=sa.Date)


# What somebody must mend in the record itself, by the key of its rule; a case that merely waits is not among it.
TO_MEND: Mapping[str, sa.ColumnElement[bool]] = MappingProxyType(
    {
        "closed_before_referral": closed_before_referral(),
        "assessed_before_referral": assessed_before_referral(),
        "closed_but_open": closed_but_open(),
        "spo_before_in_force": spo_before_in_force(),
        "managed_without_contact": managed_without_contact(),
        "same_pair_within_week": same_pair_within_week(),
        "unknown_agency": unknown_agency(),
        "area_of_another_force": area_of_another_force(),
    }
)


def to_mend() -> sa.ColumnElement[bool]:
    """Return the condition that at least one thing about a referral is to be mended."""
    return sa.or_(*TO_MEND.values())
