"""What each role is told: the same number everywhere, small numbers nowhere, and nothing beyond the role."""

import json
import re

import pytest

from dashboard.policy import PAGES
from data_access.vocabulary import Role
from tests.app.reading import counts_in, unpacked
from tests.app.visits import HEADLINE, Site, Visit

PERIODS = ("first-ten-months", "last-12-months", "fy-2018", "week-2019")
ASKED: tuple[dict[str, str], ...] = (
    *({"period": period} for period in PERIODS),
    {"period": "fy-2018", "risk": "HIGH"},
    {"period": "first-ten-months", "agency": "PROB"},
    {"period": "last-12-months", "area": "CHE-RUNCORN"},
)
SMALL = {1.0, 2.0, 3.0, 4.0}
ASSUMPTIONS = "Everything this rests on"  # one further unit, the volume of a journal
BY_PEOPLE = ("Agency", "Level of risk", "Area", "Month")


def number_of(text: str) -> int:
    return int(text.replace(",", ""))


def equation(visit: Visit) -> list[int]:
    """Received, taken on, with partners, awaiting decision, not accepted, as the equation has them."""
    words = re.search(r"([\d,]+) received = (.*?) not accepted", visit.text)
    assert words is not None
    return [number_of(words[1]), *(number_of(each) for each in re.findall(r"[\d,]+(?= [a-z])", words[2] + " x"))]


def card(visit: Visit, label: str) -> str:
    """The number of a card: the first paragraph under its heading."""
    found = re.search(rf">{label}</h[23]>\s*<p[^>]*>(.*?)</p>", " ".join(visit.html))
    assert found is not None
    return found[1]


@pytest.mark.parametrize("period", PERIODS)
def test_a_manager_finds_one_number_in_sentence_equation_card_and_months(site: Site, period: str) -> None:
    visit = site.visit(Role.MANAGER, period=period)
    received, *parts = equation(visit)
    months = visit.table("Month").rows
    assert sum(parts) == received
    assert f"received {received} referral" in visit.headings[0]
    assert number_of(card(visit, "Referrals received")) == received
    assert number_of(card(visit, "Taken on by the unit")) == parts[0]
    assert sum(number_of(row["Referrals"]) for month, row in months.items() if month != "All") == received


@pytest.mark.parametrize("role", [Role.MANAGER, Role.COMMISSIONER])
def test_the_first_ten_months_read_as_they_were_announced(site: Site, role: Role) -> None:
    visit = site.visit(role, period="first-ten-months")
    assert visit.headings == [HEADLINE]
    assert equation(visit) == [260, 83, 177, 0, 0]
    assert (card(visit, "Referrals received"), card(visit, "Taken on by the unit")) == ("260", "83")


@pytest.mark.parametrize("key", ["", *(entry.key for entry in PAGES)])
def test_a_press_officer_is_told_no_live_figure(site: Site, key: str) -> None:
    visit = site.visit(Role.PRESS_OFFICER, key, period="first-ten-months")
    assert (visit.charts, visit.filters) == ([], [])
    assert not re.search(r"\b(?:260|83|177)\b", visit.text)


@pytest.mark.parametrize("key", ["", *(entry.key for entry in PAGES)])
def test_an_administrator_is_told_no_figure(site: Site, key: str) -> None:
    visit = site.visit(Role.ADMINISTRATOR, key, period="first-ten-months")
    assert (visit.charts, visit.filters) == ([], [])
    assert not re.search(r"\b(?:260|83|177)\b", visit.text)


@pytest.mark.parametrize("asked", ASKED, ids=lambda asked: "-".join(asked.values()))
@pytest.mark.parametrize("key", ["headlines", "referrals", "assessment", "programme"])
def test_a_commissioner_is_told_no_small_number_anywhere(site: Site, key: str, asked: dict[str, str]) -> None:
    """What a manager's tables say exactly is the truth that a commissioner's page is searched for."""
    shown, true = site.visit(Role.COMMISSIONER, key, **asked), site.visit(Role.MANAGER, key, **asked)
    assert not shown.counts(besides=ASSUMPTIONS) & SMALL
    for column, row, count in small_cells(true):
        cells = next((table.rows.get(row, {}) for table in shown.tables if table.headings[:1] == (column,)), {})
        assert str(count) not in cells.values()


def test_the_search_for_small_numbers_would_find_them(site: Site) -> None:
    asked = {"period": "fy-2018", "agency": "PROB"}
    manager = site.visit(Role.MANAGER, "referrals", **asked)
    assert small_cells(manager)
    assert manager.counts() & SMALL


def test_a_rate_of_few_is_a_manager_s_alone_on_the_page_of_the_programme(site: Site) -> None:
    asked = {"period": "first-ten-months", "agency": "NHS_MH"}
    months = {
        role: site.visit(role, "programme", **asked).table("Measure").rows["Referrals a month"]["Cheshire"]
        for role in (Role.MANAGER, Role.COMMISSIONER)
    }
    assert counts_in(months[Role.MANAGER]) & {1.8}
    assert months[Role.COMMISSIONER] == "Not shown, to protect people"


def small_cells(visit: Visit) -> list[tuple[str, str, int]]:
    """Every count from 1 to 4 in the tables of a page, with its column and row."""
    return [
        (table.headings[0], name, int(text))
        for table in visit.tables
        if table.headings and table.headings[0] in BY_PEOPLE
        for name, row in table.rows.items()
        for text in row.values()
        if text.isdigit() and float(text) in SMALL
    ]


@pytest.mark.parametrize("role", [Role.MANAGER, Role.COMMISSIONER])
@pytest.mark.parametrize("key", ["headlines", "referrals", "assessment"])
def test_every_chart_speaks_and_has_no_tool_bar(site: Site, key: str, role: Role) -> None:
    charts = site.visit(role, key).charts
    assert charts
    for chart in charts:
        assert json.loads(chart.config)["displayModeBar"] is False
        assert len(chart.alt) > len("Chart.")
        assert unpacked(chart.spec)["data"]
