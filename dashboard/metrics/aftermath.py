"""What happened after: stalking again, referral again, wellbeing, charges; among those for whom it can be known."""

from dataclasses import replace
from datetime import timedelta

import polars as pl

from dashboard.metrics.metric import Direction, Metric, Unit
from data_access.practice_facts import FollowUpFinding
from data_access.support_vocabulary import WellbeingMeasure
from data_access.vocabulary import Pathway

HALF_YEAR, YEAR = 6, 12  # months
DAYS = {HALF_YEAR: 183, YEAR: 365}  # half a year and a year, in days that everybody can count
CHARGE_DAYS = 180
# High is good on these two and bad on all others, so that scores are never added up across scales.
HIGH_IS_GOOD = frozenset({WellbeingMeasure.SAFETY, WellbeingMeasure.OUTCOMES_STAR})

_BEFORE, _AFTER = pl.col("wellbeing_before"), pl.col("wellbeing_after")
_UPWARDS = pl.col("wellbeing").is_in([scale.value for scale in HIGH_IS_GOOD])

REPEAT_STALKING = Metric(
    key="repeat_stalking",
    name="Stalked again",
    definition="Of the closed referrals that were followed up so many months after closure, the share where new "
    "stalking, of the same victim or another, was found. Those due but not followed up are shown beside it.",
    formula="followed up with new stalking found ÷ followed up",
    unit=Unit.SHARE,
    counted=pl.col("followed_up_6") == FollowUpFinding.REPEAT.value,
    base=pl.col("followed_up_6").is_in([FollowUpFinding.REPEAT.value, FollowUpFinding.NOTHING_NEW.value]),
    base_name="referrals followed up",
    caption="Nobody knows of those not followed up; they are in neither number, and may differ from the others.",
    source="Data dictionary: follow_up (key figure 8)",
    better=Direction.DOWN,
)

REREFERRED_AFTER = Metric(
    key="rereferred_after",
    name="Referred again",
    definition="Of the referrals received so many months ago or more, the share with a linked referral within those "
    "months of receipt.",
    formula="linked referral within the days ÷ referrals received at least those days before the data-to date",
    unit=Unit.SHARE,
    counted=pl.col("rereferred_after") <= DAYS[HALF_YEAR],
    base=pl.col("received_on") <= pl.col("data_to") - timedelta(days=DAYS[HALF_YEAR]),
    base_name="referrals received that long ago",
    caption="Being referred again may mean more stalking, or more trust in the unit.",
    source="Data dictionary: referral, previous_referral_id (key figure 8)",
    better=Direction.NEITHER,
)

WELLBEING_IMPROVED = Metric(
    key="wellbeing_improved",
    name="Wellbeing improved",
    definition="Of the victims asked at start and end on the same scale, the share whose score moved the good way: up "
    "on the scales of safety and outcomes, down on all others.",
    formula="score moved the good way ÷ asked twice on one scale",
    unit=Unit.SHARE,
    counted=(_UPWARDS & (_AFTER > _BEFORE)) | (~_UPWARDS & (_AFTER < _BEFORE)),
    base=pl.col("wellbeing").is_not_null(),
    base_name="victims asked twice",
    caption="Any movement counts, however small; those asked twice are not like all others. No mean is taken across "
    "scales.",
    source="Data dictionary: wellbeing",
    better=Direction.UP,
)

CHARGE_RATE = Metric(
    key="charge_rate",
    name="Charged within 180 days",
    definition="Of the referrals with a recorded crime, received at least 180 days before the data-to date, the share "
    "where somebody was charged within 180 days of receipt.",
    formula="first charge 180 days or fewer after receipt ÷ referrals with a recorded crime and full follow-up",
    unit=Unit.SHARE,
    counted=pl.col("charged_after") <= CHARGE_DAYS,
    base=pl.col("has_crime") & (pl.col("received_on") <= pl.col("data_to") - timedelta(days=CHARGE_DAYS)),
    base_name="referrals with a recorded crime",
    caption="Later charges are not counted, so that each cohort had the same time.",
    source="Data dictionary: crime_outcome (key figure 6); fixed follow-up by cohort of receipt",
    better=Direction.NEITHER,
)


def repeats_after(months: int) -> tuple[Metric, Metric]:
    """Return stalked again of those followed up at so many months, and not followed up of those due by then.

    Due are those taken on or managed with partners and closed that long ago; nobody follows up the others.
    """
    found = pl.col(f"followed_up_{months}")
    looked = found.is_in([FollowUpFinding.REPEAT.value, FollowUpFinding.NOTHING_NEW.value])
    managed = pl.col("pathway").is_in([Pathway.TAKEN_ON.value, Pathway.PARTNER.value])
    due = managed & (pl.col("closed_on") <= pl.col("data_to") - timedelta(days=DAYS[months]))
    return (
        replace(REPEAT_STALKING, counted=found == FollowUpFinding.REPEAT.value, base=looked),
        replace(REPEAT_STALKING, counted=~looked.fill_null(value=False), base=due, base_name="referrals due"),
    )


def referred_again_within(months: int) -> Metric:
    """Return referred again within so many months, of those received that long ago."""
    return replace(
        REREFERRED_AFTER,
        counted=pl.col("rereferred_after") <= DAYS[months],
        base=pl.col("received_on") <= pl.col("data_to") - timedelta(days=DAYS[months]),
    )


def improved_on(scale: WellbeingMeasure) -> Metric:
    """Return wellbeing improved of those asked twice on one scale."""
    return replace(WELLBEING_IMPROVED, base=pl.col("wellbeing") == scale.value)
