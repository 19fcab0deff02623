"""The unit's code lists as ordered enumerations: codes and order, no labels (labels live in `dashboard.wording`).

Source of every list: the data dictionary, `docs/dictionary.md`. `UNKNOWN` means that the record does not say.
"""

from enum import StrEnum


class Risk(StrEnum):
    """Harmonised level of risk, lowest first; drill-down axis."""

    LOW = "LOW"
    MEDIUM = "MEDIUM"
    HIGH = "HIGH"
    UNKNOWN = "UNK"


class Pathway(StrEnum):
    """What was decided about a referral."""

    TAKEN_ON = "MANAGED_UNIT"
    PARTNER = "PARTNER_MANAGED"
    CONSULT_ONLY = "CONSULT_ONLY"
    NOT_STALKING = "NOT_STALKING"
    NOT_ACCEPTED = "NOT_ACCEPTED"
    PENDING = "PENDING"
    UNKNOWN = "UNK"


class Status(StrEnum):
    """Where a referral stands today."""

    AWAITING_TRIAGE = "AWAITING_TRIAGE"
    AWAITING_ASSESSMENT = "AWAITING_ASSESSMENT"
    OPEN = "OPEN"
    MONITORING = "MONITORING"
    CLOSED = "CLOSED"
    UNKNOWN = "UNK"


class ReferralReason(StrEnum):
    """Why the referral was made."""

    NEW = "NEW"
    ESCALATION = "ESCALATION"
    REPEAT = "REPEAT"
    CONSULTATION_ONLY = "CONSULTATION_ONLY"
    UNKNOWN = "UNK"


class StalkingType(StrEnum):
    """Typology of Mullen, Pathé and Purcell."""

    REJECTED = "REJECTED"
    RESENTFUL = "RESENTFUL"
    INTIMACY_SEEKING = "INTIMACY_SEEKING"
    INCOMPETENT_SUITOR = "INCOMPETENT_SUITOR"
    PREDATORY = "PREDATORY"
    UNKNOWN = "UNK"


class Relationship(StrEnum):
    """Earlier relationship of perpetrator and victim."""

    EX_INTIMATE = "EX_INTIMATE"
    CURRENT_PARTNER = "CURRENT_PARTNER"
    FAMILY = "FAMILY"
    FRIEND_ACQUAINTANCE = "FRIEND_ACQUAINTANCE"
    COLLEAGUE = "COLLEAGUE"
    NEIGHBOUR = "NEIGHBOUR"
    PROFESSIONAL = "PROFESSIONAL"
    STRANGER_PRIVATE = "STRANGER_PRIVATE"
    STRANGER_PUBLIC = "STRANGER_PUBLIC"
    UNKNOWN = "UNK"


class PerpetratorStatus(StrEnum):
    """Where the perpetrator stands with the justice and health systems."""

    SUSPECT = "SUSPECT"
    ON_BAIL = "ON_BAIL"
    CHARGED = "CHARGED"
    CONVICTED = "CONVICTED"
    ON_LICENCE = "ON_LICENCE"
    IN_CUSTODY = "IN_CUSTODY"
    HOSPITAL = "HOSPITAL"
    UNKNOWN = "UNK"


class Sex(StrEnum):
    """Sex as recorded."""

    FEMALE = "F"
    MALE = "M"
    OTHER = "OTHER"
    UNKNOWN = "UNK"


class AgeBand(StrEnum):
    """Ten-year age bands from 18, youngest first."""

    UNDER_18 = "UNDER_18"
    FROM_18 = "18_24"
    FROM_25 = "25_34"
    FROM_35 = "35_44"
    FROM_45 = "45_54"
    FROM_55 = "55_64"
    FROM_65 = "65_PLUS"
    UNKNOWN = "UNK"


class MentalHealthContact(StrEnum):
    """Contact of the perpetrator with mental-health services."""

    NONE = "NONE"
    CURRENT = "CURRENT"
    PAST = "PAST"
    UNKNOWN = "UNK"


class ClosureOutcome(StrEnum):
    """Why a referral was closed."""

    RISK_REDUCED = "RISK_REDUCED"
    BEHAVIOUR_CEASED = "BEHAVIOUR_CEASED"
    CONVICTED_MANAGED_ELSEWHERE = "CONVICTED_MANAGED_ELSEWHERE"
    IN_CUSTODY = "IN_CUSTODY"
    TRANSFERRED_MAPPA = "TRANSFERRED_MAPPA"
    TRANSFERRED_HEALTH = "TRANSFERRED_HEALTH"
    TRANSFERRED_OTHER_FORCE = "TRANSFERRED_OTHER_FORCE"
    NFA_EVIDENTIAL = "NFA_EVIDENTIAL"
    VICTIM_WITHDREW = "VICTIM_WITHDREW"
    NO_STALKING_IDENTIFIED = "NO_STALKING_IDENTIFIED"
    PERPETRATOR_DIED_OR_MOVED = "PERPETRATOR_DIED_OR_MOVED"
    OTHER = "OTHER"
    UNKNOWN = "UNK"


class SiteModel(StrEnum):
    """How a force's unit works."""

    INTEGRATED_UNIT = "INTEGRATED_UNIT"
    CLINIC_PANEL = "CLINIC_PANEL"
    THREAT_CENTRE = "THREAT_CENTRE"
    NONE = "NONE"
    UNKNOWN = "UNK"


class AreaType(StrEnum):
    """Kind of area inside a force."""

    LPU = "LPU"
    DISTRICT = "DISTRICT"
    BCU = "BCU"
    BOROUGH = "BOROUGH"
    UNKNOWN = "UNK"


class AgencyGroup(StrEnum):
    """Family of agencies."""

    POLICE = "POLICE"
    CRIMINAL_JUSTICE = "CRIMINAL_JUSTICE"
    HEALTH = "HEALTH"
    VICTIM_SERVICES = "VICTIM_SERVICES"
    LOCAL_AUTHORITY = "LOCAL_AUTHORITY"
    EDUCATION = "EDUCATION"
    MULTI_AGENCY = "MULTI_AGENCY"
    SELF = "SELF"
    OTHER = "OTHER"
    UNKNOWN = "UNK"


class LoadKind(StrEnum):
    """How rows came into the case database."""

    DEMONSTRATION = "DEMONSTRATION"
    IMPORT = "IMPORT"
    EXTERNAL = "EXTERNAL"


class Role(StrEnum):
    """What a user of the dashboard is here to do."""

    COMMISSIONER = "COMMISSIONER"
    MANAGER = "MANAGER"
    PRESS_OFFICER = "PRESS_OFFICER"
    ADMINISTRATOR = "ADMINISTRATOR"
