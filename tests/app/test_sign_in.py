"""The sign-in form with real passwords, and the seam where the authenticator package's cookie was."""

import re
from collections.abc import Iterator
from html import unescape
from importlib.metadata import version
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import bcrypt
import pytest
from streamlit.runtime.context import ContextProxy
from streamlit.testing.v1 import AppTest
from streamlit_authenticator.views import authentication_view

from dashboard.identity.clock import moment
from dashboard.identity.gate import COOKIE, Gate
from dashboard.settings import dashboard_settings
from dashboard.ui.password_form import NoCookie
from dashboard.wording.signing_in import ENDED, MISMATCH, NO_COOKIES
from data_access import accounts
from tests.app.doorstep import SHELL, errors, hold, ticket_in, try_to_sign_in
from tests.doorway import BROWSER, PASSWORD, WITNESS, add_person, session_of, site_gate

SINGLE_SIGN_ON = {
    "ISSUER": "https://id.example.police.uk",
    "CLIENT_ID": "unit",
    "CLIENT_SECRET": "between the two of us",
    "ROLES": '{"Unit.Manager": "MANAGER"}',
    "FORCES": '{"Cheshire": "E23000006"}',
    "NAME": "Cheshire <Police>",
}


@pytest.fixture
def gate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    """A gate with Ann at it."""
    with site_gate(tmp_path, monkeypatch) as opened:
        add_person(opened, "ann")
        yield opened


@pytest.fixture
def shell(gate: Gate, monkeypatch: pytest.MonkeyPatch) -> AppTest:  # noqa: ARG001 - the gate must stand before the page asks
    """A page that asks for sign-in, open in a new tab of a browser that holds nothing but its own name."""
    hold(monkeypatch)
    return AppTest.from_string(SHELL, default_timeout=20)


def test_the_page_names_the_unit_and_asks_for_two_things(shell: AppTest) -> None:
    shell.run()
    assert [title.value for title in shell.title] == [dashboard_settings().unit_name]
    assert [field.label for field in shell.text_input] == ["Username", "Password"]
    assert shell.text_input[1].proto.type == shell.text_input[1].proto.Type.PASSWORD
    assert ticket_in(shell) is None
    assert errors(shell) == []


@pytest.mark.parametrize("username", ["ann", "ANN", " ann "])
def test_a_right_password_opens_a_session_through_a_ticket(
    shell: AppTest, gate: Gate, monkeypatch: pytest.MonkeyPatch, username: str
) -> None:
    ticket = ticket_in(try_to_sign_in(shell, username=username))
    assert errors(shell) == []
    token = gate.open(ticket, browser=BROWSER, now=moment())
    assert token is not None
    hold(monkeypatch, token)
    reloaded = AppTest.from_string(SHELL, default_timeout=20).run()
    assert [title.value for title in reloaded.title] == ["Good morning, Ann"]


def test_the_page_holds_no_token_and_no_password_after_sign_in(shell: AppTest) -> None:
    try_to_sign_in(shell)
    page = " ".join(element.proto.body for element in shell.get("html"))
    assert COOKIE not in page
    assert PASSWORD not in page
    assert not shell.text_input


@pytest.mark.parametrize(
    ("username", "password"),
    [
        ("ann", "not the password"),
        ("ann", "x" * 73),
        ("ann", PASSWORD + "x"),
        ("nobody", PASSWORD),
        ("nobody", "x" * 73),
        ("' OR 1=1 --", PASSWORD),
        ("<script>alert(1)</script>", PASSWORD),
    ],
)
def test_every_failure_says_the_same_and_opens_nothing(shell: AppTest, username: str, password: str) -> None:
    try_to_sign_in(shell, username=username, password=password)
    assert errors(shell) == [MISMATCH]
    assert ticket_in(shell) is None
    assert not shell.exception


def test_a_disabled_person_is_told_no_more_than_a_stranger(shell: AppTest, gate: Gate) -> None:
    accounts.disable(gate.store, username="ann", witness=WITNESS, now=moment())
    assert errors(try_to_sign_in(shell)) == [MISMATCH]


@pytest.mark.parametrize("username", ["ann", "nobody"])
def test_one_attempt_through_the_form_costs_one_bcrypt(
    shell: AppTest, monkeypatch: pytest.MonkeyPatch, username: str
) -> None:
    asked: list[bytes] = []
    checkpw = bcrypt.checkpw

    def counted(password: bytes, hashed: bytes) -> bool:
        asked.append(password)
        return checkpw(password, hashed)

    monkeypatch.setattr(bcrypt, "checkpw", counted)
    try_to_sign_in(shell, username=username, password="not the password")
    assert len(asked) == 1


