"""The Audit page: whether the chain is whole, what is asked of it, the entries, and a file of them."""

from dataclasses import dataclass
from datetime import datetime

import streamlit as st

from dashboard.administration import audit_export
from dashboard.administration.audit_log import COUNTED, AuditOffice
from dashboard.handout import Prepared
from dashboard.identity.clock import moment
from dashboard.identity.gate import gate
from dashboard.policy import Action, User
from dashboard.ui import audit_markup, clock, markup, session, visitor
from dashboard.ui.audit_search import asked, place, search_form, turn_newer, turn_older
from dashboard.ui.guard import callback, download, reader
from dashboard.ui.messages import one_panel
from dashboard.wording import audit_words as words
from dashboard.wording import moments
from data_access.audit.verdict import Verdict

PAGE = "audit"
HASH_HELP = "The hash of an entry, noted elsewhere earlier, as `python -m dashboard audit head` prints it."
_READ, _VERDICT, _VERIFY = "audit-read", "audit-verdict", "audit-verify"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """What a walk along the chain found, and when."""

    verdict: Verdict
    at: datetime


def chain() -> None:
    """Offer to walk along the chain, and say what was found."""
    with one_panel(), st.container(key="audit-chain"):
        with st.expander("Is anything altered or missing?", icon=":material/link:"):
            st.caption(words.WHAT_VERIFYING_DOES)
            with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
                st.text_input("Hash kept elsewhere (optional)", key=f"{_VERIFY}-hash", max_chars=64, help=HASH_HELP)
                st.button("Verify the chain", key=_VERIFY, on_click=_ask_to_verify)
            if session.widget_value(f"{_VERIFY}-asked"):
                _verify()
        _say_verdict()


def entries() -> None:
    """Show the form, then what was asked for, a page at a time, and offer it as a file."""
    search_form()
    with one_panel():
        office, wanted = _office(), asked()
        if session.widget_value(_READ) != wanted:
            office.note_reading(wanted)
            session.set_widget(_READ, wanted)
        page, found = office.page(wanted, before=place()), office.matching(wanted)
        caption = words.matches(found, at_most=COUNTED, asked=wanted.in_words)
        st.html(audit_markup.entries(page.entries, caption=caption) if found else markup.note(words.NOTHING))
        with st.container(key="audit-turning", horizontal=True, vertical_alignment="center", gap="small"):
            if place() is not None:
                st.button("Newer", key="audit-newer", on_click=turn_newer)
            if page.has_older:
                st.button("Older", key="audit-older", on_click=turn_older, args=(page.entries[-1],))
            if found:
                _offer()


def _offer() -> None:
    """Offer what was asked for as a file; it is made when it is asked for, and recorded before it leaves."""
    wanted = asked()

    def make(user: User) -> Prepared:
        return audit_export.prepared(user, gate().store, wanted, now=moment())

    name = f"audit_{clock.today().isoformat()}.csv"
    download(
        "Export as CSV", key="audit-export", action=Action.EXPORT_AUDIT, file_name=name, mime="text/csv", make=make
    )


def _office() -> AuditOffice:
    user = reader(PAGE)
    return AuditOffice(user=user, store=gate().store, witness=visitor.witness(user), now=moment())


@callback(Action.READ_AUDIT)
def _ask_to_verify() -> None:
    session.set_widget(f"{_VERIFY}-asked", value=True)
    session.set_widget(_VERDICT, None)


def _verify() -> None:
    """Walk along the chain in the run itself, where a bar can show how far it is."""
    session.set_widget(f"{_VERIFY}-asked", value=False)
    office, bar = _office(), st.progress(0.0, text=words.VERIFYING)
    kept = str(session.widget_value(f"{_VERIFY}-hash") or "").strip().lower()

    def advance(done: int, total: int) -> None:
        bar.progress(min(done / max(total, 1), 1.0), text=words.VERIFYING)

    found = office.verified(expected_hash=kept or None, progress=advance)
    bar.empty()
    session.set_widget(_VERDICT, _Found(verdict=found, at=office.now))


def _say_verdict() -> None:
    found = session.widget_value(_VERDICT)
    if not isinstance(found, _Found):
        return
    fault = found.verdict.fault
    st.html(
        markup.said(
            f"{words.verdict(found.verdict)} Verified {moments.moment(found.at)}.", is_trouble=fault is not None
        )
    )
    if fault is not None and (near := _office().around(fault.sequence)):
        st.html(audit_markup.entries(near, caption=words.AROUND))
