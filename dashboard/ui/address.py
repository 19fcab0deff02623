"""The address of a page and the reader's choice: each is brought into agreement with the other."""

import streamlit as st

from dashboard.policy import User
from dashboard.selection import Selection, held, read_selection, write_selection
from dashboard.ui import session
from data_access.snapshot import Snapshot


def selection(user: User, snapshot: Snapshot) -> Selection:
    """Take the choice from the address when a link was followed, otherwise from this tab; then write it back."""
    asked, written = _asked(), session.query_written()
    remembered = session.selection()
    followed = bool(asked) and asked != written
    if remembered is None or followed:
        chosen, remarks = read_selection(asked or written or {}, user=user, snapshot=snapshot)
    else:
        chosen, remarks = held(remembered, user=user, snapshot=snapshot)
    session.choose(chosen)
    session.remark(remarks)
    query = write_selection(chosen)
    if asked != query:
        st.query_params.from_dict(query)
    session.remember_query(query)
    return chosen


def aside(user: User, snapshot: Snapshot) -> Selection:
    """Return what this tab has chosen for the charts, on a page whose address says something else and is left alone."""
    remembered = session.selection()
    asked = {} if remembered is None else write_selection(remembered)
    chosen, _ = read_selection(asked or session.query_written() or {}, user=user, snapshot=snapshot)
    return chosen


def keep() -> None:
    """Let the address of a page without figures keep what was chosen elsewhere."""
    asked, written = _asked(), session.query_written()
    if written is None:
        session.remember_query(asked)
    elif asked != written:
        st.query_params.from_dict(written)


def _asked() -> session.Query:
    return {key: st.query_params.get_all(key) for key in st.query_params}
