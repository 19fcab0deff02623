"""What a unit keeps beside its caseload: thresholds, alerts, briefings, visits, records to mend over time.

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
        "alert",
        sa.Column("alert_id", sa.Integer(), nullable=False),
        sa.Column("force_code", sa.String(length=9), nullable=False),
        sa.Column(
            "rule",
            sa.Enum("UNASSESSED_AFTER", "NEEDS", name="rule", native_enum=False, create_constraint=True),
            nullable=False,
        ),
        sa.Column(
            "need",
            sa.Enum(
                "PAST_TARGET",
                "DUE_SOON",
                "NO_VICTIM_CONTACT",
                "REVIEW_DUE",
                "REPLY_OVERDUE",
                "ORDER_EXPIRING",
                "TO_MEND",
                name="need",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=True,
        ),
        sa.Column(
            "risk",
            sa.Enum("LOW", "MEDIUM", "HIGH", "UNK", name="risk", native_enum=False, create_constraint=True),
            nullable=True,
        ),
        sa.Column("days", sa.Integer(), nullable=True),
        sa.Column("at_least", sa.Integer(), nullable=False),
        sa.Column("address", sa.String(length=254), nullable=False),
        sa.Column("set_by", sa.String(length=64), nullable=False),
        sa.Column("set_at", sa.DateTime(), nullable=False),
        sa.Column("ended_by", sa.String(length=64), nullable=True),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint("at_least >= 1", name=op.f("ck_alert_at_least_one")),
        sa.CheckConstraint("days IS NULL OR days >= 0", name=op.f("ck_alert_days_not_negative")),
        sa.PrimaryKeyConstraint("alert_id", name=op.f("pk_alert")),
        comment="One row per rule that a manager asked to be mailed about; ended, never deleted.",
    )
    op.create_index(op.f("ix_alert_force_code"), "alert", ["force_code"], unique=False)
    op.create_table(
        "briefing",
        sa.Column("briefing_id", sa.Integer(), nullable=False),
        sa.Column("force_code", sa.String(length=9), nullable=False),
        sa.Column("weekday", sa.SmallInteger(), nullable=False),
        sa.Column("hour", sa.SmallInteger(), nullable=False),
        sa.Column("address", sa.String(length=254), nullable=False),
        sa.Column("set_by", sa.String(length=64), nullable=False),
        sa.Column("set_at", sa.DateTime(), nullable=False),
        sa.Column("ended_by", sa.String(length=64), nullable=True),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint("hour BETWEEN 0 AND 23", name=op.f("ck_briefing_hour_of_a_day")),
        sa.CheckConstraint("weekday BETWEEN 0 AND 6", name=op.f("ck_briefing_weekday_of_seven")),
        sa.PrimaryKeyConstraint("briefing_id", name=op.f("pk_briefing")),
        comment="One row per weekly briefing by mail: weekday 0 is Monday, hour is London time; ended, never deleted.",
    )
    op.create_index(op.f("ix_briefing_force_code"), "briefing", ["force_code"], unique=False)
    op.create_table(
        "force_setting",
        sa.Column("setting_id", sa.Integer(), nullable=False),
        sa.Column("force_code", sa.String(length=9), nullable=False),
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("value", sa.String(length=300), nullable=False),
        sa.Column("set_by", sa.String(length=64), nullable=False),
        sa.Column("set_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("setting_id", name=op.f("pk_force_setting")),
        comment="One row per threshold or link that a force set for its caseload; the newest of a key holds, none is lost.",
    )
    op.create_index(op.f("ix_force_setting_force_code_key"), "force_setting", ["force_code", "key"], unique=False)
    op.create_table(
        "quality_count",
        sa.Column("force_code", sa.String(length=9), nullable=False),
        sa.Column("rule", sa.String(length=32), nullable=False),
        sa.Column("counted_on", sa.Date(), nullable=False),
        sa.Column("counted", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("force_code", "rule", "counted_on", name=op.f("pk_quality_count")),
        comment="One row per force, data-quality rule and day: how many records broke the rule.",
    )
    op.create_table(
        "caseload_visit",
        sa.Column("username", sa.String(length=64), nullable=False),
        sa.Column("as_at", sa.Date(), nullable=False),
        sa.Column("before_as_at", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["username"], ["user_account.username"], name=op.f("fk_caseload_visit_username"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("username", name=op.f("pk_caseload_visit")),
        comment="One row per reader: which day the records reached when they last saw the caseload, and the time before.",
    )
    op.create_table(
        "mailing",
        sa.Column("mailing_id", sa.Integer(), nullable=False),
        sa.Column("alert_id", sa.Integer(), nullable=True),
        sa.Column("briefing_id", sa.Integer(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("tried_at", sa.DateTime(), nullable=False),
        sa.Column(
            "delivery",
            sa.Enum("SENT", "FAILED", name="delivery", native_enum=False, create_constraint=True),
            nullable=False,
        ),
        sa.Column("counted", sa.Integer(), nullable=False),
        sa.CheckConstraint("(alert_id IS NULL) <> (briefing_id IS NULL)", name=op.f("ck_mailing_of_one_cause")),
        sa.ForeignKeyConstraint(["alert_id"], ["alert.alert_id"], name=op.f("fk_mailing_alert_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["briefing_id"], ["briefing.briefing_id"], name=op.f("fk_mailing_briefing_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("mailing_id", name=op.f("pk_mailing")),
        sa.UniqueConstraint("alert_id", "due_on", name=op.f("uq_mailing_alert_id_due_on")),
        sa.UniqueConstraint("briefing_id", "due_on", name=op.f("uq_mailing_briefing_id_due_on")),
        comment="One row per mail that was tried: of which alert or briefing, for which London day, and what came of it.",
    )


def downgrade() -> None:
    """Take the database back; thresholds, alerts and briefings go with their tables."""
    for table in ("mailing", "briefing", "alert", "quality_count", "caseload_visit", "force_setting"):
        op.drop_table(table)
