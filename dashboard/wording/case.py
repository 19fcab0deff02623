"""The words of the page of one case: its head, its milestones, the referrals linked to it, and what is said of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from dashboard.wording import cases, dates, numbers
from dashboard.wording.case_timeline import since_receipt
from dashboard.wording.happenings import told_code
from dashboard.wording.labels import label, risk_in_words
from dashboard.wording.symbols import NOT_RECORDED
from data_access.caseload.case_file import CaseFile, Head, LinkedCase
from data_access.vocabulary import Pathway

NONE_ASKED = "No case was asked for. Open one by its reference in a list of cases."
ALL_CASES, WHERE_YOU_ARE = "Caseload", "Where you are"
TIMELINE, LINKED, MILESTONES = "Timeline", "Linked referrals", "Milestones"
NEWEST_FIRST, OLDEST_FIRST = "Newest first", "Oldest first"
RECEIVED = "Received"
UNDATED = "Day not recorded"
NO_LINKS = "No other referral of the same perpetrator or victim is among yours."
LINKS_HEADINGS = ("Reference", "Received", "Link", "Risk", "Stage")
OPEN_ELSEWHERE = "Open in the case system"
FOOT = (
    "Nothing can be changed here: a case is mended in its own system, and follows with the next import.",
    "People are known by pseudonyms only. Referrals in other forces are not looked for.",
    "This viewing is recorded with your name and the reference.",
)
_TABLES = {
    "risk_assessment": "risk assessments",
    "meeting": "meetings",
    "meeting_attendance": "who took part in meetings",
    "contact": "contacts",
    "advocacy": "advocacy",
    "intervention": "interventions",
    "legal_measure": "legal measures",
    "crime_outcome": "crimes and their outcomes",
    "wellbeing": "wellbeing",
    "follow_up": "follow-ups",
    "worker": "workers",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """One of the few steps that every case takes; `on` is None where it has no day, and `stands` says why."""

    name: str
    on: date | None
    stands: str


def risk(head: Head) -> str:
    """Return the level of risk with its shape: "▲ High risk"."""
    words = risk_in_words(head.current_risk)
    return f"{cases.SHAPES[head.current_risk]} {words[:1].upper()}{words[1:]}"


def facts(file: CaseFile, agencies: Mapping[str, str], *, as_at: date) -> list[tuple[str, str]]:
    """Return what a manager asks of a case first, and its answer."""
    head, not_recorded = file.head, NOT_RECORDED.capitalize()
    stage = label(head.status)
    closed = told_code(head.closure_outcome).lower() if head.is_closed else ""
    known = [
        ("Stage", f"{stage}: {closed}" if closed else stage),
        ("Pathway", label(head.pathway)),
        (RECEIVED, _received(head, as_at=as_at)),
        ("Assessment", _assessment(head, as_at=as_at)),
        ("Owner", _owner(file)),
        ("Lead agency", agencies.get(head.lead_agency_code or "", head.lead_agency_code or not_recorded)),
        ("Perpetrator", label(head.perpetrator_status)),
    ]
    if head.is_closed:
        return known
    return [
        *known,
        ("Next step", (head.next_step or "").strip() or not_recorded),
        ("Next review", _due(head.next_review_date, as_at=as_at)),
        ("Partner reply due", _due(head.partner_reply_due_date, as_at=as_at, none="None awaited")),
    ]


def _received(head: Head, *, as_at: date) -> str:
    if head.received_on is None:
        return f"Day {NOT_RECORDED}"
    ago = (as_at - head.received_on).days
    return f"{dates.day(head.received_on)}, {numbers.days(ago)} ago" if ago > 0 else dates.day(head.received_on)


def _assessment(head: Head, *, as_at: date) -> str:
    if head.received_on is None:
        return NOT_RECORDED.capitalize()
    return cases.assessment_of(
        received_on=head.received_on,
        assessed_on=head.multi_agency_assessment_date,
        is_closed=head.is_closed,
        as_at=as_at,
    )


def _owner(file: CaseFile) -> str:
    if not file.head.owner_code:
        return cases.NO_OWNER
    return f"{file.head.owner_code}, who has left" if file.owner_left else file.head.owner_code


def _due(on: date | None, *, as_at: date, none: str = NOT_RECORDED.capitalize()) -> str:
    if on is None:
        return none
    days = (on - as_at).days
    when = "today" if not days else f"in {numbers.days(days)}" if days > 0 else f"{numbers.days(-days)} overdue"
    return f"{dates.day(on)}, {when}"


def milestones(head: Head) -> tuple[Milestone, ...]:
    """Return the steps from receipt to closure; one without a day is still to come or was not recorded."""
    is_decided = head.pathway not in {Pathway.PENDING, Pathway.UNKNOWN}
    missing = {True: f"Day {NOT_RECORDED}", False: "Not yet"}
    steps = (
        (RECEIVED, head.received_on, True),
        ("Triaged", head.triage_datetime and head.triage_datetime.date(), head.is_closed),
        ("Assessed together", head.multi_agency_assessment_date, head.is_closed),
        ("Pathway decided", head.pathway_datetime and head.pathway_datetime.date(), head.is_closed or is_decided),
        ("Closed", head.closed_date, head.is_closed),
    )
    return tuple(
        Milestone(name=name, on=on, stands=_since(name, on, head.received_on) if on else missing[is_past])
        for name, on, is_past in steps
    )


def _since(name: str, on: date, received_on: date | None) -> str:
    return "" if name == RECEIVED else since_receipt(on, received_on)


def ahead(as_at: date) -> str:
    """Return the heading of what is dated after the day the data reach."""
    return f"To come, after {dates.day(as_at)}"


def up_to(as_at: date) -> str:
    """Return the heading of what is dated up to that day, where something comes after it."""
    return f"Up to {dates.day(as_at)}"


def as_at_words(as_at: date) -> str:
    """Return up to when the days of a page are counted."""
    return f"As at {dates.day(as_at)}"


def link_row(linked: LinkedCase) -> tuple[str, ...]:
    """Return one row of the linked referrals."""
    ways = (
        (linked.is_previous, "previous referral"),
        (linked.is_next, "next referral"),
        (linked.same_perpetrator, "same perpetrator"),
        (linked.same_victim, "same victim"),
    )
    how = ", ".join(words for holds, words in ways if holds)
    other = linked.mention
    received = other.referral_datetime
    return (
        other.referral_id,
        dates.day(received.date()) if received else f"Day {NOT_RECORDED}",
        f"{how[:1].upper()}{how[1:]}",
        f"{cases.SHAPES[other.current_risk]} {label(other.current_risk)}",
        label(other.status),
    )


def linked(shown: int, *, is_cut: bool) -> str:
    """Return the caption of the linked referrals."""
    cut = f"; there are more, the {numbers.count(shown)} newest are listed" if is_cut else ""
    return f"Other referrals of the same people among yours, newest first{cut}"


def not_available(absent: Iterable[str]) -> str:
    """Return what this database cannot say of any case: that is not "none"."""
    missing = [words for table, words in _TABLES.items() if table in set(absent)]
    return f"Not available in this database: {', '.join(missing)}." if missing else ""


def nothing_of(file: CaseFile) -> str:
    """Return of what a case has no record, where there could be one."""
    found = {
        "risk_assessment": file.assessments,
        "meeting": file.meetings,
        "contact": file.contacts,
        "advocacy": file.advocacy,
        "intervention": file.interventions,
        "legal_measure": file.measures,
        "crime_outcome": file.crimes,
        "wellbeing": file.wellbeing,
        "follow_up": file.follow_ups,
    }
    none = [_TABLES[table] for table, rows in found.items() if not rows and table not in file.absent]
    return f"No record of: {', '.join(none)}." if none else ""
