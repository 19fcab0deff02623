"""The Users page: who may sign in, a form to add somebody, and the way to one person."""

from collections import Counter
from collections.abc import Iterable

import streamlit as st

from dashboard.administration.people import Person
from dashboard.charts.chart import Table
from dashboard.policy import Action
from dashboard.ui import acts, markup, session
from dashboard.ui.guard import callback
from dashboard.ui.people_office import office
from dashboard.ui.person import one_person
from dashboard.ui.person_fields import empty_fields, force_names, person_fields, person_wanted
from dashboard.wording import people as words

NEW = "new-person"
CHOSEN = "person"


def people() -> None:
    """Show everybody, and let an administrator add somebody or open one account."""
    everybody = office().people()
    acts.show()
    st.html(markup.piece(markup.tag("p", _summary(everybody), css="u-lead")))
    st.html(markup.table(_table(everybody), caption="Everybody who has an account"))
    _addition()
    by_name = {person.account.username: person for person in everybody}
    chosen = st.selectbox(
        "Open one account",
        list(by_name),
        format_func=lambda username: words.named(by_name[username].account),
        index=None,
        placeholder="Choose a person …",
        key=CHOSEN,
    )
    if chosen in by_name:
        one_person(by_name[chosen])


def _summary(everybody: Iterable[Person]) -> str:
    active = [person for person in everybody if person.account.active]
    roles = Counter(person.account.role for person in active)
    signed_in = sum(person.open_sessions > 0 for person in active)
    return words.summary(roles, signed_in=signed_in)


def _table(everybody: Iterable[Person]) -> Table:
    return Table(
        headings=("Person", "Username", "Role", "Forces", "Second step", "Last signed in", "State"),
        rows=tuple(words.row(person.account, force_names(), locked_until=person.locked_until) for person in everybody),
        numeric=(False,) * 7,
    )


def _addition() -> None:
    with st.expander("Add a person", key=f"{NEW}-box", icon=":material/person_add:"), st.form(NEW, border=False):
        st.text_input("Username", key=f"{NEW}-username", help=words.USERNAME_RULE, max_chars=64)
        person_fields(NEW)
        st.caption(words.ADDING)
        st.form_submit_button("Add this person", on_click=_add)


@callback(Action.CHANGE_ACCOUNTS)
def _add() -> None:
    username = str(session.widget_value(f"{NEW}-username") or "").strip().casefold()
    with acts.told(words.added(username)) as act:
        act.handed = office().add(username, person_wanted(NEW)).password
        session.set_widget(CHOSEN, username)
        session.set_widget(f"{NEW}-username", "")
        empty_fields(NEW)
