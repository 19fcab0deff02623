"""The code lists of the caseload: what needs action, the thresholds it depends on, and what is mailed about it."""

from enum import StrEnum


class Need(StrEnum):
    """Why a case needs action; a case may have several."""

    PAST_TARGET = "PAST_TARGET"
    DUE_SOON = "DUE_SOON"
    NO_VICTIM_CONTACT = "NO_VICTIM_CONTACT"
    REVIEW_DUE = "REVIEW_DUE"
    REPLY_OVERDUE = "REPLY_OVERDUE"
    ORDER_EXPIRING = "ORDER_EXPIRING"
    TO_MEND = "TO_MEND"


class Threshold(StrEnum):
    """The numbers of days, set by each force, after or before which a case needs action."""

    DUE_WITHIN_WORKING_DAYS = "DUE_WITHIN_WORKING_DAYS"
    CONTACT_WITHIN_DAYS = "CONTACT_WITHIN_DAYS"
    REVIEW_WITHIN_DAYS = "REVIEW_WITHIN_DAYS"
    REPLY_GRACE_DAYS = "REPLY_GRACE_DAYS"
    ORDER_WITHIN_DAYS = "ORDER_WITHIN_DAYS"


class AlertRule(StrEnum):
    """What an alert watches for."""

    UNASSESSED_AFTER = "UNASSESSED_AFTER"  # a case of a level of risk still unassessed after so many days
    NEEDS = "NEEDS"  # at least so many cases with one of the needs


class Delivery(StrEnum):
    """What came of a mail."""

    SENT = "SENT"
    FAILED = "FAILED"
