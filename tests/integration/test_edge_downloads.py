"""A download leaves for its reader alone, and only after the record of it: seen on the wire, as an intruder would."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import sqlalchemy as sa
from starlette.testclient import TestClient
from streamlit.runtime import Runtime

from dashboard.identity.clock import moment
from dashboard.identity.gate import COOKIE, Gate
from dashboard.ui import handing_out, media
from dashboard.ui.handing_out import NOT_BEGUN
from data_access import accounts
from data_access.schema import audit_entry, user_account, user_session
from data_access.vocabulary import Role
from tests.doorway import BROWSER, WITNESS, add_person, session_of
from tests.one_page import OnePage, one_page
from tests.wire import Answer, open_page

CONTENT = b"month,referrals\n2018-07,26\n"

PAGE = f"""
import streamlit as st
from pathlib import Path
from dashboard.handout import Prepared
from dashboard.policy import Action
from dashboard.ui.guard import download, reader
from data_access.access_vocabulary import Event
from data_access.audit import Entry

trace = Path(__file__).with_suffix(".made")

def make(user):
    trace.write_text(user.username)
    if trace.with_suffix(".broken").exists():
        raise ValueError("a name that is no business of a log")
    entry = Entry(event=Event.EXPORT, filters="all months", rows=1, cells_hidden=2, metrics=("referrals_received",))
    return Prepared(content={CONTENT!r}, entry=entry)

