"""The referral.

Revision 0002, after 0001.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the database up."""
    op.create_table(
        "referral",
        sa.Column("referral_id", sa.Text(), nullable=False),
        sa.Column("force_code", sa.String(length=9), nullable=False),
        sa.Column("area_id", sa.Text(), nullable=True),
        sa.Column("perpetrator_pid", sa.String(length=64), nullable=True),
        sa.Column("victim_pid", sa.String(length=64), nullable=True),
        sa.Column("referral_datetime", sa.DateTime(), nullable=False),
        sa.Column("referring_agency_code", sa.String(length=12), nullable=False),
        sa.Column(
            "referral_reason",
            sa.Enum(
                "NEW",
                "ESCALATION",
                "REPEAT",
                "CONSULTATION_ONLY",
                "UNK",
                name="referral_reason",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column(
            "stalking_type",
            sa.Enum(
                "REJECTED",
                "RESENTFUL",
                "INTIMACY_SEEKING",
                "INCOMPETENT_SUITOR",
                "PREDATORY",
                "UNK",
                name="stalking_type",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column(
            "relationship",
            sa.Enum(
                "EX_INTIMATE",
                "CURRENT_PARTNER",
                "FAMILY",
                "FRIEND_ACQUAINTANCE",
                "COLLEAGUE",
                "NEIGHBOUR",
                "PROFESSIONAL",
                "STRANGER_PRIVATE",
                "STRANGER_PUBLIC",
                "UNK",
                name="relationship",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("domestic_flag", sa.Boolean(), nullable=True),
        sa.Column("cyber_flag", sa.Boolean(), nullable=True),
        sa.Column("child_at_risk_flag", sa.Boolean(), nullable=True),
        sa.Column(
            "perpetrator_status",
            sa.Enum(
                "SUSPECT",
                "ON_BAIL",
                "CHARGED",
                "CONVICTED",
                "ON_LICENCE",
                "IN_CUSTODY",
                "HOSPITAL",
                "UNK",
                name="perpetrator_status",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column(
            "perp_sex",
            sa.Enum("F", "M", "OTHER", "UNK", name="perp_sex", native_enum=False, create_constraint=True),
            nullable=False,
        ),
        sa.Column(
            "perp_age_band",
            sa.Enum(
                "UNDER_18",
                "18_24",
                "25_34",
                "35_44",
                "45_54",
                "55_64",
                "65_PLUS",
                "UNK",
                name="perp_age_band",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column(
            "victim_sex",
            sa.Enum("F", "M", "OTHER", "UNK", name="victim_sex", native_enum=False, create_constraint=True),
            nullable=False,
        ),
        sa.Column(
            "victim_age_band",
            sa.Enum(
                "UNDER_18",
                "18_24",
                "25_34",
                "35_44",
                "45_54",
                "55_64",
                "65_PLUS",
                "UNK",
                name="victim_age_band",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column(
            "perp_mh_contact",
            sa.Enum(
                "NONE", "CURRENT", "PAST", "UNK", name="perp_mh_contact", native_enum=False, create_constraint=True
            ),
            nullable=False,
        ),
        sa.Column("crime_ref_hash", sa.String(length=64), nullable=True),
        sa.Column("triage_datetime", sa.DateTime(), nullable=True),
        sa.Column("accepted_datetime", sa.DateTime(), nullable=True),
        sa.Column(
            "pathway",
            sa.Enum(
                "MANAGED_UNIT",
                "PARTNER_MANAGED",
                "CONSULT_ONLY",
                "NOT_STALKING",
                "NOT_ACCEPTED",
                "PENDING",
                "UNK",
                name="pathway",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("pathway_datetime", sa.DateTime(), nullable=True),
        sa.Column("pathway_reason", sa.Text(), nullable=True),
        sa.Column("lead_agency_code", sa.String(length=12), nullable=True),
        sa.Column("multi_agency_assessment_date", sa.Date(), nullable=True),
        sa.Column(
            "current_risk",
            sa.Enum("LOW", "MEDIUM", "HIGH", "UNK", name="current_risk", native_enum=False, create_constraint=True),
            nullable=False,
        ),
        sa.Column(
            "status",
            sa.Enum(
                "AWAITING_TRIAGE",
                "AWAITING_ASSESSMENT",
                "OPEN",
                "MONITORING",
                "CLOSED",
                "UNK",
                name="status",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("closed_date", sa.Date(), nullable=True),
        sa.Column(
            "closure_outcome",
            sa.Enum(
                "RISK_REDUCED",
                "BEHAVIOUR_CEASED",
                "CONVICTED_MANAGED_ELSEWHERE",
                "IN_CUSTODY",
                "TRANSFERRED_MAPPA",
                "TRANSFERRED_HEALTH",
                "TRANSFERRED_OTHER_FORCE",
                "NFA_EVIDENTIAL",
                "VICTIM_WITHDREW",
                "NO_STALKING_IDENTIFIED",
                "PERPETRATOR_DIED_OR_MOVED",
                "OTHER",
                "UNK",
                name="closure_outcome",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=True,
        ),
        sa.Column("previous_referral_id", sa.Text(), nullable=True),
        sa.Column("owner_code", sa.String(length=16), nullable=True),
        sa.Column("next_review_date", sa.Date(), nullable=True),
        sa.Column("partner_reply_due_date", sa.Date(), nullable=True),
        sa.Column("next_step", sa.Text(), nullable=True),
        sa.Column("extract_timestamp", sa.DateTime(), nullable=False),
        sa.Column("load_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("previous_referral_id <> referral_id", name=op.f("ck_referral_not_its_own_predecessor")),
        sa.ForeignKeyConstraint(["area_id"], ["area.area_id"], name=op.f("fk_referral_area_id")),
        sa.ForeignKeyConstraint(["force_code"], ["force.force_code"], name=op.f("fk_referral_force_code")),
        sa.ForeignKeyConstraint(
            ["lead_agency_code"], ["agency.agency_code"], name=op.f("fk_referral_lead_agency_code")
        ),
        sa.ForeignKeyConstraint(["load_id"], ["load.load_id"], name=op.f("fk_referral_load_id")),
        sa.ForeignKeyConstraint(["owner_code"], ["worker.worker_code"], name=op.f("fk_referral_owner_code")),
        sa.ForeignKeyConstraint(
            ["previous_referral_id"], ["referral.referral_id"], name=op.f("fk_referral_previous_referral_id")
        ),
        sa.ForeignKeyConstraint(
            ["referring_agency_code"], ["agency.agency_code"], name=op.f("fk_referral_referring_agency_code")
        ),
        sa.PrimaryKeyConstraint("referral_id", name=op.f("pk_referral")),
        comment="One row per perpetrator-victim episode; pseudonymous; reversed dates are kept and counted, not refused.",
    )
    op.create_index(
        "ix_referral_force_code_referral_datetime", "referral", ["force_code", "referral_datetime"], unique=False
    )
    op.create_index(
        "ix_referral_force_code_status_referral_datetime",
        "referral",
        ["force_code", "status", "referral_datetime"],
        unique=False,
    )
    op.create_index("ix_referral_perpetrator_pid", "referral", ["perpetrator_pid"], unique=False)
    op.create_index("ix_referral_victim_pid", "referral", ["victim_pid"], unique=False)


def downgrade() -> None:
    """Take the database back."""
    op.drop_index("ix_referral_victim_pid", table_name="referral")
    op.drop_index("ix_referral_perpetrator_pid", table_name="referral")
    op.drop_index("ix_referral_force_code_status_referral_datetime", table_name="referral")
    op.drop_index("ix_referral_force_code_referral_datetime", table_name="referral")
    op.drop_table("referral")
