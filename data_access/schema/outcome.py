"""What came of a referral: crime outcome, follow-up, wellbeing."""

import sqlalchemy as sa

from data_access.practice_vocabulary import Subject
from data_access.schema.columns import CASE, code, referral_key
from data_access.support_vocabulary import (
    CrimeOutcomeGroup,
    FollowUpSource,
    OffenceCode,
    WellbeingMeasure,
    WellbeingOccasion,
)

crime_outcome = sa.Table(
    "crime_outcome",
    CASE,
    sa.Column("crime_outcome_id", sa.Text, primary_key=True),
    referral_key(),
    code("offence_code", OffenceCode),
    sa.Column("recorded_date", sa.Date, nullable=False),
    code("outcome_group", CrimeOutcomeGroup),
    sa.Column("outcome_date", sa.Date),
    sa.CheckConstraint("outcome_date IS NULL OR outcome_date >= recorded_date", name="outcome_in_order"),
    comment="One row per recorded crime linked to a referral.",
)

follow_up = sa.Table(
    "follow_up",
    CASE,
    sa.Column(
        "referral_id",
        sa.Text,
        sa.ForeignKey("referral.referral_id", ondelete="CASCADE"),
        primary_key=True,
    ),
    sa.Column("months", sa.SmallInteger, primary_key=True, autoincrement=False),
    sa.Column("followed_up", sa.Boolean, nullable=False),
    sa.Column("new_stalking_same_victim", sa.Boolean),
    sa.Column("new_stalking_other_victim", sa.Boolean),
    sa.Column("other_offence", sa.Boolean),
    sa.Column("re_referred", sa.Boolean),
    code("source", FollowUpSource),
    sa.CheckConstraint("months IN (3, 6, 12, 24)", name="months_listed"),
    comment="One row per referral and length of follow-up in months.",
)

wellbeing = sa.Table(
    "wellbeing",
    CASE,
    sa.Column("wellbeing_id", sa.Text, primary_key=True),
    referral_key(),
    code("measure", WellbeingMeasure),
    code("subject", Subject),
    code("occasion", WellbeingOccasion),
    sa.Column("measured_on", sa.Date, nullable=False),
    sa.Column("score", sa.Integer, nullable=False),
    sa.Column("lowest_valid", sa.Integer, nullable=False),
    sa.Column("highest_valid", sa.Integer, nullable=False),
    sa.CheckConstraint("score BETWEEN lowest_valid AND highest_valid", name="score_valid"),
    comment="One row per score of a questionnaire or scale.",
)
