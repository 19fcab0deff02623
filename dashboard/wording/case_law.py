"""What the law did in a case, and what was found later, as happenings: measures, breaches, crimes, follow-ups."""

from collections.abc import Iterator
from datetime import date

from dashboard.wording import dates, numbers
from dashboard.wording.happenings import Happening, Kind, named, telling, told_code
from dashboard.wording.symbols import NOT_RECORDED
from data_access.caseload.case_file import CaseFile
from data_access.caseload.case_records import Crime, FollowUp, Measure
from data_access.practice_vocabulary import LegalDecision, LegalMeasure
from data_access.support_vocabulary import CrimeOutcomeGroup

# What is applied for and then decided; the others happen.
_ORDERS = frozenset(
    {
        LegalMeasure.SPO_INTERIM,
        LegalMeasure.SPO_FULL,
        LegalMeasure.RESTRAINING_ORDER,
        LegalMeasure.NON_MOLESTATION_ORDER,
        LegalMeasure.DVPO_DAPO,
    }
)
_UNDECIDED = frozenset({LegalDecision.PENDING, LegalDecision.UNKNOWN})
_NO_OUTCOME = frozenset({CrimeOutcomeGroup.NOT_YET_ASSIGNED, CrimeOutcomeGroup.UNKNOWN})


def law(file: CaseFile, *, as_at: date) -> Iterator[Happening]:
    """Yield all that the law did in a case, and what was found when somebody looked back."""
    for measure in file.measures:
        yield from applied(measure, as_at=as_at)
    for crime in file.crimes:
        yield from recorded(crime)
    yield from map(followed, file.follow_ups)


def applied(record: Measure, *, as_at: date) -> Iterator[Happening]:
    """Yield the application, decision, breaches and expiry of one measure."""
    name = told_code(record.measure) or "Legal measure"
    is_order = record.measure in _ORDERS
    runs = telling(
        named("Until", dates.day(record.expiry_date) if record.expiry_date else ""),
        "With electronic tag" if record.electronic_tag else "",
    )
    is_decided = record.decision not in _UNDECIDED
    pending = "Decision pending" if record.decision is LegalDecision.PENDING else ""
    told = telling(pending, *(() if is_decided and is_order else runs))
    yield _legal(record.applied_date, f"{name}: applied for" if is_order else name, told)
    if record.decision_date is not None or (is_decided and is_order):
        decided = told_code(record.decision).lower() or f"decision {NOT_RECORDED}"
        if is_order or record.decision_date != record.applied_date:
            yield _legal(record.decision_date, f"{name}: {decided}", runs)
    yield from _breaches(record, name)
    if record.expiry_date is not None:
        does = "expires" if record.expiry_date > as_at else "expired"
        yield _legal(record.expiry_date, f"{name}: {does}")


def _breaches(record: Measure, name: str) -> Iterator[Happening]:
    """Yield each breach with its day, and those without one together."""
    written = [text.strip() for text in (record.breach_dates or "").split(";") if text.strip()]
    days = [_day(text) for text in written]
    for on in days:
        if on is not None:
            yield _legal(on, f"{name}: breached")
    undated = max(record.breach_count or 0, len(days)) - sum(on is not None for on in days)
    if undated > 0:
        yield _legal(None, f"{name}: {numbers.noun(undated, 'breach', 'breaches')}")


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _legal(on: date | None, what: str, told: tuple[str, ...] = ()) -> Happening:
    return Happening(kind=Kind.LEGAL, on=on, what=what, told=told)


def recorded(record: Crime) -> Iterator[Happening]:
    """Yield one crime and its outcome."""
    offence = told_code(record.offence_code).lower() or f"offence {NOT_RECORDED}"
    has_outcome = record.outcome_group not in _NO_OUTCOME
    waits = () if has_outcome or record.outcome_date else ("No outcome yet",)
    yield Happening(kind=Kind.CRIME, on=record.recorded_date, what=f"Crime recorded: {offence}", told=waits)
    if has_outcome or record.outcome_date is not None:
        outcome = told_code(record.outcome_group).lower() or NOT_RECORDED
        yield Happening(
            kind=Kind.CRIME, on=record.outcome_date, what=f"Outcome of the crime: {outcome}", told=(f"Of {offence}",)
        )


def followed(record: FollowUp) -> Happening:
    """Return one look back; the record has no day of it."""
    after = f"after {numbers.noun(record.months, 'month')}" if record.months else f"after a time {NOT_RECORDED}"
    found = [
        words
        for said, words in (
            (record.new_stalking_same_victim, "the same victim stalked again"),
            (record.new_stalking_other_victim, "another victim stalked"),
            (record.other_offence, "another offence"),
            (record.re_referred, "referred again"),
        )
        if said
    ]
    answers = {record.new_stalking_same_victim, record.new_stalking_other_victim, record.other_offence}
    if not record.followed_up:
        did = "Not followed up" if record.followed_up is False else f"Whether followed up is {NOT_RECORDED},"
        return Happening(kind=Kind.FOLLOW_UP, on=None, what=f"{did} {after}")
    nothing = "nothing new found" if answers == {False} else "nothing new found, not all of it recorded"
    return Happening(
        kind=Kind.FOLLOW_UP,
        on=None,
        what=f"Followed up {after}: {', '.join(found) or nothing}",
        told=telling(named("Source", told_code(record.source))),
    )
