"""Sign-in and sign-out on the page: password, second step, and the ticket that becomes the session's cookie.

A recognised browser gets a ticket; `/auth/bridge.js` exchanges it for a cookie that no script can read. Only the
cookie's session counts, asked for anew at every run.
"""

from html import escape
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from dashboard.identity.clock import moment
from dashboard.identity.gate import Recognition, Verdict, gate
from dashboard.policy import User
from dashboard.settings import dashboard_settings
from dashboard.ui import markup, session, visitor
from dashboard.ui.code_form import ask_code
from dashboard.ui.password_form import ask_password
from dashboard.wording import signing_in
from data_access.errors import UnitError

FORM_WIDTH = 400  # pixels; a form is read in one glance, on a phone it fills the width

_READER = "reader"
_TICKET = "sign-in-ticket"
_CODE_TICKET = "code-ticket"
_REFUSAL = "sign-in-refusal"
_GREETING = "sign-in-greeting"
_LEAVING = "signing-out"


def signed_in(*, is_activity: bool = True) -> User | None:
    """Return who holds the session of this browser's cookie at this moment, or None; call it at every run."""
    user = gate().user(visitor.token(), now=moment(), is_activity=is_activity)
    if user is not None:
        _forget_another(user.username)
    return user


def show_sign_in(path: str = "") -> None:
    """Show the sign-in page, or carry a sign-in or sign-out to the browser; call it after `st.navigation`.

    Parameters
    ----------
    path
        The page that was asked for; single sign-on leads back to it.
    """
    if session.widget_value(_READER) is not None:
        session.forget()
        session.set_widget(_GREETING, signing_in.ENDED)
    with st.container(horizontal_alignment="center"), st.container(width=FORM_WIDTH):
        if session.widget_value(_LEAVING):
            _bridge("sign-out", says="You are signing out.", failed=signing_in.NOT_SIGNED_OUT)
            return
        st.title(dashboard_settings().unit_name, anchor=False)
        if ticket := session.widget_value(_TICKET):
            _bridge("sign-in", says="Opening your session.", failed=signing_in.NOT_KEPT, ticket=str(ticket))
        elif not visitor.browser().cookie:
            st.error(signing_in.NO_COOKIES)
        else:
            _ask(path)


def say_goodbye(greeting: str) -> None:
    """Empty the tab of a reader whose sessions have all ended, and greet whoever comes next with the reason."""
    session.forget()
    session.set_widget(_GREETING, greeting)


def sign_out_button(user: User) -> None:
    """Show the button that ends this session, named for whom it signs out."""
    st.button("Sign out", key="sign-out", on_click=_sign_out, help=f"Signed in as {user.display_name}", type="tertiary")


def _ask(path: str) -> None:
    """Show the form of the step that is next, and go on to the one after it."""
    waiting = session.widget_value(_CODE_TICKET)
    if not waiting:
        st.write(session.widget_value(_GREETING) or signing_in.INVITATION)
    try:
        answer = ask_code(waiting) if waiting else ask_password()
    except UnitError as error:
        st.error(str(error))
        return
    if answer is not None:
        _take(answer, at_code=bool(waiting))
        st.rerun()
    if refusal := session.widget_value(_REFUSAL):
        st.error(refusal)
    if waiting:
        st.button("Start again", key="sign-in-again", on_click=_start_again, type="tertiary")
    else:
        _offer_single_sign_on(path)


def _take(answer: Recognition, *, at_code: bool) -> None:
    """Note what an attempt came to: its ticket, and the sentence to show."""
    tickets, refusal = {_TICKET: "", _CODE_TICKET: ""}, ""
    match answer.verdict:
        case Verdict.RECOGNISED:
            tickets[_TICKET] = answer.ticket
        case Verdict.CODE_NEEDED:
            tickets[_CODE_TICKET] = answer.ticket
            refusal = signing_in.WRONG_CODE if at_code else ""
        case Verdict.LOCKED:
            refusal = signing_in.locked(answer.until or moment())
        case Verdict.REFUSED:
            refusal = signing_in.TOO_LATE if at_code else signing_in.MISMATCH
    for key, ticket in tickets.items():
        session.set_widget(key, ticket)
    session.set_widget(_REFUSAL, refusal)


def _offer_single_sign_on(path: str) -> None:
    provider = dashboard_settings().single_sign_on
    if provider is not None:
        query = urlencode({key: st.query_params.get_all(key) for key in st.query_params}, doseq=True)
        back = urlencode({"next": f"/{path}?{query}" if query else f"/{path}"})
        st.html(markup.way(signing_in.elsewhere(provider.name), address=f"/auth/single-sign-on?{back}"))


def _start_again() -> None:
    session.set_widget(_CODE_TICKET, "")
    session.set_widget(_REFUSAL, "")


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
