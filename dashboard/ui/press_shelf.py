"""The shelf: every release that the reader may see, and the way to one by its reference."""

import streamlit as st

from dashboard.administration.press_room import PressRoom
from dashboard.charts.chart import Table
from dashboard.policy import SEE_UNRELEASED, Action
from dashboard.ui import markup, session
from dashboard.ui.guard import callback
from dashboard.ui.press_links import RELEASE, release_address
from dashboard.wording import press_room as words

ASKED = "press-reference"


def shelf(working: PressRoom) -> None:
    """Show the releases, newest first."""
    kept = working.office.all()
    if not kept:
        prepares = working.office.user.role in SEE_UNRELEASED
        st.html(markup.note(words.NO_RELEASE if prepares else words.NOTHING_OUT))
        return
    places = working.places()
    rows = tuple(words.shelf_row(each, places.get(each.force_code, ""), working.office.now) for each in kept)
    listed = Table(headings=words.SHELF_HEADINGS, rows=rows, numeric=(False,) * len(words.SHELF_HEADINGS))
    addresses = tuple(release_address(each.reference.text) for each in kept)
    st.html(markup.table(listed, caption=words.SHELF_CAPTION, stacks=True, addresses=addresses))


def look_up() -> None:
    """Let a reader type or paste a reference."""
    with st.form("press-look-up", border=False):
        st.text_input(words.LOOK_UP, key=ASKED, max_chars=120, placeholder=words.LOOK_UP_HELP)
        st.form_submit_button("Open", on_click=_open)


@callback(Action.READ_RELEASES)
def _open() -> None:
    if asked := session.typed(ASKED).strip():
        st.query_params.from_dict({RELEASE: asked})
