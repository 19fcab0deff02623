"""The referral: one perpetrator-victim episode brought to the unit."""

import sqlalchemy as sa

from data_access.schema.columns import CASE, code
from data_access.vocabulary import (
    AgeBand,
    ClosureOutcome,
    MentalHealthContact,
    Pathway,
    PerpetratorStatus,
    ReferralReason,
    Relationship,
    Risk,
    Sex,
    StalkingType,
    Status,
)

# A literal and not a parameter: a database uses an index of the open cases only where it reads that they are meant.
IS_OPEN = "referral.status <> 'CLOSED'"
_OF_OPEN = sa.text("status <> 'CLOSED'")


def _agency(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(12), sa.ForeignKey("agency.agency_code"), nullable=nullable)


referral = sa.Table(
    "referral",
    CASE,
    sa.Column("referral_id", sa.Text, primary_key=True),
    sa.Column("force_code", sa.String(9), sa.ForeignKey("force.force_code"), nullable=False),
    sa.Column("area_id", sa.Text, sa.ForeignKey("area.area_id")),
    sa.Column("perpetrator_pid", sa.String(64)),
    sa.Column("victim_pid", sa.String(64)),
    sa.Column("referral_datetime", sa.DateTime, nullable=False),
    _agency("referring_agency_code"),
    code("referral_reason", ReferralReason),
    code("stalking_type", StalkingType),
    code("relationship", Relationship),
    sa.Column("domestic_flag", sa.Boolean),
    sa.Column("cyber_flag", sa.Boolean),
    sa.Column("child_at_risk_flag", sa.Boolean),
    code("perpetrator_status", PerpetratorStatus),
    code("perp_sex", Sex),
    code("perp_age_band", AgeBand),
    code("victim_sex", Sex),
    code("victim_age_band", AgeBand),
    code("perp_mh_contact", MentalHealthContact),
    sa.Column("crime_ref_hash", sa.String(64)),
    sa.Column("triage_datetime", sa.DateTime),
    sa.Column("accepted_datetime", sa.DateTime),
    code("pathway", Pathway),
    sa.Column("pathway_datetime", sa.DateTime),
    sa.Column("pathway_reason", sa.Text),
    _agency("lead_agency_code", nullable=True),
    sa.Column("multi_agency_assessment_date", sa.Date),
    code("current_risk", Risk),
    code("status", Status),
    sa.Column("closed_date", sa.Date),
    code("closure_outcome", ClosureOutcome, nullable=True),
    sa.Column("previous_referral_id", sa.Text, sa.ForeignKey("referral.referral_id")),
    sa.Column("owner_code", sa.String(16), sa.ForeignKey("worker.worker_code")),
    sa.Column("next_review_date", sa.Date),
    sa.Column("partner_reply_due_date", sa.Date),
    sa.Column("next_step", sa.Text),
    sa.Column("extract_timestamp", sa.DateTime, nullable=False),
    sa.Column("load_id", sa.Integer, sa.ForeignKey("load.load_id"), nullable=False),
    sa.CheckConstraint("previous_referral_id <> referral_id", name="not_its_own_predecessor"),
    # Snapshot and every list by force read in this order.
    sa.Index("ix_referral_force_code_referral_datetime", "force_code", "referral_datetime"),
    # Caseload: what one force has open, oldest first.
    sa.Index("ix_referral_force_code_status_referral_datetime", "force_code", "status", "referral_datetime"),
    # The open ones alone, longest waiting first: the pages of the caseload.
    sa.Index(
        "ix_referral_open",
        "force_code",
        "referral_datetime",
        "referral_id",
        sqlite_where=_OF_OPEN,
        postgresql_where=_OF_OPEN,
    ),
    # Linked referrals of one perpetrator.
    sa.Index("ix_referral_perpetrator_pid", "perpetrator_pid"),
    # Data-quality rule "same victim within 7 days".
    sa.Index("ix_referral_victim_pid", "victim_pid"),
    comment="One row per perpetrator-victim episode; pseudonymous; reversed dates are kept and counted, not refused.",
)
