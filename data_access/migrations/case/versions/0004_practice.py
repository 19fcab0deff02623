"""Interventions, orders, contact and advocacy.

Revision 0004, after 0003.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the database up."""
    op.create_table(
        "advocacy",
        sa.Column("advocacy_id", sa.Text(), nullable=False),
        sa.Column("referral_id", sa.Text(), nullable=False),
        sa.Column("offered_date", sa.Date(), nullable=True),
        sa.Column(
            "accepted",
            sa.Enum("YES", "NO", "NOT_OFFERED", "UNK", name="accepted", native_enum=False, create_constraint=True),
            nullable=False,
        ),
        sa.Column(
            "service",
            sa.Enum(
                "ISAC",
                "IDVA",
                "VICTIM_SUPPORT",
                "HELPLINE",
                "OTHER",
                "UNK",
                name="service",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("needs_assessment_date", sa.Date(), nullable=True),
        sa.Column("safety_plan_date", sa.Date(), nullable=True),
        sa.Column("end_date", sa.Date(), nullable=True),
        sa.Column("satisfaction_1_5", sa.SmallInteger(), nullable=True),
        sa.CheckConstraint(
            "satisfaction_1_5 IS NULL OR satisfaction_1_5 BETWEEN 1 AND 5",
            name=op.f("ck_advocacy_satisfaction_of_five"),
        ),
        sa.ForeignKeyConstraint(
            ["referral_id"], ["referral.referral_id"], name=op.f("fk_advocacy_referral_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("advocacy_id", name=op.f("pk_advocacy")),
        comment="One row per offer of one-to-one support to a victim.",
    )
    op.create_index(op.f("ix_advocacy_referral_id"), "advocacy", ["referral_id"], unique=False)
    op.create_table(
        "contact",
        sa.Column("contact_id", sa.Text(), nullable=False),
        sa.Column("referral_id", sa.Text(), nullable=False),
        sa.Column("contact_at", sa.DateTime(), nullable=False),
        sa.Column(
            "party",
            sa.Enum(
                "VICTIM", "PERPETRATOR", "PROFESSIONAL", "UNK", name="party", native_enum=False, create_constraint=True
            ),
            nullable=False,
        ),
        sa.Column(
            "mode",
            sa.Enum(
                "IN_PERSON", "PHONE", "VIDEO", "WRITTEN", "UNK", name="mode", native_enum=False, create_constraint=True
            ),
            nullable=False,
        ),
        sa.Column("by_agency_code", sa.String(length=12), nullable=True),
        sa.Column("successful", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(["by_agency_code"], ["agency.agency_code"], name=op.f("fk_contact_by_agency_code")),
        sa.ForeignKeyConstraint(
            ["referral_id"], ["referral.referral_id"], name=op.f("fk_contact_referral_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("contact_id", name=op.f("pk_contact")),
        comment="One row per direct contact with a victim, a perpetrator or a professional.",
    )
    op.create_index(op.f("ix_contact_referral_id"), "contact", ["referral_id"], unique=False)
    op.create_table(
        "intervention",
        sa.Column("intervention_id", sa.Text(), nullable=False),
        sa.Column("referral_id", sa.Text(), nullable=False),
        sa.Column(
            "category",
            sa.Enum(
                "PSYCHOLOGICAL",
                "SOCIAL",
                "LEGAL",
                "VICTIM_SAFETY",
                "ADVICE",
                "UNK",
                name="category",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column(
            "type",
            sa.Enum(
                "FORMULATION",
                "THERAPY_FACT",
                "SKILLS_BUILDER",
                "CBT_DBT",
                "MH_REFERRAL",
                "MHA_DETENTION",
                "MEDICATION_REVIEW",
                "HOUSING",
                "SUBSTANCE",
                "EMPLOYMENT",
                "OUTREACH",
                "FAMILY",
                "LEGAL_ADVICE",
                "SAFETY_PLAN",
                "TARGET_HARDENING",
                "ADVOCACY",
                "RELOCATION",
                "OIC_ADVICE",
                "DISRUPTION_PLAN",
                "MAPPA_REFERRAL",
                "MARAC_REFERRAL",
                "UNK",
                name="type",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("provider_agency_code", sa.String(length=12), nullable=True),
        sa.Column(
            "subject",
            sa.Enum(
                "PERPETRATOR",
                "VICTIM",
                "PROFESSIONAL",
                "UNK",
                name="subject",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("offered_date", sa.Date(), nullable=True),
        sa.Column("start_date", sa.Date(), nullable=True),
        sa.Column("end_date", sa.Date(), nullable=True),
        sa.Column(
            "status",
            sa.Enum(
                "RECOMMENDED",
                "OFFERED",
                "DECLINED",
                "STARTED",
                "COMPLETED",
                "DISENGAGED",
                "WITHDRAWN",
                "UNK",
                name="status",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("sessions_planned", sa.SmallInteger(), nullable=True),
        sa.Column("sessions_attended", sa.SmallInteger(), nullable=True),
        sa.CheckConstraint(
            "end_date IS NULL OR start_date IS NULL OR end_date >= start_date",
            name=op.f("ck_intervention_end_in_order"),
        ),
        sa.CheckConstraint(
            "sessions_attended IS NULL OR sessions_attended >= 0", name=op.f("ck_intervention_attended_not_negative")
        ),
        sa.CheckConstraint(
            "sessions_planned IS NULL OR sessions_planned >= 0", name=op.f("ck_intervention_planned_not_negative")
        ),
        sa.CheckConstraint(
            "start_date IS NULL OR offered_date IS NULL OR start_date >= offered_date",
            name=op.f("ck_intervention_start_in_order"),
        ),
        sa.ForeignKeyConstraint(
            ["provider_agency_code"], ["agency.agency_code"], name=op.f("fk_intervention_provider_agency_code")
        ),
        sa.ForeignKeyConstraint(
            ["referral_id"], ["referral.referral_id"], name=op.f("fk_intervention_referral_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("intervention_id", name=op.f("pk_intervention")),
        comment="One row per piece of advice or intervention: psychological, social, legal, victim safety, advice.",
    )
    op.create_index(op.f("ix_intervention_referral_id"), "intervention", ["referral_id"], unique=False)
    op.create_table(
        "legal_measure",
        sa.Column("measure_id", sa.Text(), nullable=False),
        sa.Column("referral_id", sa.Text(), nullable=False),
        sa.Column(
            "measure",
            sa.Enum(
                "SPO_INTERIM",
                "SPO_FULL",
                "RESTRAINING_ORDER",
                "NON_MOLESTATION_ORDER",
                "DVPO_DAPO",
                "BAIL_CONDITIONS",
                "ARREST",
                "CAUTION_INTERVIEW",
                "CHARGE",
                "CONVICTION",
                "CUSTODIAL_SENTENCE",
                "COMMUNITY_ORDER",
                "PIN_LEGACY",
                "UNK",
                name="measure",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("applied_date", sa.Date(), nullable=False),
        sa.Column("decision_date", sa.Date(), nullable=True),
        sa.Column(
            "decision",
            sa.Enum(
                "PENDING",
                "GRANTED",
                "REJECTED",
                "WITHDRAWN",
                "LAPSED",
                "UNK",
                name="decision",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("expiry_date", sa.Date(), nullable=True),
        sa.Column("electronic_tag", sa.Boolean(), nullable=True),
        sa.Column("breach_count", sa.SmallInteger(), server_default="0", nullable=False),
        sa.Column("breach_dates", sa.Text(), nullable=True),
        sa.CheckConstraint("breach_count >= 0", name=op.f("ck_legal_measure_breach_count_not_negative")),
        sa.CheckConstraint(
            "decision_date IS NULL OR decision_date >= applied_date", name=op.f("ck_legal_measure_decision_in_order")
        ),
        sa.ForeignKeyConstraint(
            ["referral_id"], ["referral.referral_id"], name=op.f("fk_legal_measure_referral_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("measure_id", name=op.f("pk_legal_measure")),
        comment="One row per order, arrest, charge or sentence; breach_dates is ISO dates joined by semicolons.",
    )
    op.create_index(op.f("ix_legal_measure_expiry_date"), "legal_measure", ["expiry_date"], unique=False)
    op.create_index(op.f("ix_legal_measure_referral_id"), "legal_measure", ["referral_id"], unique=False)


def downgrade() -> None:
    """Take the database back."""
    op.drop_index(op.f("ix_legal_measure_referral_id"), table_name="legal_measure")
    op.drop_index(op.f("ix_legal_measure_expiry_date"), table_name="legal_measure")
    op.drop_table("legal_measure")
    op.drop_index(op.f("ix_intervention_referral_id"), table_name="intervention")
    op.drop_table("intervention")
    op.drop_index(op.f("ix_contact_referral_id"), table_name="contact")
    op.drop_table("contact")
    op.drop_index(op.f("ix_advocacy_referral_id"), table_name="advocacy")
    op.drop_table("advocacy")
