"""The second step of the sign-in form: the code that is asked for after a right password."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pyotp
import pytest
import sqlalchemy as sa
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block

from dashboard.identity.clock import moment
from dashboard.identity.gate import Gate
from dashboard.wording.signing_in import TOO_LATE, WRONG_CODE
from data_access import schema
from tests.app.doorstep import SHELL, errors, hold, ticket_in, try_to_sign_in
from tests.doorway import BROWSER, PASSWORD, add_person, set_up_app, site_gate


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


@pytest.fixture
def app(gate: Gate) -> pyotp.TOTP:
    """The authenticator app of Ann."""
    return set_up_app(gate, "ann", at=moment() - timedelta(hours=1))


def try_code(shell: AppTest, code: str) -> AppTest:
    (field,) = shell.text_input
    field.input(code)
    return shell.button[0].click().run()


def test_with_a_second_factor_a_code_is_asked_before_the_session_opens(
    shell: AppTest, gate: Gate, app: pyotp.TOTP
) -> None:
    try_to_sign_in(shell)
    assert errors(shell) == []
    assert [field.label for field in shell.text_input] == ["Code"]
    assert shell.text_input[0].proto.autocomplete == "one-time-code"
    assert ticket_in(shell) is None
    ticket = ticket_in(try_code(shell, app.at(moment())))
    assert gate.open(ticket, browser=BROWSER, now=moment()) is not None


def test_a_wrong_code_is_told_and_the_right_one_still_opens(shell: AppTest, app: pyotp.TOTP) -> None:
    try_to_sign_in(shell)
    try_code(shell, "not a code")
    assert errors(shell) == [WRONG_CODE]
    assert ticket_in(try_code(shell, app.at(moment()))) is not None


def test_a_code_that_comes_too_late_leads_back_to_the_password(shell: AppTest, gate: Gate, app: pyotp.TOTP) -> None:
    try_to_sign_in(shell)
    with gate.store.begin() as connection:
        connection.execute(sa.delete(schema.sign_in_ticket))
    try_code(shell, app.at(moment()))
    assert errors(shell) == [TOO_LATE]
    assert [field.label for field in shell.text_input] == ["Username", "Password"]


def test_too_many_wrong_codes_lead_back_to_the_password_and_a_lock(shell: AppTest, gate: Gate, app: pyotp.TOTP) -> None:
    try_to_sign_in(shell)
    for _ in range(gate.limits.failures + 1):
        try_code(shell, "not a code")
    assert ["Too many attempts" in said for said in errors(shell)] == [True]
    try_to_sign_in(shell)
    assert ["Too many attempts" in said for said in errors(shell)] == [True]
    assert app.at(moment()) not in str(shell.session_state)


def test_who_cannot_give_a_code_can_start_again(shell: AppTest, app: pyotp.TOTP) -> None:  # noqa: ARG001
    try_to_sign_in(shell)
    shell.button(key="sign-in-again").click().run()
    assert [field.label for field in shell.text_input] == ["Username", "Password"]


def forms(block: Block) -> list[Any]:
    """Every form beneath a block, as the browser is told of it."""
    inside = [each for each in block.children.values() if isinstance(each, Block)]
    here = [each.proto.form for each in inside if each.type == "form"]
    return here + [form for each in inside for form in forms(each)]


def test_both_forms_forget_what_was_typed_when_they_are_sent(shell: AppTest, app: pyotp.TOTP) -> None:  # noqa: ARG001
    """An app test has no browser to empty the fields, so what the browser is told is read."""
    assert [form.clear_on_submit for form in forms(shell.run().main)] == [True]
    try_to_sign_in(shell)
    assert [form.clear_on_submit for form in forms(shell.main)] == [True]
    assert PASSWORD not in str(shell.session_state)
