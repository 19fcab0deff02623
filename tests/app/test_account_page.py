"""The page Your account: what it shows of a person, and what each form does and refuses."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pyotp
import pytest
import sqlalchemy as sa
from streamlit.testing.v1 import AppTest

from dashboard.identity.clock import moment
from dashboard.identity.gate import Gate, Verdict
from dashboard.wording import own_account as words
from dashboard.wording import signing_in
from dashboard.wording.browsers import UNKNOWN
from dashboard.wording.sessions import THIS_ONE
from data_access import accounts, open_sessions, schema, second_factors
from data_access.browsers import Browser
from data_access.vocabulary import Role
from tests.app.doorstep import hold
from tests.app.visits import APP, PATIENCE_S, Visit, page_hash
from tests.doorway import BROWSER, PASSWORD, WITNESS, add_person, session_of, set_up_app, site_gate

NEW_PASSWORD = "gravel tandem oboe plinth"
WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36"


@pytest.fixture
def gate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    """A gate with Ann, who is a manager in Cheshire, over a site without figures."""
    monkeypatch.setenv("UNIT_CASE_URL", f"sqlite:///{tmp_path / 'case.db'}")
    with site_gate(tmp_path, monkeypatch) as opened:
        add_person(opened, "ann")
        yield opened


@pytest.fixture
def token(gate: Gate, monkeypatch: pytest.MonkeyPatch) -> str:
    """The session of Ann that this browser holds."""
    held = session_of(gate, "ann")
    hold(monkeypatch, held)
    return held


@pytest.fixture
def shown(token: str) -> Visit:  # noqa: ARG001 - the session must be open before the page
    """Ann's account in a new tab."""
    return open_page()


def open_page() -> Visit:
    app = AppTest.from_file(APP, default_timeout=PATIENCE_S)
    app._page_hash = page_hash("account", None)
    return Visit(app.run())


def fill(shown: Visit, **typed: str) -> Visit:
    """Type into fields by the words beside them, underscores for spaces."""
    for label, text in typed.items():
        next(each for each in shown.app.text_input if each.label == label.replace("_", " ")).input(text)
    return shown


def labels(shown: Visit) -> list[str]:
    return [each.label for each in shown.app.button]


def elsewhere(gate: Gate, agent: str = WINDOWS) -> str:
    """Sign Ann in with another browser and return its token."""
    browser = Browser(cookie="another browser", address="198.51.100.4", agent=agent)
    token = gate.open(gate.ticket("ann", browser=browser, now=moment()), browser=browser, now=moment())
    assert token is not None
    return token


def events(gate: Gate) -> list[tuple[str, str]]:
    entries = sa.select(schema.audit_entry).order_by(schema.audit_entry.c.sequence)
    with gate.store.connect() as connection:
        return [(row.event, row.outcome) for row in connection.execute(entries)]


def change_password(
    shown: Visit, *, current: str = PASSWORD, new: str = NEW_PASSWORD, again: str | None = None
) -> Visit:
    fill(shown, Current_password=current, New_password=new, The_new_password_again=new if again is None else again)
    return shown.press("Change password")


def test_it_says_who_the_reader_is_in_words(shown: Visit) -> None:
    assert shown.headings == ["Your account"]
    assert "ann · Unit manager · Cheshire" in shown.text
    assert "E23000006" not in shown.text


