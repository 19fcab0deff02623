"""Every address of the policy over HTTP, for every role and standing."""

from collections.abc import Iterator

import pytest

from dashboard.identity.gate import COOKIE
from dashboard.policy import ROUTES, Admission, RouteEntry
from data_access.vocabulary import Role
from tests.doorway import add_person
from tests.one_page import OnePage, one_page
from tests.standings import STANDINGS, Standing

SECRET = "two hundred and sixty"
GUARDED = [entry for entry in ROUTES if entry.admission is not Admission.ANYBODY]


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OnePage]:
    """The site around a page of one figure."""
    with one_page(tmp_path_factory.mktemp("routes"), f"import streamlit as st\nst.write('{SECRET}')") as site:
        yield site


@pytest.fixture
def site(opened: OnePage) -> Iterator[OnePage]:
    """The site with nobody at it before or after."""
    yield opened
    opened.send_everybody_away()


def expected(entry: RouteEntry, standing: Standing) -> set[int]:
    """The answers that a guarded address may give; whoever is let in finds that nothing is there."""
    if entry.admission is Admission.TOKEN:
        return {401, 404}
    if not standing.is_open:
        return {401}
    if standing.is_owing:
        return {403}
    if entry.action is None:
        return {404}
    return {403}  # whoever may upload is still asked by Streamlit for the mark of its own page, which is not sent here


@pytest.mark.parametrize("standing", STANDINGS, ids=lambda standing: standing.name)
@pytest.mark.parametrize("role", list(Role))
def test_an_address_opens_for_whom_the_policy_names_and_nobody_else(
    site: OnePage, role: Role, standing: Standing
) -> None:
    token = standing.bring_about(site.gate, add_person(site.gate, role=role))
    headers = {"Cookie": f"{COOKIE}={token}"} if token else {}
    for entry in GUARDED:
        for method in entry.methods - {"OPTIONS"}:
            path = f"{entry.path}unknown/unknown" if entry.path.endswith("upload_file/") else entry.path
            path = f"{path}unknown" if path.endswith("/") else path
            answer = site.client.request(method, path, headers=headers)
            assert answer.status_code in expected(entry, standing), (method, path)
            assert SECRET not in answer.text


@pytest.mark.parametrize(
    "entry", [each for each in ROUTES if each.admission is Admission.ANYBODY], ids=lambda entry: entry.path
)
def test_what_anybody_may_ask_for_holds_no_figure(site: OnePage, entry: RouteEntry) -> None:
    if "GET" in entry.methods:
        assert SECRET not in site.client.get(entry.path, follow_redirects=False).text
