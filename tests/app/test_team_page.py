"""The page Team and flow: each worker's cases one click away, a table for each chart, words where there is nothing."""

import re
from html import unescape
from itertools import pairwise
from urllib.parse import parse_qs, urlsplit

import pytest

from data_access.vocabulary import Role
from tests.app.test_caseload_page import everything
from tests.app.visits import Site


def test_a_worker_leads_to_exactly_the_cases_that_are_counted(site: Site) -> None:
    visit = site.visit(Role.MANAGER, "team")
    (table,) = [piece for piece in visit.html if "u-team" in piece and "<table" in piece]
    rows = re.findall(r'href="([^"]*)">([^<]*)</a></th><td[^>]*>([\d,]+)</td>', table)
    assert len(rows) > 5
    for to, who, number in [rows[0], rows[-1]]:
        listed = everything(site.visit(Role.MANAGER, "caseload", **parse_qs(urlsplit(unescape(to)).query)))
        assert len(listed) == int(number), who


def test_the_weeks_add_up_and_the_last_is_what_is_open(site: Site) -> None:
    visit = site.visit(Role.MANAGER, "team")
    weeks = list(visit.table("Week from").rows.values())
    counts = [
        tuple(int(week[each].replace(",", "")) for each in ("Received", "Closed", "Open at its end")) for week in weeks
    ]
    for (received, closed, now), (_, _, before) in pairwise(counts):
        assert now == before + received - closed
    opened = site.visit(Role.MANAGER, "caseload").text
    assert f"of {counts[0][2]} open cases" in opened
    assert [chart.alt.split(".")[0] for chart in visit.charts] == [
        "Cases received (above the line) and closed (below), the running week in outline",
        "Cases open at the end of each week",
    ]


def test_the_forecast_says_its_range_its_method_and_how_it_did(site: Site) -> None:
    text = site.visit(Role.MANAGER, "team").text
    assert "if nothing changes" in text
    assert re.search(r"Asked again for \d+ earlier weeks?, the range held in \d+", text)
    assert "Kaplan-Meier" in text


def test_without_cases_it_says_so(empty_site: Site) -> None:
    visit = empty_site.visit(Role.MANAGER, "team")
    assert visit.headings == ["No worker holds an open case."]
    assert not visit.app.exception


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.MANAGER}))
def test_nobody_but_a_manager_opens_it(site: Site, role: Role) -> None:
    assert "Weighted load" not in " ".join(site.visit(role, "team").html)