def test_a_password_changed_ends_every_session_and_says_so(shown: Visit, gate: Gate, token: str) -> None:
    other = elsewhere(gate)
    assert "signed out everywhere" in shown.text
    change_password(shown)
    assert signing_in.PASSWORD_CHANGED in shown.text
    assert [gate.user(each, now=moment()) for each in (token, other)] == [None, None]
    assert gate.recognise("ann", password=NEW_PASSWORD, browser=BROWSER, now=moment()).verdict is Verdict.RECOGNISED
    assert gate.recognise("ann", password=PASSWORD, browser=BROWSER, now=moment()).verdict is Verdict.REFUSED
    assert ("PASSWORD_CHANGE", "DONE") in events(gate)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"current": "not the password"}, "That is not your password."),
        ({"again": "something else entirely"}, "not the same"),
        ({"new": "short"}, "at least 12 characters"),
        ({"new": "é" * 37}, "at most 72 bytes"),
        ({"new": PASSWORD}, "the old one"),
    ],
)
def test_a_password_refused_changes_nothing_and_says_why(
    shown: Visit, gate: Gate, token: str, typed: dict[str, str], says: str
) -> None:
    change_password(shown, **typed)
    assert says in shown.text
    assert gate.user(token, now=moment()) is not None
    assert gate.recognise("ann", password=PASSWORD, browser=BROWSER, now=moment()).verdict is Verdict.RECOGNISED
    assert all(secret not in str(shown.app.session_state) for secret in (PASSWORD, NEW_PASSWORD))
    assert all(secret not in shown.text for secret in (PASSWORD, NEW_PASSWORD))


def test_wrong_passwords_here_count_like_failed_sign_ins(shown: Visit, gate: Gate) -> None:
    for _ in range(gate.limits.failures):
        change_password(shown, current="not the password")
    change_password(shown)
    assert "Too many attempts" in shown.text
    assert gate.recognise("ann", password=PASSWORD, browser=BROWSER, now=moment()).verdict is Verdict.LOCKED
    assert ("SIGN_IN", "REFUSED") in events(gate)


def test_a_right_password_forgets_the_wrong_ones_before_it(shown: Visit, gate: Gate) -> None:
    for _ in range(gate.limits.failures - 1):
        fill(shown, Your_password="not the password").press("Set up an app")
    fill(shown, Your_password=PASSWORD).press("Set up an app")
    assert gate.recognise("ann", password="wrong", browser=BROWSER, now=moment()).verdict is Verdict.REFUSED


def test_with_a_password_of_somebody_else_only_its_change_is_shown(gate: Gate, monkeypatch: pytest.MonkeyPatch) -> None:
    password_hash = accounts.find(gate.store, username="ann").password_hash  # type: ignore[union-attr]
    accounts.reset(gate.store, username="ann", password_hash=password_hash, witness=WITNESS, now=moment())
    hold(monkeypatch, session_of(gate, "ann"))
    shown = open_page()
    assert words.FIRST_OF_YOUR_OWN in shown.text
    assert labels(shown) == ["Sign out", "Change password"]
    change_password(shown)
    hold(monkeypatch, session_of(gate, "ann"))
    assert "Set up an app" in labels(open_page())


def test_a_role_that_must_have_a_second_step_is_shown_that_alone(gate: Gate, monkeypatch: pytest.MonkeyPatch) -> None:
    object.__setattr__(gate, "second_factor_roles", frozenset({Role.MANAGER}))
    hold(monkeypatch, session_of(gate, "ann"))
    shown = open_page()
    assert words.FIRST_SECOND_STEP in shown.text
    assert labels(shown) == ["Sign out", "Set up an app"]


def set_up(shown: Visit) -> pyotp.TOTP:
    fill(shown, Your_password=PASSWORD).press("Set up an app")
    return pyotp.TOTP(re.findall(r"<code[^>]*>([A-Z2-7 ]+)</code>", " ".join(shown.html))[0].replace(" ", ""))


def test_a_second_step_is_set_up_with_the_password_and_a_first_code(shown: Visit, gate: Gate) -> None:
    app = set_up(shown)
    assert gate.recognise("ann", password=PASSWORD, browser=BROWSER, now=moment()).verdict is Verdict.RECOGNISED
    fill(shown, Code_from_the_app=app.at(moment())).press("Turn the second step on")
    assert words.SECOND_STEP_SET in shown.text
    assert gate.recognise("ann", password=PASSWORD, browser=BROWSER, now=moment()).verdict is Verdict.CODE_NEEDED
    assert ("SECOND_FACTOR_SET", "DONE") in events(gate)


def test_the_picture_comes_with_the_page_and_has_words_beside_it(shown: Visit) -> None:
    set_up(shown)
    (picture,) = re.findall(r'<img[^>]* src="([^"]+)" alt="([^"]+)"', " ".join(shown.html))
    assert picture[0].startswith("data:image/svg+xml")
    assert picture[1] == words.SCAN_TEXT


