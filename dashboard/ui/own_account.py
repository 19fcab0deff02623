"""The page Your account: who the reader is, what they owe first, and their password."""

from collections.abc import Callable

import streamlit as st

from dashboard.policy import Action, Duty
from dashboard.ui import acts, markup, session
from dashboard.ui.desk import Seat
from dashboard.ui.guard import callback
from dashboard.ui.own_office import own_account
from dashboard.ui.person_fields import force_names
from dashboard.ui.second_step import second_step
from dashboard.ui.session_list import session_list
from dashboard.ui.sign_in import say_goodbye
from dashboard.wording import own_account as words
from dashboard.wording import signing_in
from data_access.access_vocabulary import Provider

FORM_WIDTH = 520  # pixels, where a form stands alone
CURRENT, NEW, AGAIN = "password-current", "password-new", "password-again"


def who_you_are(seat: Seat) -> None:
    """Show who is signed in, and what came of their last act."""
    user, names = seat.user, force_names()
    forces = [names.get(code, code) for code in user.forces]
    st.html(markup.heading(user.display_name, level=2, subtitle=words.who(user.username, user.role, forces)))
    acts.show()


def keeping_it_safe(seat: Seat) -> None:
    """Show what protects the account and where it is signed in; while something is owed, that alone."""
    standing = own_account().standing()
    if Duty.CHANGE_PASSWORD in seat.user.duties:
        _alone(words.FIRST_OF_YOUR_OWN, _password)
    elif Duty.SET_SECOND_FACTOR in seat.user.duties:
        _alone(words.FIRST_SECOND_STEP, lambda: second_step(standing.second_factor))
    else:
        if standing.provider is Provider.PASSWORD:
            left, right = st.columns(2, gap="large")
            with left, st.container(key="panel-password"):
                _password()
            with right, st.container(key="panel-second-step"):
                second_step(standing.second_factor)
        else:
            st.html(markup.note(words.ELSEWHERE))
        with st.container(key="panel-sessions"):
            session_list(standing.sessions, this_one=seat.user.session_id)


def _alone(reason: str, step: Callable[[], None]) -> None:
    """Show the one step that is owed, and why."""
    with st.container(width=FORM_WIDTH):
        st.html(markup.note(reason))
        step()


def _password() -> None:
    st.html(markup.heading("Password", level=2, subtitle=words.ENDS_ALL))
    with st.form("change-password", clear_on_submit=True):
        st.text_input("Current password", type="password", autocomplete="current-password", key=CURRENT)
        st.text_input("New password", type="password", autocomplete="new-password", key=NEW)
        st.text_input("The new password again", type="password", autocomplete="new-password", key=AGAIN)
        st.caption(words.RULE_OF_LENGTH)
        st.form_submit_button("Change password", on_click=_change_password)


@callback(Action.CHANGE_OWN_ACCOUNT)
def _change_password() -> None:
    current, new, again = (session.take(key) for key in (CURRENT, NEW, AGAIN))
    with acts.told(""):
        own_account().change_password(current=current, new=new, again=again)
        say_goodbye(signing_in.PASSWORD_CHANGED)
