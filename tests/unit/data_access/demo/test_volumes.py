"""Referrals arrive in levels, more in awareness weeks, and unusually in the spells that are told of."""

from datetime import date, timedelta

import numpy as np
import pytest

from data_access.demo.chances import Chances
from data_access.demo.columns import day_number
from data_access.demo.sites import CHESHIRE, HAMPSHIRE, Site, all_sites
from data_access.demo.volumes import LAUNCH_UNTIL, SPELLS, arrival_days, expected_by_day, expected_in_all, is_anchored

AS_AT = date(2026, 6, 30)


def site(code: str) -> Site:
    return next(one for one in all_sites() if one.code == code)


def on(one: Site, day: date) -> float:
    return float(expected_by_day(one, as_at=AS_AT)[(day - one.launched_on).days])


def test_awareness_week_brings_a_small_rise() -> None:
    monday = date(2024, 4, 22)
    assert 1.2 < on(site(CHESHIRE), monday) / on(site(CHESHIRE), monday - timedelta(days=7)) < 1.6


def test_the_missing_extract_is_a_month_without_referrals() -> None:
    days = arrival_days(site(HAMPSHIRE), received=2_000, as_at=AS_AT, chances=Chances(1))
    august = (days >= day_number(date(2021, 8, 1))) & (days <= day_number(date(2021, 8, 31)))
    assert august.sum() == 0


def test_the_campaign_is_far_above_the_usual_level() -> None:
    campaign = next(spell for spell in SPELLS if spell.force_code == CHESHIRE)
    before = campaign.since - timedelta(days=7)
    assert on(site(CHESHIRE), campaign.since) / on(site(CHESHIRE), before) > 1.5


@pytest.mark.parametrize(("as_at", "received"), [(LAUNCH_UNTIL, 260), (date(2019, 4, 19), 400), (AS_AT, 50_000)])
def test_the_first_ten_months_hold_260_at_any_size(as_at: date, received: int) -> None:
    days = arrival_days(site(CHESHIRE), received=received, as_at=as_at, chances=Chances(5))
    assert len(days) == received
    assert (days <= day_number(LAUNCH_UNTIL)).sum() == 260
    assert (np.diff(days) >= 0).all()
    assert days.max() <= day_number(as_at)


def test_a_force_too_small_for_260_spreads_what_it_has() -> None:
    small = site(CHESHIRE)
    assert not is_anchored(small, received=259, as_at=AS_AT)
    days = arrival_days(small, received=259, as_at=AS_AT, chances=Chances(5))
    assert (days > day_number(LAUNCH_UNTIL)).sum() > 200


def test_the_usual_size_of_cheshire_counts_the_published_260() -> None:
    assert expected_in_all(site(CHESHIRE), as_at=LAUNCH_UNTIL) == 260
