"""What readers add to the figures: events, targets and saved views.

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
        "annotation",
        sa.Column("annotation_id", sa.Integer(), nullable=False),
        sa.Column("force_code", sa.String(length=9), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("explanation", sa.String(length=500), nullable=False),
        sa.Column("created_by", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("withdrawn_by", sa.String(length=64), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.Column("withdrawn_reason", sa.String(length=200), nullable=True),
        sa.PrimaryKeyConstraint("annotation_id", name=op.f("pk_annotation")),
        comment="One row per event that a manager noted beside the figures of one force; withdrawn, never deleted.",
    )
    op.create_index(
        op.f("ix_annotation_force_code_happened_on"), "annotation", ["force_code", "happened_on"], unique=False
    )
    op.create_table(
        "target",
        sa.Column("target_id", sa.Integer(), nullable=False),
        sa.Column("force_code", sa.String(length=9), nullable=False),
        sa.Column(
            "risk",
            sa.Enum("LOW", "MEDIUM", "HIGH", "UNK", name="risk", native_enum=False, create_constraint=True),
            nullable=True,
        ),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("effective_from", sa.Date(), nullable=False),
        sa.Column("set_by", sa.String(length=64), nullable=False),
        sa.Column("set_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("days BETWEEN 1 AND 365", name=op.f("ck_target_days_in_a_year")),
        sa.PrimaryKeyConstraint("target_id", name=op.f("pk_target")),
        comment="One row per target for the days from referral to assessment, all levels of risk where none is named; "
        "the newest in force holds, earlier ones stay.",
    )
    op.create_index(
        op.f("ix_target_force_code_effective_from"), "target", ["force_code", "effective_from"], unique=False
    )
    op.create_table(
        "saved_view",
        sa.Column("view_id", sa.String(length=22), nullable=False),
        sa.Column("username", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("page", sa.String(length=32), nullable=False),
        sa.Column("query", sa.String(length=2000), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("used_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["username"], ["user_account.username"], name=op.f("fk_saved_view_username"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("view_id", name=op.f("pk_saved_view")),
        sa.UniqueConstraint("username", "name", name=op.f("uq_saved_view_username_name")),
        comment="One row per page and choice that a reader kept under a name; its id opens it for whoever is given it.",
    )


def downgrade() -> None:
    """Take the database back; events, targets and saved views go with their tables."""
    for table in ("saved_view", "target", "annotation"):
        op.drop_table(table)
