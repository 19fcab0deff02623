"""Periods a reader may ask for by name, and how each becomes two days.

A period's key stands in links: first-ten-months, last-12-months, since-launch, fy-2025 (April 2025 to March 2026),
week-2019 (awareness week), 2019-03 (a month), 2019-01-01..2019-02-28 (any two days).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from dashboard.civil_dates import MONTHS_IN_YEAR, last_complete_month_end, months_later, years_later
from dashboard.wording import dates as dates_in_words
from data_access.reference import AwarenessWeek, Reference

FIRST_TEN_MONTHS = "first-ten-months"
LAST_12_MONTHS = "last-12-months"
SINCE_LAUNCH = "since-launch"
APRIL = 4

_FINANCIAL_YEAR = re.compile(r"fy-(\d{4})")
_WEEK = re.compile(r"week-(\d{4})")
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_DAYS = re.compile(r"(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})")


class PeriodChoice(StrEnum):
    """Which periods may be asked for."""

    ANY = "ANY"  # any listed period, month or pair of days
    LISTED = "LISTED"  # the listed ones only, so that no two views differ by a few cases
    FIRST_TEN_MONTHS = "FIRST_TEN_MONTHS"  # the one published headline


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A named stretch of days, both ends included."""

    key: str
    label: str
    since: date
    until: date

    @property
    def days(self) -> int:
        """How many days the period has."""
        return (self.until - self.since).days + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Almanac:
    """The dates that named periods hang on.

    Attributes
    ----------
    launched_on
        First day of the unit, or of the earliest of several.
    units
        How many units are looked at; several have no first ten months in common.
    data_to
        Last day the figures cover.
    weeks
        Awareness weeks, oldest first.
    """

    launched_on: date
    data_to: date
    weeks: tuple[AwarenessWeek, ...]
    units: int = 1


def almanac(reference: Reference, *, forces: Iterable[str], data_to: date) -> Almanac:
    """Return the dates for some forces: the earliest launch among them, and the weeks that fall inside."""
    wanted = set(forces)
    launches = [force.launched_on for force in reference.forces if force.code in wanted and force.launched_on]
    launched_on = min(launches, default=data_to)
    weeks = tuple(
        week for week in reference.awareness_weeks if launched_on <= week.starts_on and week.ends_on <= data_to
    )
    return Almanac(launched_on=launched_on, data_to=data_to, weeks=weeks, units=max(len(launches), 1))


def listed(dates: Almanac, choice: PeriodChoice) -> tuple[Period, ...]:
    """Return the periods offered by name, the most asked-for first; only those the figures cover whole."""
    ten = first_ten_months(dates)
    if choice is PeriodChoice.FIRST_TEN_MONTHS:
        return (ten,)
    years = tuple(financial_year(year, dates) for year in _financial_years(dates))
    weeks = tuple(awareness_week(week) for week in reversed(dates.weeks))
    first = (ten,) if dates.units == 1 else ()
    return (*first, last_12_months(dates), since_launch(dates), *years, *weeks)


def read(key: str, *, dates: Almanac, choice: PeriodChoice) -> Period | None:
    """Return the period of a key, or None when it names nothing this reader may ask for; never raises."""
    for period in listed(dates, choice):
        if period.key == key:
            return period
    if choice is not PeriodChoice.ANY:
        return None
    if match := _MONTH.fullmatch(key):
        return _month(int(match[1]), int(match[2]), dates)
    if match := _DAYS.fullmatch(key):
        return _days(match[1], match[2], dates)
    return None


def first_ten_months(dates: Almanac) -> Period:
    """Return the ten months from launch, as the units' first figures were published."""
    return Period(
        key=FIRST_TEN_MONTHS,
        label="First ten months",
        since=dates.launched_on,
        until=min(months_later(dates.launched_on, 10) - timedelta(days=1), dates.data_to),
    )


def last_12_months(dates: Almanac) -> Period:
    """Return the last twelve complete months: a part month would make the newest look small."""
    end = last_complete_month_end(dates.data_to)
    since = months_later(end + timedelta(days=1), -MONTHS_IN_YEAR)
    begins = max(since, dates.launched_on)
    return Period(key=LAST_12_MONTHS, label="Last 12 months", since=begins, until=max(end, begins))


def since_launch(dates: Almanac) -> Period:
    """Return everything from launch to the end of the last complete month."""
    until = max(last_complete_month_end(dates.data_to), dates.launched_on)
    return Period(key=SINCE_LAUNCH, label="Since launch", since=dates.launched_on, until=until)


def financial_year(year: int, dates: Almanac) -> Period:
    """Return April of a year to the March after, cut to what the figures cover."""
    since, until = date(year, APRIL, 1), date(year + 1, APRIL, 1) - timedelta(days=1)
    label = f"{year}/{(year + 1) % 100:02d}"
    cut, begins = until > dates.data_to, max(since, dates.launched_on)
    return Period(
        key=f"fy-{year}",
        label=f"{label} so far" if cut else label,
        since=begins,
        until=max(last_complete_month_end(dates.data_to), begins) if cut else until,
    )


def awareness_week(week: AwarenessWeek) -> Period:
    """Return one National Stalking Awareness Week."""
    return Period(
        key=f"week-{week.year}", label=f"Awareness week {week.year}", since=week.starts_on, until=week.ends_on
    )


def year_before(period: Period) -> Period:
    """Return the same days one year earlier; 29 February becomes the 28th."""
    return Period(
        key="",
        label="Same period last year",
        since=years_later(period.since, -1),
        until=years_later(period.until, -1),
    )


def _financial_years(dates: Almanac) -> list[int]:
    """Newest first; a year still without one complete month is not offered."""
    first = dates.launched_on.year - (dates.launched_on.month < APRIL)
    end = last_complete_month_end(dates.data_to)
    last = end.year - (end.month < APRIL)
    return list(range(last, first - 1, -1))


def _month(year: int, month: int, dates: Almanac) -> Period | None:
    if not (1 <= month <= MONTHS_IN_YEAR and 1900 < year < date.max.year):  # noqa: PLR2004 - no unit is older
        return None
    since = date(year, month, 1)
    until = months_later(since, 1) - timedelta(days=1)
    if until < dates.launched_on or since > dates.data_to:
        return None
    return Period(key=f"{year}-{month:02d}", label=dates_in_words.month(since), since=since, until=until)


def _days(since_text: str, until_text: str, dates: Almanac) -> Period | None:
    try:
        ends = sorted((date.fromisoformat(since_text), date.fromisoformat(until_text)))
    except ValueError:
        return None
    since, until = max(ends[0], dates.launched_on), min(ends[1], dates.data_to)
    if until < since:
        return None
    return Period(key=f"{since}..{until}", label="Chosen days", since=since, until=until)
