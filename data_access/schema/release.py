"""Releases: what was frozen, what was done with it since, and the row that whoever writes here takes first."""

import sqlalchemy as sa

from data_access.schema.columns import STORE

LONGEST_RELEASE_TITLE = 120
LONGEST_STEP_REASON = 300
LAST_NUMBER = 9_999  # four digits of a reference, a year

statistical_release = sa.Table(
    "statistical_release",
    STORE,
    sa.Column("release_id", sa.Integer, primary_key=True),
    sa.Column("year", sa.SmallInteger, nullable=False),
    sa.Column("number", sa.SmallInteger, nullable=False),
    sa.Column("force_code", sa.String(9), nullable=False),
    sa.Column("title", sa.String(LONGEST_RELEASE_TITLE), nullable=False),
    sa.Column("since", sa.Date, nullable=False),
    sa.Column("until", sa.Date, nullable=False),
    sa.Column("as_at", sa.Date, nullable=False),
    sa.Column("data_version", sa.String(200), nullable=False),
    sa.Column("hide_below", sa.SmallInteger, nullable=False),
    sa.Column("round_to", sa.SmallInteger, nullable=False),
    sa.Column("previous_id", sa.Integer, sa.ForeignKey("statistical_release.release_id")),
    sa.Column("cells", sa.Text, nullable=False),
    sa.Column("definitions", sa.Text, nullable=False),
    sa.Column("content_sha256", sa.String(64), nullable=False),
    sa.UniqueConstraint("year", "number"),
    sa.CheckConstraint(f"number BETWEEN 1 AND {LAST_NUMBER}", name="number_of_four_digits"),
    sa.CheckConstraint("since <= until", name="since_before_until"),
    # A release without hiding is no release: an exact rule cannot be stored.
    sa.CheckConstraint("hide_below >= 1 AND round_to >= 1", name="rule_that_hides"),
    sa.Index(None, "force_code"),
    comment="One row per release: its disclosed cells, definitions, rule and data version, as JSON where they are "
    "many; update and delete are refused by the database itself.",
)

release_step = sa.Table(
    "release_step",
    STORE,
    sa.Column(
        "release_id",
        sa.Integer,
        sa.ForeignKey("statistical_release.release_id"),
        primary_key=True,
        autoincrement=False,
    ),
    sa.Column("place", sa.SmallInteger, primary_key=True, autoincrement=False),
    # No list of codes is checked here: triggers say what may follow what, and steps outlive the lists.
    sa.Column("step", sa.String(16), nullable=False),
    sa.Column("made_by", sa.String(64), nullable=False),
    sa.Column("made_as", sa.String(16), nullable=False),
    sa.Column("made_at", sa.DateTime, nullable=False),
    sa.Column("embargo_until", sa.DateTime),
    sa.Column("correction_id", sa.Integer, sa.ForeignKey("statistical_release.release_id")),
    sa.Column("reason", sa.String(LONGEST_STEP_REASON), nullable=False),
    sa.CheckConstraint("(step = 'EMBARGO') = (embargo_until IS NOT NULL)", name="moment_of_embargo"),
    sa.CheckConstraint("(step = 'CORRECT') = (correction_id IS NOT NULL)", name="correction_named"),
    comment="One row per step of a release: who took it, as what, when and why; only added to, in the order of place, "
    "and the database refuses a step out of turn, or a check or an approval by who drafted it.",
)

release_head = sa.Table(
    "release_head",
    STORE,
    sa.Column("head_id", sa.Integer, primary_key=True, autoincrement=False),
    sa.CheckConstraint("head_id = 1", name="one_head"),
    comment="The one row that whoever drafts or takes a step holds first, so that two who come at once come in turn.",
)
