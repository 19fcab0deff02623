"""The work done on a case as happenings: assessments, meetings, contacts, advocacy, interventions, wellbeing."""

from collections.abc import Iterable, Iterator, Mapping

from dashboard.wording import numbers
from dashboard.wording.happenings import Happening, Kind, named, opened_up, telling, told_code
from dashboard.wording.labels import label, risk_in_words
from dashboard.wording.symbols import NOT_RECORDED
from data_access.caseload.case_file import CaseFile
from data_access.caseload.case_records import (
    Advocacy,
    Assessment,
    Attendance,
    Contact,
    Intervention,
    Meeting,
    Wellbeing,
)
from data_access.practice_vocabulary import Contribution, InterventionStatus, MeetingType, Tool
from data_access.support_vocabulary import AdvocacyAnswer

Agencies = Mapping[str, str]
# How an intervention can come to its end, and how far one got that was never begun.
_ENDINGS = (InterventionStatus.COMPLETED, InterventionStatus.DISENGAGED, InterventionStatus.WITHDRAWN)
_TOOK_PART = (Contribution.ATTENDED, Contribution.WRITTEN, Contribution.APOLOGIES, Contribution.UNKNOWN)
_CALLED_BY_PURPOSE = frozenset({MeetingType.REVIEW, MeetingType.CLOSURE, MeetingType.UNKNOWN})
_QUESTIONS = 11  # of the S-DASH


def work(file: CaseFile, agencies: Agencies) -> Iterator[Happening]:
    """Yield all that was done on a case."""
    yield from map(assessed, file.assessments)
    for meeting in file.meetings:
        yield met(meeting, [each for each in file.attendances if each.meeting_id == meeting.meeting_id])
    for contact in file.contacts:
        yield contacted(contact, agencies)
    for advocacy in file.advocacy:
        yield from supported(advocacy)
    for intervention in file.interventions:
        yield from intervened(intervention, agencies)
    yield from map(asked, file.wellbeing)


def assessed(record: Assessment) -> Happening:
    """Return one risk assessment: "Medium risk: Stalking Risk Profile (SRP)"."""
    domains = (
        ("violence", record.srp_violence),
        ("imminent violence", record.srp_imminent_violence),
        ("persistence", record.srp_persistence),
        ("recurrence", record.srp_recurrence),
        ("psychosocial", record.srp_psychosocial),
    )
    profile = ", ".join(f"{name} {told_code(found).lower()}" for name, found in domains if told_code(found))
    answers = f"{record.yes_count} of {_QUESTIONS}" if record.yes_count is not None else ""
    tool = f"tool {NOT_RECORDED}" if record.tool is Tool.UNKNOWN else label(record.tool)
    is_count = record.tool is Tool.S_DASH and bool(answers)  # its level as recorded is the same count once more
    return Happening(
        kind=Kind.ASSESSMENT,
        on=record.assessed_at and record.assessed_at.date(),
        what=f"{_capital(risk_in_words(record.harmonised_level))}: {tool}",
        told=telling(
            told_code(record.occasion),
            "" if is_count else named("Recorded as", opened_up(record.raw_level).lower()),
            named("Answered yes", answers),
            named("By", told_code(record.assessor_discipline).lower()),
            named("Profile", profile),
        ),
    )


