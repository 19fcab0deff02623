"""The SQL of facets: from a code to the condition on one row of `referral`, which that of the figures agrees with."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from data_access import schema
from data_access.practice_vocabulary import Contribution, InterventionStatus, LegalDecision
from data_access.support_vocabulary import AdvocacyAnswer, Party
from data_access.vocabulary import Status

Condition = sa.ColumnElement[bool]
NONE = "NONE"  # neither victim nor offender was reached, or nothing is recorded
OFFERED, TAKEN_UP, NOT_RECORDED = "OFFERED", "TAKEN_UP", "NOT_RECORDED"
CLOSED, WAITING = "CLOSED", "WAITING"
NOT_YET = "NOT_YET"  # no outcome of closure is recorded, for the most part because the case is open
# First days of the bands of days from receipt to assessment; the last has no end.
BANDS: Mapping[str, int] = {"D0": 0, "D1": 1, "D8": 8, "D15": 15, "D29": 29, "D57": 57, "D92": 92}
MOST_DAYS = 32_767  # a longer gap from receipt to assessment is an error, read as not assessed
_DAY_S = 86_400

_referral = schema.referral.c
_intervention, _measure = schema.intervention.c, schema.legal_measure.c
_NOT_OFFERED = (InterventionStatus.RECOMMENDED, InterventionStatus.UNKNOWN)
_BEGUN = (InterventionStatus.STARTED, InterventionStatus.COMPLETED, InterventionStatus.DISENGAGED)
_STARTED = sa.or_(_intervention.start_date.is_not(None), _intervention.status.in_(_BEGUN))
_STAGES: Mapping[str, Condition] = {
    "offered": sa.or_(
        _STARTED,
        _intervention.offered_date.is_not(None),
        _intervention.status.in_([each for each in InterventionStatus if each not in _NOT_OFFERED]),
    ),
    "started": _STARTED,
    "completed": _intervention.status == InterventionStatus.COMPLETED,
}
_DECISIONS: Mapping[str, Condition] = {
    "granted": _measure.decision == LegalDecision.GRANTED,
    "breached": _measure.breach_count > 0,
}


def was_closed_with(code: str) -> Condition:
    """Return the condition that a referral was closed with an outcome, or for `NOT_YET` that none is recorded."""
    outcome = _referral.closure_outcome
    return sa.or_(outcome.is_(None), outcome == "") if code == NOT_YET else outcome == code


def has_row(table: sa.Table, column: str, code: str) -> Condition:
    """Return the condition that a table of work done has a row with a code for this referral."""
    return _has(table, table.c[column] == code)


def took_part(code: str) -> Condition:
    """Return the condition that a discipline took part in a meeting up to the assessment."""
    meeting, attendance = schema.meeting.c, schema.meeting_attendance.c
    return sa.exists().where(
        meeting.referral_id == _referral.referral_id,
        meeting.meeting_date <= _referral.multi_agency_assessment_date,
        attendance.meeting_id == meeting.meeting_id,
        attendance.discipline == code,
        attendance.contributed.in_((Contribution.ATTENDED, Contribution.WRITTEN)),
    )


def reached_stage(stage: str, code: str) -> Condition:
    """Return the condition that an intervention of a category was offered, started or completed."""
    return _has(schema.intervention, _intervention.category == code, _STAGES[stage])


def was_decided(decision: str, code: str) -> Condition:
    """Return the condition that a legal measure was granted, or breached at least once."""
    return _has(schema.legal_measure, _measure.measure == code, _DECISIONS[decision])


def was_reached(code: str) -> Condition:
    """Return the condition that victim or offender was reached directly, or for `NONE` that neither was."""
    contact = schema.contact.c
    if code == NONE:
        parties = (Party.VICTIM, Party.PERPETRATOR)
        return ~_has(schema.contact, contact.party.in_(parties), contact.successful.is_(True))
    return _has(schema.contact, contact.party == code, contact.successful.is_(True))


def was_supported(code: str) -> Condition:
    """Return the condition that advocacy was offered, was taken up, or that no answer is recorded."""
    accepted = schema.advocacy.c.accepted
    if code == NOT_RECORDED:
        known = (AdvocacyAnswer.YES, AdvocacyAnswer.NO, AdvocacyAnswer.NOT_OFFERED)
        return ~_has(schema.advocacy, accepted.in_(known))
    answers = (AdvocacyAnswer.YES,) if code == TAKEN_UP else (AdvocacyAnswer.YES, AdvocacyAnswer.NO)
    return _has(schema.advocacy, accepted.in_(answers))


def was_repeated(code: str) -> Condition:
    """Return the condition that a look back so many months after closure found new stalking."""
    look = schema.follow_up.c
    new = sa.or_(look.new_stalking_same_victim.is_(True), look.new_stalking_other_victim.is_(True))
    return _has(schema.follow_up, look.months == int(code), look.followed_up.is_(True), new)


def has_waited(code: str) -> Condition:
    """Return the condition that a wait ended with an assessment in a band of days, with closure, or goes on."""
    closed_on, status = _referral.closed_date, _referral.status
    gap, is_assessed = _days_to(_referral.multi_agency_assessment_date), _is_assessed()
    if code == WAITING:
        return sa.and_(~is_assessed, closed_on.is_(None), status != Status.CLOSED)
    if code == CLOSED:
        return sa.and_(~is_assessed, closed_on.is_not(None), _days_to(closed_on) >= 0)
    first, after = band(code)
    return sa.and_(is_assessed, gap >= first, gap < after)


def band(code: str) -> tuple[int, int]:
    """Return the first day of a band, and the first day after it."""
    ends = [*list(BANDS.values())[1:], MOST_DAYS + 1]
    return BANDS[code], ends[list(BANDS).index(code)]


def _is_assessed() -> Condition:
    day = _referral.multi_agency_assessment_date
    gap = _days_to(day)
    return sa.and_(day.is_not(None), gap >= 0, gap <= MOST_DAYS)


def _days_to(day: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
    """Return the civil days from receipt to a day, by way of the seconds that both databases count."""
    received = sa.func.date(_referral.referral_datetime, type_=sa.Date)
    return (sa.extract("epoch", day) - sa.extract("epoch", received)) / _DAY_S


def _has(table: sa.Table, *conditions: Condition) -> Condition:
    return sa.exists().where(table.c.referral_id == _referral.referral_id, *conditions)
