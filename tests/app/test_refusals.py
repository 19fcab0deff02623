"""Refused pages and acts are in the audit: who asked for what, once a minute, and never for what is one's own."""

from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.policy import PAGES, PageEntry
from dashboard.ui.refusals import EVERY, REFUSALS, Refusals
from data_access.access_vocabulary import Event, Outcome
from data_access.audit.reading import AuditQuery, search
from data_access.vocabulary import Role
from tests.app.visits import Site
from tests.audits import START
from tests.ordinary_days import first_of_each

REFUSED = AuditQuery(events=(Event.ACCESS,), outcomes=(Outcome.REFUSED,))
CLOSED = first_of_each(
    (
        pytest.param(entry, role, id=f"{entry.key}-{role.value.lower()}")
        for entry in PAGES[1:]  # the first one has no address of its own: to ask for it is to ask for nothing
        for role in Role
        if role not in entry.roles
    ),
    by=lambda each: each.values[1],
)


@pytest.fixture(autouse=True)
def _forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody was refused anything lately."""
    monkeypatch.setattr(REFUSALS, "_recorded", {})


def refused(site: Site) -> list[tuple[str, str, str]]:
    entries = search(site.gate.store, REFUSED, limit=50).entries
    return [(entry.role, entry.page, entry.detail) for entry in entries]


@pytest.mark.parametrize(("entry", "role"), CLOSED)
def test_a_page_that_was_forced_is_recorded_once(fragile_site: Site, entry: PageEntry, role: Role) -> None:
    before = refused(fragile_site)
    for _ in range(3):
        fragile_site.visit(role, entry.key)
    assert refused(fragile_site) == [(role.value, entry.key, "Asked for a page of another role"), *before]


@pytest.mark.parametrize("role", list(Role))
def test_ones_own_pages_are_no_refusal(fragile_site: Site, role: Role) -> None:
    before = refused(fragile_site)
    for entry in PAGES:
        if role in entry.roles:
            fragile_site.visit(role, entry.key)
    assert refused(fragile_site) == before


def test_each_user_and_page_counts_for_itself_and_anew_every_minute() -> None:
    seen = Refusals()
    moments = (START, START + EVERY / 2, START + EVERY, START + EVERY + timedelta(seconds=1))
    assert [seen.is_new("ann", "users", now=now) for now in moments] == [True, False, True, False]
    assert seen.is_new("ann", "audit", now=START)
    assert seen.is_new("ben", "users", now=START)


def test_no_number_of_refusals_fills_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dashboard.ui.refusals.REMEMBERED", 3)
    seen = Refusals()
    assert all(seen.is_new(f"user{number}", "users", now=START) for number in range(10))
    assert len(seen._recorded) <= 3


FORGED = """
import streamlit as st
from dashboard.policy import Action
from dashboard.ui.guard import callback

@callback(Action.READ_AUDIT)
def act():
    st.write("It was done")

st.button("Act", on_click=act)
"""


def test_an_act_that_was_forced_is_recorded_and_not_done(fragile_site: Site) -> None:
    fragile_site.hold(Role.MANAGER)
    page = AppTest.from_string(FORGED).run()
    page.button[0].click().run()
    assert not page.exception
    assert not page.markdown
    assert refused(fragile_site)[:1] == [("MANAGER", "audit", "Tried READ_AUDIT, an act of another role")]
