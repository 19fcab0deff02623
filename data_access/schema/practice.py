"""The work done on a referral: assessment, meetings, interventions, orders, contact, advocacy."""

import sqlalchemy as sa

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
from data_access.schema.columns import CASE, code, referral_key
from data_access.support_vocabulary import AdvocacyAnswer, AdvocacyService, ContactMode, Party
from data_access.vocabulary import Pathway, Risk

risk_assessment = sa.Table(
    "risk_assessment",
    CASE,
    sa.Column("assessment_id", sa.Text, primary_key=True),
    referral_key(),
    sa.Column("assessed_at", sa.DateTime, nullable=False),
    code("tool", Tool),
    code("occasion", AssessmentOccasion),
    sa.Column("raw_level", sa.Text),
    code("harmonised_level", Risk),
    code("srp_violence", SrpLevel, nullable=True),
    code("srp_imminent_violence", SrpLevel, nullable=True),
    code("srp_persistence", SrpLevel, nullable=True),
    code("srp_recurrence", SrpLevel, nullable=True),
    code("srp_psychosocial", SrpLevel, nullable=True),
    code("assessor_discipline", Discipline),
    sa.Column("yes_count", sa.SmallInteger),
    sa.CheckConstraint("yes_count IS NULL OR yes_count BETWEEN 0 AND 11", name="yes_count_of_eleven"),
    comment="One row per risk assessment of a referral.",
)

meeting = sa.Table(
    "meeting",
    CASE,
    sa.Column("meeting_id", sa.Text, primary_key=True),
    referral_key(),
    sa.Column("meeting_date", sa.Date, nullable=False),
    code("meeting_type", MeetingType),
    code("decision", Pathway, nullable=True),
    sa.Column("minutes_held", sa.Boolean),
    comment="One row per meeting about a referral.",
)

meeting_attendance = sa.Table(
    "meeting_attendance",
    CASE,
    sa.Column(
        "meeting_id",
        sa.Text,
        sa.ForeignKey("meeting.meeting_id", ondelete="CASCADE"),
        primary_key=True,
    ),
    sa.Column("agency_code", sa.String(12), sa.ForeignKey("agency.agency_code"), primary_key=True),
    sa.Column("discipline", code("discipline", Discipline).type, primary_key=True),
    code("contributed", Contribution),
    sa.Column("staff_minutes", sa.Integer),
    sa.CheckConstraint("staff_minutes IS NULL OR staff_minutes >= 0", name="staff_minutes_not_negative"),
    comment="One row per agency and discipline at a meeting.",
)

intervention = sa.Table(
    "intervention",
    CASE,
    sa.Column("intervention_id", sa.Text, primary_key=True),
    referral_key(),
    code("category", InterventionCategory),
    code("type", InterventionType),
    sa.Column("provider_agency_code", sa.String(12), sa.ForeignKey("agency.agency_code")),
    code("subject", Subject),
    sa.Column("offered_date", sa.Date),
    sa.Column("start_date", sa.Date),
    sa.Column("end_date", sa.Date),
    code("status", InterventionStatus),
    sa.Column("sessions_planned", sa.SmallInteger),
    sa.Column("sessions_attended", sa.SmallInteger),
    sa.CheckConstraint(
        "start_date IS NULL OR offered_date IS NULL OR start_date >= offered_date", name="start_in_order"
    ),
    sa.CheckConstraint("end_date IS NULL OR start_date IS NULL OR end_date >= start_date", name="end_in_order"),
    sa.CheckConstraint("sessions_planned IS NULL OR sessions_planned >= 0", name="planned_not_negative"),
    sa.CheckConstraint("sessions_attended IS NULL OR sessions_attended >= 0", name="attended_not_negative"),
    comment="One row per piece of advice or intervention: psychological, social, legal, victim safety, advice.",
)

legal_measure = sa.Table(
    "legal_measure",
    CASE,
    sa.Column("measure_id", sa.Text, primary_key=True),
    referral_key(),
    code("measure", LegalMeasure),
    sa.Column("applied_date", sa.Date, nullable=False),
    sa.Column("decision_date", sa.Date),
    code("decision", LegalDecision),
    sa.Column("expiry_date", sa.Date, index=True),
    sa.Column("electronic_tag", sa.Boolean),
    sa.Column("breach_count", sa.SmallInteger, nullable=False, server_default="0"),
    sa.Column("breach_dates", sa.Text),
    sa.CheckConstraint("breach_count >= 0", name="breach_count_not_negative"),
    sa.CheckConstraint("decision_date IS NULL OR decision_date >= applied_date", name="decision_in_order"),
    comment="One row per order, arrest, charge or sentence; breach_dates is ISO dates joined by semicolons.",
)

contact = sa.Table(
    "contact",
    CASE,
    sa.Column("contact_id", sa.Text, primary_key=True),
    referral_key(),
    sa.Column("contact_at", sa.DateTime, nullable=False),
    code("party", Party),
    code("mode", ContactMode),
    sa.Column("by_agency_code", sa.String(12), sa.ForeignKey("agency.agency_code")),
    sa.Column("successful", sa.Boolean),
    comment="One row per direct contact with a victim, a perpetrator or a professional.",
)

advocacy = sa.Table(
    "advocacy",
    CASE,
    sa.Column("advocacy_id", sa.Text, primary_key=True),
    referral_key(),
    sa.Column("offered_date", sa.Date),
    code("accepted", AdvocacyAnswer),
    code("service", AdvocacyService),
    sa.Column("needs_assessment_date", sa.Date),
    sa.Column("safety_plan_date", sa.Date),
    sa.Column("end_date", sa.Date),
    sa.Column("satisfaction_1_5", sa.SmallInteger),
    sa.CheckConstraint("satisfaction_1_5 IS NULL OR satisfaction_1_5 BETWEEN 1 AND 5", name="satisfaction_of_five"),
    comment="One row per offer of one-to-one support to a victim.",
)
