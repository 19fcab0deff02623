"""The table of browsers that are signed in: one for the page Your account and the page Users."""

from collections.abc import Sequence
from datetime import datetime

import streamlit as st

from dashboard.charts.chart import Table
from dashboard.ui import markup
from dashboard.wording import sessions as words
from data_access.open_sessions import OpenSession


def session_table(sessions: Sequence[OpenSession], *, caption: str, now: datetime, this_one: str | None = None) -> None:
    """Show one row per session, the session with the id `this_one` marked as the reader's own."""
    rows = tuple(words.session_row(each, now=now, this_one=this_one) for each in sessions)
    content = Table(headings=words.HEADINGS, rows=rows, numeric=(False,) * len(words.HEADINGS))
    st.html(markup.table(content, caption=caption))
