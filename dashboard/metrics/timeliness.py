"""How soon referrals are assessed: by cohort received, with those still waiting counted as waiting."""

from datetime import date, timedelta

import polars as pl

from dashboard.metrics.metric import EVERY, Direction, Metric, Unit
from dashboard.metrics.waits import Ending, Standing

# No unit publishes a target for the time to assessment; two weeks is where the published screening and panel rhythms
# (daily, weekly, monthly) meet. A site sets its own.
TARGET_DAYS = 14


def _within(target_days: int, *, data_to: pl.Expr) -> Metric:
    had_the_days = pl.col("received_on") <= data_to - timedelta(days=target_days)
    return Metric(
        key="assessed_within_target",
        name=f"Assessed within {target_days} days",
        definition=f"Of the referrals received at least {target_days} days before the data-to date, the share that "
        f"had their joint assessment within {target_days} days of receipt. Referrals still waiting count as not "
        "assessed; those received later are too early to say and are in neither number, even if already assessed.",
        formula=f"referrals assessed in {target_days} days or fewer ÷ referrals received {target_days} days or more "
        "before the data-to date",
        unit=Unit.SHARE,
        counted=pl.col("days_to_assessment") <= target_days,
        base=had_the_days,
        base_name=f"referrals received {target_days} days or more ago",
        caption=f"Calendar days; the day of receipt is day 0. Every referral counted had its full {target_days} days.",
        source="Data dictionary: referral, multi_agency_assessment_date; fixed follow-up by cohort of receipt",
        better=Direction.UP,
    )


def assessed_within(*, target_days: int = TARGET_DAYS, as_at: date) -> Metric:
    """Return the share assessed within a target, judged on a day.

    Counting the quick ones of the last days without the slow ones would flatter every recent period, so a referral
    is counted only once it has had all the days of the target.
    """
    return _within(target_days, data_to=pl.lit(as_at))


# The definition, for glossaries. To be measured it must know the day: facts need a column `data_to`, or use
# `assessed_within(as_at=...)`.
ASSESSED_WITHIN_TARGET = _within(TARGET_DAYS, data_to=pl.col("data_to"))


_OWN_TARGET = "the target of their force and level of risk"

WITHIN_OWN_TARGET = Metric(
    key="within_own_target",
    name="Assessed within the target",
    definition="Of the referrals that had all the days of the target, the share that had their joint assessment within "
    f"it, each held to {_OWN_TARGET}. Those still waiting, and those closed before an assessment, count as not "
    "assessed. Those received fewer days ago than the target are too early to say, even if already assessed.",
    formula="referrals assessed within their target ÷ referrals received at least as many days before the data-to date "
    "as their target has",
    unit=Unit.SHARE,
    counted=pl.col("standing") == Standing.WITHIN.value,
    base=pl.col("standing") != Standing.EARLY.value,
    base_name="referrals that had all the days of their target",
    caption="Calendar days; the day of receipt is day 0.",
    source="Data dictionary: referral, multi_agency_assessment_date; targets set by managers",
    better=Direction.UP,
)

WITHIN_OF_ASSESSED = Metric(
    key="within_of_assessed",
    name="Within the target, of those assessed",
    definition=f"Of the assessments that took place in the period, the share within {_OWN_TARGET}. Referrals still "
    "waiting, and those closed before an assessment, are in neither number.",
    formula="assessments within their target ÷ assessments in the period",
    unit=Unit.SHARE,
    counted=pl.col("is_on_time"),
    base=pl.col("is_on_time").is_not_null(),
    base_name="assessments in the period",
    caption="It says how quick the finished ones were, not how long people wait.",
    source="Data dictionary: referral, multi_agency_assessment_date",
    better=Direction.NEITHER,
)

ASSESSMENT_STANDING = Metric(
    key="assessment_standing",
    name="How referrals stand against the target",
    definition=f"Every referral received in the period, held to {_OWN_TARGET}: assessed within it, assessed later, or "
    "not assessed when the data end. Received fewer days ago than the target: too early to say.",
    formula="referrals received = within the target + later + not assessed + too early to say",
    unit=Unit.COUNT,
    counted=EVERY,
    base=EVERY,
    base_name="referrals received",
    caption="The parts add up to the referrals received.",
    source="Data dictionary: referral, multi_agency_assessment_date; targets set by managers",
    better=Direction.NEITHER,
)

