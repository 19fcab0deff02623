"""The Data quality page: each number leads to exactly its records, and what is forged or nothing is said in words."""

import re
from datetime import date
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import sqlalchemy as sa

from data_access.database import open_case
from data_access.schema import referral
from data_access.vocabulary import Role
from tests.app.test_caseload_page import everything
from tests.app.visits import Site, Visit


def rules(visit: Visit) -> dict[str, tuple[str, int]]:
    """The rules that some records break: the query each leads to, and its number."""
    found = re.findall(r'<th scope="row"><a[^>]*href="([^"]*)">(.*?)</a></th><td[^>]*>([\d,]+)<', " ".join(visit.html))
    return {unescape(name): (unescape(to), int(number.replace(",", ""))) for to, name, number in found}


def break_some(site: Site) -> None:
    """Let records of all forces break three rules, more of one than a page holds."""
    column = referral.c
    changed: list[tuple[int, dict[str, Any]]] = [
        (60, {"referring_agency_code": "UNK"}),
        (7, {"multi_agency_assessment_date": date(2018, 1, 1)}),
        (5, {"closed_date": date(2020, 6, 1), "status": "OPEN"}),
    ]
    cases = open_case(f"sqlite:///{site.folder / 'case.db'}")
    with cases.begin() as connection:
        for many, values in changed:
            some = sa.select(column.referral_id).order_by(column.referral_datetime.desc()).limit(many)
            connection.execute(referral.update().where(column.referral_id.in_(some)).values(values))
    cases.dispose()


def test_each_number_leads_to_exactly_its_records(fragile_site: Site) -> None:
    break_some(fragile_site)
    broken = rules(fragile_site.visit(Role.MANAGER, "quality"))
    assert set(broken) >= {
        "Referring agency unknown",
        "Assessed before it was received",
        "Closing date on an open referral",
    }
    for name, (to, number) in broken.items():
        visit = fragile_site.visit(Role.MANAGER, "quality", **parse_qs(urlsplit(to).query))
        assert visit.headings[0].lower().startswith(f"{number} case"), name
        listed = everything(visit)
        assert len(listed) == len(set(listed)) == number, name
        assert all(reference.startswith("CHE-") for reference in listed), name


def test_a_field_that_is_missing_leads_to_its_records_too(site: Site) -> None:
    visit = site.visit(Role.MANAGER, "quality", what="missing-area_id")
    (number,) = re.findall(r"^(\d+) cases?: area not recorded", visit.headings[0])
    assert len(everything(visit)) == int(number)
    assert "Each viewing of cases is recorded" in visit.text


@pytest.mark.parametrize("what", ["", "nothing", "<script>", "missing-", "force_not_a_code", "a\x00b"])
def test_a_rule_that_there_is_not_leads_back(site: Site, what: str) -> None:
    visit = site.visit(Role.MANAGER, "quality", what=what)
    assert not visit.app.exception
    assert ("There is no such rule or field" in visit.text) is bool(what)
    assert "<script>" not in "".join(visit.html).replace('<script src="/assets/page.js"></script>', "")


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.MANAGER}))
def test_nobody_but_a_manager_opens_it(site: Site, role: Role) -> None:
    assert "Which records need mending" not in site.visit(role, "quality").text
