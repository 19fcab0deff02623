"""One tap from the headlines to the two-page briefing of the newest released figures."""

import streamlit as st

from dashboard.administration.press_files import Request
from dashboard.policy import Action, may
from dashboard.press.products import BRIEFING
from dashboard.ui import markup
from dashboard.ui.desk import Desk
from dashboard.ui.messages import one_panel
from dashboard.ui.press_files import offer
from dashboard.ui.press_links import release_address
from dashboard.ui.press_office import room_of
from dashboard.wording import press_room as words


def brief_me(desk: Desk) -> None:
    """Offer the briefing of the force looked at, once something of it is released; nothing before."""
    if not may(desk.user, Action.EXPORT_RELEASE):
        return
    with one_panel():
        working = room_of(desk.user)
        forces = desk.filters.forces or desk.user.scope.forces
        kept = (each for each in working.office.all() if each.force_code in forces)
        newest = next((each for each in kept if words.stands(each.life, working.office.now)), None)
        if newest is None:
            return
        _, edition = working.opened(newest.reference.text)
        with st.container(key="brief-me", horizontal=True, vertical_alignment="center"):
            request = Request(product=BRIEFING, reference=edition.reference)
            offer(working, edition, request, label=words.BRIEF_ME)
            st.html(markup.way(words.released(edition.title), address=release_address(edition.reference)))
