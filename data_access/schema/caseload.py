"""What a unit keeps beside its caseload: thresholds, alerts, briefings, visits, and how many records need mending."""

import sqlalchemy as sa

from data_access.caseload_vocabulary import AlertRule, Delivery, Need
from data_access.schema.columns import STORE, code
from data_access.schema.store import username_key
from data_access.vocabulary import Risk

LONGEST_KEY, LONGEST_VALUE, LONGEST_ADDRESS = 32, 300, 254  # an address of a mail, RFC 5321

force_setting = sa.Table(
    "force_setting",
    STORE,
    sa.Column("setting_id", sa.Integer, primary_key=True),
    sa.Column("force_code", sa.String(9), nullable=False),
    sa.Column("key", sa.String(LONGEST_KEY), nullable=False),
    sa.Column("value", sa.String(LONGEST_VALUE), nullable=False),
    sa.Column("set_by", sa.String(64), nullable=False),
    sa.Column("set_at", sa.DateTime, nullable=False),
    sa.Index(None, "force_code", "key"),
    comment="One row per threshold or link that a force set for its caseload; the newest of a key holds, none is lost.",
)

caseload_visit = sa.Table(
    "caseload_visit",
    STORE,
    username_key(primary=True),
    sa.Column("as_at", sa.Date, nullable=False),
    sa.Column("before_as_at", sa.Date),
    comment="One row per reader: which day the records reached when they last saw the caseload, and the time before.",
)

alert = sa.Table(
    "alert",
    STORE,
    sa.Column("alert_id", sa.Integer, primary_key=True),
    sa.Column("force_code", sa.String(9), nullable=False, index=True),
    code("rule", AlertRule),
    code("need", Need, nullable=True),
    code("risk", Risk, nullable=True),
    sa.Column("days", sa.Integer),
    sa.Column("at_least", sa.Integer, nullable=False),
    sa.Column("address", sa.String(LONGEST_ADDRESS), nullable=False),
    sa.Column("set_by", sa.String(64), nullable=False),
    sa.Column("set_at", sa.DateTime, nullable=False),
    sa.Column("ended_by", sa.String(64)),
    sa.Column("ended_at", sa.DateTime),
    sa.CheckConstraint("days IS NULL OR days >= 0", name="days_not_negative"),
    sa.CheckConstraint("at_least >= 1", name="at_least_one"),
    comment="One row per rule that a manager asked to be mailed about; ended, never deleted.",
)

briefing = sa.Table(
    "briefing",
    STORE,
    sa.Column("briefing_id", sa.Integer, primary_key=True),
    sa.Column("force_code", sa.String(9), nullable=False, index=True),
    sa.Column("weekday", sa.SmallInteger, nullable=False),
    sa.Column("hour", sa.SmallInteger, nullable=False),
    sa.Column("address", sa.String(LONGEST_ADDRESS), nullable=False),
    sa.Column("set_by", sa.String(64), nullable=False),
    sa.Column("set_at", sa.DateTime, nullable=False),
    sa.Column("ended_by", sa.String(64)),
    sa.Column("ended_at", sa.DateTime),
    sa.CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday_of_seven"),
    sa.CheckConstraint("hour BETWEEN 0 AND 23", name="hour_of_a_day"),
    comment="One row per weekly briefing by mail: weekday 0 is Monday, hour is London time; ended, never deleted.",
)

mailing = sa.Table(
    "mailing",
    STORE,
    sa.Column("mailing_id", sa.Integer, primary_key=True),
    sa.Column("alert_id", sa.Integer, sa.ForeignKey("alert.alert_id", ondelete="CASCADE")),
    sa.Column("briefing_id", sa.Integer, sa.ForeignKey("briefing.briefing_id", ondelete="CASCADE")),
    sa.Column("due_on", sa.Date, nullable=False),
    sa.Column("tried_at", sa.DateTime, nullable=False),
    code("delivery", Delivery),
    sa.Column("counted", sa.Integer, nullable=False),
    sa.CheckConstraint("(alert_id IS NULL) <> (briefing_id IS NULL)", name="of_one_cause"),
    # Two runs at the same time must not both send: one of them gets the row.
    sa.UniqueConstraint("alert_id", "due_on"),
    sa.UniqueConstraint("briefing_id", "due_on"),
    comment="One row per mail that was tried: of which alert or briefing, for which London day, and what came of it.",
)

quality_count = sa.Table(
    "quality_count",
    STORE,
    sa.Column("force_code", sa.String(9), primary_key=True),
    sa.Column("rule", sa.String(LONGEST_KEY), primary_key=True),
    sa.Column("counted_on", sa.Date, primary_key=True),
    sa.Column("counted", sa.Integer, nullable=False),
    comment="One row per force, data-quality rule and day: how many records broke the rule.",
)
