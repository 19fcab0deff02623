"""Code lists of the work done on a case: assessment, meetings, interventions, orders, contact, advocacy, follow-up."""

from enum import StrEnum


class Tool(StrEnum):
    """Risk-assessment tool."""

    SASH = "SASH"
    S_DASH = "S_DASH"
    VS_DASH = "VS_DASH"
    DASH = "DASH"
    SRP = "SRP"
    SAM = "SAM"
    PROF_JUDGEMENT = "PROF_JUDGEMENT"
    OTHER = "OTHER"
    UNKNOWN = "UNK"


class AssessmentOccasion(StrEnum):
    """When in a case a risk assessment was made."""

    INITIAL = "INITIAL"
    REVIEW = "REVIEW"
    CLOSURE = "CLOSURE"
    UNKNOWN = "UNK"


class SrpLevel(StrEnum):
    """Level of one domain of the Stalking Risk Profile (SRP)."""

    LOW = "LOW"
    MODERATE = "MODERATE"
    HIGH = "HIGH"
    NOT_APPLICABLE = "NA"
    UNKNOWN = "UNK"


class Discipline(StrEnum):
    """Profession of somebody who took part."""

    POLICE = "POLICE"
    PSYCHOLOGY = "PSYCHOLOGY"
    PSYCHIATRY = "PSYCHIATRY"
    MH_NURSE = "MH_NURSE"
    OCC_THERAPY = "OCC_THERAPY"
    PROBATION = "PROBATION"
    ADVOCATE = "ADVOCATE"
    OUTREACH = "OUTREACH"
    CPS = "CPS"
    SOCIAL_CARE = "SOCIAL_CARE"
    HOUSING = "HOUSING"
    OTHER = "OTHER"
    UNKNOWN = "UNK"


class MeetingType(StrEnum):
    """Kind of meeting about a referral."""

    DAILY_TRIAGE = "DAILY_TRIAGE"
    WEEKLY_CASE = "WEEKLY_CASE"
    MONTHLY_CLINIC = "MONTHLY_CLINIC"
    STRATEGY = "STRATEGY"
    REVIEW = "REVIEW"
    CLOSURE = "CLOSURE"
    UNKNOWN = "UNK"


class Contribution(StrEnum):
    """How a discipline contributed to a meeting."""

    ATTENDED = "ATTENDED"
    WRITTEN = "WRITTEN"
    APOLOGIES = "APOLOGIES"
    UNKNOWN = "UNK"


class InterventionCategory(StrEnum):
    """Class of advice or intervention."""

    PSYCHOLOGICAL = "PSYCHOLOGICAL"
    SOCIAL = "SOCIAL"
    LEGAL = "LEGAL"
    VICTIM_SAFETY = "VICTIM_SAFETY"
    ADVICE = "ADVICE"
    UNKNOWN = "UNK"


class InterventionType(StrEnum):
    """What exactly was advised or done; legal measures have a table of their own."""

    FORMULATION = "FORMULATION"
    THERAPY_FACT = "THERAPY_FACT"
    SKILLS_BUILDER = "SKILLS_BUILDER"
    CBT_DBT = "CBT_DBT"
    MH_REFERRAL = "MH_REFERRAL"
    MHA_DETENTION = "MHA_DETENTION"
    MEDICATION_REVIEW = "MEDICATION_REVIEW"
    HOUSING = "HOUSING"
    SUBSTANCE = "SUBSTANCE"
    EMPLOYMENT = "EMPLOYMENT"
    OUTREACH = "OUTREACH"
    FAMILY = "FAMILY"
    LEGAL_ADVICE = "LEGAL_ADVICE"
    SAFETY_PLAN = "SAFETY_PLAN"
    TARGET_HARDENING = "TARGET_HARDENING"
    ADVOCACY = "ADVOCACY"
    RELOCATION = "RELOCATION"
    OIC_ADVICE = "OIC_ADVICE"
    DISRUPTION_PLAN = "DISRUPTION_PLAN"
    MAPPA_REFERRAL = "MAPPA_REFERRAL"
    MARAC_REFERRAL = "MARAC_REFERRAL"
    UNKNOWN = "UNK"


class Subject(StrEnum):
    """Whom an intervention or measure is about."""

    PERPETRATOR = "PERPETRATOR"
    VICTIM = "VICTIM"
    PROFESSIONAL = "PROFESSIONAL"
    UNKNOWN = "UNK"


class InterventionStatus(StrEnum):
    """How far an intervention has got."""

    RECOMMENDED = "RECOMMENDED"
    OFFERED = "OFFERED"
    DECLINED = "DECLINED"
    STARTED = "STARTED"
    COMPLETED = "COMPLETED"
    DISENGAGED = "DISENGAGED"
    WITHDRAWN = "WITHDRAWN"
    UNKNOWN = "UNK"


class LegalMeasure(StrEnum):
    """Order, arrest, charge or sentence; SPO is the stalking protection order."""

    SPO_INTERIM = "SPO_INTERIM"
    SPO_FULL = "SPO_FULL"
    RESTRAINING_ORDER = "RESTRAINING_ORDER"
    NON_MOLESTATION_ORDER = "NON_MOLESTATION_ORDER"
    DVPO_DAPO = "DVPO_DAPO"
    BAIL_CONDITIONS = "BAIL_CONDITIONS"
    ARREST = "ARREST"
    CAUTION_INTERVIEW = "CAUTION_INTERVIEW"
    CHARGE = "CHARGE"
    CONVICTION = "CONVICTION"
    CUSTODIAL_SENTENCE = "CUSTODIAL_SENTENCE"
    COMMUNITY_ORDER = "COMMUNITY_ORDER"
    PIN_LEGACY = "PIN_LEGACY"
    UNKNOWN = "UNK"


class LegalDecision(StrEnum):
    """What came of an application."""

    PENDING = "PENDING"
    GRANTED = "GRANTED"
    REJECTED = "REJECTED"
    WITHDRAWN = "WITHDRAWN"
    LAPSED = "LAPSED"
    UNKNOWN = "UNK"


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
