"""Every action and every page's fragment, for every role and standing: each guard refuses by itself, on the wire.

The page has no check but the guards, and the watch over open tabs sleeps: what refuses is the guard that is named.
"""

from collections.abc import Iterator
from typing import Any

import pytest

from dashboard.policy import ACCOUNT, ACTIONS, PAGES, Action
from data_access.vocabulary import Role
from tests.doorway import add_person, session_of
from tests.one_page import OnePage, one_page
from tests.standings import LATER, Standing
from tests.wire import Reader, open_page

PAGE = """
from pathlib import Path
import streamlit as st
from dashboard.handout import Prepared
from dashboard.policy import ACTIONS, PAGES, may
from dashboard.ui.guard import callback, download, fragment, reader
from data_access.access_vocabulary import Event
from data_access.audit import Entry

user = reader("account")

def leave(what):
    Path(__file__).with_suffix(f".{what}").touch()

def act_as(action):
    @callback(action)
    def act():
        leave(f"{action}-acted")
    return act

def made_as(action):
    def make(user):
        leave(f"{action}-made")
        return Prepared(content=b"x", entry=Entry(event=Event.EXPORT))
    return make

for action in ACTIONS:
    st.button(action, on_click=act_as(action))
    download(f"{action} file", key=action, action=action, file_name="x", mime="text/plain", make=made_as(action))

def show(key):
    @fragment(key)
    def part():
        st.write(f"the part of {key}")
    part()

for entry in PAGES:
    show(entry.key)
"""


def matrix() -> Iterator[Any]:
    """Every role in every standing; on an ordinary day one role in those that are over, where no role is asked for."""
    for role in Role:
        for standing in LATER:
            marks = [] if standing.is_open or role is Role.MANAGER else [pytest.mark.slow]
            yield pytest.param(role, standing, id=f"{role.value}-{standing.name}", marks=marks)


MATRIX = pytest.mark.parametrize(("role", "standing"), list(matrix()))


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OnePage]:
    """A site of one page with a button and a download for every action and a fragment for every page."""
    with one_page(tmp_path_factory.mktemp("matrix"), PAGE) as site:
        yield site


@pytest.fixture
def site(opened: OnePage) -> Iterator[OnePage]:
    """The site with nobody at it before or after, and nothing done."""
    yield opened
    opened.send_everybody_away()
    for trace in opened.script.parent.glob("page.*-*"):
        trace.unlink()


def drawn_and_then(site: OnePage, page: Reader, standing: Standing, token: str) -> None:
    """Draw the page while the session is live, then let happen to it what happens."""
    page.run()
    if standing.then is not None:
        standing.then(site.gate, "ann", token)


def may_do(role: Role, action: Action, standing: Standing) -> bool:
    entry = ACTIONS[action]
    owes = standing.is_owing and entry.page != ACCOUNT.key
    return standing.is_open and role in entry.roles and not owes


def traces(site: OnePage, what: str) -> set[str]:
    left = {path.suffix.removeprefix(".") for path in site.script.parent.glob(f"page.*-{what}")}
    return {name.removesuffix(f"-{what}") for name in left}


@MATRIX
def test_a_callback_acts_for_whom_the_policy_names_and_nobody_else(
    site: OnePage, role: Role, standing: Standing
) -> None:
    token = session_of(site.gate, add_person(site.gate, role=role))
    with open_page(site.client, token=token) as page:
        drawn_and_then(site, page, standing, token)
        buttons = {action: page.button_id(action) for action in ACTIONS}
        for button in buttons.values():
            page.press(button)
    assert traces(site, "acted") == {action for action in ACTIONS if may_do(role, action, standing)}


@MATRIX
def test_a_download_is_made_for_whom_the_policy_names_and_nobody_else(
    site: OnePage, role: Role, standing: Standing
) -> None:
    token = session_of(site.gate, add_person(site.gate, role=role))
    with open_page(site.client, token=token) as page:
        drawn_and_then(site, page, standing, token)
        offered = page.files()
        answers = [page.ask_for_file(name) for name in offered.values()]
    permitted = {action for action in ACTIONS if may_do(role, action, standing)}
    assert traces(site, "made") == permitted
    assert sum(bool(answer.url) for answer in answers) == len(permitted)


@MATRIX
def test_a_fragment_draws_for_whom_the_policy_names_and_nobody_else(
    site: OnePage, role: Role, standing: Standing
) -> None:
    token = session_of(site.gate, add_person(site.gate, role=role))
    with open_page(site.client, token=token) as page:
        drawn_and_then(site, page, standing, token)
        fragments = page.fragment_ids()
        assert len(fragments) == len(PAGES)
        said = [page.run_fragment(fragment) for fragment in fragments]
    shown = {entry.key for entry in PAGES if any(f"the part of {entry.key}" in each for each in said)}
    may_open = {entry.key for entry in PAGES if role in entry.roles and not (standing.is_owing and entry != ACCOUNT)}
    assert shown == (may_open if standing.is_open else set())
