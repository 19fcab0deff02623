"""The one place that catches: an error becomes a sentence, and the rest of the page lives."""

import logging
import secrets
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from dashboard.ui import markup
from data_access.errors import UnitError

_log = logging.getLogger("unit.dashboard")


@contextmanager
def one_panel() -> Iterator[None]:
    """Let one panel fail alone: say what happened, or give a reference for what we did not foresee.

    Streamlit's own stops and reruns are no `Exception` and pass.
    """
    try:
        yield
    except UnitError as error:
        _log.warning("panel refused: %s", type(error).__name__)
        st.html(markup.note(f"{error.happened} {error.unharmed} {error.remedy}"))
    except Exception:
        reference = secrets.token_hex(4)
        _log.exception("panel failed, reference %s", reference)
        st.html(
            markup.note(
                f"This part could not be shown (reference {reference}). The rest of the page is right. "
                "Reload the page; if it happens again, give the reference to your administrator."
            )
        )
