"""One person on the Users page: what they may do, where they are signed in, and what an administrator can do."""

from collections.abc import Callable

import streamlit as st

from dashboard.administration.people import OneTimePassword, PeopleOffice, Person
from dashboard.policy import Action
from dashboard.ui import acts, markup
from dashboard.ui.guard import callback
from dashboard.ui.people_office import office
from dashboard.ui.person_fields import person_fields, person_wanted
from dashboard.ui.session_table import session_table
from dashboard.wording import people as words
from dashboard.wording.sessions import endings
from data_access.access_vocabulary import Provider


def one_person(person: Person) -> None:
    """Show one account with the acts that are open on it; on one's own, say where to go instead."""
    at_work, account = office(), person.account
    with st.container(border=True, key="one-person"):
        st.html(markup.heading(account.display_name, level=2, subtitle=words.standing(person.account)))
        if not at_work.may_change(account.username):
            st.html(markup.note(words.OWN_ACCOUNT))
            return
        _particulars(person)
        _acts(person)
        _sessions(at_work, person)


def _particulars(person: Person) -> None:
    username = person.account.username
    with st.form(f"change-{username}", border=False):
        person_fields(f"change-{username}", person.account)
        st.form_submit_button("Save", on_click=_change, args=(username,))


def _acts(person: Person) -> None:
    """Offer what can be done now, each act in a popover that says what it will do before it does it."""
    account = person.account
    with st.container(horizontal=True, gap="small"):
        if person.locked_until is not None:
            _offer("Unlock", words.UNLOCKING, _unlock, account.username)
        if account.provider is Provider.PASSWORD:
            _offer("New password", words.RESETTING, _reset, account.username)
        if account.has_second_factor:
            _offer("Remove second step", words.REMOVING_SECOND_STEP, _remove_second_step, account.username)
        if account.active:
            _offer("Disable", words.DISABLING, _disable, account.username)
        else:
            _offer("Enable", words.ENABLING, _enable, account.username)


def _offer(name: str, consequence: str, act: Callable[..., None], username: str) -> None:
    with st.popover(name):
        st.write(consequence)
        st.button(f"{name}: {username}", key=f"{name}-{username}", on_click=act, args=(username,), type="primary")


def _sessions(at_work: PeopleOffice, person: Person) -> None:
    username = person.account.username
    live = at_work.sessions_of(username)
    if not live:
        st.html(markup.note(words.NOWHERE_SIGNED_IN))
        return
    session_table(live, caption=f"Where {username} is signed in", now=at_work.now)
    with st.container(horizontal=True, gap="small"):
        if len(live) > 1:  # with one session, to end it and to end all is the same
            for each, label in zip(live, endings(live, now=at_work.now), strict=True):
                st.button(label, key=f"end-{each.session_id}", on_click=_end, args=(username, each.session_id))
        st.button("Sign out everywhere", key=f"end-all-{username}", on_click=_end, args=(username, None))


@callback(Action.CHANGE_ACCOUNTS)
def _change(username: str) -> None:
    with acts.told(words.changed(username)):
        office().change(username, person_wanted(f"change-{username}"))


@callback(Action.CHANGE_ACCOUNTS)
def _disable(username: str) -> None:
    with acts.told(words.disabled(username)):
        office().disable(username)


@callback(Action.CHANGE_ACCOUNTS)
def _enable(username: str) -> None:
    with acts.told(words.enabled(username)):
        office().enable(username)


@callback(Action.CHANGE_ACCOUNTS)
def _reset(username: str) -> None:
    with acts.told(words.reset(username)) as act:
        handed: OneTimePassword = office().reset_password(username)
        act.handed = handed.password


@callback(Action.CHANGE_ACCOUNTS)
def _remove_second_step(username: str) -> None:
    with acts.told(words.second_step_removed(username)):
        office().remove_second_factor(username)


@callback(Action.CHANGE_ACCOUNTS)
def _unlock(username: str) -> None:
    with acts.told(words.unlocked(username)):
        office().unlock(username)


@callback(Action.CHANGE_ACCOUNTS)
def _end(username: str, session_id: str | None) -> None:
    with acts.told(words.sessions_ended(username)):
        office().end_sessions(username, only=session_id)
