"""Saved views on the page: a small popover to keep, open, share and forget them, and the link that opens one."""

from collections.abc import Mapping
from urllib.parse import urlsplit

import streamlit as st

from dashboard.administration.saved_views import ViewOffice, read_back
from dashboard.identity.clock import moment
from dashboard.identity.gate import gate
from dashboard.policy import Action, PageEntry, User, may
from dashboard.selection import write_selection
from dashboard.settings import dashboard_settings
from dashboard.ui import acts, cache, markup, session, visitor
from dashboard.ui.guard import callback, reader
from dashboard.wording import saved_views as words
from data_access.saved_views import SavedView
from data_access.schema.additions import LONGEST_NAME

ASKED = "view"  # ?view=... on any page
NEW, CHOSEN, NAME = "new-view", "saved-view", "saved-view-name"


def views(user: User, entry: PageEntry) -> None:
    """Offer to save what is shown on a page under a name, and the views saved before."""
    if not (entry.filtered and may(user, Action.SAVE_VIEWS)):
        return
    with st.popover(words.LABEL, type="tertiary", key="views"):
        with st.form(NEW, border=False):
            st.text_input("Name for what is shown now", key=f"{NEW}-name", max_chars=LONGEST_NAME)
            st.form_submit_button("Save this view", on_click=_save, args=(entry.key,))
        by_id = {view.view_id: view for view in cache.views_of(user.username)}
        if by_id:
            _saved(by_id, entry.key)
        st.caption(words.EXPLAINED)


def follow(user: User, pages: Mapping[str, st.Page]) -> None:
    """Open the view that the address or the reader asked for, if it is for their eyes; else say that there is none.

    Parameters
    ----------
    pages
        The pages this reader may open, by key.
    """
    view_id = session.view_asked() or next(iter(st.query_params.get_all(ASKED)), "")
    if not view_id or user.duties:  # what is owed comes first; the address keeps the link until then
        return
    session.ask_for_view("")
    st.query_params.pop(ASKED, None)
    view = _office(user).open(view_id)
    if view is None or view.page not in pages:
        st.html(markup.note(words.NOT_OPENED))
        return
    session.say(session.Said(text=words.opened(view.name)))
    st.switch_page(pages[view.page], query_params=read_back(view.query))


def _saved(by_id: Mapping[str, SavedView], page: str) -> None:
    chosen = st.selectbox(
        "Your views",
        list(by_id),
        index=None,
        format_func=lambda view_id: by_id[view_id].name,
        placeholder="Choose a view …",
        key=CHOSEN,
    )
    view = by_id.get(chosen or "")
    if view is None:
        return
    with st.container(horizontal=True, gap="small"):
        st.button("Open", key="open-view", type="primary", on_click=_open, args=(view.view_id,))
        copying = markup.copy_button("Copy link", _link(view.view_id))
        st.html(markup.piece(f'<p class="u-actions">{copying}</p>'), width="content")
        st.button(
            "Forget", key="forget-view", help=words.FORGETTING, on_click=_forget, args=(page, view.view_id, view.name)
        )
    with st.form(NAME, border=False):
        st.text_input("Another name", key=f"{NAME}-text", max_chars=LONGEST_NAME)
        st.form_submit_button("Rename", on_click=_rename, args=(page, view.view_id))


def _link(view_id: str) -> str:
    """Return the whole address that opens a view, as it can be sent to somebody."""
    here = urlsplit(str(dashboard_settings().public_url or st.context.url or ""))
    return f"{here.scheme}://{here.netloc}/?{ASKED}={view_id}" if here.netloc else f"/?{ASKED}={view_id}"


def _office(user: User) -> ViewOffice:
    return ViewOffice(user=user, store=gate().store, witness=visitor.witness(user), now=moment())


@callback(Action.SAVE_VIEWS)
def _save(page: str) -> None:
    chosen, name = session.selection(), session.typed(f"{NEW}-name").strip()
    if chosen is None:
        return
    with acts.told(words.saved(name)):
        view = _office(reader(page)).save(name, page=page, query=write_selection(chosen))
        cache.forget_additions()
        session.set_widget(f"{NEW}-name", "")
        session.set_widget(CHOSEN, view.view_id)


@callback(Action.SAVE_VIEWS)
def _open(view_id: str) -> None:
    session.ask_for_view(view_id)


@callback(Action.SAVE_VIEWS)
def _rename(page: str, view_id: str) -> None:
    name = session.typed(f"{NAME}-text").strip()
    with acts.told(words.renamed(name)):
        _office(reader(page)).rename(view_id, name=name)
        cache.forget_additions()
        session.set_widget(f"{NAME}-text", "")


@callback(Action.SAVE_VIEWS)
def _forget(page: str, view_id: str, name: str) -> None:
    with acts.told(words.forgotten(name)):
        _office(reader(page)).forget(view_id)
        cache.forget_additions()
        session.set_widget(CHOSEN, None)
