"""What is asked of the audit: the form above it, and what this reader asked last."""

from datetime import date

import streamlit as st

from dashboard.administration.audit_log import Asked
from dashboard.policy import Action
from dashboard.ui import session
from dashboard.ui.guard import callback
from dashboard.wording import audit_words as words
from data_access.access_vocabulary import Outcome
from data_access.audit.reading import Recorded

FORM = "audit-search"
ALL_GROUPS, ALL_OUTCOMES = "Everything", "Any outcome"
NARROW, WIDE = 200, 300  # pixels; side by side on a desk, one under the other on a phone
_ASKED, _TURNED = "audit-asked", "audit-turned"


def search_form() -> None:
    """Draw the form; nothing is asked before its button, so that half a name is never recorded as a question."""
    with st.form(FORM, border=False), st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.text_input(
            "Containing", key=f"{FORM}-text", max_chars=100, placeholder="Who, on what, remark or address", width=WIDE
        )
        st.text_input("Who", key=f"{FORM}-username", max_chars=64, placeholder="Username", width=NARROW)
        st.selectbox("What", [ALL_GROUPS, *words.GROUPS], key=f"{FORM}-group", width=WIDE)
        outcomes = [ALL_OUTCOMES, *words.OUTCOMES]
        st.selectbox("Outcome", outcomes, format_func=_outcome, key=f"{FORM}-outcome", width=NARROW)
        st.date_input("From", value=None, key=f"{FORM}-since", format="DD/MM/YYYY", width=NARROW)
        st.date_input("To", value=None, key=f"{FORM}-until", format="DD/MM/YYYY", width=NARROW)
        st.form_submit_button("Search", on_click=_search)
        st.form_submit_button("Clear", on_click=_clear, type="tertiary")


def asked() -> Asked:
    """Return what this reader asked last; everything, if nothing yet."""
    kept = session.widget_value(_ASKED)
    return kept if isinstance(kept, Asked) else Asked()


def place() -> Recorded | None:
    """Return the entry after which this reader reads on, or None at the newest."""
    turned = _turned()
    return turned[-1] if turned else None


@callback(Action.READ_AUDIT)
def turn_older(last: Recorded) -> None:
    """Go on to the entries before the last one shown."""
    session.set_widget(_TURNED, (*_turned(), last))


@callback(Action.READ_AUDIT)
def turn_newer() -> None:
    """Go back to the page before."""
    session.set_widget(_TURNED, _turned()[:-1])


def _turned() -> tuple[Recorded, ...]:
    kept = session.widget_value(_TURNED)
    return kept if isinstance(kept, tuple) else ()


@callback(Action.READ_AUDIT)
def _search() -> None:
    typed = {name: session.widget_value(f"{FORM}-{name}") for name in ("since", "until", "group", "outcome")}
    since, until = typed["since"], typed["until"]
    group, outcome = typed["group"], typed["outcome"]
    session.set_widget(_TURNED, ())
    session.set_widget(
        _ASKED,
        Asked(
            since=since if isinstance(since, date) else None,
            until=until if isinstance(until, date) else None,
            group=str(group) if group in words.GROUPS else "",
            outcome=str(outcome) if outcome in set(Outcome) else "",
            username=_text("username").casefold(),
            text=_text("text"),
        ),
    )


@callback(Action.READ_AUDIT)
def _clear() -> None:
    for name in ("since", "until"):
        session.set_widget(f"{FORM}-{name}", None)
    session.set_widget(f"{FORM}-group", ALL_GROUPS)
    session.set_widget(f"{FORM}-outcome", ALL_OUTCOMES)
    for name in ("username", "text"):
        session.set_widget(f"{FORM}-{name}", "")
    session.set_widget(_ASKED, Asked())
    session.set_widget(_TURNED, ())


def _text(name: str) -> str:
    return str(session.widget_value(f"{FORM}-{name}") or "").strip()


def _outcome(code: str) -> str:
    return words.OUTCOMES.get(code, code)
