"""How many referrals reach each force and on which days: levels, seasons, awareness weeks, unusual spells."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from data_access.demo.chances import Chances, Floats, Ints
from data_access.demo.columns import EPOCH, day_number, weekday
from data_access.demo.sites import CHESHIRE, CHESHIRE_LAUNCH, HAMPSHIRE, MET, Site
from data_access.reference_data import shipped

# Cheshire's first ten months, both days included, and what the unit published about them.
LAUNCH_UNTIL = date(2019, 4, 18)
LAUNCH_RECEIVED = 260
LAUNCH_TAKEN_ON = 83
_LAUNCH_DAYS = (LAUNCH_UNTIL - CHESHIRE_LAUNCH).days + 1

_DAYS_A_MONTH = 365.25 / 12
# Monday first; fewer on the weekend, when partner agencies are closed.
_BY_WEEKDAY = (1.24, 1.17, 1.12, 1.09, 1.10, 0.69, 0.59)
# January first; quieter in August and December.
_BY_MONTH = (1.04, 1.00, 1.03, 1.01, 1.02, 1.01, 1.03, 0.95, 1.00, 1.03, 0.99, 0.89)
_IN_AWARENESS_WEEK = 1.35
_IN_THE_WEEK_AFTER = 1.18


@dataclass(frozen=True, slots=True, kw_only=True)
class Spell:
    """Days on which a force's referrals were unusual; `force_code` empty means everywhere.

    `is_break` says whether figures before and after are counted differently; an event that merely made them high or
    low is none, and control charts have to notice it by themselves.
    """

    key: str
    force_code: str | None
    since: date
    until: date
    factor: float
    title: str
    explanation: str
    is_break: bool = False


SPELLS = (
    Spell(
        key="DEMO-LOCKDOWN",
        force_code=None,
        since=date(2020, 3, 24),
        until=date(2020, 5, 31),
        factor=0.62,
        title="First lockdown",
        explanation="Agencies met fewer people; referrals fell in this invented programme.",
    ),
    Spell(
        key="DEMO-HAM-EXTRACT",
        force_code=HAMPSHIRE,
        since=date(2021, 8, 1),
        until=date(2021, 8, 31),
        factor=0.0,
        title="No extract for August 2021",
        explanation="The month is missing, not zero: the case system was being replaced.",
        is_break=True,
    ),
    Spell(
        key="DEMO-MET-RECORDS",
        force_code=MET,
        since=date(2024, 2, 19),
        until=date(2024, 4, 14),
        factor=0.45,
        title="Change of record system",
        explanation="Screening slowed while records moved to a new system.",
        is_break=True,
    ),
    Spell(
        key="DEMO-MET-BACKLOG",
        force_code=MET,
        since=date(2024, 4, 15),
        until=date(2024, 6, 9),
        factor=1.55,
        title="Backlog screened",
        explanation="Reports held back during the change of record system were screened.",
    ),
    Spell(
        key="DEMO-CHE-CAMPAIGN",
        force_code=CHESHIRE,
        since=date(2025, 9, 29),
        until=date(2025, 11, 9),
        factor=1.75,
        title="Campaign with employers and colleges",
        explanation="A campaign brought six weeks of additional referrals.",
    ),
)


def expected_by_day(site: Site, *, as_at: date) -> Floats:
    """Return the referrals expected on each day from the launch to the as-at date."""
    days = np.arange(day_number(site.launched_on), day_number(as_at) + 1)
    starts = np.array([day_number(start) for start, _ in site.levels])
    level = np.array([monthly for _, monthly in site.levels])[np.searchsorted(starts, days, side="right") - 1]
    months = np.array([(EPOCH + timedelta(days=int(day))).month - 1 for day in days])
    usual = level / _DAYS_A_MONTH * np.array(_BY_WEEKDAY)[weekday(days)] * np.array(_BY_MONTH)[months]
    lifted: Floats = usual * _awareness(days) * _spells(site.code, days)
    return lifted


def arrival_days(site: Site, *, received: int, as_at: date, chances: Chances) -> Ints:
    """Return the day of each of a force's referrals, in order.

    Cheshire's first ten months hold exactly 260 as soon as the force has that many in all.
    """
    expected = expected_by_day(site, as_at=as_at)
    first = day_number(site.launched_on)
    if not is_anchored(site, received=received, as_at=as_at):
        return first + _spread(expected, received, chances)
    launch = _spread(expected[:_LAUNCH_DAYS], LAUNCH_RECEIVED, chances)
    if received == LAUNCH_RECEIVED:
        return first + launch
    later = _LAUNCH_DAYS + _spread(expected[_LAUNCH_DAYS:], received - LAUNCH_RECEIVED, chances)
    return first + np.concatenate([launch, later])


def is_anchored(site: Site, *, received: int, as_at: date) -> bool:
    """Return whether a force repeats the published first ten months."""
    enough = received > LAUNCH_RECEIVED if as_at > LAUNCH_UNTIL else received == LAUNCH_RECEIVED
    return site.code == CHESHIRE and (enough or received == LAUNCH_RECEIVED)


def expected_in_all(site: Site, *, as_at: date) -> float:
    """Return a force's usual size: expected referrals, and for Cheshire the 260 of its first ten months."""
    expected = expected_by_day(site, as_at=as_at)
    if site.code != CHESHIRE:
        return float(expected.sum())
    return LAUNCH_RECEIVED + float(expected[_LAUNCH_DAYS:].sum())


def _spread(expected: Floats, received: int, chances: Chances) -> Ints:
    steps = np.cumsum(expected) / expected.sum()
    last = int(np.flatnonzero(expected)[-1])
    return np.sort(np.minimum(np.searchsorted(steps, chances.uniform(received), side="right"), last))


def _awareness(days: Ints) -> Floats:
    factor = np.ones(len(days))
    for week in shipped("awareness_weeks"):
        first, last = day_number(week["starts_on"]), day_number(week["ends_on"])
        factor[(days >= first) & (days <= last)] = _IN_AWARENESS_WEEK
        factor[(days > last) & (days <= last + 7)] = _IN_THE_WEEK_AFTER
    return factor


def _spells(force_code: str, days: Ints) -> Floats:
    factor = np.ones(len(days))
    for spell in SPELLS:
        if spell.force_code in (None, force_code):
            factor[(days >= day_number(spell.since)) & (days <= day_number(spell.until))] *= spell.factor
    return factor
