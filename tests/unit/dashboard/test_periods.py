"""Named periods: which days each one means, at the edges that matter."""

from datetime import date

import pytest

from dashboard.almanac import Almanac, almanac
from dashboard.periods import (
    Period,
    PeriodChoice,
    awareness_week,
    financial_year,
    first_ten_months,
    last_12_months,
    listed,
    read,
    since_launch,
    year_before,
)
from data_access.reference import AwarenessWeek
from tests.factories import CHESHIRE, HAMPSHIRE, KENT, LAUNCH, a_reference

DATES = Almanac(launched_on=LAUNCH, data_to=date(2026, 11, 22), weeks=())


def days(period: Period | None) -> tuple[date, date] | None:
    return (period.since, period.until) if period else None


def test_first_ten_months_of_cheshire_are_those_that_were_published() -> None:
    assert days(first_ten_months(DATES)) == (date(2018, 6, 19), date(2019, 4, 18))


@pytest.mark.parametrize(
    ("data_to", "since", "until"),
    [
        (date(2026, 11, 22), date(2025, 11, 1), date(2026, 10, 31)),
        (date(2026, 11, 30), date(2025, 12, 1), date(2026, 11, 30)),
        (date(2024, 2, 29), date(2023, 3, 1), date(2024, 2, 29)),
        (date(2024, 2, 28), date(2023, 2, 1), date(2024, 1, 31)),
        (date(2018, 12, 5), LAUNCH, date(2018, 11, 30)),
    ],
)
def test_last_12_months_are_complete_months(data_to: date, since: date, until: date) -> None:
    assert days(last_12_months(Almanac(launched_on=LAUNCH, data_to=data_to, weeks=()))) == (since, until)


def test_since_launch_ends_with_the_last_complete_month() -> None:
    assert days(since_launch(DATES)) == (LAUNCH, date(2026, 10, 31))


def test_financial_years_run_april_to_march_and_say_when_they_are_not_over() -> None:
    assert days(financial_year(2019, DATES)) == (date(2019, 4, 1), date(2020, 3, 31))
    assert days(financial_year(2018, DATES)) == (LAUNCH, date(2019, 3, 31))
    assert financial_year(2026, DATES).label == "2026/27 so far"
    assert days(financial_year(2026, DATES)) == (date(2026, 4, 1), date(2026, 10, 31))
    assert (
        financial_year(1999, Almanac(launched_on=date(1999, 1, 1), data_to=date(2005, 1, 1), weeks=())).label
        == "1999/00"
    )


def test_press_officer_is_offered_the_published_period_only() -> None:
    assert [period.key for period in listed(DATES, PeriodChoice.FIRST_TEN_MONTHS)] == ["first-ten-months"]


@pytest.mark.parametrize("choice", [PeriodChoice.LISTED, PeriodChoice.FIRST_TEN_MONTHS])
@pytest.mark.parametrize("key", ["2019-03", "2019-01-01..2019-02-28"])
def test_free_dates_are_not_for_readers_who_could_subtract_them(choice: PeriodChoice, key: str) -> None:
    assert read(key, dates=DATES, choice=choice) is None


def test_a_month_and_two_days_in_any_order_are_read_for_a_manager() -> None:
    assert days(read("2019-03", dates=DATES, choice=PeriodChoice.ANY)) == (date(2019, 3, 1), date(2019, 3, 31))
    two_days = read("2019-02-28..2019-01-01", dates=DATES, choice=PeriodChoice.ANY)
    assert days(two_days) == (date(2019, 1, 1), date(2019, 2, 28))


@pytest.mark.parametrize(
    "key",
    ["", "2019-13", "2019-00", "0000-01", "9999-12", "2019-02-30..2019-03-01", "fy-1066", "week-2018", "<script>"],
)
def test_nonsense_names_no_period(key: str) -> None:
    assert read(key, dates=DATES, choice=PeriodChoice.ANY) is None


def test_days_outside_the_figures_are_cut_to_them() -> None:
    assert days(read("2000-01-01..2018-07-01", dates=DATES, choice=PeriodChoice.ANY)) == (LAUNCH, date(2018, 7, 1))
    assert read("2000-01-01..2001-01-01", dates=DATES, choice=PeriodChoice.ANY) is None


def test_a_year_before_a_leap_day_is_the_28th() -> None:
    leap = Period(key="", label="", since=date(2024, 2, 29), until=date(2024, 2, 29))
    assert days(year_before(leap, DATES)) == (date(2023, 2, 28), date(2023, 2, 28))


def test_almanac_takes_the_earliest_launch_and_the_weeks_the_figures_cover() -> None:
    dates = almanac(a_reference(), forces=(HAMPSHIRE, CHESHIRE, KENT), data_to=date(2019, 4, 12))
    assert dates.launched_on == LAUNCH
    assert [week.year for week in dates.weeks] == [2019]
    assert almanac(a_reference(), forces=(CHESHIRE,), data_to=date(2019, 4, 11)).weeks == ()


def test_an_awareness_week_compares_with_the_week_before_not_with_the_same_dates() -> None:
    reference = a_reference()
    weeks = (
        *reference.awareness_weeks,
        AwarenessWeek(year=2020, starts_on=date(2020, 4, 20), ends_on=date(2020, 4, 24), theme=None),
    )
    dates = Almanac(launched_on=date(2018, 1, 1), data_to=date(2021, 1, 1), weeks=weeks)
    assert days(year_before(awareness_week(weeks[2]), dates)) == (date(2019, 4, 8), date(2019, 4, 12))


@pytest.mark.parametrize(
    "day", [date(2018, 6, 19), date(2018, 6, 30), date(2018, 7, 1), date(2018, 8, 15), date(2019, 3, 31)]
)
@pytest.mark.parametrize("choice", list(PeriodChoice))
def test_every_period_of_a_young_unit_begins_before_it_ends_and_covers_no_day_without_figures(
    day: date, choice: PeriodChoice
) -> None:
    for period in listed(Almanac(launched_on=LAUNCH, data_to=day, weeks=()), choice):
        assert LAUNCH <= period.since <= period.until <= max(day, LAUNCH)


def test_a_headline_whose_days_may_still_change_is_never_fixed() -> None:
    young = Almanac(launched_on=LAUNCH, data_to=date(2019, 4, 17), weeks=())
    assert not first_ten_months(young).is_fixed
    assert first_ten_months(young).until == date(2019, 3, 31)
    assert first_ten_months(Almanac(launched_on=LAUNCH, data_to=date(2019, 4, 18), weeks=())).is_fixed
    fixed = {period.key for period in listed(DATES, PeriodChoice.LISTED) if period.is_fixed}
    assert not fixed & {"last-12-months", "since-launch", "fy-2026"}
    assert {"first-ten-months", "fy-2025"} <= fixed


def test_a_month_is_cut_to_the_days_that_have_figures() -> None:
    assert days(read("2018-06", dates=DATES, choice=PeriodChoice.ANY)) == (LAUNCH, date(2018, 6, 30))
    assert days(read("2026-11", dates=DATES, choice=PeriodChoice.ANY)) == (date(2026, 11, 1), date(2026, 11, 22))


def test_several_units_have_no_first_ten_months_in_common() -> None:
    together = almanac(a_reference(), forces=(CHESHIRE, HAMPSHIRE), data_to=date(2026, 11, 22))
    assert "first-ten-months" not in [period.key for period in listed(together, PeriodChoice.LISTED)]
