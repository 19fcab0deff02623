"""Every page for every role, with figures, without any, and with the case database damaged."""

import pytest

from dashboard.policy import PAGES, PageEntry, pages_for
from data_access.vocabulary import Role
from tests.app.conftest import GARBAGE
from tests.app.visits import HEADLINE, Site
from tests.ordinary_days import first_of_each

EVERY_PAGE = [pytest.param(entry, role, id=f"{entry.key}-{role.value.lower()}") for entry in PAGES for role in Role]
ALLOWED = [each for each in EVERY_PAGE if each.values[1] in each.values[0].roles]
WITH_FIGURES = [each for each in ALLOWED if each.values[0].figures]
CLOSED = first_of_each(
    (each for each in EVERY_PAGE if each.values[1] not in each.values[0].roles), by=lambda each: each.values[1]
)


@pytest.mark.parametrize(("entry", "role"), ALLOWED)
def test_a_page_opens_for_whom_it_is_meant(site: Site, entry: PageEntry, role: Role) -> None:
    visit = site.visit(role, entry.key)
    assert not visit.app.exception
    assert "could not be shown" not in visit.text
    assert len(visit.headings) == 1, "a page has one first heading"


@pytest.mark.parametrize(("entry", "role"), CLOSED)
def test_a_page_of_other_roles_can_neither_be_linked_to_nor_forced(site: Site, entry: PageEntry, role: Role) -> None:
    with pytest.raises(ValueError, match="Could not find a navigation page"):
        site.visit(role).go(entry.key)
    own, forced = site.visit(role, pages_for(role)[0].key), site.visit(role, entry.key)
    assert forced.headings == own.headings
    assert forced.text == own.text
    assert len(forced.charts) == len(own.charts)


@pytest.mark.parametrize("key", [entry.key for entry in PAGES])
def test_without_a_session_every_page_is_the_sign_in_form(site: Site, key: str) -> None:
    visit = site.visit(None, key)
    assert [field.label for field in visit.app.text_input] == ["Username", "Password"]
    assert (visit.counts(), visit.charts, visit.filters) == (set(), [], [])


@pytest.mark.parametrize(("entry", "role"), ALLOWED)
def test_without_any_referral_a_page_says_so_in_words(empty_site: Site, entry: PageEntry, role: Role) -> None:
    visit = empty_site.visit(role, entry.key)
    assert not visit.app.exception
    assert "could not be shown" not in visit.text
    assert not visit.charts
    assert not entry.filtered or "No referrals" in visit.text
    assert "no units" not in visit.text


@pytest.mark.parametrize(("entry", "role"), WITH_FIGURES)
def test_with_a_damaged_database_a_page_shows_its_last_figures_and_says_so(
    lost_site: Site, entry: PageEntry, role: Role
) -> None:
    visit = lost_site.visit(role, entry.key, period="first-ten-months")
    assert not visit.app.exception
    assert "Figures as at 30 Jun 2020. The case database could not be read" in visit.text
    assert not entry.filtered or visit.counts()
    assert entry.key != "headlines" or visit.headings == [HEADLINE]


@pytest.mark.parametrize(("entry", "role"), WITH_FIGURES)
def test_with_neither_database_nor_copy_a_page_says_what_happened(
    dead_site: Site, entry: PageEntry, role: Role
) -> None:
    visit = dead_site.visit(role, entry.key)
    assert not visit.app.exception
    assert "The case database could not be read" in visit.text
    assert "Traceback" not in visit.text
    assert (visit.counts(), visit.charts) == (set(), [])


def test_a_database_damaged_under_a_running_site_leaves_its_readers_their_figures(fragile_site: Site) -> None:
    before = fragile_site.visit(Role.COMMISSIONER)
    assert "could not be read" not in before.text
    (fragile_site.folder / "case.db").write_bytes(GARBAGE)
    fragile_site.visit(Role.COMMISSIONER)
    fragile_site.settle()
    after = fragile_site.visit(Role.COMMISSIONER)
    assert "The case database could not be read" in after.text
    assert after.headings == before.headings


@pytest.mark.parametrize("role", list(Role))
def test_with_a_damaged_store_nobody_is_let_in_and_the_page_says_why(fragile_site: Site, role: Role) -> None:
    (fragile_site.folder / "store.db").write_bytes(GARBAGE)
    visit = fragile_site.visit(role)
    assert not visit.app.exception
    assert "could not be" in visit.text
    assert (visit.counts(), visit.charts, visit.filters) == (set(), [], [])
