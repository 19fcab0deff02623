"""The checks of a page, its fragments and its callbacks: each asks for the session and the policy itself.

Streamlit reruns a fragment without the entry script and runs a callback before it: a check there protects neither.
"""

import functools
from collections.abc import Callable
from datetime import timedelta
from typing import ParamSpec, TypeVar

import streamlit as st

from dashboard.policy import NotPermitted, User, check_can_open
from dashboard.ui.sign_in import show_sign_in, signed_in

P = ParamSpec("P")
R = TypeVar("R")


def reader(page_key: str) -> User:
    """Return who reads this page; shows the sign-in page and stops if nobody does; raises `NotPermitted`."""
    user = signed_in()
    if user is None:
        show_sign_in()
        st.stop()
    check_can_open(user, page_key)
    return user


def fragment(
    page_key: str, *, run_every: timedelta | None = None, parallel: bool = False
) -> Callable[[Callable[P, None]], Callable[P, None]]:
    """Return `st.fragment` with a check at each of its reruns: without a session the whole page runs again instead.

    A fragment that reruns by itself (`run_every`) does not count as activity, so that a page left open still expires.
    """

    def guarded(draw: Callable[P, None]) -> Callable[P, None]:
        @functools.wraps(draw)
        def checked(*arguments: P.args, **named: P.kwargs) -> None:
            user = signed_in(is_activity=run_every is None)
            if user is None:
                st.rerun(scope="app")
            try:
                check_can_open(user, page_key)
            except NotPermitted as refusal:
                st.error(str(refusal))
                return
            draw(*arguments, **named)

        as_fragment: Callable[P, None] = st.fragment(run_every=run_every, parallel=parallel)(checked)
        return as_fragment

    return guarded


def callback(act: Callable[P, R]) -> Callable[P, R | None]:
    """Return a widget's callback that does nothing without a live session; the run that follows asks to sign in."""

    @functools.wraps(act)
    def checked(*arguments: P.args, **named: P.kwargs) -> R | None:
        return act(*arguments, **named) if signed_in() is not None else None

    return checked
