"""Every key of Streamlit's session state, behind typed accessors; nothing else touches it."""

from dataclasses import dataclass, field
from datetime import date

import streamlit as st

from dashboard.handout import Prepared
from dashboard.selection import Selection
from dashboard.ui.handing_out import Delivery

_SELECTION = "selection"
_QUERY_WRITTEN = "query-written"
_REMARKS = "remarks"
_SAID = "said"
_VIEW_ASKED = "view-asked"
_CASE_TRAIL = "case-trail"
_PUT_ASIDE = "put-aside"

Query = dict[str, list[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What came of an act, to be shown once.

    Attributes
    ----------
    handed
        A password or code to copy now: it is shown once and kept nowhere.
    """

    text: str
    is_trouble: bool = False
    handed: str = field(default="", repr=False)


def selection() -> Selection | None:
    """Return what this reader has chosen so far, or None on the first run."""
    chosen: Selection | None = st.session_state.get(_SELECTION)
    return chosen


def choose(chosen: Selection) -> None:
    """Make a choice the one that holds from the next drawing on; the one before can be gone back to."""
    before = selection()
    if before is not None and before != chosen:
        st.session_state[_PUT_ASIDE] = before
    st.session_state[_SELECTION] = chosen


def put_aside() -> Selection | None:
    """Return the choice that the present one took the place of, or None."""
    before: Selection | None = st.session_state.get(_PUT_ASIDE)
    return before


def query_written() -> Query | None:
    """Return the query last written into the address, to tell a link followed from our own echo."""
    written: Query | None = st.session_state.get(_QUERY_WRITTEN)
    return written


def remember_query(query: Query) -> None:
    """Note the query now in the address."""
    st.session_state[_QUERY_WRITTEN] = query


def remarks() -> tuple[str, ...]:
    """Return what had to be said about the last link or choice."""
    said: tuple[str, ...] = st.session_state.get(_REMARKS, ())
    return said


def remark(said: tuple[str, ...]) -> None:
    """Note what must be said about a link or choice."""
    st.session_state[_REMARKS] = said


def view_asked() -> str:
    """Return the id of the saved view to open in this run, or ""."""
    asked: str = st.session_state.get(_VIEW_ASKED, "")
    return asked


def ask_for_view(view_id: str) -> None:
    """Ask for a saved view in the next run, or for none."""
    st.session_state[_VIEW_ASKED] = view_id


def say(said: Said) -> None:
    """Note what came of an act, for the next drawing."""
    st.session_state[_SAID] = (*st.session_state.get(_SAID, ()), said)


def said() -> tuple[Said, ...]:
    """Return what came of acts since the last drawing, and forget it."""
    waiting: tuple[Said, ...] = st.session_state.pop(_SAID, ())
    return waiting


def widget_value(key: str) -> object:
    """Return what a widget holds, inside its own callback."""
    return st.session_state.get(key)


def typed(key: str) -> str:
    """Return the text that a widget holds, inside a callback; "" where there is none."""
    value = st.session_state.get(key)
    return value if isinstance(value, str) else ""


def several(key: str) -> frozenset[object]:
    """Return what a widget of several choices holds, inside a callback; nothing where there is none."""
    value = st.session_state.get(key)
    return frozenset(value) if isinstance(value, list) else frozenset()


def chosen_day(key: str) -> date | None:
    """Return the day that a widget holds, inside a callback, or None."""
    value = st.session_state.get(key)
    return value if isinstance(value, date) else None


def take(key: str) -> str:
    """Return the text that a widget holds and forget it at once: for passwords and codes, in their own callback."""
    return str(st.session_state.pop(key, ""))


def case_trail(listed: str) -> tuple[str, ...]:
    """Return the references after which the pages of a list of cases began, up to the one shown; none for another."""
    kept: tuple[str, tuple[str, ...]] = st.session_state.get(_CASE_TRAIL, ("", ()))
    return kept[1] if kept[0] == listed else ()


def turn_to(listed: str, trail: tuple[str, ...]) -> None:
    """Note which page of a list of cases is to be shown; references stay here and never stand in an address."""
    st.session_state[_CASE_TRAIL] = (listed, trail)


def set_widget(key: str, value: object) -> None:
    """Set a widget to the truth before it is drawn, so that it can never disagree with the selection."""
    st.session_state[key] = value


def delivery(key: str) -> Delivery:
    """Return what becomes of the file of a download button, the same one at every run."""
    kept: Delivery = st.session_state.setdefault(f"delivery-{key}", Delivery())
    return kept


def ready_file(key: str) -> Prepared | None:
    """Return a file of this tab that was made already, or None."""
    kept: Prepared | None = st.session_state.get(f"ready-{key}")
    return kept


def keep_file(key: str, made: Prepared) -> None:
    """Keep one file until it is handed out; the one kept before is dropped, since a pack is large."""
    for other in [name for name in st.session_state if str(name).startswith("ready-")]:
        del st.session_state[other]
    st.session_state[f"ready-{key}"] = made


def forget() -> None:
    """Forget everything of this tab; at sign-out."""
    st.session_state.clear()
