"""The Imports page: choose registers, see what a check finds, load what was checked, and what was loaded before."""

from datetime import date, timedelta

import streamlit as st

from dashboard.administration.imports import Place
from dashboard.charts.chart import Table
from dashboard.policy import Action, User
from dashboard.ui import acts, cache, clock, markup, session, visitor
from dashboard.ui.guard import callback, fragment, reader
from dashboard.ui.import_findings import show_check, show_load
from dashboard.ui.messages import one_panel
from dashboard.ui.upload_widget import forget_uploads, uploader, uploads_of
from dashboard.wording import imports as words

PAGE = "imports"
REGISTERS, MAPPING, AS_AT = "registers", "mapping", "import-as-at"
ACCEPT, ENDS = "import-accept", "import-ends-demonstration"
EARLIEST = date(1990, 1, 1)  # as the importer
LOOK_AGAIN = timedelta(seconds=1)


def import_desk() -> None:
    """Show what this session has to do next: choose files, wait, see what a check found, load, or start again."""
    acts.show()
    place = cache.bench().place_of(reader(PAGE))
    with st.container(key="panel-import"):
        if place is None:
            _choose()
        elif place.work.is_under_way:
            _wait()
        elif place.work.trouble is not None:
            st.html(markup.said(str(place.work.trouble), is_trouble=True))
            with st.container(horizontal=True):
                st.button("Check again", key="import-check-again", on_click=_check_again)
                _start_again()
        elif place.loading is not None and place.loading.outcome is not None:
            show_load(place.loading.outcome)
            _start_again(words.IMPORT_ANOTHER)
        elif place.checking.outcome is not None:
            show_check(place.checking.outcome, as_at=place.as_at)
            _offer_load(place)


def past_loads() -> None:
    """Show the loads of this site, the newest first."""
    with st.container(key="panel-loads"), one_panel():
        st.html(markup.heading("Loaded before", level=2))
        loads = cache.bench().history(reader(PAGE))
        if not loads:
            st.html(markup.note(words.NO_LOADS))
            return
        headings = ("Loaded", "By", "Files", "Added", "Updated", "Rejected", "Figures to")
        numeric = (False, False, False, True, True, True, False)
        table = Table(headings=headings, rows=words.past(loads), numeric=numeric)
        st.html(markup.table(table, caption="Loads, the newest first; times are London time"))


def _choose() -> None:
    st.html(markup.heading(words.UPLOAD, level=2, subtitle=words.UPLOAD_HOW))
    with st.form("import-form", border=False):
        uploader("Registers", name=REGISTERS, kinds=("csv", "txt", "tsv", "xlsx", "ods"), several=True)
        st.date_input(
            words.COMPLETE_TO,
            value=clock.today() - timedelta(days=1),
            min_value=EARLIEST,
            max_value=clock.today(),
            format="DD/MM/YYYY",
            key=AS_AT,
            help=words.COMPLETE_TO_WHY,
            width=220,
        )
        with st.expander(words.MAPPING):
            st.caption(words.MAPPING_HOW)
            uploader("Mapping file", name=MAPPING, kinds=("toml",), several=False)
        st.form_submit_button("Check", on_click=_check)


@fragment(PAGE, run_every=LOOK_AGAIN)
def _wait() -> None:
    """Say how far the work is; draw the whole page once it is over."""
    place = cache.bench().place_of(reader(PAGE))
    if place is None or not place.work.is_under_way:
        st.rerun()
        return
    st.progress(min(max(place.work.share, 0.0), 1.0), text=f"{words.step(place.work.step)} …")
    st.html(markup.foot([words.RUNNING]))


def _offer_load(place: Place) -> None:
    """Offer to load what was checked; with faults only once it is agreed that their rows stay out."""
    check = place.checking.outcome
    found = check.findings if check is not None else None
    if found is None or not (found.clean or found.has_good_rows):
        _start_again()
        return
    good = found.rows_read - found.rejected
    agreed = found.clean or st.checkbox(words.accept(found.rejected, good), key=ACCEPT)
    if cache.bench().demonstration:
        agreed = st.checkbox(words.ENDS_DEMONSTRATION, key=ENDS) and agreed
    with st.container(horizontal=True):
        st.button(words.would_load(good), key="import-load", type="primary", disabled=not agreed, on_click=_load)
        _start_again()


def _start_again(label: str = words.CHOOSE_OTHER) -> None:
    st.button(label, key="import-clear", on_click=_clear)


@callback(Action.CHECK_IMPORT)
def _check() -> None:
    user, as_at = _reader(), session.widget_value(AS_AT)
    with acts.told(""):
        mapping = uploads_of(MAPPING)
        cache.bench().check(
            user,
            registers=uploads_of(REGISTERS),
            mapping=mapping[0] if mapping else None,
            as_at=as_at if isinstance(as_at, date) else clock.today() - timedelta(days=1),
            witness=visitor.witness(user),
        )
    forget_uploads(REGISTERS, MAPPING)


@callback(Action.CHECK_IMPORT)
def _check_again() -> None:
    user = _reader()
    with acts.told(""):
        cache.bench().check_again(user, witness=visitor.witness(user))


@callback(Action.LOAD_IMPORT)
def _load() -> None:
    user = _reader()
    with acts.told(""):
        cache.bench().load(
            user,
            accept_valid=session.widget_value(ACCEPT) is True,
            ends_demonstration=session.widget_value(ENDS) is True,
            witness=visitor.witness(user),
        )


@callback(Action.CHECK_IMPORT)
def _clear() -> None:
    with acts.told(""):
        cache.bench().clear(_reader())


def _reader() -> User:
    return reader(PAGE)
