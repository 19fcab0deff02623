"""Every key of Streamlit's session state, behind typed accessors; nothing else touches it."""

import streamlit as st

from dashboard.selection import Selection

_SELECTION = "selection"
_QUERY_WRITTEN = "query-written"
_REMARKS = "remarks"

Query = dict[str, list[str]]


def selection() -> Selection | None:
    """Return what this reader has chosen so far, or None on the first run."""
    chosen: Selection | None = st.session_state.get(_SELECTION)
    return chosen


def choose(chosen: Selection) -> None:
    """Make a choice the one that holds from the next drawing on."""
    st.session_state[_SELECTION] = chosen


def query_written() -> Query | None:
    """Return the query last written into the address, to tell a link followed from our own echo."""
    written: Query | None = st.session_state.get(_QUERY_WRITTEN)
    return written


def remember_query(query: Query) -> None:
    """Note the query now in the address."""
    st.session_state[_QUERY_WRITTEN] = query


def remarks() -> tuple[str, ...]:
    """Return what had to be said about the last link or choice."""
    said: tuple[str, ...] = st.session_state.get(_REMARKS, ())
    return said


def remark(said: tuple[str, ...]) -> None:
    """Note what must be said about a link or choice."""
    st.session_state[_REMARKS] = said


def widget_value(key: str) -> object:
    """Return what a widget holds, inside its own callback."""
    return st.session_state.get(key)


def set_widget(key: str, value: object) -> None:
    """Set a widget to the truth before it is drawn, so that it can never disagree with the selection."""
    st.session_state[key] = value


def forget() -> None:
    """Forget everything of this tab; at sign-out."""
    st.session_state.clear()
