"""An open tab whose session ends is emptied without asking anything, then cut off: seen on the wire."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
import sqlalchemy as sa
from starlette.websockets import WebSocketDisconnect
from streamlit.proto.BackMsg_pb2 import BackMsg

from dashboard.edge import watch
from dashboard.identity.clock import moment
from dashboard.identity.gate import Gate
from dashboard.ui.incoming import same_page
from data_access import accounts
from data_access.moments import to_utc
from data_access.schema import user_session
from data_access.sessions import Lifetimes
from data_access.tickets import hashed
from data_access.watching import still_live
from tests.doorway import BROWSER, WITNESS, add_person, session_of
from tests.one_page import OnePage, one_page
from tests.wire import Reader, open_page

FIGURE = "two hundred and sixty"
PAGE = f'''
import streamlit as st
from dashboard.ui.guard import reader

reader("definitions")
st.write("{FIGURE}")
'''


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OnePage]:
    """A site of one page."""
    with one_page(tmp_path_factory.mktemp("watched"), PAGE) as site:
        yield site


@pytest.fixture
def site(opened: OnePage, monkeypatch: pytest.MonkeyPatch) -> Iterator[OnePage]:
    """The site, watched closely, with nobody at it before or after."""
    monkeypatch.setattr(watch, "ASKED_EVERY_S", 0.02)
    monkeypatch.setattr(watch, "LAST_RUN_S", 0.2)
    yield opened
    opened.send_everybody_away()


def revoke(gate: Gate, token: str) -> None:
    gate.close(token, browser=BROWSER, now=moment())


def disable(gate: Gate, _token: str) -> None:
    accounts.disable(gate.store, username="ann", witness=WITNESS, now=moment())


def leave_idle(gate: Gate, token: str) -> None:
    _age(gate, token, seen_at=gate.lifetimes.idle)


def outlive(gate: Gate, token: str) -> None:
    _age(gate, token, opened_at=gate.lifetimes.absolute)


def _age(gate: Gate, token: str, **ages: timedelta) -> None:
    mine = user_session.c.token_sha256 == hashed(token)
    with gate.store.begin() as connection:
        aged = {column: to_utc(moment() - age) for column, age in ages.items()}
        connection.execute(user_session.update().where(mine).values(aged))


ENDINGS = pytest.mark.parametrize("end", [revoke, disable, leave_idle, outlive])


def heard(page: Reader) -> tuple[str, int]:
    """Return all that comes without being asked for, and the code of the close at its end."""
    said = []
    while True:
        try:
            said.append(str(page.receive()))
        except WebSocketDisconnect as closed:
            return "\n".join(said), closed.code


@ENDINGS
def test_a_tab_that_asks_nothing_is_emptied_and_cut_off(site: OnePage, end) -> None:
    token = session_of(site.gate, add_person(site.gate))
    with open_page(site.client, token=token) as page:
        assert FIGURE in page.run()
        end(site.gate, token)
        said, code = heard(page)
    assert "Sign in" in said
    assert FIGURE not in said
    assert code == watch.SESSION_OVER


def test_a_tab_that_never_asked_for_a_page_is_cut_off_too(site: OnePage) -> None:
    token = session_of(site.gate, add_person(site.gate))
    with open_page(site.client, token=token) as page:
        revoke(site.gate, token)
        assert heard(page) == ("", watch.SESSION_OVER)


def test_every_tab_of_the_session_ends_and_no_other(site: OnePage) -> None:
    token, other = (session_of(site.gate, add_person(site.gate, name)) for name in ("ann", "ben"))
    with (
        open_page(site.client, token=token) as one,
        open_page(site.client, token=token) as two,
        open_page(site.client, token=other) as colleague,
        open_page(site.client, token=None) as nobody,
    ):
        for page in (one, two, colleague, nobody):
            page.run()
        revoke(site.gate, token)
        assert heard(one)[1] == heard(two)[1] == watch.SESSION_OVER
        assert FIGURE in colleague.run()
        assert "Sign in" in nobody.run()


def test_the_last_run_repeats_nothing_that_was_pressed() -> None:
    pressed = frame_of(query="period=fy-2018", widget="a-button")
    again = same_page(pressed)
    assert again is not None
    assert b"period=fy-2018" in again
    assert b"a-button" not in again


def test_what_runs_no_page_is_not_taken_for_a_page() -> None:
    assert same_page(BackMsg(app_heartbeat=True).SerializeToString()) is None
    assert same_page(b"\xff\xff\xff") is None


def test_a_store_that_cannot_be_asked_for_a_moment_empties_no_tab(site: OnePage) -> None:
    token = session_of(site.gate, add_person(site.gate))
    with open_page(site.client, token=token) as page:
        page.run()
        with without_sessions(site.gate):
            assert "could not be checked" in page.run()
        assert FIGURE in page.run()


def test_a_store_that_cannot_be_asked_for_long_empties_every_tab(
    site: OnePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = session_of(site.gate, add_person(site.gate))
    with open_page(site.client, token=token) as page:
        page.run()
        monkeypatch.setattr(watch, "LONGEST_BLIND_S", 0.0)
        with without_sessions(site.gate):
            said, code = heard(page)
    assert FIGURE not in said
    assert code == watch.SESSION_OVER


def test_the_live_ones_of_many_are_found_at_once(store_engine: sa.Engine) -> None:
    assert still_live(store_engine, {"0" * 64, "1" * 64}, now=moment(), lifetimes=Lifetimes()) == frozenset()
    assert still_live(store_engine, frozenset(), now=moment(), lifetimes=Lifetimes()) == frozenset()


def frame_of(*, query: str, widget: str) -> bytes:
    asked = BackMsg()
    asked.rerun_script.query_string = query
    asked.rerun_script.widget_states.widgets.add(id=widget, trigger_value=True)
    return asked.SerializeToString()


@contextmanager
def without_sessions(gate: Gate) -> Iterator[None]:
    """Take the table of sessions away for a while: the store answers every question about it with an error."""
    with gate.store.begin() as connection:
        connection.execute(sa.text("ALTER TABLE user_session RENAME TO user_session_away"))
    yield
    with gate.store.begin() as connection:
        connection.execute(sa.text("ALTER TABLE user_session_away RENAME TO user_session"))
