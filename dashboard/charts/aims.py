"""What charts of the time to assessment share: the target they hold referrals to, and what they must say."""

from datetime import date, timedelta

import polars as pl

from dashboard.charts.chart import View
from dashboard.metrics.timeliness import TARGET_DAYS
from dashboard.metrics.waits import TargetOf, with_ending, with_standing
from dashboard.wording import dates, numbers
from data_access.vocabulary import Risk

INSTEAD = "“Assessed within 7, 14 and 28 days” on this page answers the same question for everybody"
SAME_DAY = "Calendar days: assessed on the day of receipt is 0 days, and counts."


def standing(referrals: pl.DataFrame, view: View) -> pl.DataFrame:
    """Return referrals with how each stands against its own target."""
    return with_standing(referrals, as_at=view.data_to, target_of=aimed(view))


def ending(referrals: pl.DataFrame, view: View) -> pl.DataFrame:
    """Return referrals with how each wait ended, or that it has not."""
    return with_ending(referrals, as_at=view.data_to)


def unassessed(referrals: pl.DataFrame, view: View) -> pl.DataFrame:
    """Return the referrals without an assessment, with how each wait ended otherwise, or that it has not."""
    return ending(referrals.filter(pl.col("days_to_assessment").is_null()), view)


def aimed(view: View) -> TargetOf:
    """Return the days aimed for, of a force and a level of risk."""
    return lambda force, risk: days_for(view, force, Risk(risk))


def days_for(view: View, force: str, risk: Risk) -> int:
    """Return the days that a force aims for at a level of risk."""
    return view.targets.days(force, risk) if view.targets else TARGET_DAYS


def longest_target(view: View) -> int:
    """Return the most days that any referral looked at is given."""
    return max(_targets(view))


def target_in_words(view: View) -> str:
    """Return "14 days" where one target holds for all that is looked at, else "their target"."""
    found = _targets(view)
    return numbers.days(found.pop()) if len(found) == 1 else "their target"


def is_young(view: View) -> bool:
    """Return whether some days of the period are too recent to be judged; the calendar says so, not the referrals."""
    return view.filters.until > judged_to(view)


def notes(view: View, *, exact: bool) -> tuple[str, ...]:
    """Return the targets where they differ, which days are too recent, and what the record had wrong."""
    differing = len(_targets(view)) > 1
    young = dates.day(judged_to(view))
    return (
        *((f"Each referral is held to the target of its own force and risk: {_spelt(view)}.",) if differing else ()),
        *((f"Received after {young}: too early to say, and in no share.",) if is_young(view) else ()),
        *mended(view, exact=exact),
    )


def mended(view: View, *, exact: bool) -> tuple[str, ...]:
    """Return how many assessments of the referrals looked at are dated before receipt, and how they are read."""
    if not (exact and view.misdated):
        return ()
    found = numbers.noun(view.misdated, "assessment")
    is_dated = "is" if view.misdated == 1 else "are"
    return (f"Of the referrals shown, {found} {is_dated} dated before receipt: an error, read as no assessment.",)


def judged_to(view: View) -> date:
    """Return the last day of receipt on which every referral has had all the days of any target."""
    return view.data_to - timedelta(days=longest_target(view))


def _targets(view: View) -> set[int]:
    return {days_for(view, force, risk) for force in _forces(view) for risk in _risks(view)} or {TARGET_DAYS}


def _forces(view: View) -> tuple[str, ...]:
    return view.filters.forces or tuple(force.code for force in view.reference.forces if force.launched_on)


def _risks(view: View) -> tuple[Risk, ...]:
    return tuple(Risk(risk) for risk in view.filters.risks) or tuple(Risk)


def _spelt(view: View) -> str:
    """Return the least and the most days aimed for."""
    found = _targets(view)
    return f"{min(found)} to {numbers.days(max(found))}"
