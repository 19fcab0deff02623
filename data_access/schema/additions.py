"""What readers add to the figures: events that explain them, targets to aim for, and views kept under a name."""

import sqlalchemy as sa

from data_access.schema.columns import STORE, code
from data_access.schema.store import username_key
from data_access.vocabulary import Risk

LONGEST_TITLE, LONGEST_EXPLANATION, LONGEST_REASON = 80, 500, 200
LONGEST_NAME, LONGEST_QUERY = 60, 2_000
FEWEST_DAYS, MOST_DAYS = 1, 365

annotation = sa.Table(
    "annotation",
    STORE,
    sa.Column("annotation_id", sa.Integer, primary_key=True),
    sa.Column("force_code", sa.String(9), nullable=False),
    sa.Column("happened_on", sa.Date, nullable=False),
    sa.Column("title", sa.String(LONGEST_TITLE), nullable=False),
    sa.Column("explanation", sa.String(LONGEST_EXPLANATION), nullable=False),
    # No foreign keys to the accounts: an event stays when whoever noted it has gone.
    sa.Column("created_by", sa.String(64), nullable=False),
    sa.Column("created_at", sa.DateTime, nullable=False),
    sa.Column("withdrawn_by", sa.String(64)),
    sa.Column("withdrawn_at", sa.DateTime),
    sa.Column("withdrawn_reason", sa.String(LONGEST_REASON)),
    sa.Index(None, "force_code", "happened_on"),
    comment="One row per event that a manager noted beside the figures of one force; withdrawn, never deleted.",
)

target = sa.Table(
    "target",
    STORE,
    sa.Column("target_id", sa.Integer, primary_key=True),
    sa.Column("force_code", sa.String(9), nullable=False),
    code("risk", Risk, nullable=True),
    sa.Column("days", sa.Integer, nullable=False),
    sa.Column("effective_from", sa.Date, nullable=False),
    sa.Column("set_by", sa.String(64), nullable=False),
    sa.Column("set_at", sa.DateTime, nullable=False),
    sa.CheckConstraint(f"days BETWEEN {FEWEST_DAYS} AND {MOST_DAYS}", name="days_in_a_year"),
    sa.Index(None, "force_code", "effective_from"),
    comment="One row per target for the days from referral to assessment, all levels of risk where none is named; "
    "the newest in force holds, earlier ones stay.",
)

saved_view = sa.Table(
    "saved_view",
    STORE,
    sa.Column("view_id", sa.String(22), primary_key=True),
    username_key(),
    sa.Column("name", sa.String(LONGEST_NAME), nullable=False),
    sa.Column("page", sa.String(32), nullable=False),
    sa.Column("query", sa.String(LONGEST_QUERY), nullable=False),
    sa.Column("created_at", sa.DateTime, nullable=False),
    sa.Column("used_at", sa.DateTime),
    sa.UniqueConstraint("username", "name"),
    comment="One row per page and choice that a reader kept under a name; its id opens it for whoever is given it.",
)
