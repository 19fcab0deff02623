"""The page Pathways: what adds up for every reader, what a manager sees, and what a commissioner is not told."""

import re

import pytest

from data_access.vocabulary import Role
from tests.app.test_figures import ASKED, SMALL, equation, small_cells
from tests.app.visits import Site, Visit

PAGE = "pathways"
PANELS = (
    "How many does the unit take on itself?",
    "From which agencies does the unit take cases on?",
    "Does the unit take on the cases of high risk?",
    "In which areas does the unit take cases on?",
    "Who leads the cases managed with partners?",
    "Whose referrals make the difference to the period before?",
    "Which levels of risk make the difference to the period before?",
    "Who took part in the assessment?",
    "What was advised?",
    "Has the unit reached the people whose cases it took on?",
)


@pytest.mark.parametrize("role", [Role.MANAGER, Role.COMMISSIONER])
def test_both_readers_find_every_panel_and_the_announced_equation(site: Site, role: Role) -> None:
    visit = site.visit(role, PAGE, period="first-ten-months")
    assert visit.headings == ["Pathways"]
    assert equation(visit) == [260, 83, 177, 0, 0]
    for question in PANELS:
        assert question in visit.text


@pytest.mark.parametrize(
    "asked", [*ASKED, {"period": "2019-03"}, {"period": "fy-2019", "risk": "HIGH", "agency": "POL_LPU"}]
)
def test_the_equation_adds_up_at_every_drill_of_a_manager(site: Site, asked: dict[str, str]) -> None:
    visit = site.visit(Role.MANAGER, PAGE, **asked)
    received, *parts = equation(visit)
    assert sum(parts) == received
    decided = [row["Decided"] for table in visit.tables if "Decided" in table.headings for row in [table.rows["All"]]]
    assert set(decided) <= {f"{parts[0] + parts[1]:,}"}


def test_a_manager_reads_intervals_and_changes_that_add_up(site: Site) -> None:
    visit = site.visit(Role.MANAGER, PAGE, period="fy-2019")
    assert re.fullmatch(r"\d+% to \d+%", visit.table("Received").rows["All"]["Between"])
    received, taken_on, *_ = equation(visit)
    changes = [table for table in visit.tables if "Change" in table.headings]
    assert len(changes) == 2
    assert received
    for table in changes:
        *groups, total = table.rows.values()
        assert total["Now"] == str(taken_on)
        assert sum(signed(row["Change"]) for row in groups) == signed(total["Change"])
        assert signed(total["Change"]) == int(total["Now"]) - int(total["Before"])


def test_exceptions_are_counted_in_words(site: Site) -> None:
    visit = site.visit(Role.MANAGER, PAGE, period="fy-2019")
    row = visit.table("Contact").rows["Neither recorded"]
    counted = int(row["Counted"])
    said = f"{counted} cases taken on have" if counted != 1 else "1 case taken on has"
    assert (f"{said} no direct contact recorded" if counted else "Every case taken on") in visit.text


@pytest.mark.parametrize("asked", ASKED, ids=lambda asked: "-".join(asked.values()))
def test_a_commissioner_is_told_no_small_number_no_interval_and_no_change(site: Site, asked: dict[str, str]) -> None:
    shown, true = site.visit(Role.COMMISSIONER, PAGE, **asked), site.visit(Role.MANAGER, PAGE, **asked)
    assert not shown.counts() & SMALL
    assert not {"Between", "Change", "Before", "Now"} & {name for table in shown.tables for name in table.headings}
    is_narrowed = not {"agency", "risk", "area"}.isdisjoint(asked)
    assert ("readers of exact figures only, to protect people" in shown.text) is not is_narrowed
    for column, row, count in small_cells(true):
        for table in shown.tables:
            assert table.headings[:1] != (column,) or str(count) not in table.rows.get(row, {}).values()


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ({"period": "fy-2018", "risk": "HIGH"}, "Under a filter you see what the tables without it say"),
        ({"period": "last-12-months"}, "finished periods without other filters only, to protect people"),
    ],
)
def test_a_commissioner_sees_parts_only_of_finished_periods_without_filters(
    site: Site, asked: dict[str, str], why: str
) -> None:
    visit = site.visit(Role.COMMISSIONER, PAGE, **asked)
    assert visit.charts == []
    assert why in visit.text


def test_the_search_would_find_small_numbers_and_intervals(site: Site) -> None:
    visit = site.visit(Role.MANAGER, PAGE, period="first-ten-months", agency="PROB")
    assert visit.counts() & SMALL
    assert any("Between" in table.headings for table in visit.tables)


def test_a_mark_opens_its_agency_and_every_panel_follows(site: Site) -> None:
    visit = site.visit(Role.MANAGER, PAGE, period="first-ten-months")
    before = equation(visit)
    drilled = opened(visit, "taken_on_by_agency", "PROB")
    received, *parts = equation(drilled)
    assert drilled.query["agency"] == ["PROB"]
    assert 0 < received < before[0]
    assert sum(parts) == received


@pytest.mark.parametrize(
    ("panel", "code", "facet"),
    [
        ("lead_agencies", "PROB", "lead"),
        ("disciplines_at_assessment", "POLICE", "discipline"),
        ("advice_given", "VICTIM_SAFETY", "advice"),
    ],
)
def test_a_manager_opens_what_was_done_and_a_commissioner_may_not(
    site: Site, panel: str, code: str, facet: str
) -> None:
    visit = opened(site.visit(Role.MANAGER, PAGE, period="fy-2018"), panel, code)
    assert visit.query[facet] == [code]
    assert not visit.app.exception
    protected = site.visit(Role.COMMISSIONER, PAGE, period="first-ten-months")
    assert f"drill-{panel}" not in {each.key for each in protected.app.selectbox}


def opened(visit: Visit, panel: str, code: str) -> Visit:
    """Take the keyboard's way to what a mark stands for."""
    visit.app.selectbox(key=f"drill-{panel}").set_value(code).run()
    return visit


def signed(cell: str) -> int:
    return int(cell.replace("\N{MINUS SIGN}", "-"))
