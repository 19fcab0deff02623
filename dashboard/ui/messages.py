"""The one place that catches: an error becomes a sentence, and the rest of the page lives."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from dashboard.edge.telemetry import TELEMETRY
from dashboard.ui import markup, visitor
from data_access.errors import UnitError

_log = logging.getLogger(__name__)


@contextmanager
def one_panel() -> Iterator[None]:
    """Let one panel fail alone: say what happened, or give a reference for what we did not foresee.

    Streamlit's own stops and reruns are no `Exception` and pass.
    """
    try:
        yield
    except Exception as error:
        tell(error)


def tell(error: Exception) -> bool:
    """Say on the page what became of an error; returns True, which tells Streamlit to add nothing of its own."""
    if isinstance(error, UnitError):
        _log.warning("a panel was refused", exc_info=error)
        st.html(markup.note(f"{error.happened} {error.unharmed} {error.remedy}"))
        return True
    TELEMETRY.failed()
    _log.error("a panel failed", exc_info=error)
    st.html(
        markup.note(
            f"This part could not be shown (reference {visitor.reference()}). The rest of the page is right. "
            "Reload the page; if it happens again, give the reference to your administrator."
        )
    )
    return True
