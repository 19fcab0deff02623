"""What a reader chose: it follows them from page to page, comes with a link, and never breaks a page."""

import pytest

from dashboard.policy import ACTIONS, PAGES, Action
from data_access.vocabulary import Role
from tests.app.visits import Site

CHESHIRE, HAMPSHIRE = "E23000006", "E23000030"
NONSENSE: tuple[dict[str, str | list[str]], ...] = (
    {"force": "E99999999"},
    {"force": ["nowhere", CHESHIRE], "period": ["x", "y"]},
    {"period": "2019-13"},
    {"period": "9999-12"},
    {"period": "2019-02-30..2019-02-31"},
    {"period": "fy-0000", "agency": "NOBODY"},
    {"risk": ["high", "<script>alert(1)</script>"]},
    {"area": "'; DROP TABLE referral; --", "agency": "\x00", "unknown": "x" * 5000},
    {"period": "", "risk": "", "force": " "},
)


def test_a_choice_follows_its_reader_from_page_to_page(site: Site) -> None:
    visit = site.visit(Role.MANAGER).choose("Period", "fy-2018")
    assert "19 Jun 2018 to 31 Mar 2019" in visit.text
    chosen = visit.query
    for page in ("referrals", "definitions", "headlines", "referrals"):
        visit.go(page)
        assert visit.query == chosen
    assert "19 Jun 2018 to 31 Mar 2019" in visit.text


def test_a_link_chooses_what_it_says(site: Site) -> None:
    visit = site.visit(Role.MANAGER, "referrals", period="2018-10", risk=["HIGH", "LOW"], agency="PROB")
    assert visit.query == {"force": [CHESHIRE], "period": ["2018-10"], "risk": ["LOW", "HIGH"], "agency": ["PROB"]}
    assert "1 Oct 2018 to 31 Oct 2018" in visit.text or "October 2018" in visit.text
    chips = [button.label for button in visit.app.button if button.key and button.key.startswith("chip-")]
    assert sum("risk" in label for label in chips) == 2
    assert len(chips) == 3


def test_reset_lets_go_of_everything_but_force_and_period(site: Site) -> None:
    visit = site.visit(Role.MANAGER, "referrals", period="fy-2018", risk="HIGH", agency="PROB").press("Reset")
    assert visit.query == {"force": [CHESHIRE], "period": ["fy-2018"]}


@pytest.mark.parametrize("role", sorted(ACTIONS[Action.CHOOSE_FIGURES].roles), ids=lambda role: role.value.lower())
def test_nonsense_in_a_link_does_no_harm(site: Site, role: Role) -> None:
    plain = site.visit(role)
    for asked in NONSENSE:
        visit = site.visit(role, "", **asked)
        assert not visit.app.exception
        assert visit.headings == plain.headings
        assert "alert(1)" not in " ".join(visit.html)
        assert visit.query == plain.query


@pytest.mark.parametrize("key", [entry.key for entry in PAGES if entry.filtered])
def test_a_link_to_another_force_shows_ones_own(site: Site, key: str) -> None:
    visit = site.visit(Role.MANAGER, key, force=HAMPSHIRE)
    assert visit.query["force"] == [CHESHIRE]
    assert "not among yours" in visit.text
    assert "Hampshire" not in visit.text


def test_a_commissioner_narrows_by_one_thing_at_a_time(site: Site) -> None:
    visit = site.visit(Role.COMMISSIONER, "referrals")
    visit.choose("Risk level", "HIGH").choose("Agency", "PROB")
    assert (visit.query.get("risk"), visit.query.get("agency")) == (None, ["PROB"])
    visit.choose("Risk level", "HIGH")
    assert (visit.query.get("risk"), visit.query.get("agency")) == (["HIGH"], None)


def test_a_link_narrows_a_commissioner_by_one_thing_and_says_why(site: Site) -> None:
    visit = site.visit(Role.COMMISSIONER, "referrals", risk=["HIGH", "LOW"], agency="PROB", area="CHE-RUNCORN")
    narrowed = {key: codes for key, codes in visit.query.items() if key not in {"force", "period"}}
    assert [len(codes) for codes in narrowed.values()] == [1]
    assert "to protect people in small groups" in visit.text


def test_a_manager_narrows_by_as_much_as_they_like(site: Site) -> None:
    visit = site.visit(Role.MANAGER, "referrals", risk=["HIGH", "LOW"], agency="PROB")
    assert (len(visit.query["risk"]), len(visit.query["agency"])) == (2, 1)
    assert "in small groups" not in visit.text


def test_how_a_page_tells_its_figures_stands_in_the_link_and_is_forgiving(site: Site) -> None:
    asked = {"period": "fy-2018", "after": "365", "sort": "OLDEST", "scale": "43", "taken-on": "50"}
    visit = site.visit(Role.MANAGER, "outcomes", **asked)
    assert "What came of referrals within 365 days?" in visit.text
    visit.go("programme")
    assert visit.table("Expected in a year").rows["Referrals"]["Estimate"] == "13,416"
    visit.go("cases")
    assert next(each for each in visit.app.radio if each.label == "Order").value == "OLDEST"
    assert visit.query == {"force": [CHESHIRE], **{key: [value] for key, value in asked.items()}}
    visit.choose("Order", "NEWEST").go("programme").press("Back to the evidence").go("outcomes")
    assert visit.choose("Followed for", 90).query == {"force": [CHESHIRE], "period": ["fy-2018"]}
    foolish = site.visit(Role.MANAGER, "programme", period="fy-2018", after="91", sort="up", scale="-4", rate="9999999")
    assert not foolish.app.exception
    assert {"after", "sort", "scale"}.isdisjoint(foolish.query)
