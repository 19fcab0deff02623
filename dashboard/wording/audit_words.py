"""The words of the audit: what was done, what came of it, who by, and what a walk along the chain found."""

from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType

from dashboard.wording import dates, moments
from dashboard.wording.labels import label
from dashboard.wording.numbers import count, noun
from data_access.access_vocabulary import Event, Outcome
from data_access.audit.operator import ROLE as OPERATOR
from data_access.audit.verdict import FaultKind, Verdict
from data_access.vocabulary import Role

EVENTS: Mapping[str, str] = MappingProxyType(
    {
        Event.SIGN_IN: "Signed in",
        Event.SIGN_OUT: "Signed out",
        Event.SESSION_END: "Ended a session",
        Event.PASSWORD_CHANGE: "Changed own password",
        Event.SECOND_FACTOR_SET: "Set up a second step",
        Event.SECOND_FACTOR_REMOVE: "Removed a second step",
        Event.RECOVERY_CODE_USE: "Used a recovery code",
        Event.ACCOUNT_ADD: "Added an account",
        Event.ACCOUNT_CHANGE: "Changed an account",
        Event.ACCOUNT_DISABLE: "Disabled an account",
        Event.ACCOUNT_ENABLE: "Enabled an account",
        Event.PASSWORD_RESET: "Gave an account a new password",
        Event.ACCESS: "Access",
        Event.CASE_VIEW: "Viewed cases",
        Event.EXPORT: "Exported",
        Event.IMPORT_CHECK: "Checked a register",
        Event.IMPORT_LOAD: "Loaded a register",
        Event.SETTING_CHANGE: "Changed a setting",
        Event.ANNOTATION_ADD: "Noted an event",
        Event.ANNOTATION_WITHDRAW: "Withdrew an event",
        Event.TARGET_SET: "Set a target",
        Event.THRESHOLD_SET: "Set a threshold",
        Event.CASE_LINK_SET: "Set the link to the case system",
        Event.ALERT_SET: "Set an alert",
        Event.ALERT_END: "Ended an alert",
        Event.BRIEFING_SET: "Scheduled a briefing",
        Event.BRIEFING_END: "Ended a briefing",
        Event.MAIL_SEND: "Sent a mail",
        Event.VIEW_SAVE: "Saved a view",
        Event.VIEW_RENAME: "Renamed a saved view",
        Event.VIEW_FORGET: "Forgot a saved view",
        Event.VIEW_OPEN: "Opened a saved view",
        Event.RELEASE_DRAFT: "Drafted a release",
        Event.RELEASE_CHECK: "Checked a release",
        Event.RELEASE_APPROVE: "Approved a release",
        Event.RELEASE_EMBARGO: "Set an embargo",
        Event.RELEASE_OUT: "Released before the embargo ended",
        Event.RELEASE_CORRECT: "Drafted a correction",
        Event.RELEASE_WITHDRAW: "Withdrew a release",
    }
)
# Said only where it is not as it should be: "done" under every line would hide the two that were not.
OUTCOMES: Mapping[str, str] = MappingProxyType(
    {Outcome.DONE: "Done", Outcome.REFUSED: "Refused", Outcome.FAILED: "Failed"}
)
GROUPS: Mapping[str, tuple[Event, ...]] = MappingProxyType(
    {
        "Signing in and out": (Event.SIGN_IN, Event.SIGN_OUT, Event.SESSION_END),
        "Passwords and second steps": (
            Event.PASSWORD_CHANGE,
            Event.PASSWORD_RESET,
            Event.SECOND_FACTOR_SET,
            Event.SECOND_FACTOR_REMOVE,
            Event.RECOVERY_CODE_USE,
        ),
        "Accounts": (Event.ACCOUNT_ADD, Event.ACCOUNT_CHANGE, Event.ACCOUNT_DISABLE, Event.ACCOUNT_ENABLE),
        "Cases": (Event.CASE_VIEW,),
        "Exports": (Event.EXPORT,),
        "Imports": (Event.IMPORT_CHECK, Event.IMPORT_LOAD),
        "Access and the audit itself": (Event.ACCESS,),
        "Settings": (Event.SETTING_CHANGE,),
        "Events and targets": (Event.ANNOTATION_ADD, Event.ANNOTATION_WITHDRAW, Event.TARGET_SET),
        "Caseload settings": (Event.THRESHOLD_SET, Event.CASE_LINK_SET),
        "Alerts and briefings": (
            Event.ALERT_SET,
            Event.ALERT_END,
            Event.BRIEFING_SET,
            Event.BRIEFING_END,
            Event.MAIL_SEND,
        ),
        "Releases": (
            Event.RELEASE_DRAFT,
            Event.RELEASE_CHECK,
            Event.RELEASE_APPROVE,
            Event.RELEASE_EMBARGO,
            Event.RELEASE_OUT,
            Event.RELEASE_CORRECT,
            Event.RELEASE_WITHDRAW,
        ),
        "Saved views": (Event.VIEW_SAVE, Event.VIEW_RENAME, Event.VIEW_FORGET, Event.VIEW_OPEN),
    }
)
EVERYTHING = "the whole audit"
NOTHING = "Nothing was recorded that matches. Search for less, or clear the form."
WHAT_VERIFYING_DOES = (
    "Every entry carries a hash of itself and of the one before it, made with the service's secret. Verifying reads "
    "them all, from the first to the newest, and says where an entry was altered, removed or inserted."
)
VERIFYING = "Reading every entry from the first on"
AROUND = "The entries there"
SHOWN_OF_A_HASH = 12  # enough to compare by eye; the whole one is in the entry
_FAULTS: Mapping[FaultKind, str] = MappingProxyType(
    {
        FaultKind.ALTERED: "Entry {n} was altered: it is not what was recorded, or it was written by somebody else.",
        FaultKind.UNVERIFIABLE: (
            "Entry 1 cannot be verified: either it was altered, or the service's secret is not the one it was "
            "recorded under."
        ),
        FaultKind.MISSING: "Entry {n} is missing: one or more entries were removed there.",
        FaultKind.DOUBLED: "Entry {n} is there twice: an entry was inserted, or the chain was forked.",
        FaultKind.NOT_FOLLOWING: (
            "Entry {n} does not follow the one before it: an entry was replaced, inserted, or the chain was forked."
        ),
        FaultKind.CUT_OFF: "Entry {n} is missing, and all after it: the end of the audit was removed.",
        FaultKind.BEYOND_HEAD: (
            "Entry {n} lies beyond the recorded end: the end was moved back, or an entry was put behind it."
        ),
        FaultKind.HEAD_ALTERED: "The recorded end does not match entry {n}: the end or the entry was replaced.",
        FaultKind.HEAD_LOST: "The row that says where the audit ends was removed; without it every act is refused.",
        FaultKind.ANCHOR_LOST: (
            "The hash kept elsewhere belongs to no entry: the audit was written anew, or an older state was put back."
        ),
    }
)


