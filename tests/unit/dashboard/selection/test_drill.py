"""A drill goes down one step at a time, and each level of its way leads back to what it says."""

import pytest

from dashboard.periods import days_key
from dashboard.policy import Narrowing
from dashboard.selection import Selection, offer, period_of
from dashboard.selection.drill import drilled, may_take, named, nearest, trail, years_within
from data_access.vocabulary import Role
from tests.factories import CHESHIRE, HAMPSHIRE, a_snapshot, a_user

SNAPSHOT = a_snapshot()
FIRST = Selection(force=CHESHIRE, period="fy-2018")
MANAGER = offer(a_user(Role.MANAGER), SNAPSHOT, force=CHESHIRE)
COMMISSIONER = offer(a_user(Role.COMMISSIONER), SNAPSHOT, force=CHESHIRE)
PRESS = offer(a_user(Role.PRESS_OFFICER), SNAPSHOT, force=CHESHIRE)


def test_the_way_names_each_level_and_leads_back_to_it():
    deep = drilled(FIRST, [("agency", "PROB"), ("risk", "HIGH"), ("month", "2019-03")], narrowing=Narrowing.FREE)
    way = trail(deep, period_of(deep, MANAGER), MANAGER)
    first_level = Selection(force=CHESHIRE, period="fy-2018")
    agency = first_level.having("agency", ("PROB",))
    risk = agency.having("risk", ("HIGH",))
    assert [step.words for step in way] == [
        "Cheshire, 2018/19",
        "Probation Service",
        "High risk",
        "March 2019",
    ]
    assert [step.choice for step in way] == [first_level, agency, risk, deep]


def test_a_listed_period_stands_in_the_first_step():
    narrowed = FIRST.having("pathway", ("MANAGED_UNIT",))
    way = trail(narrowed, period_of(narrowed, MANAGER), MANAGER)
    assert [step.words for step in way] == ["Cheshire, 2018/19", "Taken on by the unit"]


def test_many_codes_of_one_dimension_are_one_step():
    narrowed = FIRST.having("risk", ("LOW", "MEDIUM", "HIGH"))
    assert trail(narrowed, period_of(narrowed, MANAGER), MANAGER)[-1].words == "Three levels of risk"


def test_a_cell_of_two_columns_narrows_by_both_at_once():
    there = drilled(FIRST, [("agency", "PROB"), ("pathway", "PENDING")], narrowing=Narrowing.FREE)
    assert (there.agencies, there.facets) == (("PROB",), (("pathway", "PENDING"),))


def test_another_force_takes_no_area_along():
    there = drilled(FIRST.having("area", ("CHE-WAR",)), [("force", HAMPSHIRE)], narrowing=Narrowing.FREE)
    assert (there.force, there.areas) == (HAMPSHIRE, ())


@pytest.mark.parametrize(("pairs", "manager", "commissioner"), [
    ([("agency", "PROB")], True, True),
    ([("month", "2019-03")], True, False),
    ([("pathway", "PENDING")], True, False),
    ([("agency", "PROB"), ("risk", "HIGH")], True, False),
    ([("force", CHESHIRE)], True, True),
    ([("force", HAMPSHIRE)], False, False),
    ([("weather", "RAIN")], False, False),
    ([("period", "2019-01-01..2019-03-31")], True, False),
    ([("period", "fy-2018")], True, True),
    ([("period", "yesterday")], False, False),
    ([("risk", "HIGH"), ("risk", "LOW")], True, False),
    ([], False, False),
])  # fmt: skip
def test_what_may_be_opened_follows_the_role(pairs: list[tuple[str, str]], manager: bool, commissioner: bool):
    assert may_take(pairs, MANAGER) is manager
    assert may_take(pairs, COMMISSIONER) is commissioner


def test_several_codes_of_one_dimension_are_chosen_together():
    pairs = [("outcome", "OTHER"), ("outcome", "UNK"), ("risk", "HIGH"), ("period", "2019-01-01..2019-03-31")]
    there = drilled(FIRST, pairs, narrowing=Narrowing.FREE)
    assert (there.facets, there.risks) == ((("outcome", "OTHER"), ("outcome", "UNK")), ("HIGH",))
    assert trail(there, period_of(there, MANAGER), MANAGER)[-1].words == "Jan to Mar 2019"


def test_a_financial_year_of_a_chart_opens_for_whoever_may_open_listed_periods_only():
    year, quarter = ("period", "2019-04-01..2020-03-31"), ("period", "2019-04-01..2019-06-30")
    assert named([year, quarter], COMMISSIONER) == (("period", "fy-2019"), quarter)
    assert may_take(named([year], COMMISSIONER), COMMISSIONER)
    assert not may_take(named([quarter], COMMISSIONER), COMMISSIONER)


def test_days_that_are_today_those_of_a_moving_period_stay_days_for_whoever_may_have_any():
    moving = next(each for each in MANAGER.periods if not each.is_fixed)
    pairs = (("period", days_key(moving.since, moving.until)),)
    assert named(pairs, MANAGER) == pairs
    assert named(pairs, COMMISSIONER) == (("period", moving.key),)


def test_a_press_officer_opens_nothing():
    assert not may_take([("agency", "PROB")], PRESS)
    assert not may_take([("month", "2019-03")], PRESS)


def test_the_nearest_period_holds_all_days_of_a_month():
    month = period_of(Selection(force=CHESHIRE, period="2020-11"), MANAGER)
    assert nearest(month, MANAGER).key == "fy-2020"
    launch = period_of(Selection(force=CHESHIRE, period="since-launch"), COMMISSIONER)
    assert [year.key for year in years_within(launch, COMMISSIONER)][-1] == "fy-2018"


def test_letting_go_of_everything_keeps_force_and_period():
    assert FIRST.having("agency", ("PROB",)).having("lead", ("PROB",)).whole() == FIRST
