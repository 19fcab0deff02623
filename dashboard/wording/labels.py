"""The words for every code a reader can meet; names of forces, areas and agencies come from the reference data."""

from collections.abc import Mapping
from enum import StrEnum

from dashboard.wording.caseload_labels import CASELOAD_LABELS
from dashboard.wording.practice_labels import PRACTICE_LABELS
from dashboard.wording.symbols import NOT_RECORDED
from data_access.vocabulary import (
    AgeBand,
    AgencyGroup,
    AreaType,
    ClosureOutcome,
    LoadKind,
    MentalHealthContact,
    Pathway,
    PerpetratorStatus,
    ReferralReason,
    Relationship,
    Risk,
    Role,
    Sex,
    SiteModel,
    StalkingType,
    Status,
)

_CASE_LABELS: Mapping[type[StrEnum], Mapping[StrEnum, str]] = {
    Risk: {Risk.LOW: "Low", Risk.MEDIUM: "Medium", Risk.HIGH: "High"},
    Pathway: {
        Pathway.TAKEN_ON: "Taken on by the unit",
        Pathway.PARTNER: "Managed with partners",
        Pathway.CONSULT_ONLY: "Consultation only",
        Pathway.NOT_STALKING: "Not stalking",
        Pathway.NOT_ACCEPTED: "Not accepted",
        Pathway.PENDING: "Awaiting decision",
    },
    Status: {
        Status.AWAITING_TRIAGE: "Awaiting triage",
        Status.AWAITING_ASSESSMENT: "Awaiting assessment",
        Status.OPEN: "Open",
        Status.MONITORING: "Monitoring",
        Status.CLOSED: "Closed",
    },
    ReferralReason: {
        ReferralReason.NEW: "New",
        ReferralReason.ESCALATION: "Escalation",
        ReferralReason.REPEAT: "Repeat",
        ReferralReason.CONSULTATION_ONLY: "Consultation only",
    },
    StalkingType: {
        StalkingType.REJECTED: "Rejected",
        StalkingType.RESENTFUL: "Resentful",
        StalkingType.INTIMACY_SEEKING: "Intimacy seeking",
        StalkingType.INCOMPETENT_SUITOR: "Incompetent suitor",
        StalkingType.PREDATORY: "Predatory",
    },
    Relationship: {
        Relationship.EX_INTIMATE: "Former partner",
        Relationship.CURRENT_PARTNER: "Current partner",
        Relationship.FAMILY: "Family",
        Relationship.FRIEND_ACQUAINTANCE: "Friend or acquaintance",
        Relationship.COLLEAGUE: "Colleague",
        Relationship.NEIGHBOUR: "Neighbour",
        Relationship.PROFESSIONAL: "Professional contact",
        Relationship.STRANGER_PRIVATE: "Stranger, private person",
        Relationship.STRANGER_PUBLIC: "Stranger, public figure",
    },
    PerpetratorStatus: {
        PerpetratorStatus.SUSPECT: "Suspect",
        PerpetratorStatus.ON_BAIL: "On bail",
        PerpetratorStatus.CHARGED: "Charged",
        PerpetratorStatus.CONVICTED: "Convicted",
        PerpetratorStatus.ON_LICENCE: "On licence",
        PerpetratorStatus.IN_CUSTODY: "In custody",
        PerpetratorStatus.HOSPITAL: "In hospital",
    },
    Sex: {Sex.FEMALE: "Female", Sex.MALE: "Male", Sex.OTHER: "Other"},
    AgeBand: {
        AgeBand.UNDER_18: "Under 18",
        AgeBand.FROM_18: "18 to 24",
        AgeBand.FROM_25: "25 to 34",
        AgeBand.FROM_35: "35 to 44",
        AgeBand.FROM_45: "45 to 54",
        AgeBand.FROM_55: "55 to 64",
        AgeBand.FROM_65: "65 and over",
    },
    MentalHealthContact: {
        MentalHealthContact.NONE: "No contact",
        MentalHealthContact.CURRENT: "Current contact",
        MentalHealthContact.PAST: "Past contact",
    },
    ClosureOutcome: {
        ClosureOutcome.RISK_REDUCED: "Risk reduced",
        ClosureOutcome.BEHAVIOUR_CEASED: "Behaviour ceased",
        ClosureOutcome.CONVICTED_MANAGED_ELSEWHERE: "Convicted and managed elsewhere",
        ClosureOutcome.IN_CUSTODY: "In custody",
        ClosureOutcome.TRANSFERRED_MAPPA: "Transferred to public protection arrangements (MAPPA)",
        ClosureOutcome.TRANSFERRED_HEALTH: "Transferred to health",
        ClosureOutcome.TRANSFERRED_OTHER_FORCE: "Transferred to another force",
        ClosureOutcome.NFA_EVIDENTIAL: "No further action, evidential",
        ClosureOutcome.VICTIM_WITHDREW: "Victim withdrew",
        ClosureOutcome.NO_STALKING_IDENTIFIED: "No stalking identified",
        ClosureOutcome.PERPETRATOR_DIED_OR_MOVED: "Perpetrator died or moved away",
        ClosureOutcome.OTHER: "Other",
    },
    SiteModel: {
        SiteModel.INTEGRATED_UNIT: "Integrated unit",
        SiteModel.CLINIC_PANEL: "Clinic and panel",
        SiteModel.THREAT_CENTRE: "Threat assessment centre",
        SiteModel.NONE: "No unit",
    },
    AreaType: {
        AreaType.LPU: "Local policing unit",
        AreaType.DISTRICT: "District",
        AreaType.BCU: "Basic command unit",
        AreaType.BOROUGH: "Borough",
    },
    AgencyGroup: {
        AgencyGroup.POLICE: "Police",
        AgencyGroup.CRIMINAL_JUSTICE: "Criminal justice",
        AgencyGroup.HEALTH: "Health",
        AgencyGroup.VICTIM_SERVICES: "Victim services",
        AgencyGroup.LOCAL_AUTHORITY: "Local authority",
        AgencyGroup.EDUCATION: "Education",
        AgencyGroup.MULTI_AGENCY: "Multi-agency",
        AgencyGroup.SELF: "Self or family",
        AgencyGroup.OTHER: "Other",
    },
    LoadKind: {
        LoadKind.DEMONSTRATION: "Demonstration data",
        LoadKind.IMPORT: "Import",
        LoadKind.EXTERNAL: "External system",
    },
    Role: {
        Role.COMMISSIONER: "Commissioner",
        Role.MANAGER: "Unit manager",
        Role.PRESS_OFFICER: "Press officer",
        Role.ADMINISTRATOR: "Administrator",
    },
}

LABELS: Mapping[type[StrEnum], Mapping[StrEnum, str]] = {**_CASE_LABELS, **PRACTICE_LABELS, **CASELOAD_LABELS}


def label(code: StrEnum) -> str:
    """Return the words for one code; every list's UNKNOWN reads "Not recorded"."""
    if code.name == "UNKNOWN":
        return NOT_RECORDED.capitalize()
    return LABELS[type(code)][code]


def risk_in_words(code: StrEnum) -> str:
    """Return a level of risk as it stands in a sentence: "high risk", "risk not recorded"."""
    return f"risk {NOT_RECORDED}" if code is Risk.UNKNOWN else f"{label(code).lower()} risk"
