"""The second step of signing in, on the page Your account: set up, recovery codes, removal."""

import segno
import streamlit as st

from dashboard.administration.own_account import AppSecret
from dashboard.policy import Action
from dashboard.settings import dashboard_settings
from dashboard.ui import acts, markup, second_step_markup, session
from dashboard.ui.guard import callback
from dashboard.ui.own_office import own_account
from dashboard.wording import own_account as words
from data_access.second_factors import SecondFactor

PASSWORD, CODE = "second-step-password", "second-step-code"
# Kept until the reader says that they have the codes elsewhere; nobody could show them again.
CODES = "recovery-codes"
SETTING_UP = "setting-up-second-step"
PIXELS = 4  # a module of the picture; at arm's length a phone reads it
QUIET = 4  # modules of white around it, as ISO/IEC 18004 asks


def second_step(factor: SecondFactor | None) -> None:
    """Show how the second step stands and what can be done about it."""
    codes = session.widget_value(CODES)
    proposed = own_account().proposed_secret(issuer=_issuer()) if session.widget_value(SETTING_UP) else None
    if isinstance(codes, tuple) and factor is not None:
        _show_codes(codes)
    elif factor is not None:
        _show_on(factor)
    elif proposed is not None:
        _show_set_up(proposed)
    else:
        _show_off()


def _show_off() -> None:
    st.html(markup.heading("Second step", level=2, subtitle=words.SECOND_STEP_WHY))
    with st.form("start-second-step", clear_on_submit=True):
        _ask_password()
        st.form_submit_button("Set up an app", on_click=_start)


def _show_set_up(proposed: AppSecret) -> None:
    st.html(markup.heading("Second step", level=2, subtitle=words.SCAN))
    picture = segno.make(proposed.address, error="m", micro=False)
    st.html(
        second_step_markup.key_picture(
            picture.svg_data_uri(scale=PIXELS, border=QUIET, dark="#000", light="#fff"),
            alternative=words.SCAN_TEXT,
            instead=words.OR_TYPE,
            key=words.key_in_groups(proposed.secret),
        )
    )
    with st.form("confirm-second-step", clear_on_submit=True):
        st.write(words.THEN_CODE)
        st.text_input("Code from the app", autocomplete="one-time-code", max_chars=12, key=CODE)
        st.form_submit_button("Turn the second step on", on_click=_confirm)
    st.button("Cancel", key="cancel-second-step", on_click=_cancel, type="tertiary")


def _show_on(factor: SecondFactor) -> None:
    since = words.second_step_on(factor.confirmed_at, codes_left=factor.codes_left) if factor.confirmed_at else ""
    st.html(markup.heading("Second step", level=2, subtitle=since))
    with st.form("change-second-step", clear_on_submit=True):
        _ask_password()
        with st.container(horizontal=True):
            st.form_submit_button("Make new recovery codes", on_click=_renew)
            st.form_submit_button("Remove the second step", on_click=_remove, type="tertiary")


def _show_codes(codes: tuple[str, ...]) -> None:
    st.html(markup.heading("Recovery codes", level=2, subtitle=words.KEEP_CODES))
    st.html(second_step_markup.codes(codes, copy=words.CODES_COPIED))
    st.button(words.CODES_KEPT, key="codes-kept", on_click=_codes_kept)


def _ask_password() -> None:
    st.text_input("Your password", type="password", autocomplete="current-password", key=PASSWORD)


def _issuer() -> str:
    """Return what the app shows beside the code; a colon would end the name there."""
    return dashboard_settings().unit_name.replace(":", " ")


@callback(Action.CHANGE_OWN_ACCOUNT)
def _start() -> None:
    password = session.take(PASSWORD)
    with acts.told(""):
        own_account().propose_second_factor(password=password)
        session.set_widget(SETTING_UP, value=True)


@callback(Action.CHANGE_OWN_ACCOUNT)
def _confirm() -> None:
    code = session.take(CODE)
    with acts.told(words.SECOND_STEP_SET):
        session.set_widget(CODES, own_account().confirm_second_factor(code=code))
        session.set_widget(SETTING_UP, value=False)


@callback(Action.CHANGE_OWN_ACCOUNT)
def _renew() -> None:
    password = session.take(PASSWORD)
    with acts.told(words.NEW_CODES):
        session.set_widget(CODES, own_account().renew_recovery_codes(password=password))


@callback(Action.CHANGE_OWN_ACCOUNT)
def _remove() -> None:
    password = session.take(PASSWORD)
    with acts.told(words.SECOND_STEP_REMOVED):
        own_account().remove_second_factor(password=password)


@callback(Action.CHANGE_OWN_ACCOUNT)
def _cancel() -> None:
    session.set_widget(SETTING_UP, value=False)


@callback(Action.CHANGE_OWN_ACCOUNT)
def _codes_kept() -> None:
    session.take(CODES)
