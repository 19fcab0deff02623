"""Why an open case needs action: one condition each, read by counts, lists, alerts, briefings and exports alike.

A condition is of one row of `referral`, held to the yardstick of its force. A field that is not recorded hides no case:
it takes the case out of a need only where the need is about that field, and `TO_MEND` then has it.
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import cast

import sqlalchemy as sa

from data_access.caseload.yardsticks import Yardstick
from data_access.caseload_vocabulary import Need
from data_access.practice_vocabulary import LegalDecision, LegalMeasure
from data_access.quality_conditions import TO_MEND, assessed_before_referral
from data_access.schema import contact, legal_measure, referral
from data_access.schema.referral import IS_OPEN
from data_access.support_vocabulary import Party
from data_access.vocabulary import Risk, Status

_DAY = timedelta(days=1)
# An interim order leads to the full one; whoever has the full one needs no new interim order.
_ONE_FAMILY = (LegalMeasure.SPO_INTERIM, LegalMeasure.SPO_FULL)

Condition = Callable[[Yardstick], sa.ColumnElement[bool]]


def is_open() -> sa.ColumnElement[bool]:
    """Return the condition that a case is not closed, in the spelling of the index that holds the open ones alone.

    Without a type: of a boolean SQLAlchemy asks SQLite whether it is 1, and SQLite then knows that index no more.
    """
    return cast(sa.ColumnElement[bool], sa.literal_column(IS_OPEN))


def is_waiting() -> sa.ColumnElement[bool]:
    """Return the condition that a case waits for its assessment; one dated before receipt is none."""
    assessed = referral.c.multi_agency_assessment_date
    return sa.and_(is_open(), referral.c.closed_date.is_(None), sa.or_(assessed.is_(None), assessed_before_referral()))


def past_target(measure: Yardstick) -> sa.ColumnElement[bool]:
    """Return the condition that a case waits, and the last day of its target is over.

    The day that the records reach is over: who still waits at its end is assessed tomorrow at the earliest.
    """
    return sa.and_(
        is_waiting(),
        by_target(measure, lambda days: received_before(measure.as_at - timedelta(days=days) + _DAY)),
    )


def due_soon(measure: Yardstick) -> sa.ColumnElement[bool]:
    """Return the condition that a case waits, within its target, whose last day comes by the day that is soon."""

    def ends_soon(days: int) -> sa.ColumnElement[bool]:
        target = timedelta(days=days)
        return sa.and_(~received_before(measure.as_at - target + _DAY), received_before(measure.due_by - target + _DAY))

    return sa.and_(is_waiting(), by_target(measure, ends_soon))


def no_victim_contact(measure: Yardstick) -> sa.ColumnElement[bool]:
    """Return the condition that the victim of a high-risk case, not new, was not reached of late.

    An attempt known to have failed is no contact; one of which nothing is said is.
    """
    reached = (
        sa.exists()
        .where(
            contact.c.referral_id == referral.c.referral_id,
            contact.c.party == Party.VICTIM,
            contact.c.contact_at >= sa.literal(measure.contact_since, sa.Date),
            contact.c.successful.is_not(False),
        )
        .correlate(referral)
    )
    return sa.and_(is_open(), referral.c.current_risk == Risk.HIGH, received_before(measure.contact_since), ~reached)


def review_due(measure: Yardstick) -> sa.ColumnElement[bool]:
    """Return the condition that the next review of a case is due."""
    return sa.and_(is_open(), referral.c.next_review_date <= measure.review_by)


def reply_overdue(measure: Yardstick) -> sa.ColumnElement[bool]:
    """Return the condition that a partner's reply was due and is awaited still."""
    return sa.and_(is_open(), referral.c.partner_reply_due_date < measure.reply_before)


def order_expiring(measure: Yardstick) -> sa.ColumnElement[bool]:
    """Return the condition that an order granted in a case runs out soon, and none that follows it is granted."""
    order, later = legal_measure.alias("expiring"), legal_measure.alias("following")
    followed = sa.exists().where(
        later.c.referral_id == order.c.referral_id,
        _family(later.c.measure) == _family(order.c.measure),
        later.c.decision == LegalDecision.GRANTED,
        later.c.expiry_date > order.c.expiry_date,
    )
    expiring = (
        sa.exists()
        .where(
            order.c.referral_id == referral.c.referral_id,
            order.c.decision == LegalDecision.GRANTED,
            order.c.expiry_date.between(measure.as_at, measure.order_by),
            ~followed.correlate(order),
        )
        .correlate(referral)
    )
    return sa.and_(is_open(), expiring)


def to_mend(_measure: Yardstick) -> sa.ColumnElement[bool]:
    """Return the condition that the record of a case contradicts itself, or lacks what is needed to act on it."""
    without_owner = sa.and_(referral.c.owner_code.is_(None), referral.c.status != Status.AWAITING_TRIAGE)
    without_risk = sa.and_(
        referral.c.current_risk == Risk.UNKNOWN, referral.c.multi_agency_assessment_date.is_not(None)
    )
    return sa.and_(is_open(), sa.or_(without_owner, without_risk, *TO_MEND.values()))


NEEDS: Mapping[Need, Condition] = MappingProxyType(
    {
        Need.PAST_TARGET: past_target,
        Need.DUE_SOON: due_soon,
        Need.NO_VICTIM_CONTACT: no_victim_contact,
        Need.REVIEW_DUE: review_due,
        Need.REPLY_OVERDUE: reply_overdue,
        Need.ORDER_EXPIRING: order_expiring,
        Need.TO_MEND: to_mend,
    }
)


def received_before(day: date) -> sa.ColumnElement[bool]:
    """Return the condition that a referral was received before a day: a day, not its midnight, for SQLite's texts."""
    return referral.c.referral_datetime < sa.literal(day, sa.Date)


def by_target(measure: Yardstick, is_so: Callable[[int], sa.ColumnElement[bool]]) -> sa.ColumnElement[bool]:
    """Return a condition on the days aimed for, each level of risk with its own."""
    levels: dict[int, list[Risk]] = {}
    for risk, days in measure.target_days:
        levels.setdefault(days, []).append(risk)
    if len(levels) == 1:
        return is_so(next(iter(levels)))
    return sa.or_(*(sa.and_(referral.c.current_risk.in_(risks), is_so(days)) for days, risks in levels.items()))


def _family(measure: sa.ColumnElement[LegalMeasure]) -> sa.ColumnElement[str]:
    plain = sa.cast(measure, sa.Text)
    return sa.case((plain.in_([each.value for each in _ONE_FAMILY]), _ONE_FAMILY[-1].value), else_=plain)
