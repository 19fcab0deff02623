"""The page Outcomes: what every reader finds, what is too early to say, and what a commissioner is not told."""

import pytest

from data_access.vocabulary import Role
from tests.app.test_figures import ASKED, SMALL, small_cells
from tests.app.visits import Site, Visit

PAGE = "outcomes"
QUESTION = "What came of referrals within 90 days?"
PANELS = (
    QUESTION,
    "With what outcome are referrals closed?",
    "What was offered, started and completed?",
    "Which legal measures are applied for or taken?",
    "Which orders are granted, and which breached?",
    "Who is offered advocacy, and who takes it up?",
    "How do victims feel at the end?",
    "Does the stalking start again?",
    "Are people referred again?",
    "How often is somebody charged?",
)
STANDING = "Not yet known"


def opened(site: Site, role: Role, **asked: str) -> Visit:
    visit = site.visit(role, PAGE, **asked)
    assert not visit.app.exception
    assert "could not be shown" not in visit.text
    return visit


@pytest.mark.parametrize("role", [Role.MANAGER, Role.COMMISSIONER])
def test_both_readers_find_every_panel(site: Site, role: Role) -> None:
    visit = opened(site, role, period="first-ten-months")
    assert visit.headings == ["Outcomes"]
    for question in PANELS:
        assert question in visit.text


def test_a_manager_chooses_how_long_referrals_are_followed(site: Site) -> None:
    visit = opened(site, Role.MANAGER, period="first-ten-months").choose("Followed for", 365)
    assert "What came of referrals within 365 days?" in visit.text
    assert QUESTION not in visit.text


def test_a_commissioner_has_one_time_and_no_choice(site: Site) -> None:
    visit = opened(site, Role.COMMISSIONER, period="first-ten-months")
    assert "Followed for" not in {each.label for each in visit.app.radio}


def test_young_cohorts_are_too_early_to_say_and_the_others_all_had_their_time(site: Site) -> None:
    cohorts = opened(site, Role.MANAGER, period="fy-2019").table("Received")
    assert STANDING in cohorts.headings
    young = opened(site, Role.MANAGER, period="last-12-months").table("Received")
    last = list(young.rows.values())[-1]
    assert set(last.values()) == {last["Received"], "[x]"}
    assert "[x]" not in {cell for row in list(cohorts.rows.values())[:3] for cell in row.values()}


def test_a_mark_of_an_outcome_opens_it_for_a_manager_only(site: Site) -> None:
    visit = opened(site, Role.MANAGER, period="first-ten-months")
    visit.app.selectbox(key="drill-closure_outcomes").set_value("RISK_REDUCED").run()
    assert visit.query["outcome"] == ["RISK_REDUCED"]
    assert not visit.app.exception
    protected = opened(site, Role.COMMISSIONER, period="first-ten-months")
    assert not {each.key for each in protected.app.selectbox} & {"drill-closure_outcomes", "drill-measures_applied"}


@pytest.mark.parametrize("asked", ASKED, ids=lambda asked: "-".join(asked.values()))
def test_a_commissioner_is_told_no_small_number_and_no_interval(site: Site, asked: dict[str, str]) -> None:
    shown, true = opened(site, Role.COMMISSIONER, **asked), opened(site, Role.MANAGER, **asked)
    assert not shown.counts() & SMALL
    assert not any("Between" in table.headings for table in shown.tables)
    for column, row, count in small_cells(true):
        for table in shown.tables:
            assert table.headings[:1] != (column,) or str(count) not in table.rows.get(row, {}).values()


def test_the_search_would_find_small_numbers_and_intervals(site: Site) -> None:
    visit = opened(site, Role.MANAGER, period="first-ten-months")
    assert visit.counts() & SMALL
    assert any("Between" in table.headings for table in visit.tables)


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ({"period": "fy-2018", "risk": "HIGH"}, "Under a filter you see what the tables without it say"),
        ({"period": "last-12-months"}, "finished periods without other filters only, to protect people"),
    ],
)
def test_a_commissioner_sees_outcomes_only_of_finished_periods_without_filters(
    site: Site, asked: dict[str, str], why: str
) -> None:
    visit = opened(site, Role.COMMISSIONER, **asked)
    assert visit.charts == []
    assert why in visit.text
