"""Risk assessments and meetings.

Revision 0003, after 0002.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the database up."""
    op.create_table(
        "meeting",
        sa.Column("meeting_id", sa.Text(), nullable=False),
        sa.Column("referral_id", sa.Text(), nullable=False),
        sa.Column("meeting_date", sa.Date(), nullable=False),
        sa.Column(
            "meeting_type",
            sa.Enum(
                "DAILY_TRIAGE",
                "WEEKLY_CASE",
                "MONTHLY_CLINIC",
                "STRATEGY",
                "REVIEW",
                "CLOSURE",
                "UNK",
                name="meeting_type",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column(
            "decision",
            sa.Enum(
                "MANAGED_UNIT",
                "PARTNER_MANAGED",
                "CONSULT_ONLY",
                "NOT_STALKING",
                "NOT_ACCEPTED",
                "PENDING",
                "UNK",
                name="decision",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=True,
        ),
        sa.Column("minutes_held", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(
            ["referral_id"], ["referral.referral_id"], name=op.f("fk_meeting_referral_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("meeting_id", name=op.f("pk_meeting")),
        comment="One row per meeting about a referral.",
    )
    op.create_index(op.f("ix_meeting_referral_id"), "meeting", ["referral_id"], unique=False)
    op.create_table(
        "risk_assessment",
        sa.Column("assessment_id", sa.Text(), nullable=False),
        sa.Column("referral_id", sa.Text(), nullable=False),
        sa.Column("assessed_at", sa.DateTime(), nullable=False),
        sa.Column(
            "tool",
            sa.Enum(
                "SASH",
                "S_DASH",
                "VS_DASH",
                "DASH",
                "SRP",
                "SAM",
                "PROF_JUDGEMENT",
                "OTHER",
                "UNK",
                name="tool",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column(
            "occasion",
            sa.Enum("INITIAL", "REVIEW", "CLOSURE", "UNK", name="occasion", native_enum=False, create_constraint=True),
            nullable=False,
        ),
        sa.Column("raw_level", sa.Text(), nullable=True),
        sa.Column(
            "harmonised_level",
            sa.Enum("LOW", "MEDIUM", "HIGH", "UNK", name="harmonised_level", native_enum=False, create_constraint=True),
            nullable=False,
        ),
        sa.Column(
            "srp_violence",
            sa.Enum(
                "LOW", "MODERATE", "HIGH", "NA", "UNK", name="srp_violence", native_enum=False, create_constraint=True
            ),
            nullable=True,
        ),
        sa.Column(
            "srp_imminent_violence",
            sa.Enum(
                "LOW",
                "MODERATE",
                "HIGH",
                "NA",
                "UNK",
                name="srp_imminent_violence",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=True,
        ),
        sa.Column(
            "srp_persistence",
            sa.Enum(
                "LOW",
                "MODERATE",
                "HIGH",
                "NA",
                "UNK",
                name="srp_persistence",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=True,
        ),
        sa.Column(
            "srp_recurrence",
            sa.Enum(
                "LOW", "MODERATE", "HIGH", "NA", "UNK", name="srp_recurrence", native_enum=False, create_constraint=True
            ),
            nullable=True,
        ),
        sa.Column(
            "srp_psychosocial",
            sa.Enum(
                "LOW",
                "MODERATE",
                "HIGH",
                "NA",
                "UNK",
                name="srp_psychosocial",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=True,
        ),
        sa.Column(
            "assessor_discipline",
            sa.Enum(
                "POLICE",
                "PSYCHOLOGY",
                "PSYCHIATRY",
                "MH_NURSE",
                "OCC_THERAPY",
                "PROBATION",
                "ADVOCATE",
                "OUTREACH",
                "CPS",
                "SOCIAL_CARE",
                "HOUSING",
                "OTHER",
                "UNK",
                name="assessor_discipline",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("yes_count", sa.SmallInteger(), nullable=True),
        sa.CheckConstraint(
            "yes_count IS NULL OR yes_count BETWEEN 0 AND 11", name=op.f("ck_risk_assessment_yes_count_of_eleven")
        ),
        sa.ForeignKeyConstraint(
            ["referral_id"], ["referral.referral_id"], name=op.f("fk_risk_assessment_referral_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("assessment_id", name=op.f("pk_risk_assessment")),
        comment="One row per risk assessment of a referral.",
    )
    op.create_index(op.f("ix_risk_assessment_referral_id"), "risk_assessment", ["referral_id"], unique=False)
    op.create_table(
        "meeting_attendance",
        sa.Column("meeting_id", sa.Text(), nullable=False),
        sa.Column("agency_code", sa.String(length=12), nullable=False),
        sa.Column(
            "discipline",
            sa.Enum(
                "POLICE",
                "PSYCHOLOGY",
                "PSYCHIATRY",
                "MH_NURSE",
                "OCC_THERAPY",
                "PROBATION",
                "ADVOCATE",
                "OUTREACH",
                "CPS",
                "SOCIAL_CARE",
                "HOUSING",
                "OTHER",
                "UNK",
                name="discipline",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column(
            "contributed",
            sa.Enum(
                "ATTENDED", "WRITTEN", "APOLOGIES", "UNK", name="contributed", native_enum=False, create_constraint=True
            ),
            nullable=False,
        ),
        sa.Column("staff_minutes", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "staff_minutes IS NULL OR staff_minutes >= 0", name=op.f("ck_meeting_attendance_staff_minutes_not_negative")
        ),
        sa.ForeignKeyConstraint(
            ["agency_code"], ["agency.agency_code"], name=op.f("fk_meeting_attendance_agency_code")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.meeting_id"], name=op.f("fk_meeting_attendance_meeting_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("meeting_id", "agency_code", "discipline", name=op.f("pk_meeting_attendance")),
        comment="One row per agency and discipline at a meeting.",
    )


def downgrade() -> None:
    """Take the database back."""
    op.drop_table("meeting_attendance")
    op.drop_index(op.f("ix_risk_assessment_referral_id"), table_name="risk_assessment")
    op.drop_table("risk_assessment")
    op.drop_index(op.f("ix_meeting_referral_id"), table_name="meeting")
    op.drop_table("meeting")
