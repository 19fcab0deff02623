"""Time to assessment: what each role is told, and the choice of date in the link."""

import json

import pytest

from data_access.vocabulary import Role
from tests.app.reading import unpacked
from tests.app.visits import Site, Visit

PERIODS = ("first-ten-months", "fy-2018", "last-12-months")
FOR_MANAGERS = ("Still waiting", "by days since receipt", "the longest")


def drawn_kinds(visit: Visit) -> set[str]:
    """What the figures of a page are made of, as a browser is told."""
    return {trace.get("mode", trace["type"]) for chart in visit.charts for trace in unpacked(chart.spec)["data"]}


@pytest.mark.parametrize("period", PERIODS)
def test_a_manager_sees_curves_medians_and_the_longest_wait(site: Site, period: str) -> None:
    visit = site.visit(Role.MANAGER, "assessment", period=period)
    assert len(visit.charts) >= 9
    assert "lines" in drawn_kinds(visit)
    assert "Median wait in days" in visit.text
    assert "Against the target" in {table.headings[0] for table in visit.tables}


@pytest.mark.parametrize("asked", [{"period": period} for period in PERIODS] + [{"risk": "HIGH"}])
def test_a_commissioner_is_sent_no_curve_and_no_longest_wait(site: Site, asked: dict[str, str]) -> None:
    visit = site.visit(Role.COMMISSIONER, "assessment", **asked)
    assert not visit.app.exception
    assert "lines" not in drawn_kinds(visit)
    wire = json.dumps([unpacked(chart.spec) for chart in visit.charts]) + " ".join(visit.html)
    for word in ("Median wait in days", "Followed so long", "the longest 1", "Waiting for</th>"):
        assert word not in wire
    why = "Under a filter you see what the tables without it say" if "risk" in asked else "Curves are not shown"
    assert why in visit.text
    assert "to protect people" in visit.text


def test_the_date_is_chosen_in_the_page_and_stands_in_the_link(site: Site) -> None:
    visit = site.visit(Role.MANAGER, "assessment", period="fy-2018")
    assert "by date referred" in visit.text
    visit.app.radio(key="figures-by-date").set_value("assessed").run()
    assert visit.app.query_params["by"] == "assessed"
    assert any("recent quarters hold only what was finished" in html for html in visit.html)


def test_a_link_opens_the_figures_by_date_assessed(site: Site) -> None:
    visit = site.visit(Role.MANAGER, "assessment", period="fy-2018", by="assessed")
    assert "Assessed within the target, of those assessed, by date assessed" in visit.text
    assert site.visit(Role.MANAGER, "assessment", by="nonsense").app.query_params.get("by") is None


def test_a_commissioner_who_follows_it_is_told_why_not(site: Site) -> None:
    visit = site.visit(Role.COMMISSIONER, "assessment", by="assessed")
    assert "Not shown by date assessed, to protect people" in visit.text
