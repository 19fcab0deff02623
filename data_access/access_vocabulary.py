"""The code lists of signing in and of the audit."""

from enum import StrEnum


class Provider(StrEnum):
    """Who vouched for a person."""

    PASSWORD = "PASSWORD"  # noqa: S105 - a code, not a password
    OIDC = "OIDC"


class TicketPurpose(StrEnum):
    """What a ticket takes its browser to."""

    SESSION = "SESSION"
    SECOND_FACTOR = "SECOND_FACTOR"


class Outcome(StrEnum):
    """What came of an act."""

    DONE = "DONE"
    REFUSED = "REFUSED"
    FAILED = "FAILED"


class Event(StrEnum):
    """The acts that are accountable."""

    SIGN_IN = "SIGN_IN"
    SIGN_OUT = "SIGN_OUT"
    SESSION_END = "SESSION_END"
    PASSWORD_CHANGE = "PASSWORD_CHANGE"  # noqa: S105 - a code, not a password
    SECOND_FACTOR_SET = "SECOND_FACTOR_SET"
    SECOND_FACTOR_REMOVE = "SECOND_FACTOR_REMOVE"
    RECOVERY_CODE_USE = "RECOVERY_CODE_USE"
    ACCOUNT_ADD = "ACCOUNT_ADD"
    ACCOUNT_CHANGE = "ACCOUNT_CHANGE"
    ACCOUNT_DISABLE = "ACCOUNT_DISABLE"
    ACCOUNT_ENABLE = "ACCOUNT_ENABLE"
    PASSWORD_RESET = "PASSWORD_RESET"  # noqa: S105 - a code, not a password
    ACCESS = "ACCESS"
    CASE_VIEW = "CASE_VIEW"
    EXPORT = "EXPORT"
    IMPORT_CHECK = "IMPORT_CHECK"
    IMPORT_LOAD = "IMPORT_LOAD"
    SETTING_CHANGE = "SETTING_CHANGE"
    ANNOTATION_ADD = "ANNOTATION_ADD"
    ANNOTATION_WITHDRAW = "ANNOTATION_WITHDRAW"
    TARGET_SET = "TARGET_SET"
    THRESHOLD_SET = "THRESHOLD_SET"
    CASE_LINK_SET = "CASE_LINK_SET"
    ALERT_SET = "ALERT_SET"
    ALERT_END = "ALERT_END"
    BRIEFING_SET = "BRIEFING_SET"
    BRIEFING_END = "BRIEFING_END"
    MAIL_SEND = "MAIL_SEND"
    VIEW_SAVE = "VIEW_SAVE"
    VIEW_RENAME = "VIEW_RENAME"
    VIEW_FORGET = "VIEW_FORGET"
    VIEW_OPEN = "VIEW_OPEN"