def test_a_wrong_first_code_turns_nothing_on(shown: Visit, gate: Gate) -> None:
    set_up(shown)
    fill(shown, Code_from_the_app="000000").press("Turn the second step on")
    assert "not the one the app shows" in shown.text
    assert gate.recognise("ann", password=PASSWORD, browser=BROWSER, now=moment()).verdict is Verdict.RECOGNISED


def test_the_key_is_shown_only_in_the_tab_that_asked_with_the_password(shown: Visit) -> None:
    app = set_up(shown)
    assert app.secret not in str(shown.app.session_state)
    assert "<img" not in " ".join(open_page().html)
    shown.press("Cancel")
    assert "<img" not in " ".join(shown.html)


def test_recovery_codes_are_shown_until_they_are_kept_and_never_again(shown: Visit, gate: Gate) -> None:
    app = set_up(shown)
    fill(shown, Code_from_the_app=app.at(moment())).press("Turn the second step on")
    codes = re.findall(r"<code[^>]*>((?:[a-z2-9]{4}-){2}[a-z2-9]{4})</code>", " ".join(shown.html))
    assert len(codes) == 10
    shown.press(words.CODES_KEPT)
    for tab in (shown, open_page()):
        assert not any(code in " ".join(tab.html) + str(tab.app.session_state) for code in codes)
        assert "10 recovery codes are left" in tab.text
    ticket = gate.recognise("ann", password=PASSWORD, browser=BROWSER, now=moment()).ticket
    assert gate.confirm(ticket, code=codes[3], browser=BROWSER, now=moment()).verdict is Verdict.RECOGNISED
    assert "9 recovery codes are left" in open_page().text


@pytest.mark.parametrize("act", ["Make new recovery codes", "Remove the second step"])
def test_codes_and_removal_ask_for_the_password(gate: Gate, token: str, act: str) -> None:  # noqa: ARG001
    set_up_app(gate, "ann", at=moment() - timedelta(hours=1))
    shown = open_page()
    before = second_factors.find(gate.store, username="ann")
    fill(shown, Your_password="not the password").press(act)
    assert "That is not your password." in shown.text
    assert second_factors.find(gate.store, username="ann") == before
    fill(shown, Your_password=PASSWORD).press(act)
    assert (words.NEW_CODES in shown.text) is (act == "Make new recovery codes")
    assert (second_factors.find(gate.store, username="ann") is None) is (act == "Remove the second step")
    assert PASSWORD not in str(shown.app.session_state)


def test_every_browser_is_listed_in_words_this_one_marked(shown: Visit, gate: Gate) -> None:
    elsewhere(gate)
    shown.app.run()
    table = shown.table("Browser")
    assert list(table.rows) == [f"{UNKNOWN} ({THIS_ONE})", "Chrome on Windows"]
    assert "198.51.100.4" in shown.text


def test_one_browser_or_all_others_can_be_signed_out(shown: Visit, gate: Gate, token: str) -> None:
    first, second = elsewhere(gate), elsewhere(gate, agent="Mozilla/5.0 (iPhone) Version/19.0 Safari/604.1")
    shown.app.run()
    shown.press("Sign out Chrome on Windows")
    assert [gate.user(each, now=moment()) is None for each in (first, second, token)] == [True, False, False]
    third = elsewhere(gate)
    shown.app.run()
    shown.press("Sign out all others")
    assert [gate.user(each, now=moment()) is None for each in (second, third, token)] == [True, True, False]
    assert events(gate).count(("SESSION_END", "DONE")) == 3


def test_nobody_can_end_anothers_session_by_its_name(gate: Gate, token: str) -> None:  # noqa: ARG001
    add_person(gate, "ben")
    bens = session_of(gate, "ben")
    (theirs,) = open_sessions.open_sessions(gate.store, username="ben", lifetimes=gate.lifetimes, now=moment())
    ended = open_sessions.end_sessions(
        gate.store, username="ann", only=theirs.session_id, witness=WITNESS, now=moment()
    )
    assert ended == 0
    assert gate.user(bens, now=moment()) is not None
