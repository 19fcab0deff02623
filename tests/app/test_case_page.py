"""The page of one case: whole and recorded; another force's, forged, gone or unreadable, in words and nothing more."""

import re
from html import unescape

import pytest
import sqlalchemy as sa

from data_access.database import open_case, open_store
from data_access.schema import audit_entry, referral
from data_access.vocabulary import Role
from tests.app.test_caseload_page import opened
from tests.app.test_drill_down import references
from tests.app.visits import Site, Visit

FOREIGN = "HAM-2019-00001"
STAY = "Nothing can be changed here"


def case(site: Site, reference: str | list[str], role: Role = Role.MANAGER) -> Visit:
    return site.visit(role, "case", ref=reference)


def some_case(site: Site, **asked: str) -> str:
    return references(opened(site, **asked))[0]


def last_viewing(site: Site) -> tuple[str, str]:
    store = open_store(f"sqlite:///{site.folder / 'store.db'}")
    asked = sa.select(audit_entry.c.outcome, audit_entry.c.subject).where(audit_entry.c.event == "CASE_VIEW")
    with store.connect() as connection:
        found = connection.execute(asked.order_by(audit_entry.c.sequence.desc())).first()
    store.dispose()
    assert found is not None
    return found.outcome, found.subject


def test_a_case_says_what_it_needs_and_what_happened_and_its_viewing_is_recorded(fragile_site: Site) -> None:
    reference = some_case(fragile_site, need="PAST_TARGET")
    visit = case(fragile_site, reference)
    assert visit.headings == [reference]
    assert "Waiting past target" in visit.text
    assert "Received" in visit.text
    assert STAY in visit.text
    assert last_viewing(fragile_site) == ("DONE", reference)


def test_no_hash_of_a_person_is_sent(fragile_site: Site) -> None:
    reference = some_case(fragile_site)
    held = sa.select(referral.c.perpetrator_pid, referral.c.victim_pid).where(referral.c.referral_id == reference)
    cases = open_case(f"sqlite:///{fragile_site.folder / 'case.db'}", read_only=True)
    with cases.connect() as connection:
        hashes = [each for each in connection.execute(held).one() if each]
    cases.dispose()
    assert hashes
    sent = " ".join(case(fragile_site, reference).html)
    assert not [each for each in hashes if each in sent]


@pytest.mark.parametrize(
    "reference",
    [
        FOREIGN,
        "CHE-2019-99999",
        "' OR 1=1 --",
        "<script>alert(1)</script>",
        "R" * 10_000,
        "a\x00b",
        "\N{RIGHT-TO-LEFT OVERRIDE}EHC",
    ],
    ids=["another force's", "nobody's", "SQL", "script", "long", "nought", "turned round"],
)
def test_what_is_no_case_of_the_reader_is_refused_in_words(fragile_site: Site, reference: str) -> None:
    visit = case(fragile_site, reference)
    assert not visit.app.exception
    assert STAY not in visit.text
    assert "Hampshire" not in visit.text
    assert "<script>alert" not in "".join(visit.html)
    assert last_viewing(fragile_site)[0] == "REFUSED"


def test_a_case_that_went_meanwhile_is_as_unknown_as_any(fragile_site: Site) -> None:
    reference = some_case(fragile_site)
    writing = open_case(f"sqlite:///{fragile_site.folder / 'case.db'}")
    with writing.begin() as connection:
        connection.execute(sa.delete(referral).where(referral.c.referral_id == reference))
    writing.dispose()
    gone, forged = case(fragile_site, reference), case(fragile_site, FOREIGN)
    assert STAY not in gone.text
    assert gone.text.replace(reference, "") == forged.text.replace(FOREIGN, "")


def test_a_database_that_goes_away_leaves_a_sentence(fragile_site: Site) -> None:
    reference = some_case(fragile_site)
    fragile_site.settle()
    (fragile_site.folder / "case.db").rename(fragile_site.folder / "away.db")
    visit = case(fragile_site, reference)
    assert STAY not in visit.text
    assert "is not there" in visit.text
    assert not visit.app.exception


def test_without_a_reference_it_leads_to_the_caseload(site: Site) -> None:
    visit = site.visit(Role.MANAGER, "case")
    assert re.search(r'href="/caseload"', unescape(" ".join(visit.html)))


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.MANAGER}))
def test_nobody_but_a_manager_opens_it(site: Site, role: Role) -> None:
    assert STAY not in case(site, some_case(site), role).text
