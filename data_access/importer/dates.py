"""Dates and times as people and spreadsheets write them; the common spellings columnwise, the rest one by one."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import polars as pl

from data_access.importer.rules import CALENDAR, EARLIEST, FULL_YEAR, PLAUSIBLE, Rule

LONDON = ZoneInfo("Europe/London")
# Excel counts days from 1 January 1900 and believes in 29 February 1900, its day 60; later days are one too many.
_EXCEL_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001
_EXCEL_FALSE_LEAP_DAY = 60
_EXCEL_LAST_SERIAL = 2_958_465
_SECONDS_A_DAY = 86_400
_FIRST_YEAR_OF_FOUR_DIGITS = 1000

# Tried columnwise, the commonest first; each is exact about the parts it names.
_COMMON = ("%d/%m/%Y", "%d/%m/%Y %H:%M", "%Y-%m-%d", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S", "%d/%m/%Y %H:%M:%S")
_TIME = r"(?:[T ]+(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d+)?)?)?"
_BRITISH = re.compile(rf"(?P<day>\d{{1,2}})[/.-](?P<month>\d{{1,2}})[/.-](?P<year>\d{{4}}|\d{{2}}){_TIME}")
_WORDED = re.compile(rf"(?P<day>\d{{1,2}})[ -](?P<word>[A-Za-z]{{3,9}})[ -](?P<year>\d{{4}}|\d{{2}}){_TIME}")
_ISO = re.compile(rf"(?P<year>\d{{4}})[-/](?P<month>\d{{1,2}})[-/](?P<day>\d{{1,2}}){_TIME}")
_SERIAL = re.compile(r"\d{1,7}(?:\.\d+)?")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

ACCEPTED = "a date such as 19/06/2018, 2018-06-19 or 2018-06-19 14:05"


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Why a text is no date: the rule it breaks."""

    rule: Rule


def parse_common(texts: pl.Series) -> pl.Series:
    """Return the moments of all texts in a common spelling; null for the rest, which need `parse_one`."""
    moments = pl.Series(texts.name, [None], dtype=pl.Datetime("us")).new_from_index(0, texts.len())
    tried: set[str] = set()
    # One spelling usually serves a whole column, so the first text still unread says which to try.
    while pattern := _pattern_of(texts.filter(moments.is_null()).drop_nulls(), tried=tried):
        tried.add(pattern)
        moments = moments.zip_with(moments.is_not_null(), _strict(texts, pattern=pattern))
    return moments


def _pattern_of(unread: pl.Series, *, tried: set[str]) -> str | None:
    """Return an untried spelling that reads the first text left, or None."""
    if unread.is_empty():
        return None
    first = unread.head(1)
    return next((one for one in _COMMON if one not in tried and _strict(first, pattern=one)[0] is not None), None)


def _strict(texts: pl.Series, *, pattern: str) -> pl.Series:
    """Parse one spelling; two-digit years, which the parser would take for the first century, stay unread."""
    if "%H" in pattern:
        found = texts.str.to_datetime(pattern, strict=False, time_unit="us")
    else:
        found = texts.str.to_date(pattern, strict=False).cast(pl.Datetime("us"))
    return found.set(found < datetime(_FIRST_YEAR_OF_FOUR_DIGITS, 1, 1), None)  # noqa: DTZ001


def parse_one(text: str) -> datetime | Unreadable:
    """Return the moment a text means, in London civil time, or why it means none."""
    if _SERIAL.fullmatch(text):
        return _from_serial(float(text))
    for pattern in (_BRITISH, _ISO, _WORDED):
        if match := pattern.fullmatch(text):
            return _from_parts(match.groupdict())
    return _from_zoned(text)


def _from_serial(serial: float) -> datetime | Unreadable:
    """Return the moment of an Excel day number (1900 system)."""
    if serial >= _EXCEL_LAST_SERIAL + 1 or int(serial) == _EXCEL_FALSE_LEAP_DAY:
        return Unreadable(CALENDAR)
    days = serial if serial > _EXCEL_FALSE_LEAP_DAY else serial + 1
    # Excel keeps fractions of a day as binary; whole seconds are what was typed.
    return _EXCEL_EPOCH + timedelta(seconds=round(days * _SECONDS_A_DAY))


def _from_parts(parts: dict[str, str | None]) -> datetime | Unreadable:
    year = parts["year"] or ""
    if len(year) < len("2018"):
        return Unreadable(FULL_YEAR)
    try:
        day = date(int(year), _month(parts), int(parts["day"] or 0))
        hour, minute, second = (int(parts[unit] or 0) for unit in ("hour", "minute", "second"))
        return datetime.combine(day, time(hour, minute, second))
    except ValueError:
        return Unreadable(CALENDAR)


def _month(parts: dict[str, str | None]) -> int:
    if word := parts.get("word"):
        return _MONTHS.index(word[:3].casefold()) + 1
    return int(parts["month"] or 0)


def _from_zoned(text: str) -> datetime | Unreadable:
    """Return the London civil time of an ISO moment that names its offset."""
    try:
        moment = datetime.fromisoformat(text)
        return moment.astimezone(LONDON).replace(tzinfo=None) if moment.tzinfo else moment
    except (ValueError, OverflowError):
        return Unreadable(CALENDAR)


def implausible(moments: pl.Series) -> pl.Series:
    """Return true where a moment lies before any unit's work."""
    return (moments < datetime.combine(EARLIEST, time())).fill_null(value=False)


IMPLAUSIBLE = Unreadable(PLAUSIBLE)