user = reader("definitions")
download("Take it", key="take", action=Action.CHOOSE_FIGURES, file_name="months.csv", mime="text/csv", make=make)
"""


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OnePage]:
    """A site of one page with one download."""
    with one_page(tmp_path_factory.mktemp("downloads"), PAGE) as site:
        yield site


@pytest.fixture
def site(opened: OnePage) -> Iterator[OnePage]:
    """The site with nobody at it before or after, and nothing made yet."""
    opened.trace("made")
    opened.trace("broken")
    yield opened
    opened.send_everybody_away()


def revoke(gate: Gate, token: str) -> None:
    gate.close(token, browser=BROWSER, now=moment())


def disable(gate: Gate, _token: str) -> None:
    accounts.disable(gate.store, username="ann", witness=WITNESS, now=moment())


def expire(gate: Gate, _token: str) -> None:
    with gate.store.begin() as connection:
        connection.execute(user_session.update().values(seen_at=user_session.c.opened_at - gate.lifetimes.idle))


def change_role(gate: Gate, _token: str) -> None:
    with gate.store.begin() as connection:
        connection.execute(user_account.update().values(role=Role.ADMINISTRATOR))


def exports(gate: Gate) -> list[sa.Row[tuple[object, ...]]]:
    with gate.store.connect() as connection:
        kept = sa.select(audit_entry).where(audit_entry.c.event == "EXPORT").order_by(audit_entry.c.sequence)
        return list(connection.execute(kept).all())


@contextmanager
def pressed(site: OnePage, token: str) -> Iterator[Answer]:
    """Ask for the file and keep the tab open meanwhile: what lies ready for a tab goes with it."""
    with open_page(site.client, token=token) as page:
        page.run()
        yield page.download("Take it")


def fetched(client: TestClient, url: str, token: str | None) -> tuple[int, bytes]:
    answer = client.get(url, headers={"Cookie": f"{COOKIE}={token}"} if token else {})
    return answer.status_code, answer.content


def test_a_reader_gets_the_file_and_the_record_says_what_left(site: OnePage) -> None:
    before = len(exports(site.gate))
    token = session_of(site.gate, add_person(site.gate))
    with pressed(site, token) as answer:
        assert answer.refusal == ""
        assert fetched(site.client, answer.url, token) == (200, CONTENT)
    (entry,) = exports(site.gate)[before:]
    assert (entry.username, entry.role, entry.outcome, entry.page) == ("ann", "MANAGER", "DONE", "headlines")
    assert (entry.subject, entry.filters, entry.metrics) == ("months.csv", "all months", "referrals_received")
    assert (entry.row_count, entry.cells_hidden) == (1, 2)
    assert entry.content_sha256 == hashlib.sha256(CONTENT).hexdigest()


def test_a_download_opens_for_the_session_it_was_made_for_and_no_other(site: OnePage) -> None:
    token = session_of(site.gate, add_person(site.gate))
    colleague = session_of(site.gate, add_person(site.gate, "ben"))
    elsewhere = session_of(site.gate, "ann")
    with pressed(site, token) as answer:
        assert fetched(site.client, answer.url, token)[0] == 200
        assert fetched(site.client, answer.url, colleague)[0] == 404
        assert fetched(site.client, answer.url, elsewhere)[0] == 404
        assert fetched(site.client, answer.url, None)[0] == 401
        revoke(site.gate, token)
        assert fetched(site.client, answer.url, token)[0] == 401


def test_the_name_of_a_download_says_nothing_of_its_content(site: OnePage) -> None:
    token = session_of(site.gate, add_person(site.gate))
    with pressed(site, token) as one, pressed(site, token) as other:
        assert one.url != other.url


@pytest.mark.parametrize("end", [revoke, disable, expire, change_role])
@pytest.mark.parametrize("press", [True, False])
def test_nothing_is_made_once_the_session_may_not(site: OnePage, end, press: bool) -> None:
    token = session_of(site.gate, add_person(site.gate))
    made = site.trace("made")
    with open_page(site.client, token=token) as page:
        page.run()
        name = page.file_id("Take it")
        end(site.gate, token)
        answer = page.download("Take it") if press else page.ask_for_file(name)
    assert answer.url == ""
    assert answer.refusal
    assert not made.exists()


def test_a_refusal_for_the_role_is_recorded(site: OnePage) -> None:
    token = session_of(site.gate, add_person(site.gate))
    with open_page(site.client, token=token) as page:
        page.run()
        change_role(site.gate, token)
        page.ask_for_file(page.file_id("Take it"))
    assert (exports(site.gate)[-1].outcome, exports(site.gate)[-1].role) == ("REFUSED", "ADMINISTRATOR")


def test_a_reader_who_may_not_is_not_offered_the_file(site: OnePage) -> None:
    token = session_of(site.gate, add_person(site.gate, role=Role.ADMINISTRATOR))
    with open_page(site.client, token=token) as page:
        assert "Take it" not in page.run()


def test_somebody_else_who_learns_the_name_of_an_offer_gets_nothing_they_can_open(site: OnePage) -> None:
    token = session_of(site.gate, add_person(site.gate))
    thief = session_of(site.gate, add_person(site.gate, "ben"))
    with open_page(site.client, token=token) as page, open_page(site.client, token=thief) as other:
        page.run()
        other.run()
        stolen = other.ask_for_file(page.file_id("Take it"))
    assert fetched(site.client, stolen.url, thief)[0] == 404


def test_no_file_leaves_without_its_record_and_the_page_says_so(site: OnePage) -> None:
    token = session_of(site.gate, add_person(site.gate))
    with open_page(site.client, token=token) as page:
        page.run()
        with site.gate.store.begin() as connection:
            connection.execute(sa.text("ALTER TABLE audit_head RENAME TO audit_head_away"))
        try:
            answer = page.download("Take it")
        finally:
            with site.gate.store.begin() as connection:
                connection.execute(sa.text("ALTER TABLE audit_head_away RENAME TO audit_head"))
    assert answer.url == ""
    assert "could not be recorded" in answer.page


def test_an_offer_outlasts_the_moment_in_which_its_page_is_drawn_anew(site: OnePage, monkeypatch) -> None:
    token = session_of(site.gate, add_person(site.gate))
    offers = Runtime.instance().media_file_mgr
    with open_page(site.client, token=token) as page:
        page.run()
        offered = page.file_id("Take it")
        offers.clear_session_refs(page.session_id)  # a run of this page has begun ...
        offers.remove_orphaned_files()  # ... and one of somebody else's ends
        answer = page.ask_for_file(offered)
        assert fetched(site.client, answer.url, token) == (200, CONTENT)
        monkeypatch.setattr(media, "OFFERED_ON_S", -1.0)
        offers.remove_orphaned_files()
        assert page.ask_for_file(offered).url == ""


def test_a_press_that_the_server_forgot_is_said_to_have_begun_nothing(site: OnePage, monkeypatch) -> None:
    monkeypatch.setattr(handing_out, "BEGIN_PATIENCE_S", 0.0)
    token = session_of(site.gate, add_person(site.gate))
    with open_page(site.client, token=token) as page:
        page.run()
        told = page.press(page.offer("Take it").id)  # the run alone: the file's own request found nothing
        assert NOT_BEGUN in told
        assert NOT_BEGUN not in page.run()
        monkeypatch.undo()
        assert fetched(site.client, page.download("Take it").url, token) == (200, CONTENT)


def test_what_breaks_while_a_file_is_made_shows_a_reference_and_nothing_else(site: OnePage) -> None:
    token = session_of(site.gate, add_person(site.gate))
    site.script.with_suffix(".broken").touch()
    with pressed(site, token) as answer:
        assert answer.url == ""
    assert "reference" in answer.page
    assert "no business" not in answer.page
    assert "no business" not in answer.refusal
