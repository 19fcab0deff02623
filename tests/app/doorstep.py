"""The sign-in page alone, as an app test sees it: a tab, the cookies of its browser, and what is typed."""

import re
from html import unescape

import pytest
from streamlit.runtime.context import ContextProxy
from streamlit.testing.v1 import AppTest

from dashboard.identity.gate import BROWSER_COOKIE, COOKIE
from tests.doorway import BROWSER, PASSWORD

SHELL = """
import streamlit as st
from dashboard.ui.sign_in import show_sign_in, sign_out_button, signed_in

user = signed_in()
if user is None:
    show_sign_in()
else:
    st.title(f"Good morning, {user.display_name}")
    st.text_input("A note", key="note")
    sign_out_button(user)
"""


def hold(monkeypatch: pytest.MonkeyPatch, token: str | None = None) -> None:
    """Let the tab's browser hold its cookies: the one thing an app test cannot have for itself."""
    cookies = {BROWSER_COOKIE: BROWSER.cookie} | ({COOKIE: token} if token else {})
    monkeypatch.setattr(ContextProxy, "cookies", property(lambda _self: cookies))


def try_to_sign_in(shell: AppTest, *, username: str = "ann", password: str = PASSWORD) -> AppTest:
    shell.run()
    name, secret = shell.text_input
    name.input(username)
    secret.input(password)
    return shell.button[0].click().run()


def ticket_in(shell: AppTest) -> str | None:
    page = " ".join(element.proto.body for element in shell.get("html"))
    found = re.search(r'data-unit-ticket="([^"]+)"', page)
    return unescape(found[1]) if found else None


def errors(shell: AppTest) -> list[str]:
    return [error.value for error in shell.error]
