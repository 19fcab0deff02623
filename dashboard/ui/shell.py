"""The frame of every page: sign in, navigate, say how old the figures are, filter, seat the reader, run."""

import logging
from collections.abc import Mapping
from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.charts.chart import Theme
from dashboard.policy import ACCOUNT, PAGES, PageEntry, User, check_can_open, pages_for, pages_of
from dashboard.settings import dashboard_settings
from dashboard.ui import acts, address, cache, clock, markup, refusals, saved_views, session, visitor
from dashboard.ui.breadcrumb import breadcrumb
from dashboard.ui.desk import Desk, Seat, seated
from dashboard.ui.filter_bar import filter_bar
from dashboard.ui.messages import one_panel
from dashboard.ui.seating import desk_of, theme
from dashboard.ui.sign_in import show_sign_in, sign_out_button, signed_in
from dashboard.wording import dates, notices
from data_access.settings import data_settings
from data_access.snapshot import Served

LOOK = {
    Theme.LIGHT: (Path(__file__).with_name("look.css"),),
    Theme.DARK: (Path(__file__).with_name("look.css"), Path(__file__).with_name("look_dark.css")),
}
_log = logging.getLogger(__name__)
PAGE_SCRIPT = '<script src="/assets/page.js"></script>'


def visit(root: Path) -> None:
    """Run one visit of one reader, under a reference of its own."""
    with visitor.one_run():
        _visit(root)


def _visit(root: Path) -> None:
    """Show nothing before the session is known."""
    st.set_page_config(page_title=dashboard_settings().unit_name, layout="wide", initial_sidebar_state="collapsed")
    for sheet in LOOK[theme()]:
        st.html(sheet)
    with one_panel():
        user = signed_in()
        if user is None:
            show_sign_in(_register_addresses())
            return
        _show(user, root)


def _show(user: User, root: Path) -> None:
    entry, page, pages = _navigate(user, root)
    check_can_open(user, entry.key)
    refusals.note_page_asked_for(user)
    _log.info("page opened", extra={"page": entry.key, "role": user.role, "session_id": user.session_id})
    with st.container(key="masthead", horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        head = st.empty()
        head.html(markup.masthead(dashboard_settings().unit_name, user.grant.marking))
        saved_views.views(user, entry)
        sign_out_button(user)
    with one_panel():
        saved_views.follow(user, pages)
    with one_panel():  # without figures a reader can still see whose page it is, and leave
        seat = _desk_of(user, entry, head) if entry.figures else _office_of(user, entry)
        if seat is not None:
            with seated(seat):
                page.run()
            st.html(PAGE_SCRIPT, unsafe_allow_javascript=True)


def _desk_of(user: User, entry: PageEntry, head: DeltaGenerator) -> Desk | None:
    """Lay out the figures under their filter bar; None where there are none yet, which is said."""
    served = cache.keeper().current()
    _say_state(served, user, head)
    desk = desk_of(user, entry, served.snapshot)
    if entry.filtered and served.snapshot.referrals_all.is_empty():
        st.html(markup.heading(notices.NOTHING_YET, level=1, subtitle=notices.NOTHING_YET_REMEDY))
        return None
    _filters(desk)
    return desk


def _register_addresses() -> str:
    """Register every address with an empty page, so that a deep link survives signing in and shows nothing before.

    Returns the one that was asked for.
    """
    nothing = [st.Page(lambda: None, title=dashboard_settings().unit_name, default=True)]
    nothing += [st.Page(lambda: None, title=entry.title, url_path=entry.key) for entry in PAGES]
    asked = st.navigation(nothing, position="hidden")
    asked.run()
    return asked.url_path


def _navigate(user: User, root: Path) -> tuple[PageEntry, st.Page, Mapping[str, st.Page]]:
    """Offer the pages of the role and return the one asked for, and all by key; with a duty, the account everywhere."""
    entries = pages_for(user.role) if user.duties else pages_of(user)
    shown = [ACCOUNT if user.duties else entry for entry in entries]
    pages = [
        st.Page(
            root / "pages" / f"{page.key}.py",
            title=entry.title,
            url_path=entry.key,
            default=entry is entries[0],
            visibility="visible" if entry.in_menu else "hidden",
        )
        for entry, page in zip(entries, shown, strict=True)
    ]
    chosen = st.navigation(pages, position="hidden" if user.duties else "top")
    entry = next(entry for entry, page in zip(shown, pages, strict=True) if page.title == chosen.title)
    return entry, chosen, {each.key: page for each, page in zip(entries, pages, strict=True)}


def _office_of(user: User, entry: PageEntry) -> Seat:
    """Seat a reader at a page without figures; what they chose stays in the address, for when they go back."""
    if not entry.own_address:
        address.keep()
    return Seat(user=user, entry=entry)


def _say_state(served: Served, user: User, head: DeltaGenerator) -> None:
    """Say up to when the figures go, that they are invented, and when they are old or the database is gone."""
    snapshot = served.snapshot
    data_to = f"Data to {dates.day(snapshot.as_at)}"
    head.html(markup.masthead(dashboard_settings().unit_name, user.grant.marking, data_to))
    if snapshot.synthetic:
        st.html(markup.banner(notices.SYNTHETIC, kind="demo"))
    if served.trouble:
        st.html(markup.banner(notices.trouble(served.trouble, as_at=snapshot.as_at), kind="trouble"))
    elif clock.today() - snapshot.as_at > data_settings().freshness_limit:
        st.html(markup.banner(notices.old(snapshot.as_at), kind="trouble"))


def _filters(desk: Desk) -> None:
    """Draw the filter bar where there is something to choose, and say what a link asked for in vain."""
    if desk.entry.filtered and desk.offered.periods[1:]:
        filter_bar(desk.offered, desk.chosen, desk.period)
        breadcrumb(desk)
    acts.show()
    for remark in session.remarks():
        st.html(markup.note(remark))
