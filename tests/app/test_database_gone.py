"""The case database goes away while a page of single cases is open: a sentence, no case, and what is held stays."""

import pytest

from data_access.vocabulary import Role
from tests.app.test_drill_down import references
from tests.app.visits import Site, Visit


def lose(site: Site) -> None:
    site.settle()
    (site.folder / "case.db").rename(site.folder / "away.db")


def again(visit: Visit) -> Visit:
    visit.app.run()
    return visit


@pytest.mark.parametrize("page", ["caseload", "team", "quality", "case"])
def test_an_open_page_says_so_and_fails_at_nothing_else(fragile_site: Site, page: str) -> None:
    asked = references(fragile_site.visit(Role.MANAGER, "caseload"))[0]
    visit = fragile_site.visit(Role.MANAGER, page, **({"ref": asked} if page == "case" else {}))
    lose(fragile_site)
    again(visit)
    assert not visit.app.exception
    assert "is not there" in visit.text
    assert "Traceback" not in visit.text
    assert references(visit) == []
    assert "CHE-P" not in visit.text


def test_the_weeks_of_the_team_come_from_the_figures_that_are_held(fragile_site: Site) -> None:
    visit = fragile_site.visit(Role.MANAGER, "team")
    lose(fragile_site)
    again(visit)
    assert len(visit.charts) == 2
    assert visit.table("Week from").rows


def test_the_records_to_mend_are_not_listed_from_memory(fragile_site: Site) -> None:
    visit = fragile_site.visit(Role.MANAGER, "quality", what="missing-area_id")
    assert references(visit)
    lose(fragile_site)
    again(visit)
    assert references(visit) == []
    assert "is not there" in visit.text
