"""The form for username and password: streamlit-authenticator's, over our own check.

The package's own cookie is a token that outlives sign-out and that scripts can read, so its controller is replaced by
one that does nothing. Nothing decides by what the package keeps in session state.
"""

import streamlit as st
import streamlit_authenticator as stauth
from streamlit_authenticator.views import authentication_view

from dashboard.identity.clock import moment
from dashboard.identity.gate import COOKIE, Recognition, Verdict, gate
from dashboard.ui import visitor

WORDS = {"Form name": "Sign in", "Username": "Username", "Password": "Password", "Login": "Sign in"}
# Never used: nothing is signed with it since no token is made; long enough that the package does not warn.
UNUSED_KEY = "no token is ever made or signed with this"


class NoCookie:
    """Stands in for the package's `CookieController`: sets no cookie and reads no token."""

    def __init__(self, *_arguments: object) -> None:
        """Take and ignore the cookie's name, key, age and file."""

    def get_cookie(self) -> None:
        """Return no token: a session is never restored through the package."""

    def set_cookie(self) -> None:
        """Do nothing: what a recognition is worth is in its ticket."""

    def delete_cookie(self) -> None:
        """Do nothing: sign-out is ours."""


authentication_view.CookieController = NoCookie


def ask_password() -> Recognition | None:
    """Show the form, and return what came of it if it has just been sent; what was typed is forgotten either way."""
    authenticator = stauth.Authenticate(
        {"usernames": {}}, COOKIE, UNUSED_KEY, 0, auto_hash=False, login_sleep_time=0, api_key=None
    )
    model = authenticator.authentication_controller.authentication_model
    answers: list[Recognition] = []

    def check_credentials(username: str, password: str) -> bool:
        """Ask the gate, and tell the package about nobody but the person recognised."""
        answers.append(gate().recognise(username, password=password, browser=visitor.browser(), now=moment()))
        if answers[-1].verdict is not Verdict.RECOGNISED:
            return False
        model.credentials["usernames"][username] = {"name": username}
        return True

    model.check_credentials = check_credentials
    with st.container():
        authenticator.login(fields=WORDS, key="sign-in", clear_on_submit=True)
    return answers[-1] if answers else None
