"""The Caseload page: each count opens exactly its cases; filters, order, columns and pages; recorded, or not shown."""

import re
from datetime import date
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
import sqlalchemy as sa

from data_access.caseload_vocabulary import Need
from data_access.database import open_case
from data_access.schema import caseload_visit, referral, worker
from data_access.vocabulary import Role
from tests.app.test_drill_down import references, viewings
from tests.app.visits import Site, Visit

HAMPSHIRE = "E23000030"
TILE = re.compile(r'class="u-tile[^"]*"[^>]*href="([^"]*)"([^>]*)><b>([\d,]+)</b><span>(.*?)</span>')


def tiles(visit: Visit) -> dict[str, tuple[int, dict[str, list[str]], bool]]:
    """Each count by its name: the number, the query that it opens, and whether it is open."""
    found = TILE.findall(" ".join(visit.html))
    return {
        unescape(name): (int(number.replace(",", "")), parse_qs(urlsplit(unescape(to)).query), "aria-current" in open_)
        for to, open_, number, name in found
    }


def opened(site: Site, **query: str | list[str]) -> Visit:
    return site.visit(Role.MANAGER, "caseload", **query)


def everything(visit: Visit) -> list[str]:
    """The references of all pages of the list."""
    found = references(visit)
    while any(button.label == "Next page" and not button.disabled for button in visit.app.button):
        found += references(visit.press("Next page"))
    return found


def told(visit: Visit, heading: str) -> list[str]:
    """A column of the list."""
    return [row[heading] for row in visit.table("Reference").rows.values()]


def test_each_count_opens_exactly_its_cases(site: Site) -> None:
    counted = tiles(opened(site))
    assert len(counted) == 1 + len(Need)
    assert sum(number > 0 for number, _, _ in counted.values()) > len(Need) // 2
    for number, query, _ in counted.values():
        visit = opened(site, **query)
        listed = everything(visit)
        assert len(listed) == len(set(listed)) == number
        assert all(reference.startswith("CHE-") for reference in listed)
        (current,) = [name for name, (_, _, is_open) in tiles(visit).items() if is_open]
        assert counted[current][0] == number


def test_filters_stand_as_chips_and_each_can_be_taken_away(site: Site) -> None:
    visit = opened(site, need="PAST_TARGET", risk=["HIGH", "MEDIUM"], lead="-", ref="CHE-20")
    assert set(told(visit, "Lead agency")) == {"Not recorded"}
    assert all(reference.startswith("CHE-20") for reference in references(visit))
    (chips,) = [piece for piece in visit.html if "u-chips" in piece and "<style" not in piece]
    ways = {unescape(words): parse_qs(urlsplit(unescape(to)).query) for to, words in CHIP.findall(chips)}
    need = {"need": ["PAST_TARGET"]}
    assert ways["High risk"] == {**need, "risk": ["MEDIUM"], "lead": ["-"], "ref": ["CHE-20"]}
    assert ways["Lead agency: not recorded"] == {**need, "risk": ["HIGH", "MEDIUM"], "ref": ["CHE-20"]}
    assert ways["Waiting past target"] == {"risk": ["HIGH", "MEDIUM"], "lead": ["-"], "ref": ["CHE-20"]}
    assert "Reference beginning CHE-20" in ways


CHIP = re.compile(r'href="([^"]*)"><span class="u-aloud">Remove filter: </span>(.*?) <span')


def test_what_is_chosen_beside_the_list_goes_into_the_address(site: Site) -> None:
    visit = opened(site, need="REVIEW_DUE")
    visit.app.multiselect(key="caseload-risk").set_value(["HIGH"]).run()
    visit.choose("Order", "RISK")
    visit.app.checkbox(key="caseload-turned").check().run()
    visit.app.multiselect(key="caseload-columns").set_value(["RISK", "RECEIVED"]).run()
    visit.app.text_input(key="caseload-reference").set_value(" che-20 ").run()
    assert visit.query == {
        "need": ["REVIEW_DUE"],
        "risk": ["HIGH"],
        "ref": ["che-20"],
        "sort": ["RISK"],
        "turned": ["yes"],
        "show": ["RISK", "RECEIVED"],
    }
    assert visit.table("Reference").headings[1].startswith("Risk")
    assert set(told(visit, visit.table("Reference").headings[1])) == {"▲ High"}


def test_what_is_new_since_the_last_visit_leads_to_exactly_its_cases(fragile_site: Site) -> None:
    assert "From your next visit" in opened(fragile_site).text
    with fragile_site.gate.store.begin() as connection:
        connection.execute(caseload_visit.update().values(as_at=date(2020, 6, 9), before_as_at=None))
    visit = opened(fragile_site)
    assert "Since you were last here, with data to 9 Jun 2020" in visit.text
    (since,) = [piece for piece in visit.html if "u-since" in piece and "<style" not in piece]
    ways = re.findall(r'href="(/caseload[^"]*)">(?:No|(\d+)) (.*?)</a>', since)
    assert ways
    for to, number, _ in ways:
        shown = opened(fragile_site, **parse_qs(urlsplit(unescape(to)).query))
        assert len(everything(shown)) == int(number)
    assert "Referrals by month: " in visit.text


