"""What came of an act of the reader: said once, at the head of the page that follows."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import streamlit as st

from dashboard.ui import markup, session
from data_access.errors import UnitError


@dataclass
class Act:
    """An act under way; what it hands out, a password or code, is shown once and kept nowhere."""

    handed: str = field(default="", repr=False)


@contextmanager
def told(success: str) -> Iterator[Act]:
    """Tell of an act in a callback: that it was done, or in the error's own sentences why it was not.

    Without words for success the page that follows speaks for itself.
    """
    act = Act()
    try:
        yield act
    except UnitError as error:
        session.say(session.Said(text=f"{error.happened} {error.unharmed} {error.remedy}", is_trouble=True))
    else:
        if success:
            session.say(session.Said(text=success, handed=act.handed))


def show() -> None:
    """Show what was told since the last drawing, and forget it."""
    for said in session.said():
        st.html(markup.said(said.text, is_trouble=said.is_trouble, handed=said.handed))
