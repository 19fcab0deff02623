"""Periods a reader may ask for by name, and how each becomes two days.

A period's key stands in links: first-ten-months, last-12-months, since-launch, fy-2025 (April 2025 to March 2026),
week-2019 (awareness week), 2019-03 (a month), 2019-01-01..2019-02-28 (any two days).
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from dashboard.almanac import Almanac
from dashboard.civil_dates import MONTHS_IN_YEAR, last_complete_month_end, months_later, years_later
from dashboard.wording import dates as dates_in_words
from data_access.reference import AwarenessWeek

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
    """A named stretch of days, both ends included; fixed if no later data can change which days they are."""

    key: str
    label: str
    since: date
    until: date
    is_fixed: bool = True

    @property
    def days(self) -> int:
        """How many days the period has."""
        return (self.until - self.since).days + 1


def listed(dates: Almanac, choice: PeriodChoice) -> tuple[Period, ...]:
    """Return the periods offered by name, the most asked-for first; a unit without a complete month has one only."""
    ten = first_ten_months(dates)
    if choice is PeriodChoice.FIRST_TEN_MONTHS:
        return (ten,)
    if last_complete_month_end(dates.data_to) < dates.launched_on:
        return (_so_far(dates),)
    years = tuple(financial_year(year, dates) for year in _financial_years(dates))
    weeks = tuple(awareness_week(week) for week in reversed(dates.weeks))
    first = (ten,) if dates.units == 1 else ()
    return (*first, last_12_months(dates), since_launch(dates), *years, *weeks)


def days_key(since: date, until: date) -> str:
    """Return the key of any two days."""
    return f"{since}..{until}"


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
    """Return the ten months from launch, as units first published them; until they are over, the complete months."""
    end = months_later(dates.launched_on, 10) - timedelta(days=1)
    is_over = end <= dates.data_to
    return Period(
        key=FIRST_TEN_MONTHS,
        label="First ten months" if is_over else "First ten months so far",
        since=dates.launched_on,
        until=end if is_over else _whole_months_end(dates),
        is_fixed=is_over,
    )


def last_12_months(dates: Almanac) -> Period:
    """Return the last twelve complete months: a part month would make the newest look small."""
    end = _whole_months_end(dates)
    since = months_later(last_complete_month_end(dates.data_to) + timedelta(days=1), -MONTHS_IN_YEAR)
    begins = max(since, dates.launched_on)
    return Period(key=LAST_12_MONTHS, label="Last 12 months", since=begins, until=end, is_fixed=False)


def since_launch(dates: Almanac) -> Period:
    """Return everything from launch to the end of the last complete month."""
    end = _whole_months_end(dates)
    return Period(key=SINCE_LAUNCH, label="Since launch", since=dates.launched_on, until=end, is_fixed=False)


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
        is_fixed=not cut,
    )


def awareness_week(week: AwarenessWeek) -> Period:
    """Return one National Stalking Awareness Week."""
    return Period(
        key=f"week-{week.year}", label=f"Awareness week {week.year}", since=week.starts_on, until=week.ends_on
    )


def year_before(period: Period, dates: Almanac) -> Period:
    """Return what a period compares with: of an awareness week the one before, else the same days a year earlier."""
    for earlier, week in zip(dates.weeks, dates.weeks[1:], strict=False):
        if period.key == awareness_week(week).key:
            return awareness_week(earlier)
    return Period(
        key="",
        label="Same period last year",
        since=years_later(period.since, -1),
        until=years_later(period.until, -1),
    )


def _so_far(dates: Almanac) -> Period:
    """Return the days of a unit that has no complete month yet."""
    return Period(key=SINCE_LAUNCH, label="Since launch", since=dates.launched_on, until=dates.data_to, is_fixed=False)


def _whole_months_end(dates: Almanac) -> date:
    return max(last_complete_month_end(dates.data_to), dates.launched_on)


def _financial_years(dates: Almanac) -> list[int]:
    """Newest first; a year still without one complete month is not offered."""
    first = dates.launched_on.year - (dates.launched_on.month < APRIL)
    end = last_complete_month_end(dates.data_to)
    last = end.year - (end.month < APRIL)
    return list(range(last, first - 1, -1))


def _month(year: int, month: int, dates: Almanac) -> Period | None:
    if not (1 <= month <= MONTHS_IN_YEAR and 1900 < year < date.max.year):  # noqa: PLR2004 - no unit is older
        return None
    first = date(year, month, 1)
    since, until = max(first, dates.launched_on), min(months_later(first, 1) - timedelta(days=1), dates.data_to)
    if until < since:
        return None
    return Period(key=f"{year}-{month:02d}", label=dates_in_words.month(first), since=since, until=until)


def _days(since_text: str, until_text: str, dates: Almanac) -> Period | None:
    try:
        ends = sorted((date.fromisoformat(since_text), date.fromisoformat(until_text)))
    except ValueError:
        return None
    since, until = max(ends[0], dates.launched_on), min(ends[1], dates.data_to)
    if until < since:
        return None
    return Period(key=days_key(since, until), label=_label_of(since, until, dates), since=since, until=until)


def _label_of(since: date, until: date, dates: Almanac) -> str:
    """Return "Jul to Sep 2019" for days that are whole months, as far as there are figures."""
    begins_whole = since.day == 1 or since == dates.launched_on
    ends_whole = (until + timedelta(days=1)).day == 1
    return dates_in_words.months_span(since, until) if begins_whole and ends_whole else "Chosen days"
