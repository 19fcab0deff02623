"""From a count to its cases: every level a way back, and words instead of a dead end."""

import re
from collections.abc import Mapping
from html import unescape

import pytest
import sqlalchemy as sa

from dashboard.policy import PAGES
from data_access.database import open_store
from data_access.schema import audit_entry
from data_access.vocabulary import Role
from tests.app.visits import Site, Visit

CHESHIRE = "E23000006"
FILTERED = [entry.key for entry in PAGES if entry.filtered and Role.MANAGER in entry.roles]
DEEP = {"period": "2019-03", "agency": "POL_LPU", "risk": ["HIGH", "MEDIUM"]}


def crumbs(visit: Visit) -> list[tuple[str, str]]:
    """The levels of the way, each with its address."""
    (nav,) = [piece for piece in visit.html if "u-crumbs" in piece and "<nav" in piece]
    found = re.findall(r"<li>(?:<a[^>]*href=\"([^\"]*)\"[^>]*>|<span>)(.*?)</(?:a|span)>", nav)
    return [(unescape(words), unescape(address)) for address, words in found]


def ways_on(visit: Visit) -> dict[str, str]:
    """The links of the notes that say why it goes no further."""
    ends = " ".join(piece for piece in visit.html if "u-end" in piece and "<style" not in piece)
    return {unescape(words): unescape(to) for to, words in re.findall(r"href=\"([^\"]*)\">(.*?)</a>", ends)}


def references(visit: Visit) -> list[str]:
    return re.findall(r"<th scope=\"row\">(?:<a[^>]*>)?([A-Z]+-\d{4}-\d+)<", " ".join(visit.html))


def viewings(site: Site) -> list[tuple[str, int | None]]:
    store = open_store(f"sqlite:///{site.folder / 'store.db'}")
    asked = sa.select(audit_entry.c.filters, audit_entry.c.row_count).where(audit_entry.c.event == "CASE_VIEW")
    with store.connect() as connection:
        rows = [(row.filters, row.row_count) for row in connection.execute(asked.order_by(audit_entry.c.sequence))]
    store.dispose()
    return rows


@pytest.mark.parametrize("key", FILTERED)
def test_a_link_opens_the_same_level_on_every_page(site: Site, key: str) -> None:
    visit = site.visit(Role.MANAGER, key, **DEEP)
    *levels, (_, to_cases) = crumbs(visit)
    assert [words for words, _ in levels] == [
        "Cheshire, 2018/19",
        "Local policing unit",
        "Medium risk or High risk",
        "March 2019",
    ]
    assert levels[1][1] == f"?force={CHESHIRE}&period=fy-2018&agency=POL_LPU"
    assert (to_cases == "") is (key == "cases")


def test_the_count_of_the_link_is_the_length_of_the_list(site: Site) -> None:
    words, to = crumbs(site.visit(Role.MANAGER, "referrals", **DEEP))[-1]
    visit = site.visit(Role.MANAGER, "cases", **DEEP)
    listed = references(visit)
    assert listed
    assert words == f"See the {len(listed)} cases"
    assert to.startswith("/cases?")
    assert all(reference.startswith("CHE-") for reference in listed)
    assert "were added or changed" not in visit.text


def test_a_long_list_is_turned_page_by_page_and_every_page_is_recorded(fragile_site: Site) -> None:
    before = viewings(fragile_site)
    visit = fragile_site.visit(Role.MANAGER, "cases", period="fy-2018")
    first = references(visit)
    second = references(visit.press("Next page"))
    assert (len(first), len(second)) == (25, 25)
    assert not set(first) & set(second)
    assert references(visit.press("Previous page")) == first
    assert references(visit.choose("Order", "OLDEST"))[0] not in {*first, *second}
    recorded = viewings(fragile_site)[len(before) :]
    assert len(recorded) >= 4
    assert set(recorded) == {("Cheshire, 19 Jun 2018 to 31 Mar 2019", 25)}


def test_a_case_is_found_by_its_reference_and_another_forces_is_not(site: Site) -> None:
    visit = site.visit(Role.MANAGER, "cases", period="fy-2018")
    wanted = references(visit)[3]
    (field,) = [each for each in visit.app.text_input if each.key == "case-search"]
    field.set_value(f" {wanted} ").run()
    assert references(visit) == [wanted]
    field.set_value("HAM-2018-00001").run()
    assert references(visit) == []
    assert "no such case among yours" in visit.text