def event(code: str) -> str:
    """Return what was done; a code that this release does not know is shown as it is."""
    return EVENTS.get(code, code)


def role(code: str) -> str:
    """Return the role somebody acted in."""
    if code == OPERATOR:
        return "On the server"
    return label(Role(code)) if code in set(Role) else code


def exactly(at: datetime) -> str:
    """Return "24 Nov 2026, 14:35:07": seconds tell which of two acts came first."""
    return f"{moments.moment(at)}:{at.second:02d}"


def filters(*, since: date | None, until: date | None, group: str, outcome: str, username: str, text: str) -> str:
    """Return what was asked of the audit, for the reader, the export and the audit itself."""
    phrases = (
        _days(since, until),
        group.lower(),
        outcome.lower(),
        f"by {username}" if username else "",
        f"containing “{text}”" if text else "",
    )
    return ", ".join(filter(None, phrases)) or EVERYTHING


def _days(since: date | None, until: date | None) -> str:
    if since and until:
        return dates.period(since, until)
    if since:
        return f"since {dates.day(since)}"
    return f"up to {dates.day(until)}" if until else ""


def verdict(found: Verdict) -> str:
    """Return what a walk along the chain found, in a sentence or two."""
    if found.fault is None and not found.entries:
        return "The chain is whole: it has no entry yet."
    if found.fault is None:
        size = noun(found.entries, "entry", "entries")
        known = f" The hash kept elsewhere is that of entry {count(found.anchored_at)}." if found.anchored_at else ""
        return f"The chain is whole: {size}, the newest hash begins {found.newest_hash[:SHOWN_OF_A_HASH]}.{known}"
    fault = _FAULTS[found.fault.kind].format(n=count(found.fault.sequence))
    stretch = f" Up to entry {count(found.entries)} the chain is whole." if found.entries else ""
    return f"The chain is broken. {fault}{'' if found.fault.kind is FaultKind.ANCHOR_LOST else stretch}"


def matches(found: int, *, at_most: int, asked: str) -> str:
    """Return how many entries match what was asked."""
    size = f"More than {noun(at_most, 'entry', 'entries')}" if found > at_most else noun(found, "entry", "entries")
    return f"{size[0].upper()}{size[1:]}: {asked}."
