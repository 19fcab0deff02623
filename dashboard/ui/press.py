"""The press room: the shelf of releases, or the one that the address asks for."""

from pathlib import Path

import streamlit as st

from dashboard.policy import Action, may
from dashboard.ui import acts
from dashboard.ui.desk import Seat
from dashboard.ui.messages import one_panel
from dashboard.ui.panel import title
from dashboard.ui.press_draft import drafting
from dashboard.ui.press_links import PLATE, RELEASE, asked_for
from dashboard.ui.press_office import room
from dashboard.ui.press_release import release
from dashboard.ui.press_shelf import look_up, shelf

LOOK = Path(__file__).with_name("press.css")


def press_room(seat: Seat) -> None:
    """Show every release that the reader may see, or one of them whole."""
    st.html(LOOK)
    with one_panel():
        working, asked = room(), asked_for(RELEASE)
        if asked:
            release(seat, working, asked, plate=asked_for(PLATE))
            return
        title(seat)
        acts.show()
        shelf(working)
        look_up()
        if may(seat.user, Action.DRAFT_RELEASE):
            with one_panel():  # who cannot draft now, since the records cannot be read, still has what was released
                drafting(seat.user)
