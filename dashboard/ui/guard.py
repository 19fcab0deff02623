"""The checks of a page, its fragments, callbacks and downloads: each asks for the session and the policy itself.

Streamlit reruns a fragment without the entry script, runs a callback before it, and makes a deferred download in a
thread that knows no reader at all: a check in the entry script protects none of them.
"""

import functools
from collections.abc import Callable
from datetime import timedelta
from typing import ParamSpec, TypeVar

import streamlit as st

from dashboard.handout import Prepared
from dashboard.policy import Action, NotPermitted, User, check_can_open, may
from dashboard.ui import refusals, session, visitor
from dashboard.ui.handing_out import ON_ITS_WAY, Handover
from dashboard.ui.sign_in import show_sign_in, signed_in

P = ParamSpec("P")
R = TypeVar("R")


def reader(page_key: str) -> User:
    """Return who reads this page; shows the sign-in page and stops if nobody does; raises `NotPermitted`."""
    user = signed_in()
    if user is None:
        show_sign_in()
        st.stop()
    refusals.note_page(user, page_key)
    check_can_open(user, page_key)
    return user


def fragment(
    page_key: str, *, run_every: timedelta | None = None, parallel: bool = False
) -> Callable[[Callable[P, None]], Callable[P, None]]:
    """Return `st.fragment` with a check at each of its reruns: without a session the whole page runs again instead.

    A fragment that reruns by itself (`run_every`) does not count as activity, so that a page left open still expires.
    It keeps what it was drawn with, so it reruns only for the session it was drawn for: a connection that comes back
    with another reader's cookie gets a page of its own.
    """

    def guarded(draw: Callable[P, None]) -> Callable[P, None]:
        def checked(drawn_for: object, *arguments: P.args, **named: P.kwargs) -> None:
            user = signed_in(is_activity=run_every is None)
            if user is None or visitor.token() != drawn_for:
                st.rerun(scope="app")
            refusals.note_page(user, page_key)
            try:
                check_can_open(user, page_key)
            except NotPermitted as refusal:
                st.error(str(refusal))
                return
            draw(*arguments, **named)

        functools.update_wrapper(checked, draw)
        as_fragment: Callable[..., None] = st.fragment(run_every=run_every, parallel=parallel)(checked)

        @functools.wraps(draw)
        def drawn(*arguments: P.args, **named: P.kwargs) -> None:
            as_fragment(visitor.token(), *arguments, **named)

        return drawn

    return guarded


def callback(action: Action) -> Callable[[Callable[P, R]], Callable[P, R | None]]:
    """Return what makes a widget's callback do nothing unless a live session may do the action.

    The run that follows says why: it asks to sign in, or refuses the page.
    """

    def guarded(act: Callable[P, R]) -> Callable[P, R | None]:
        @functools.wraps(act)
        def checked(*arguments: P.args, **named: P.kwargs) -> R | None:
            user = signed_in()
            if user is None:
                return None
            refusals.note_action(user, action)
            return act(*arguments, **named) if may(user, action) else None

        return checked

    return guarded


def download(
    label: str, *, key: str, action: Action, file_name: str, mime: str, make: Callable[[User], Prepared]
) -> None:
    """Offer a file that is made, recorded and handed out when it is asked for; nothing to who may not do the action.

    `make` runs in a thread without a page: it may not use Streamlit, and takes what it needs from its closure and the
    user it is given. A refusal is shown where the button stands.
    """
    user = signed_in(is_activity=False)
    if user is None or not may(user, action):
        return
    delivery = session.delivery(key)
    handover = Handover(
        token=visitor.token(),
        browser=visitor.browser(),
        action=action,
        file_name=file_name,
        make=make,
        delivery=delivery,
    )
    if not st.download_button(label, data=handover, file_name=file_name, mime=mime, key=key):
        delivery.forget()
    elif said := delivery.wait():
        (st.info if said == ON_ITS_WAY else st.error)(said)
