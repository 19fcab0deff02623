"""How soon referrals are assessed: by cohort received, with those still waiting counted as waiting."""

from datetime import date, timedelta

import polars as pl

from dashboard.metrics.metric import Direction, Metric, Unit

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
