"""Where the reader is signed in: every browser, and the way to sign it out."""

from collections.abc import Sequence

import streamlit as st

from dashboard.identity.clock import moment
from dashboard.policy import Action
from dashboard.ui import acts, markup
from dashboard.ui.guard import callback
from dashboard.ui.own_office import own_account
from dashboard.ui.session_table import session_table
from dashboard.wording import own_account as words
from dashboard.wording.sessions import endings
from data_access.open_sessions import OpenSession


def session_list(sessions: Sequence[OpenSession], *, this_one: str) -> None:
    """Show the browsers an account is signed in with, and a button to sign out each but this one."""
    others = [each for each in sessions if each.session_id != this_one]
    st.html(
        markup.heading("Where you are signed in", level=2, subtitle=words.SESSIONS_WHY if others else words.ONLY_HERE)
    )
    now = moment()
    session_table(sessions, caption="Browsers that are signed in as you, this one first", now=now, this_one=this_one)
    if not others:
        return
    with st.container(horizontal=True, gap="small"):
        for each, label in zip(others, endings(others, now=now), strict=True):
            st.button(label, key=f"end-{each.session_id}", on_click=_end, args=(each.session_id, label))
        if others[1:]:
            st.button("Sign out all others", key="end-others", on_click=_end_others)


@callback(Action.CHANGE_OWN_ACCOUNT)
def _end(session_id: str, label: str) -> None:
    with acts.told(words.session_ended(label.removeprefix("Sign out "))):
        own_account().end_session(session_id)


@callback(Action.CHANGE_OWN_ACCOUNT)
def _end_others() -> None:
    with acts.told(words.OTHERS_ENDED):
        own_account().end_other_sessions()
