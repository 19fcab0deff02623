"""Crime outcomes, follow-up and wellbeing.

Revision 0005, after 0004.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the database up."""
    op.create_table(
        "crime_outcome",
        sa.Column("crime_outcome_id", sa.Text(), nullable=False),
        sa.Column("referral_id", sa.Text(), nullable=False),
        sa.Column(
            "offence_code",
            sa.Enum(
                "195/12",
                "8/65",
                "8/66",
                "8Q-other",
                "HARASSMENT",
                "MAL_COMMS",
                "OTHER",
                "UNK",
                name="offence_code",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("recorded_date", sa.Date(), nullable=False),
        sa.Column(
            "outcome_group",
            sa.Enum(
                "CHARGED",
                "OUT_OF_COURT_FORMAL",
                "OUT_OF_COURT_INFORMAL",
                "EVIDENTIAL_VICTIM_SUPPORTS",
                "EVIDENTIAL_VICTIM_DOES_NOT_SUPPORT",
                "NO_SUSPECT",
                "PROSECUTION_PREVENTED",
                "NOT_PUBLIC_INTEREST",
                "DIVERSIONARY",
                "TRANSFERRED",
                "NOT_YET_ASSIGNED",
                "UNK",
                name="outcome_group",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("outcome_date", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "outcome_date IS NULL OR outcome_date >= recorded_date", name=op.f("ck_crime_outcome_outcome_in_order")
        ),
        sa.ForeignKeyConstraint(
            ["referral_id"], ["referral.referral_id"], name=op.f("fk_crime_outcome_referral_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("crime_outcome_id", name=op.f("pk_crime_outcome")),
        comment="One row per recorded crime linked to a referral.",
    )
    op.create_index(op.f("ix_crime_outcome_referral_id"), "crime_outcome", ["referral_id"], unique=False)
    op.create_table(
        "follow_up",
        sa.Column("referral_id", sa.Text(), nullable=False),
        sa.Column("months", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("followed_up", sa.Boolean(), nullable=False),
        sa.Column("new_stalking_same_victim", sa.Boolean(), nullable=True),
        sa.Column("new_stalking_other_victim", sa.Boolean(), nullable=True),
        sa.Column("other_offence", sa.Boolean(), nullable=True),
        sa.Column("re_referred", sa.Boolean(), nullable=True),
        sa.Column(
            "source",
            sa.Enum(
                "PNC", "NICHE_RMS", "VICTIM_REPORT", "UNK", name="source", native_enum=False, create_constraint=True
            ),
            nullable=False,
        ),
        sa.CheckConstraint("months IN (3, 6, 12, 24)", name=op.f("ck_follow_up_months_listed")),
        sa.ForeignKeyConstraint(
            ["referral_id"], ["referral.referral_id"], name=op.f("fk_follow_up_referral_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("referral_id", "months", name=op.f("pk_follow_up")),
        comment="One row per referral and length of follow-up in months.",
    )
    op.create_table(
        "wellbeing",
        sa.Column("wellbeing_id", sa.Text(), nullable=False),
        sa.Column("referral_id", sa.Text(), nullable=False),
        sa.Column(
            "measure",
            sa.Enum(
                "CORE10",
                "PHQ9",
                "GAD7",
                "FEAR_0_10",
                "SAFETY_0_10",
                "OUTCOMES_STAR",
                "UNK",
                name="measure",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
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
        sa.Column(
            "occasion",
            sa.Enum("START", "REVIEW", "END", "UNK", name="occasion", native_enum=False, create_constraint=True),
            nullable=False,
        ),
        sa.Column("measured_on", sa.Date(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("lowest_valid", sa.Integer(), nullable=False),
        sa.Column("highest_valid", sa.Integer(), nullable=False),
        sa.CheckConstraint("score BETWEEN lowest_valid AND highest_valid", name=op.f("ck_wellbeing_score_valid")),
        sa.ForeignKeyConstraint(
            ["referral_id"], ["referral.referral_id"], name=op.f("fk_wellbeing_referral_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("wellbeing_id", name=op.f("pk_wellbeing")),
        comment="One row per score of a questionnaire or scale.",
    )
    op.create_index(op.f("ix_wellbeing_referral_id"), "wellbeing", ["referral_id"], unique=False)


def downgrade() -> None:
    """Take the database back."""
    op.drop_index(op.f("ix_wellbeing_referral_id"), table_name="wellbeing")
    op.drop_table("wellbeing")
    op.drop_table("follow_up")
    op.drop_index(op.f("ix_crime_outcome_referral_id"), table_name="crime_outcome")
    op.drop_table("crime_outcome")