def test_a_browser_without_a_cookie_is_told_before_it_types_anything(
    shell: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ContextProxy, "cookies", property(lambda _self: {}))
    shell.run()
    assert errors(shell) == [NO_COOKIES]
    assert not shell.text_input


@pytest.mark.parametrize("username", ["ann", "nobody"])
def test_too_many_attempts_are_told_until_when_and_not_whose(shell: AppTest, gate: Gate, username: str) -> None:
    for _ in range(gate.limits.failures):
        gate.recognise(username, password="not the password", browser=BROWSER, now=moment())
    try_to_sign_in(shell, username=username)
    assert [re.sub(r"\d\d:\d\d", "HH:MM", said) for said in errors(shell)] == [
        "Too many attempts. Try again after HH:MM."
    ]
    assert ticket_in(shell) is None


@pytest.mark.usefixtures("gate")
def test_single_sign_on_is_offered_by_name_and_leads_back_to_this_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNIT_PUBLIC_URL", "https://unit.example.police.uk")
    for name, value in SINGLE_SIGN_ON.items():
        monkeypatch.setenv(f"UNIT_SSO_{name}", value)
    dashboard_settings.cache_clear()
    hold(monkeypatch)
    shell = AppTest.from_string(SHELL.replace("show_sign_in()", 'show_sign_in("referrals")'), default_timeout=20)
    shell.query_params["risk"] = ["HIGH", "LOW"]
    shell.run()
    (way,) = [element.proto.body for element in shell.get("html")]
    assert "Sign in with Cheshire &lt;Police&gt;" in way
    (address,) = re.findall(r'href="([^"]+)"', way)
    asked = urlsplit(unescape(address))
    assert asked.path == "/auth/single-sign-on"
    assert parse_qs(asked.query)["next"] == ["/referrals?risk=HIGH&risk=LOW"]


def test_without_single_sign_on_no_way_to_it_is_shown(shell: AppTest) -> None:
    shell.run()
    assert len(shell.get("html")) == 0


def test_what_session_state_says_signs_nobody_in(shell: AppTest) -> None:
    shell.session_state["authentication_status"] = True
    shell.session_state["username"] = "ann"
    shell.session_state["roles"] = ["MANAGER"]
    shell.run()
    assert [title.value for title in shell.title] == [dashboard_settings().unit_name]


def test_an_ended_session_leaves_nothing_behind_in_the_tab(
    shell: AppTest, gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = session_of(gate, "ann")
    hold(monkeypatch, token)
    shell.run()
    shell.text_input(key="note").input("a private note").run()
    gate.close(token, browser=BROWSER, now=moment())
    shell.run()
    assert ENDED in [text.value for text in shell.markdown]
    assert "a private note" not in str(shell.session_state)


def test_another_reader_in_the_same_tab_finds_nothing_of_the_first(
    shell: AppTest, gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    hold(monkeypatch, session_of(gate, "ann"))
    shell.run()
    shell.session_state["chosen"] = "what Ann chose"
    shell.run()
    hold(monkeypatch, session_of(gate, add_person(gate, "ben")))
    shell.run()
    assert [title.value for title in shell.title] == ["Good morning, Ben"]
    assert "chosen" not in shell.session_state


def test_sign_out_ends_the_session_and_empties_the_tab(
    shell: AppTest, gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = session_of(gate, "ann")
    hold(monkeypatch, token)
    shell.run()
    shell.text_input(key="note").input("a private note").run()
    shell.button(key="sign-out").click().run()
    assert gate.user(token, now=moment()) is None
    assert "a private note" not in str(shell.session_state)
    assert 'data-unit-task="sign-out"' in shell.get("html")[0].proto.body


def test_a_lost_store_is_said_in_the_form(shell: AppTest, gate: Gate) -> None:
    shell.run()
    gate.store.dispose()
    Path(str(gate.store.url.database)).unlink()
    name, secret = shell.text_input
    name.input("ann")
    secret.input(PASSWORD)
    shell.button[0].click().run()
    assert not shell.exception
    assert ["could not be checked" in said for said in errors(shell)] == [True]


def test_the_authenticator_package_is_the_one_we_know_and_uses_our_stand_in() -> None:
    """The package's cookie is replaced at a private seam: an upgrade must be looked at, not slipped in."""
    assert version("streamlit-authenticator") == "0.4.2"
    assert authentication_view.CookieController is NoCookie
    built = authentication_view.Authenticate({"usernames": {}}, COOKIE, "k" * 32, 0, auto_hash=False)
    assert isinstance(built.cookie_controller, NoCookie)
    assert callable(built.authentication_controller.authentication_model.check_credentials)
