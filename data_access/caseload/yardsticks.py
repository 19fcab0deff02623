"""What a force's cases are held to on a day: its targets and thresholds as the days that they come to."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Self

from data_access.caseload_vocabulary import Threshold
from data_access.force_settings import ForceSettings
from data_access.targets import Targets
from data_access.vocabulary import Risk
from data_access.working_days import working_days_after


@dataclass(frozen=True, slots=True, kw_only=True)
class Yardstick:
    """What the cases of one force are held to.

    Attributes
    ----------
    force_code, as_at
        Whose cases, and the day that the records reach: it is over.
    target_days
        The days from receipt to assessment aimed for, by level of risk.
    due_by
        The last day of a target that is due soon.
    contact_since
        The earliest day of a contact with the victim that is recent.
    review_by
        The last day of a review that is due.
    reply_before
        A reply due before this day is overdue.
    order_by
        The last day on which an order runs out soon.
    """

    force_code: str
    as_at: date
    target_days: tuple[tuple[Risk, int], ...]
    due_by: date
    contact_since: date
    review_by: date
    reply_before: date
    order_by: date

    def days_aimed_for(self, risk: Risk) -> int:
        """Return the days from receipt to assessment aimed for at a level of risk."""
        return dict(self.target_days)[risk]

    def aiming_for(self, days: int) -> Self:
        """Return the same with one number of days to aim for at every level of risk."""
        return replace(self, target_days=tuple((risk, days) for risk in Risk))

    def target_day(self, received_on: date, risk: Risk) -> date:
        """Return the last day on which an assessment is within the target."""
        return received_on + timedelta(days=self.days_aimed_for(risk))


def yardstick(force_code: str, *, as_at: date, targets: Targets, settings: ForceSettings) -> Yardstick:
    """Return what the cases of a force are held to at the end of a day."""

    def days(threshold: Threshold) -> timedelta:
        return timedelta(days=settings.days(force_code, threshold))

    return Yardstick(
        force_code=force_code,
        as_at=as_at,
        target_days=tuple((risk, targets.days(force_code, risk)) for risk in Risk),
        due_by=working_days_after(as_at, settings.days(force_code, Threshold.DUE_WITHIN_WORKING_DAYS)),
        contact_since=as_at - days(Threshold.CONTACT_WITHIN_DAYS),
        review_by=as_at + days(Threshold.REVIEW_WITHIN_DAYS),
        reply_before=as_at - days(Threshold.REPLY_GRACE_DAYS),
        order_by=as_at + days(Threshold.ORDER_WITHIN_DAYS),
    )