STILL_WAITING = Metric(
    key="still_waiting",
    name="Waiting for assessment",
    definition="Referrals received in the period that on the data-to date were neither assessed nor closed.",
    formula="number of referrals without an assessment and not closed",
    unit=Unit.COUNT,
    counted=pl.col("ending") == Ending.WAITING.value,
    base=pl.col("ending") == Ending.WAITING.value,
    base_name="referrals waiting",
    caption="The longest wait is one person's, so only readers of exact figures are told it.",
    source="Data dictionary: referral, multi_agency_assessment_date, closed_date",
    better=Direction.DOWN,
)

DAYS_TAKEN = Metric(
    key="days_taken",
    name="Days to assessment",
    definition="Referrals received in the period by calendar days from receipt to the joint assessment. Those closed "
    "before it and those waiting still are counted apart.",
    formula="referrals received = assessed, by days taken + closed before assessment + waiting still",
    unit=Unit.COUNT,
    counted=EVERY,
    base=EVERY,
    base_name="referrals received",
    caption="A wait that is not over is not a short one: it stands apart.",
    source="Data dictionary: referral, received_date, multi_agency_assessment_date, closed_date",
    better=Direction.NEITHER,
)

WAIT_ENDED = Metric(
    key="wait_ended",
    name="Share still waiting",
    definition="The share of referrals that are neither assessed nor closed so many days after receipt (Kaplan-Meier). "
    "Who still waits counts up to the data-to date, and is never left out.",
    formula="product over the days of waits that went on past the day ÷ waits that lasted up to it",
    unit=Unit.SHARE,
    counted=pl.col("ending").is_in([Ending.ASSESSED.value, Ending.CLOSED.value]),
    base=pl.col("ending").is_not_null(),
    base_name="waits that lasted so long",
    caption="The median is the first day by which half no longer wait. Figures of the finished alone would be shorter.",
    source="Kaplan and Meier 1958; interval by log(-log), Kalbfleisch and Prentice 1980",
    better=Direction.DOWN,
)


def _ended(key: str, name: str, how: Ending, words: str) -> Metric:
    return Metric(
        key=key,
        name=name,
        definition=f"The share of referrals that were {words} so many days after receipt. Assessment and closure "
        "before it compete: who was closed will never be assessed, and is not counted as waiting (Aalen-Johansen).",
        formula="sum over the days of the share still waiting, times those that ended so on the day ÷ waits that "
        "lasted up to it",
        unit=Unit.SHARE,
        counted=pl.col("ending") == how.value,
        base=pl.col("ending").is_not_null(),
        base_name="waits that lasted so long",
        caption="What is neither assessed nor closed still waits.",
        source="Aalen and Johansen 1978",
        better=Direction.NEITHER,
    )


ASSESSED_SO_FAR = _ended("assessed_so_far", "Assessed so far", Ending.ASSESSED, "assessed")
CLOSED_FIRST = _ended("closed_first", "Closed before assessment", Ending.CLOSED, "closed before an assessment")


def assessed_in(days: int, *, most: int) -> Metric:
    """Return the share assessed in so many days among referrals followed for `most` days; of `with_ending`'s columns.

    One base for several days, so that the shares of one cohort can stand beside each other.
    """
    return Metric(
        key=f"assessed_in_{days}",
        name=f"Assessed within {days} days",
        definition=f"Of the referrals received at least {most} days before the data-to date, the share that had their "
        f"joint assessment within {days} days. Still waiting, or closed before, counts as not assessed.",
        formula=f"referrals assessed in {days} days or fewer ÷ referrals received {most} days or more ago",
        unit=Unit.SHARE,
        counted=(pl.col("ending") == Ending.ASSESSED.value) & (pl.col("waited") <= days),
        base=pl.col("is_followed"),
        base_name=f"referrals received {most} days or more ago",
        caption="Calendar days; the day of receipt is day 0.",
        source="Data dictionary: referral, multi_agency_assessment_date; fixed follow-up by cohort of receipt",
        better=Direction.UP,
    )


ASSESSED_IN_FOUR_WEEKS = assessed_in(28, most=28)
WAITING_METRICS = (
    WITHIN_OWN_TARGET,
    WITHIN_OF_ASSESSED,
    ASSESSMENT_STANDING,
    STILL_WAITING,
    DAYS_TAKEN,
    WAIT_ENDED,
    ASSESSED_SO_FAR,
    CLOSED_FIRST,
    ASSESSED_IN_FOUR_WEEKS,
)