def _capital(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"


def met(record: Meeting, took_part: Iterable[Attendance]) -> Happening:
    """Return one meeting, and how each discipline contributed."""
    there = tuple(took_part)
    parts = (named(_contribution(how), _disciplines(there, how)) for how in _TOOK_PART)
    return Happening(
        kind=Kind.MEETING,
        on=record.meeting_date,
        what=_meeting(record.meeting_type),
        told=telling(
            named("Decided", told_code(record.decision).lower()),
            *parts,
            "" if there else f"Who took part is {NOT_RECORDED}",
            "No minutes held" if record.minutes_held is False else "",
        ),
    )


def _meeting(kind: MeetingType) -> str:
    words = told_code(kind)
    return f"{words} meeting".strip().capitalize() if kind in _CALLED_BY_PURPOSE else words


def _contribution(how: Contribution) -> str:
    return f"Part {NOT_RECORDED}" if how is Contribution.UNKNOWN else label(how)


def _disciplines(there: Iterable[Attendance], how: Contribution) -> str:
    return ", ".join(dict.fromkeys(label(each.discipline).lower() for each in there if each.contributed is how))


def contacted(record: Contact, agencies: Agencies) -> Happening:
    """Return one contact: "Victim reached by phone", "Victim not reached by phone"."""
    party = told_code(record.party) or f"Party {NOT_RECORDED}"
    how = told_code(record.mode).lower()
    reached = {True: "reached", False: "not reached", None: f"contacted, success {NOT_RECORDED}"}[record.successful]
    return Happening(
        kind=Kind.CONTACT,
        on=record.contact_at and record.contact_at.date(),
        what=f"{party} {reached} {how}".strip(),
        told=telling(named("By", agencies.get(record.by_agency_code or "", record.by_agency_code))),
    )


def supported(record: Advocacy) -> Iterator[Happening]:
    """Yield an offer of advocacy and what followed it."""
    refused = record.accepted is AdvocacyAnswer.NOT_OFFERED
    answer = named("Answer", told_code(record.accepted).lower()) or f"Answer {NOT_RECORDED}"
    yield Happening(
        kind=Kind.ADVOCACY,
        on=record.offered_date,
        what="Advocacy not offered" if refused else "Advocacy offered",
        told=() if refused else telling(told_code(record.service), answer),
    )
    for on, what in (
        (record.needs_assessment_date, "Needs of the victim assessed"),
        (record.safety_plan_date, "Safety plan made"),
        (record.end_date, "Advocacy ended"),
    ):
        if on is not None:
            yield Happening(kind=Kind.ADVOCACY, on=on, what=what)


def intervened(record: Intervention, agencies: Agencies) -> Iterator[Happening]:
    """Yield the offer, the beginning and the end of an intervention, as far as it got; the last says how it stands."""
    name = told_code(record.type) or told_code(record.category) or "Intervention"
    stands = told_code(record.status).lower()
    whose = telling(
        named("For", told_code(record.subject).lower()),
        named("By", agencies.get(record.provider_agency_code or "", record.provider_agency_code)),
    )
    first = "recommended" if record.status is InterventionStatus.RECOMMENDED else "offered"
    ending = stands if record.status in _ENDINGS else "ended"
    dated = [
        (on, does)
        for on, does in ((record.offered_date, first), (record.start_date, "started"), (record.end_date, ending))
        if on is not None
    ]
    for place, (on, does) in enumerate(dated):
        is_last = place == len(dated) - 1
        told = (*whose, *(_standing(record, said=does) if is_last else ()))
        yield Happening(kind=Kind.INTERVENTION, on=on, what=f"{name}: {does}", told=told)
    if not dated:
        told = (*whose, *_sessions(record))
        yield Happening(kind=Kind.INTERVENTION, on=None, what=f"{name}: {stands or NOT_RECORDED}", told=told)


def _standing(record: Intervention, *, said: str) -> tuple[str, ...]:
    stands = told_code(record.status).lower()
    return (*telling(named("Now", stands if stands != said else "")), *_sessions(record))


def _sessions(record: Intervention) -> tuple[str, ...]:
    planned, attended = record.sessions_planned, record.sessions_attended
    if attended is None:
        return () if planned is None else (f"{numbers.noun(planned, 'session')} planned",)
    of_planned = "" if planned is None else f" of {numbers.count(planned)}"
    return (f"{numbers.count(attended)}{of_planned} sessions attended",)


def asked(record: Wellbeing) -> Happening:
    """Return one score: "CORE-10: 21, of 0 to 40"."""
    valid = None not in {record.lowest_valid, record.highest_valid}
    scale = f", of {record.lowest_valid} to {record.highest_valid}" if valid else ""
    score = NOT_RECORDED if record.score is None else str(record.score)
    return Happening(
        kind=Kind.WELLBEING,
        on=record.measured_on,
        what=f"{told_code(record.measure) or 'Wellbeing'}: {score}{scale}",
        told=telling(told_code(record.occasion), named("Of", told_code(record.subject).lower())),
    )
