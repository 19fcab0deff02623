"""One case as it is recorded: small frozen records whose fields are called as their columns and hold codes, no words.

A code that is not on its list is unknown; a day or number that cannot be read is None, and so are those not recorded.
"""

from dataclasses import dataclass
from datetime import date, datetime

from data_access.caseload.case_records import (
    Advocacy,
    Assessment,
    Attendance,
    Contact,
    Crime,
    FollowUp,
    Intervention,
    Measure,
    Meeting,
    Wellbeing,
)
from data_access.caseload_vocabulary import Need
from data_access.vocabulary import (
    ClosureOutcome,
    Pathway,
    PerpetratorStatus,
    ReferralReason,
    Relationship,
    Risk,
    StalkingType,
    Status,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The referral itself."""

    referral_id: str
    force_code: str
    area_id: str | None
    referral_datetime: datetime | None
    referring_agency_code: str | None
    referral_reason: ReferralReason
    stalking_type: StalkingType
    relationship: Relationship
    domestic_flag: bool | None
    cyber_flag: bool | None
    child_at_risk_flag: bool | None
    perpetrator_status: PerpetratorStatus
    triage_datetime: datetime | None
    accepted_datetime: datetime | None
    pathway: Pathway
    pathway_datetime: datetime | None
    pathway_reason: str | None
    lead_agency_code: str | None
    multi_agency_assessment_date: date | None
    current_risk: Risk
    status: Status
    closed_date: date | None
    closure_outcome: ClosureOutcome | None
    owner_code: str | None
    next_review_date: date | None
    partner_reply_due_date: date | None
    next_step: str | None

    @property
    def received_on(self) -> date | None:
        """The day of receipt, from which the days of the case are counted."""
        return self.referral_datetime and self.referral_datetime.date()

    @property
    def is_closed(self) -> bool:
        """Whether the case is closed, by its status or by a day of closure."""
        return self.status is Status.CLOSED or self.closed_date is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """As much of another referral as a list of linked ones tells."""

    referral_id: str
    referral_datetime: datetime | None
    current_risk: Risk
    status: Status


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedCase:
    """Another referral of the same scope, and what links it; the hashes themselves never leave the database."""

    mention: Mention
    same_perpetrator: bool
    same_victim: bool
    is_previous: bool
    is_next: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFile:
    """Everything that is shown of one case, as it stood at one moment.

    Attributes
    ----------
    head
        The referral itself.
    owner_left
        Whether its owner no longer works there; None without an owner, or where nobody says.
    needs
        Why it needs action.
    absent
        The tables that this database does not have: what they would say is not available, which is not "none".
    linked, more_linked
        Referrals of the same people, the newest first, and whether there are more than are listed.
    """

    head: Head
    owner_left: bool | None
    needs: tuple[Need, ...]
    absent: frozenset[str]
    linked: tuple[LinkedCase, ...]
    more_linked: bool
    assessments: tuple[Assessment, ...]
    meetings: tuple[Meeting, ...]
    attendances: tuple[Attendance, ...]
    interventions: tuple[Intervention, ...]
    measures: tuple[Measure, ...]
    contacts: tuple[Contact, ...]
    advocacy: tuple[Advocacy, ...]
    crimes: tuple[Crime, ...]
    follow_ups: tuple[FollowUp, ...]
    wellbeing: tuple[Wellbeing, ...]