def test_every_page_is_recorded_and_back_from_a_case_is_the_same_page(fragile_site: Site) -> None:
    before = len(viewings(fragile_site))
    visit = opened(fragile_site)
    first, second = references(visit), references(visit.press("Next page"))
    assert not set(first) & set(second)
    visit.go("headlines").app.query_params.clear()  # as a browser does that goes back
    assert references(visit.go("caseload")) == second
    assert references(visit.press("Previous page")) == first
    recorded = viewings(fragile_site)[before:]
    assert {what for what, _ in recorded} == {"All open cases; received first"}
    assert {rows for _, rows in recorded} == {25}


def test_a_link_to_another_force_shows_nothing_of_it_and_says_so(site: Site) -> None:
    visit = opened(site, force=HAMPSHIRE)
    assert "The link asked for something that is not among your cases" in visit.text
    assert all(reference.startswith("CHE-") for reference in references(visit))
    assert references(opened(site, ref="HAM-2019")) == []
    assert "Hampshire" not in visit.text


@pytest.mark.parametrize(
    "hostile", ["<script>alert(1)</script>", "' OR 1=1 --", "%", "_", "\\", "R" * 64, "\N{RIGHT-TO-LEFT OVERRIDE}x"]
)
def test_a_forged_reference_finds_nothing_and_runs_nothing(site: Site, hostile: str) -> None:
    visit = opened(site, ref=hostile, owner=hostile)
    assert not visit.app.exception
    assert references(visit) == [] or "was left out" in visit.text
    assert "<script" not in "".join(visit.html).replace('<script src="/assets/page.js"></script>', "")


def test_a_worker_who_left_is_marked_wherever_their_cases_stand(fragile_site: Site) -> None:
    gone = next(each for each in told(opened(fragile_site), "Owner") if each.startswith("CHE-"))
    writing = open_case(f"sqlite:///{fragile_site.folder / 'case.db'}")
    with writing.begin() as connection:
        connection.execute(worker.update().where(worker.c.worker_code == gone).values(active=False))
    writing.dispose()
    visit = opened(fragile_site, owner=gone)
    assert set(told(visit, "Owner")) == {f"{gone} (left)"}
    assert f"{gone} (left)" in visit.app.multiselect(key="caseload-owner").options
    case = fragile_site.visit(Role.MANAGER, "case", ref=references(visit)[0])
    assert f"{gone}, who has left" in case.text
    assert f"{gone} (left)" in fragile_site.visit(Role.MANAGER, "team").text


def test_a_case_closed_while_the_list_is_open_leaves_the_rest_in_place(fragile_site: Site) -> None:
    visit = opened(fragile_site, need="PAST_TARGET")
    first, *rest = references(visit)
    writing = open_case(f"sqlite:///{fragile_site.folder / 'case.db'}")
    with writing.begin() as connection:
        connection.execute(sa.delete(referral).where(referral.c.referral_id == first))
    writing.dispose()
    again = opened(fragile_site, need="PAST_TARGET")
    assert references(again) == rest
    assert tiles(again)["Waiting past target"][0] == len(rest)


def test_when_the_case_before_a_page_is_gone_the_list_begins_anew_and_says_so(fragile_site: Site) -> None:
    visit = opened(fragile_site)
    first = references(visit)
    writing = open_case(f"sqlite:///{fragile_site.folder / 'case.db'}")
    with writing.begin() as connection:
        connection.execute(sa.delete(referral).where(referral.c.referral_id == first[-1]))
    writing.dispose()
    assert references(visit.press("Next page"))[:24] == first[:24]
    assert "The list begins anew" in visit.text


def test_a_list_that_cannot_be_read_says_so_and_shows_nothing(fragile_site: Site) -> None:
    visit = opened(fragile_site)
    fragile_site.settle()
    (fragile_site.folder / "case.db").rename(fragile_site.folder / "away.db")
    visit.press("Next page")
    assert references(visit) == []
    assert "is not there" in visit.text
    assert not visit.app.exception


def test_without_open_cases_it_says_so(fragile_site: Site) -> None:
    writing = open_case(f"sqlite:///{fragile_site.folder / 'case.db'}")
    with writing.begin() as connection:
        connection.execute(referral.update().values(status="CLOSED"))
    writing.dispose()
    visit = opened(fragile_site)
    assert visit.headings == ["No case is open."]
    assert "No assessment falls due in these days." in opened(fragile_site, need="DUE_SOON").text


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.MANAGER}))
def test_nobody_but_a_manager_opens_it(site: Site, role: Role) -> None:
    assert "What needs action" not in " ".join(site.visit(role, "caseload").html)
