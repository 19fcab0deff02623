"""Drafting: what a release is to be of, composed and attacked before anything is written."""

from collections.abc import Mapping

import streamlit as st

from dashboard.administration.press_room import Order, PressRoom, periods_of
from dashboard.policy import Action, User
from dashboard.release.tables import CLOSED_LIST, TABLES
from dashboard.settings import dashboard_settings
from dashboard.ui import acts, cache, markup, session
from dashboard.ui.guard import callback
from dashboard.ui.press_links import RELEASE
from dashboard.ui.press_office import room
from dashboard.wording import dates
from dashboard.wording import press_room as words
from data_access.release_vocabulary import ReleaseStep
from data_access.releases import parsed
from data_access.schema.release import LONGEST_RELEASE_TITLE, LONGEST_STEP_REASON
from data_access.snapshot import Snapshot

NEW = "draft"


def drafting(user: User, *, corrects: str = "", force: str = "", seen: int = 0) -> None:
    """Offer a new draft, or one that takes the place of a release."""
    snapshot = cache.keeper().current().snapshot
    forces = {force: _forces(user, snapshot)[force]} if force else _forces(user, snapshot)
    if not forces:
        st.html(markup.note(words.NO_FORCE))
        return
    heading = words.STEPS[ReleaseStep.CORRECT] if corrects else words.DRAFTING
    with st.expander(heading, key=f"{NEW}-box", icon=":material/edit_document:"):
        chosen = next(iter(forces))
        if len(forces) > 1:  # outside the form: the periods and events follow the force
            chosen = st.selectbox("Force", list(forces), format_func=forces.__getitem__, key=f"{NEW}-force")
        with st.form(NEW, border=False):
            _fields(chosen, snapshot, is_correction=bool(corrects))
            st.form_submit_button(heading, on_click=_draft, args=(chosen, corrects, seen))


def _fields(force: str, snapshot: Snapshot, *, is_correction: bool) -> None:
    periods = {period.key: period for period in periods_of(force, snapshot)}
    events = {each.annotation_id: each for each in cache.events_of((force,))}
    st.text_input("Title of the release", key=f"{NEW}-title", max_chars=LONGEST_RELEASE_TITLE)
    st.selectbox(
        "Period",
        list(periods),
        format_func=lambda key: f"{periods[key].label}: {dates.period(periods[key].since, periods[key].until)}",
        key=f"{NEW}-period",
    )
    st.multiselect(
        "Tables",
        [table.key for table in CLOSED_LIST],
        default=[table.key for table in CLOSED_LIST],
        format_func=lambda key: TABLES[key].title,
        key=f"{NEW}-tables",
    )
    if events:
        st.multiselect(
            "Events to tell beside the figures",
            list(events),
            default=list(events),
            format_func=lambda number: f"{dates.day(events[number].happened_on)}, {events[number].title}",
            key=f"{NEW}-events-{force}",
        )
    if is_correction:
        st.text_input("What was wrong", key=f"{NEW}-reason", max_chars=LONGEST_STEP_REASON)
        st.caption(words.REASON_IS_PUBLIC)
    st.caption(words.DRAFTING_WHY)


@callback(Action.DRAFT_RELEASE)
def _draft(force: str, corrects: str, seen: int) -> None:
    success = words.DONE[ReleaseStep.CORRECT] if corrects else words.DRAFTED
    with acts.told(success), st.spinner(words.COMPOSING):
        working = room()
        snapshot = cache.keeper().current().snapshot
        proposal = working.compose(_order(working, force, snapshot), snapshot)
        if corrects:
            reason = session.typed(f"{NEW}-reason")
            kept = working.office.correct(parsed(corrects).release, proposal, seen=seen, reason=reason)
        else:
            kept = working.office.draft(proposal)
        st.query_params.from_dict({RELEASE: kept.reference.text})


def _order(working: PressRoom, force: str, snapshot: Snapshot) -> Order:
    working.office.user.scope.check_force(force)
    periods = {period.key: period for period in periods_of(force, snapshot)}
    asked = session.typed(f"{NEW}-period")
    tables, events = session.several(f"{NEW}-tables"), session.several(f"{NEW}-events-{force}")
    return Order(
        force_code=force,
        title=session.typed(f"{NEW}-title"),
        period=periods.get(asked) or next(iter(periods.values())),
        tables=tuple(table.key for table in CLOSED_LIST if table.key in tables),
        events=tuple(each for each in cache.events_of((force,)) if each.annotation_id in events),
        unit=dashboard_settings().unit_name,
    )


def _forces(user: User, snapshot: Snapshot) -> Mapping[str, str]:
    """Return the names of the reader's forces that have a unit."""
    return {
        force.code: force.name
        for force in snapshot.reference.forces
        if force.code in user.scope.forces and force.launched_on and force.launched_on <= snapshot.as_at
    }
