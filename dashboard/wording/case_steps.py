"""The steps of a referral itself as happenings: received, triaged, accepted, assessed, decided, closed; what is due."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from dashboard.wording.happenings import Happening, Kind, named, opened_up, telling, told_code
from dashboard.wording.symbols import NOT_RECORDED
from data_access.caseload.case_file import Head
from data_access.vocabulary import Pathway

_UNDECIDED = frozenset({Pathway.PENDING, Pathway.UNKNOWN})


def steps(head: Head, agencies: Mapping[str, str]) -> Iterator[Happening]:
    """Yield what is recorded on the referral itself; a step that was not taken is no happening."""
    yield Happening(kind=Kind.RECEIVED, on=head.received_on, what="Referral received", told=_received(head, agencies))
    for kind, at, what in (
        (Kind.TRIAGE, head.triage_datetime, "Triaged"),
        (Kind.ACCEPTED, head.accepted_datetime, "Accepted"),
    ):
        if at is not None:
            yield Happening(kind=kind, on=at.date(), what=what)
    if head.multi_agency_assessment_date is not None:
        on = head.multi_agency_assessment_date
        yield Happening(kind=Kind.ASSESSMENT, on=on, what="Assessed by the agencies together")
    if head.pathway_datetime is not None or head.pathway not in _UNDECIDED:
        yield _pathway(head, agencies)
    if head.is_closed:
        what = named("Closed", told_code(head.closure_outcome).lower()) or "Closed"
        yield Happening(kind=Kind.CLOSURE, on=head.closed_date, what=what)


def dues(head: Head, *, as_at: date) -> Iterator[Happening]:
    """Yield what an open case has before it; what is overdue by now stands at the head of the page instead."""
    for on, what in (
        (head.next_review_date, "Review due"),
        (head.partner_reply_due_date, "Reply of the partner due"),
    ):
        if on is not None and on > as_at and not head.is_closed:
            yield Happening(kind=Kind.DUE, on=on, what=what)


def _received(head: Head, agencies: Mapping[str, str]) -> tuple[str, ...]:
    flags = (
        (head.domestic_flag, "domestic abuse"),
        (head.cyber_flag, "online"),
        (head.child_at_risk_flag, "child at risk"),
    )
    noted = ", ".join(words for flag, words in flags if flag)
    return telling(
        named("From", agencies.get(head.referring_agency_code or "", head.referring_agency_code)),
        named("Reason", told_code(head.referral_reason).lower()),
        named("Type", told_code(head.stalking_type).lower()),
        named("Relationship", told_code(head.relationship).lower()),
        named("Noted", noted),
    )


def _pathway(head: Head, agencies: Mapping[str, str]) -> Happening:
    decided = told_code(head.pathway) or NOT_RECORDED
    return Happening(
        kind=Kind.PATHWAY,
        on=_day(head.pathway_datetime),
        what=f"Pathway decided: {decided.lower()}",
        told=telling(
            named("Reason", opened_up(head.pathway_reason)),
            named("Lead", agencies.get(head.lead_agency_code or "", head.lead_agency_code)),
        ),
    )


def _day(at: datetime | None) -> date | None:
    return at and at.date()
