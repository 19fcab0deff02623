"""The form for the second step of signing in: an authenticator app's code, or a recovery code."""

import streamlit as st

from dashboard.identity.clock import moment
from dashboard.identity.gate import Recognition, gate
from dashboard.ui import markup, visitor
from dashboard.wording import signing_in


def ask_code(ticket: object) -> Recognition | None:
    """Show the form, and return what came of it if it has just been sent; the code is forgotten either way."""
    with st.form("second-step", clear_on_submit=True):
        st.html(markup.heading("One more step", level=2, subtitle=signing_in.CODE_ASKED))
        code = st.text_input("Code", autocomplete="one-time-code", max_chars=40)
        if not st.form_submit_button("Sign in"):
            return None
    return gate().confirm(ticket, code=code, browser=visitor.browser(), now=moment())
