"""Sign-in and sign-out on the page: streamlit-authenticator's form over our own check, session and cookie.

The package's own cookie is a token that outlives sign-out and that scripts can read, so its controller is replaced by
one that issues a ticket; `/auth/bridge.js` exchanges it for a cookie that no script can read. Nothing here decides by
what the package keeps in session state: only the cookie's session counts, asked for anew at every run.
"""

from html import escape
from typing import Any

import streamlit as st
import streamlit_authenticator as stauth
from streamlit_authenticator.views import authentication_view

from dashboard.identity.clock import moment
from dashboard.identity.gate import COOKIE, Verdict, gate
from dashboard.policy import User
from dashboard.settings import dashboard_settings
from dashboard.ui import session, visitor
from data_access.errors import UnitError

FORM_WIDTH = 400  # pixels; a form is read in one glance, on a phone it fills the width
WORDS = {"Form name": "Sign in", "Username": "Username", "Password": "Password", "Login": "Sign in"}
INVITATION = "Sign in to see how many people reach the unit, how they are helped and what came of it."
ENDED = "Your session has ended. Sign in again to go on where you were."
MISMATCH = "That username and password do not match. Try again, or ask an administrator for a new password."
NOT_KEPT = (
    "Your browser did not keep the session. Over plain http, use Chrome, Edge or Firefox on this very computer; "
    "then reload the page and sign in again."
)
NOT_SIGNED_OUT = "You are signed out here, but the browser kept its cookie. Close the browser to be sure."
# Never used: nothing is signed with it since no token is made; long enough that the package does not warn.
UNUSED_KEY = "no token is ever made or signed with this"

_READER = "reader"
_TICKET = "sign-in-ticket"
_LEAVING = "signing-out"


class TicketInsteadOfCookie:
    """Stands in for the package's `CookieController`: sets no cookie, reads no token, issues a ticket instead."""

    def __init__(self, *_arguments: object) -> None:
        """Take and ignore the cookie's name, key, age and file."""

    def get_cookie(self) -> None:
        """Return no token: a session is never restored through the package."""

    def set_cookie(self) -> None:
        """Do nothing: the ticket was issued with the recognition."""

    def delete_cookie(self) -> None:
        """Do nothing: sign-out is ours."""


authentication_view.CookieController = TicketInsteadOfCookie


def signed_in(*, is_activity: bool = True) -> User | None:
    """Return who holds the session of this browser's cookie at this moment, or None; call it at every run."""
    user = gate().user(visitor.token(), now=moment(), is_activity=is_activity)
    if user is not None:
        _forget_another(user.username)
    return user


def show_sign_in() -> None:
    """Show the sign-in page, or carry a sign-in or sign-out to the browser; call it after `st.navigation`."""
    was_signed_in = session.widget_value(_READER) is not None
    if was_signed_in:
        session.forget()
    with st.container(horizontal_alignment="center"), st.container(width=FORM_WIDTH):
        if session.widget_value(_LEAVING):
            _bridge("sign-out", says="You are signing out.", failed=NOT_SIGNED_OUT)
            return
        st.title(dashboard_settings().unit_name, anchor=False)
        st.write(ENDED if was_signed_in else INVITATION)
        form = st.empty()
        try:
            with form.container():
                _show_form()
        except UnitError as error:
            st.error(str(error))
        if ticket := session.widget_value(_TICKET):
            form.empty()
            _bridge("sign-in", says="Opening your session.", failed=NOT_KEPT, ticket=str(ticket))


def sign_out_button(user: User) -> None:
    """Show the button that ends this session, named for whom it signs out."""
    st.button("Sign out", key="sign-out", on_click=_sign_out, help=f"Signed in as {user.display_name}", type="tertiary")


def _show_form() -> None:
    if session.widget_value(_TICKET):
        return
    authenticator = stauth.Authenticate(
        {"usernames": {}}, COOKIE, UNUSED_KEY, 0, auto_hash=False, login_sleep_time=0, api_key=None
    )
    model = authenticator.authentication_controller.authentication_model

    def check_credentials(username: str, password: str) -> bool:
        """Ask the gate, and tell the package about nobody but the person recognised."""
        recognition = gate().recognise(username, password=password, browser=visitor.browser(), now=moment())
        if recognition.verdict is not Verdict.RECOGNISED:
            return False
        session.set_widget(_TICKET, recognition.ticket)
        model.credentials["usernames"][username] = {"name": username}
        return True

    model.check_credentials = check_credentials
    authenticator.login(fields=WORDS, key="sign-in")
    if session.widget_value("authentication_status") is False:
        st.error(MISMATCH)


def _sign_out() -> None:
    """End the session on the server first, so that it is over whatever the browser does next."""
    gate().close(visitor.token(), browser=visitor.browser(), now=moment())
    session.forget()
    session.set_widget(_LEAVING, value=True)


def _forget_another(username: str) -> None:
    """Empty what an earlier reader left in this tab: a dropped connection may come back with another's cookie."""
    if session.widget_value(_READER) not in (None, username):
        session.forget()
    session.set_widget(_READER, username)


def _bridge(task: str, *, says: str, failed: str, ticket: str = "") -> None:
    """Hand one task to our own script; the page never holds more than a ticket that dies within seconds."""
    attributes: dict[str, Any] = {"unit-task": task, "unit-ticket": ticket, "unit-failed": failed}
    dressed = " ".join(f'data-{name}="{escape(value)}"' for name, value in attributes.items())
    st.html(
        f'<p role="status" {dressed}>{escape(says)}</p><script src="/auth/bridge.js"></script>',
        unsafe_allow_javascript=True,
    )
