"""What was done on one case and came of it, a record for each row, as `data_access.caseload.case_file` has them."""

from dataclasses import dataclass
from datetime import date, datetime

from data_access.practice_vocabulary import (
    AssessmentOccasion,
    Contribution,
    Discipline,
    InterventionCategory,
    InterventionStatus,
    InterventionType,
    LegalDecision,
    LegalMeasure,
    MeetingType,
    SrpLevel,
    Subject,
    Tool,
)
from data_access.support_vocabulary import (
    AdvocacyAnswer,
    AdvocacyService,
    ContactMode,
    CrimeOutcomeGroup,
    FollowUpSource,
    OffenceCode,
    Party,
    WellbeingMeasure,
    WellbeingOccasion,
)
from data_access.vocabulary import Pathway, Risk


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """One risk assessment."""

    assessment_id: str
    assessed_at: datetime | None
    tool: Tool
    occasion: AssessmentOccasion
    raw_level: str | None
    harmonised_level: Risk
    srp_violence: SrpLevel | None
    srp_imminent_violence: SrpLevel | None
    srp_persistence: SrpLevel | None
    srp_recurrence: SrpLevel | None
    srp_psychosocial: SrpLevel | None
    assessor_discipline: Discipline
    yes_count: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance:
    """One agency and discipline at a meeting."""

    meeting_id: str
    agency_code: str | None
    discipline: Discipline
    contributed: Contribution


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """One meeting about the case."""

    meeting_id: str
    meeting_date: date | None
    meeting_type: MeetingType
    decision: Pathway | None
    minutes_held: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Intervention:
    """One piece of advice or intervention."""

    intervention_id: str
    category: InterventionCategory
    type: InterventionType
    provider_agency_code: str | None
    subject: Subject
    offered_date: date | None
    start_date: date | None
    end_date: date | None
    status: InterventionStatus
    sessions_planned: int | None
    sessions_attended: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One order, arrest, charge or sentence."""

    measure_id: str
    measure: LegalMeasure
    applied_date: date | None
    decision_date: date | None
    decision: LegalDecision
    expiry_date: date | None
    electronic_tag: bool | None
    breach_count: int | None
    breach_dates: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """One direct contact."""

    contact_id: str
    contact_at: datetime | None
    party: Party
    mode: ContactMode
    by_agency_code: str | None
    successful: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Advocacy:
    """One offer of one-to-one support to the victim."""

    advocacy_id: str
    offered_date: date | None
    accepted: AdvocacyAnswer
    service: AdvocacyService
    needs_assessment_date: date | None
    safety_plan_date: date | None
    end_date: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Crime:
    """One recorded crime."""

    crime_outcome_id: str
    offence_code: OffenceCode
    recorded_date: date | None
    outcome_group: CrimeOutcomeGroup
    outcome_date: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """One look back after some months; the record has no day of it."""

    months: int | None
    followed_up: bool | None
    new_stalking_same_victim: bool | None
    new_stalking_other_victim: bool | None
    other_offence: bool | None
    re_referred: bool | None
    source: FollowUpSource


@dataclass(frozen=True, slots=True, kw_only=True)
class Wellbeing:
    """One score of a questionnaire or scale."""

    wellbeing_id: str
    measure: WellbeingMeasure
    subject: Subject
    occasion: WellbeingOccasion
    measured_on: date | None
    score: int | None
    lowest_valid: int | None
    highest_valid: int | None
