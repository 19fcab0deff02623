"""Which headlines may be exact, and that the programme's never tells more than the forces' own."""

from datetime import date, timedelta

from dashboard.disclosure.disclosed import Rule
from dashboard.headline.granted import exact_periods
from dashboard.periods import PeriodChoice
from data_access.scope import Grain, Scope
from data_access.vocabulary import Pathway
from tests.factories import CHESHIRE, HAMPSHIRE, LAUNCH, MET, a_referral, a_snapshot

OFFICIAL = Rule(hide_below=5, round_to=5)
ALL = Scope(forces=(CHESHIRE, HAMPSHIRE, MET), grain=Grain.AGGREGATE)


def steady(force: str, start: date, days: int, *, each_day: int = 2) -> list[dict[str, object]]:
    """As many taken on as with partners, every day: no window of a week is small."""
    return [
        a_referral(
            force=force,
            area=None,
            received_on=start + timedelta(days=day),
            pathway=pathway,
        )
        for day in range(days)
        for pathway in (Pathway.TAKEN_ON, Pathway.PARTNER)
        for _ in range(each_day)
    ]


def granted(force: str | None, rows: list[dict[str, object]], as_at: date) -> frozenset[str]:
    snapshot = a_snapshot(rows, as_at=as_at)
    return exact_periods(snapshot, scope=ALL, force=force, choice=PeriodChoice.LISTED, rule=OFFICIAL)


def test_steady_series_shows_every_headline_exactly() -> None:
    keys = granted(CHESHIRE, steady(CHESHIRE, LAUNCH, 900), LAUNCH + timedelta(days=899))
    assert {"first-ten-months", "fy-2018", "fy-2019", "week-2019"} <= keys
    assert not {"last-12-months", "since-launch", "fy-2020"} & keys, "their days still change"


def test_second_headline_that_differs_by_a_few_cases_is_not_exact() -> None:
    rows = [
        row for row in steady(CHESHIRE, LAUNCH, 900) if not date(2019, 4, 1) <= row["received_on"] <= date(2019, 4, 18)
    ]
    rows.append(a_referral(received_on=date(2019, 4, 2), pathway=Pathway.TAKEN_ON))
    keys = granted(CHESHIRE, rows, LAUNCH + timedelta(days=899))
    assert "first-ten-months" in keys
    assert "fy-2018" not in keys, "ten months less the financial year would be one person"


def test_programme_is_exact_only_where_every_force_is_over_the_same_days() -> None:
    as_at = LAUNCH + timedelta(days=899)
    steady_ones = steady(CHESHIRE, LAUNCH, 900) + steady(HAMPSHIRE, date(2018, 7, 2), 887)
    small = [a_referral(force=MET, area=None, received_on=date(2019, 5, 1))] * 3
    assert granted(None, steady_ones + steady(MET, date(2018, 9, 3), 824), as_at) >= {"fy-2019"}
    assert "first-ten-months" not in granted(None, steady_ones + steady(MET, date(2018, 9, 3), 824), as_at)
    assert "fy-2019" not in granted(None, steady_ones + small, as_at)


def test_no_two_days_in_a_row_show_exact_headlines_of_different_days() -> None:
    rows = steady(CHESHIRE, LAUNCH, 330)
    for day in range(280, 320):
        as_at = LAUNCH + timedelta(days=day)
        assert ("first-ten-months" in granted(CHESHIRE, rows, as_at)) == (as_at >= date(2019, 4, 18))
