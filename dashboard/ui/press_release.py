"""One release on its page: the headline, how it stands and what may be done, its charts and files, what changed."""

from datetime import datetime

import streamlit as st

from dashboard.administration.press_room import PressRoom
from dashboard.administration.releases import Opened
from dashboard.charts.chart import Table
from dashboard.edge.published import FOLDER
from dashboard.edition import Edition
from dashboard.edition.spots import CHANGES, spot_in_words
from dashboard.policy import SEE_UNRELEASED
from dashboard.release.difference import CellChange, Change
from dashboard.ui import acts, cache, markup, press_markup
from dashboard.ui.desk import Seat
from dashboard.ui.messages import one_panel
from dashboard.ui.press_links import SHELF
from dashboard.ui.press_plate import workbench
from dashboard.ui.press_steps import steps
from dashboard.wording import numbers, releases
from dashboard.wording import press_room as words
from data_access.release_vocabulary import ReleaseState, ReleaseStep
from data_access.releases import Kept

_OPEN = frozenset({ReleaseState.DRAFT, ReleaseState.CHECKED, ReleaseState.APPROVED, ReleaseState.EMBARGOED})
_TOLD = frozenset({ReleaseStep.WITHDRAW, ReleaseStep.CORRECT})  # after these, whoever exported the figures is told


def release(seat: Seat, working: PressRoom, asked: str, *, plate: str) -> None:
    """Show the release, or the release of the figure, that a reference names."""
    opened, edition = working.opened(asked)
    st.html(markup.crumbs([(words.ALL_RELEASES, SHELF), (edition.reference, "")], label=words.WHERE_YOU_ARE))
    st.html(press_markup.head(edition, question=seat.entry.question, state=releases.STATES[opened.state]))
    acts.show()
    with one_panel():
        _figure_asked_for(opened, edition)
    prepares = working.office.user.role in SEE_UNRELEASED
    with one_panel(), st.container(key="panel-press-standing", gap="small"):
        _standing(opened, edition, now=working.office.now, is_told_who=prepares)
        if prepares:
            steps(working, opened)
    with one_panel():
        workbench(edition, plate=plate or (opened.figure.table if opened.figure else ""))
    if prepares:
        with one_panel():
            _changes(working, edition)
        with one_panel():
            _exporters(working, opened.kept)


def _figure_asked_for(opened: Opened, edition: Edition) -> None:
    if opened.figure is None:
        return
    figure = opened.figure
    shown = releases.figure(figure.shown, figure.percentage)
    reference = opened.kept.reference.of(figure.key).text
    meaning = opened.definitions[figure.table]["definition"]
    state = edition.mark or releases.STATES[opened.state]
    label = spot_in_words(edition, figure.table, figure.keys)
    st.html(press_markup.figure(shown, label=label, reference=reference, meaning=meaning, state=state))


def _standing(opened: Opened, edition: Edition, *, now: datetime, is_told_who: bool) -> None:
    st.html(markup.heading(words.STANDING, level=2))
    kept = opened.kept
    told = [releases.step(taken) for taken in kept.life.steps] if is_told_who else []
    lines = [f"Out: {words.out(kept.life, now)}", *told]
    if edition.corrects:
        lines.append(words.corrects(edition.corrects))
    st.html(press_markup.lines(lines))
    if kept.life.is_public(now):
        st.html(markup.way(words.PUBLIC_PAGE, address=f"{FOLDER}{edition.reference}/"))
    if is_told_who and opened.state in _OPEN and _moved_on(kept):
        st.html(markup.note(words.MOVED_ON))


def _moved_on(kept: Kept) -> bool:
    """Return whether the records are others than those the release was made from."""
    return cache.keeper().current().snapshot.version != kept.data_version


def _changes(working: PressRoom, edition: Edition) -> None:
    with st.container(key="panel-press-changes", gap="small"):
        if not edition.previous:
            st.html(markup.heading(words.CHANGED_NOTHING, level=2))
            st.html(markup.note(words.FIRST_ONE))
            return
        found = working.office.difference(edition.reference)
        subtitle = words.changed(len(found.changes), found.unchanged)
        st.html(markup.heading(f"{words.CHANGED} {edition.previous}", level=2, subtitle=subtitle))
        if not found.changes:
            return
        rows = tuple(_change_row(each, edition) for each in found.changes)
        listed = Table(headings=words.CHANGE_HEADINGS, rows=rows, numeric=(False, True, True, False))
        with st.expander(words.CHANGE_LIST):
            st.html(markup.table(listed, caption=subtitle))


def _change_row(each: CellChange, edition: Edition) -> tuple[str, str, str, str]:
    before, after = (numbers.count(shown) for shown in (each.before, each.after))
    was, now = {Change.NEW: ("", after), Change.GONE: (before, "")}.get(each.change, (before, after))
    return spot_in_words(edition, *each.spot), was, now, CHANGES[each.change]


def _exporters(working: PressRoom, kept: Kept) -> None:
    if not _TOLD & {taken.step for taken in kept.life.steps}:
        return
    found = working.office.exporters(kept.reference)
    with st.container(key="panel-press-exporters", gap="small"):
        st.html(markup.heading(words.EXPORTERS, level=2))
        if not found:
            st.html(markup.note(words.NO_EXPORTERS))
            return
        rows = tuple(words.exporter_row(each) for each in found)
        listed = Table(headings=words.EXPORTER_HEADINGS, rows=rows, numeric=(False, False, False))
        st.html(markup.table(listed, caption=words.EXPORTERS, stacks=True))
