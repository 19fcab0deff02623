"""Code lists of the work done on a case: assessment, meetings, interventions and orders."""

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
