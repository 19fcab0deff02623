"""Page, fragment and callback each refuse a session that is over: seen on the wire, as an intruder would see it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from dashboard.identity.clock import moment
from dashboard.identity.gate import Gate
from data_access import accounts
from data_access.schema import user_account, user_session
from data_access.vocabulary import Role
from tests.doorway import BROWSER, WITNESS, add_person, session_of
from tests.one_page import OnePage, one_page
from tests.wire import open_page

FIGURE = "two hundred and sixty"
SIGN_IN = "Sign in"

# The page has no check but the guards: what refuses is theirs.
PAGE = f'''
from pathlib import Path
import streamlit as st
from dashboard.policy import Action
from dashboard.ui.guard import callback, fragment, reader
from dashboard.ui.sign_in import sign_out_button

user = reader("referrals")
acted = Path(__file__).with_suffix(".acted")
sign_out_button(user)

@callback(Action.CHOOSE_FIGURES)
def act():
    acted.write_text("acted")

st.button("act", on_click=act)

@fragment("referrals")
def part():
    st.write("{FIGURE}")

part()
'''


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OnePage]:
    """A site of one guarded page."""
    with one_page(tmp_path_factory.mktemp("guarded"), PAGE) as opened:
        yield opened


@pytest.fixture
def client(site: OnePage) -> TestClient:
    """A browser."""
    return site.client


@pytest.fixture
def gate(site: OnePage) -> Iterator[Gate]:
    """The gate of the site, with nobody at it before or after."""
    yield site.gate
    site.send_everybody_away()


@pytest.fixture
def acted(site: OnePage) -> Path:
    """The file that exists once the callback has run."""
    return site.trace("acted")


def revoke(gate: Gate, token: str) -> None:
    gate.close(token, browser=BROWSER, now=moment())


def disable(gate: Gate, _token: str) -> None:
    accounts.disable(gate.store, username="ann", witness=WITNESS, now=moment())


def expire(gate: Gate, _token: str) -> None:
    with gate.store.begin() as connection:
        connection.execute(user_session.update().values(seen_at=user_session.c.opened_at - gate.lifetimes.idle))


ENDINGS = pytest.mark.parametrize("end", [revoke, disable, expire])


def test_a_page_shows_nobody_a_figure(client: TestClient) -> None:
    with open_page(client, token=None) as page:
        sent = page.run()
    assert FIGURE not in sent
    assert SIGN_IN in sent


def test_a_page_shows_its_reader_the_figure(client: TestClient, gate: Gate) -> None:
    with open_page(client, token=session_of(gate, add_person(gate))) as page:
        assert FIGURE in page.run()
        assert FIGURE in page.run(fragment=True)


@ENDINGS
@pytest.mark.parametrize("fragment", [False, True])
def test_page_and_fragment_refuse_a_session_that_ended_in_an_open_tab(
    client: TestClient, gate: Gate, end, fragment: bool
) -> None:
    token = session_of(gate, add_person(gate))
    with open_page(client, token=token) as page:
        page.run()
        end(gate, token)
        sent = page.run(fragment=fragment)
    assert FIGURE not in sent
    assert "Your session has ended" in sent


def test_a_callback_acts_for_its_reader(client: TestClient, gate: Gate, acted: Path) -> None:
    with open_page(client, token=session_of(gate, add_person(gate))) as page:
        page.run()
        page.run(press="act")
    assert acted.exists()


@ENDINGS
def test_a_callback_does_nothing_for_a_session_that_ended(client: TestClient, gate: Gate, acted: Path, end) -> None:
    token = session_of(gate, add_person(gate))
    with open_page(client, token=token) as page:
        page.run()
        end(gate, token)
        sent = page.run(press="act")
    assert not acted.exists()
    assert FIGURE not in sent


@pytest.mark.parametrize("fragment", [False, True])
def test_page_and_fragment_refuse_a_reader_whose_role_was_changed(
    client: TestClient, gate: Gate, fragment: bool
) -> None:
    with open_page(client, token=session_of(gate, add_person(gate))) as page:
        page.run()
        with gate.store.begin() as connection:
            connection.execute(user_account.update().values(role=Role.PRESS_OFFICER))
        assert FIGURE not in page.run(fragment=fragment)


def test_sign_out_ends_the_session_on_the_server_before_the_browser_does_anything(
    client: TestClient, gate: Gate
) -> None:
    token = session_of(gate, add_person(gate))
    with open_page(client, token=token) as page:
        page.run()
        sent = page.run(press="Sign out")
    assert gate.user(token, now=moment()) is None
    assert FIGURE not in sent
    assert 'data-unit-task=\\"sign-out\\"' in sent


def test_two_open_tabs_both_end_with_the_session(client: TestClient, gate: Gate) -> None:
    token = session_of(gate, add_person(gate))
    with open_page(client, token=token) as one, open_page(client, token=token) as other:
        assert FIGURE in one.run()
        assert FIGURE in other.run()
        one.run(press="Sign out")
        assert FIGURE not in other.run()
