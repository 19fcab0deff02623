"""Where the reader is signed in: every browser, and the way to sign it out."""

from collections import Counter
from collections.abc import Sequence

import streamlit as st

from dashboard.charts.chart import Table
from dashboard.identity.clock import moment
from dashboard.policy import Action
from dashboard.ui import acts, markup
from dashboard.ui.guard import callback
from dashboard.ui.own_office import own_account
from dashboard.wording import moments
from dashboard.wording import own_account as words
from dashboard.wording.browsers import browser_in_words
from data_access.open_sessions import OpenSession

HEADINGS = ("Browser", "Address", "Signed in", "Last used")


def session_list(sessions: Sequence[OpenSession], *, this_one: str) -> None:
    """Show the browsers an account is signed in with, and a button to sign out each but this one."""
    others = [each for each in sessions if each.session_id != this_one]
    st.html(
        markup.heading("Where you are signed in", level=2, subtitle=words.SESSIONS_WHY if others else words.ONLY_HERE)
    )
    rows = tuple(_row(each, is_this_one=each.session_id == this_one) for each in sessions)
    content = Table(headings=HEADINGS, rows=rows, numeric=(False,) * len(HEADINGS))
    st.html(markup.table(content, caption="Browsers that are signed in as you, this one first"))
    if not others:
        return
    with st.container(horizontal=True, gap="small"):
        for each, label in zip(others, _labels(others), strict=True):
            st.button(label, key=f"end-{each.session_id}", on_click=_end, args=(each.session_id, label))
        if others[1:]:
            st.button("Sign out all others", key="end-others", on_click=_end_others)


def _row(each: OpenSession, *, is_this_one: bool) -> tuple[str, ...]:
    name, now = browser_in_words(each.agent), moment()
    return (
        f"{name} ({words.THIS_ONE})" if is_this_one else name,
        each.address,
        moments.recent(each.opened_at, now=now),
        moments.recent(each.seen_at, now=now),
    )


def _labels(others: Sequence[OpenSession]) -> list[str]:
    """Name each by its browser, and by when it signed in where that alone could mean two."""
    names = [browser_in_words(each.agent) for each in others]
    how_often, now = Counter(names), moment()
    since = [f", signed in {moments.recent(each.opened_at, now=now)}" for each in others]
    return [f"Sign out {name}{when if how_often[name] > 1 else ''}" for name, when in zip(names, since, strict=True)]


@callback(Action.CHANGE_OWN_ACCOUNT)
def _end(session_id: str, label: str) -> None:
    with acts.told(words.session_ended(label.removeprefix("Sign out "))):
        own_account().end_session(session_id)


@callback(Action.CHANGE_OWN_ACCOUNT)
def _end_others() -> None:
    with acts.told(words.OTHERS_ENDED):
        own_account().end_other_sessions()
