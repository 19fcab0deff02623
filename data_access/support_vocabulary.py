"""Code lists of contact, advocacy and what came of a case: crime outcome, follow-up, wellbeing."""

from enum import StrEnum


class Party(StrEnum):
    """Who was contacted."""

    VICTIM = "VICTIM"
    PERPETRATOR = "PERPETRATOR"
    PROFESSIONAL = "PROFESSIONAL"
    UNKNOWN = "UNK"


class ContactMode(StrEnum):
    """How a party was contacted."""

    IN_PERSON = "IN_PERSON"
    PHONE = "PHONE"
    VIDEO = "VIDEO"
    WRITTEN = "WRITTEN"
    UNKNOWN = "UNK"


class AdvocacyAnswer(StrEnum):
    """Whether advocacy was taken up."""

    YES = "YES"
    NO = "NO"
    NOT_OFFERED = "NOT_OFFERED"
    UNKNOWN = "UNK"


class AdvocacyService(StrEnum):
    """Who gives the one-to-one support."""

    ISAC = "ISAC"
    IDVA = "IDVA"
    VICTIM_SUPPORT = "VICTIM_SUPPORT"
    HELPLINE = "HELPLINE"
    OTHER = "OTHER"
    UNKNOWN = "UNK"


class OffenceCode(StrEnum):
    """Home Office offence code; 8Q is the stalking classification."""

    STALKING_2A = "195/12"
    STALKING_4A_VIOLENCE = "8/65"
    STALKING_4A_DISTRESS = "8/66"
    STALKING_OTHER = "8Q-other"
    HARASSMENT = "HARASSMENT"
    MAL_COMMS = "MAL_COMMS"
    OTHER = "OTHER"
    UNKNOWN = "UNK"


class CrimeOutcomeGroup(StrEnum):
    """Home Office crime outcome group."""

    CHARGED = "CHARGED"
    OUT_OF_COURT_FORMAL = "OUT_OF_COURT_FORMAL"
    OUT_OF_COURT_INFORMAL = "OUT_OF_COURT_INFORMAL"
    EVIDENTIAL_VICTIM_SUPPORTS = "EVIDENTIAL_VICTIM_SUPPORTS"
    EVIDENTIAL_VICTIM_DOES_NOT_SUPPORT = "EVIDENTIAL_VICTIM_DOES_NOT_SUPPORT"
    NO_SUSPECT = "NO_SUSPECT"
    PROSECUTION_PREVENTED = "PROSECUTION_PREVENTED"
    NOT_PUBLIC_INTEREST = "NOT_PUBLIC_INTEREST"
    DIVERSIONARY = "DIVERSIONARY"
    TRANSFERRED = "TRANSFERRED"
    NOT_YET_ASSIGNED = "NOT_YET_ASSIGNED"
    UNKNOWN = "UNK"


class FollowUpSource(StrEnum):
    """Where a follow-up finding comes from."""

    PNC = "PNC"
    NICHE_RMS = "NICHE_RMS"
    VICTIM_REPORT = "VICTIM_REPORT"
    UNKNOWN = "UNK"


class WellbeingMeasure(StrEnum):
    """Questionnaire or scale."""

    CORE10 = "CORE10"
    PHQ9 = "PHQ9"
    GAD7 = "GAD7"
    FEAR = "FEAR_0_10"
    SAFETY = "SAFETY_0_10"
    OUTCOMES_STAR = "OUTCOMES_STAR"
    UNKNOWN = "UNK"


class WellbeingOccasion(StrEnum):
    """When in a case wellbeing was asked about."""

    START = "START"
    REVIEW = "REVIEW"
    END = "END"
    UNKNOWN = "UNK"
