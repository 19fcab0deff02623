"""Every page, for every role, in every way a session can stand: whoever may not be in sees the sign-in form only."""

import pytest

from dashboard.policy import PAGES
from data_access.vocabulary import Role
from tests.app.visits import Site, Visit
from tests.doorway import add_person
from tests.standings import LATER, STANDINGS, Standing

SIGN_IN, ACCOUNT = "Sign in", "Your account"
TITLES = {entry.title for entry in PAGES}
FOUND = PAGES[0]  # headed by its finding, not by its title
ROLES = pytest.mark.parametrize("role", list(Role), ids=lambda role: role.value.lower())


def is_closed(visit: Visit) -> bool:
    """Whether there is a form to sign in by, and no page."""
    asked = SIGN_IN in [button.label for button in visit.app.button]
    return asked and not set(visit.headings) & TITLES


# The same is seen on the wire, every day and in a tenth of the time, by tests/integration/test_refusals_pages.py.
@pytest.mark.slow
@ROLES
@pytest.mark.parametrize("standing", STANDINGS, ids=lambda standing: standing.name)
def test_a_page_opens_for_a_live_session_of_its_role_and_for_no_other(
    fragile_site: Site, standing: Standing, role: Role
) -> None:
    token = standing.bring_about(fragile_site.gate, add_person(fragile_site.gate, role=role))
    fragile_site.lend(role, token or "")
    for entry in PAGES:
        visit = fragile_site.visit(role if token else None, entry.key)
        assert not visit.app.exception
        if not standing.is_open:
            assert is_closed(visit), entry.key
        elif standing.is_owing:
            assert ACCOUNT in visit.headings, entry.key
        elif entry is not FOUND:
            assert (entry.question in visit.text) == (role in entry.roles), entry.key


@ROLES
@pytest.mark.parametrize("standing", LATER, ids=lambda standing: standing.name)
def test_an_open_tab_follows_what_becomes_of_its_session(fragile_site: Site, standing: Standing, role: Role) -> None:
    username = add_person(fragile_site.gate, role=role)
    token = standing.hold(fragile_site.gate, username)
    assert token is not None
    fragile_site.lend(role, token)
    visit = fragile_site.visit(role)
    assert not is_closed(visit)
    if standing.then is not None:
        standing.then(fragile_site.gate, username, token)
    assert is_closed(Visit(visit.app.run())) == (not standing.is_open)