def test_a_list_that_cannot_be_read_or_recorded_says_so_and_shows_nothing(fragile_site: Site) -> None:
    visit = fragile_site.visit(Role.MANAGER, "cases", period="fy-2018")
    assert references(visit)
    fragile_site.settle()
    (fragile_site.folder / "case.db").rename(fragile_site.folder / "away.db")
    visit.press("Next page")
    assert references(visit) == []
    assert "is not there" in visit.text
    assert not visit.app.exception


@pytest.mark.parametrize("role", [Role.COMMISSIONER, Role.PRESS_OFFICER])
def test_nobody_else_is_offered_cases(site: Site, role: Role) -> None:
    visit = site.visit(role, "", risk="HIGH", period="fy-2018")
    assert "/cases" not in " ".join(visit.html)
    assert not references(site.visit(role, "cases", period="fy-2018"))


def test_a_commissioner_is_told_why_it_ends_and_where_it_goes_on(site: Site) -> None:
    visit = site.visit(Role.COMMISSIONER, "referrals", period="since-launch", risk="HIGH")
    assert [words for words, _ in crumbs(visit)] == ["Cheshire, since launch", "High risk"]
    assert "One agency, risk level or area is shown at a time, to protect people" in visit.text
    assert "Under a filter you see what the tables without it say" in visit.text
    assert (visit.charts, visit.tables) == ([], [])
    back = ways_on(visit)["Remove the risk filter and show all of Cheshire"]
    assert back == f"?force={CHESHIRE}&period=since-launch"
    whole = site.visit(Role.COMMISSIONER, "referrals", period="since-launch")
    assert "Single months are not opened here" in whole.text
    assert ways_on(whole)["Show the financial year 2019/20"] == f"?force={CHESHIRE}&period=fy-2019"


@pytest.mark.parametrize("key", ["headlines", "referrals", "pathways", "outcomes"])
def test_under_a_filter_a_commissioner_reads_numbers_off_the_tables_without_it(site: Site, key: str) -> None:
    """However many filters follow one another: no number under any of them that does not stand there without one."""
    whole = site.visit(Role.COMMISSIONER, key, period="fy-2019")
    standing = {row for table in whole.tables for row in map(told, table.rows.values())}
    numbers = whole.counts()
    seen = 0
    for dimension, code in (("risk", "HIGH"), ("risk", "LOW"), ("agency", "POL_LPU"), ("area", "CHE-RUNCORN")):
        visit = site.visit(Role.COMMISSIONER, key, period="fy-2019", **{dimension: code})
        assert {told(row) for table in visit.tables for row in table.rows.values()} <= standing
        assert visit.counts() <= numbers
        seen += len(visit.tables)
    assert key != "referrals" or seen >= 3


def test_a_commissioner_is_told_where_a_group_is_in_no_table_by_itself(site: Site) -> None:
    """Not a page that stays empty: a group too small to be named has been added up with others."""
    whole = site.visit(Role.COMMISSIONER, "referrals", period="first-ten-months")
    assert not any("Probation Service" in row.values() for table in whole.tables for row in table.rows.values())
    visit = site.visit(Role.COMMISSIONER, "referrals", period="first-ten-months", agency="PROB")
    assert "Probation Service: not shown by itself" in visit.text
    assert "small groups are added up or hidden there" in visit.text
    assert visit.tables == []
    named = site.visit(Role.COMMISSIONER, "referrals", period="first-ten-months", agency="POL_LPU")
    assert "not shown by itself" not in named.text


def told(row: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(row.values())


def test_a_commissioner_can_go_back_to_what_a_second_choice_put_aside(site: Site) -> None:
    visit = site.visit(Role.COMMISSIONER, "referrals", period="fy-2019", agency="POL_LPU").choose("Risk level", "HIGH")
    back = ways_on(visit)["Remove the risk filter and show Local policing unit"]
    assert back == f"?force={CHESHIRE}&period=fy-2019&agency=POL_LPU"


def test_the_rows_of_a_table_lead_where_its_marks_lead(site: Site) -> None:
    links = " ".join(site.visit(Role.MANAGER, "referrals", period="fy-2018", risk="HIGH").html)
    assert f'href="?force={CHESHIRE}&amp;period=fy-2018&amp;agency=PROB&amp;risk=HIGH">Probation Service</a>' in links
    assert f'href="?force={CHESHIRE}&amp;period=2019-03&amp;risk=HIGH">Mar 2019</a>' in links
    closed = " ".join(site.visit(Role.COMMISSIONER, "referrals", period="fy-2018").html)
    assert "period=2019-03" not in closed
