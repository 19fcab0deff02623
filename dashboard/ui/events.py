"""The events of the reader's forces, series breaks beside them: listed, noted, withdrawn with a reason."""

from collections.abc import Mapping

import streamlit as st

from dashboard.charts.chart import Table
from dashboard.policy import Action
from dashboard.ui import acts, cache, clock, markup, session
from dashboard.ui.desk import Desk
from dashboard.ui.force_office import office
from dashboard.ui.guard import callback
from dashboard.wording import events as words
from data_access.annotations import EARLIEST, Annotation
from data_access.schema.additions import LONGEST_EXPLANATION, LONGEST_REASON, LONGEST_TITLE

NEW, CHOSEN, WITHDRAWAL = "new-event", "event", "withdraw-event"


def events(desk: Desk) -> None:
    """Show what happened, newest first, and let a manager note more or withdraw what no longer stands."""
    acts.show()
    forces = own_forces(desk)
    if not forces:
        st.html(markup.note(words.NO_FORCE))
        return
    known = cache.events_of(tuple(forces))
    st.html(markup.heading("What happened", level=2))
    rows = _rows(desk, known, forces)
    if rows:
        listed = Table(headings=words.HEADINGS, rows=rows, numeric=(False,) * len(words.HEADINGS))
        st.html(markup.table(listed, caption="Events and series breaks, newest first", stacks=True))
    else:
        st.html(markup.note(words.NO_EVENTS))
    _addition(forces)
    if known:
        _withdrawal(known)


def own_forces(desk: Desk) -> Mapping[str, str]:
    """Return the names of the reader's forces that have a unit, home force first."""
    names = {force.code: force.name for force in desk.snapshot.reference.forces}
    return {code: names[code] for code in desk.offered.forces}


def _rows(desk: Desk, known: tuple[Annotation, ...], forces: Mapping[str, str]) -> tuple[tuple[str, ...], ...]:
    dated = [(each.happened_on, words.event_row(each, forces)) for each in known]
    dated += [
        (each.breaks_on, words.break_row(each, forces))
        for each in desk.snapshot.reference.series_breaks
        if each.force_code is None or each.force_code in forces
    ]
    return tuple(row for _, row in sorted(dated, key=lambda each: each[0], reverse=True))


def _addition(forces: Mapping[str, str]) -> None:
    with st.expander("Note an event", key=f"{NEW}-box", icon=":material/add:"), st.form(NEW, border=False):
        if len(forces) > 1:
            st.selectbox("Force", list(forces), format_func=forces.__getitem__, key=f"{NEW}-force")
        st.text_input("What happened", key=f"{NEW}-title", max_chars=LONGEST_TITLE)
        st.date_input(
            "On", value=None, min_value=EARLIEST, max_value=clock.today(), format="DD/MM/YYYY", key=f"{NEW}-day"
        )
        st.text_area("Explanation, if one is needed", key=f"{NEW}-why", max_chars=LONGEST_EXPLANATION)
        st.caption(words.NOTING)
        st.form_submit_button("Note this event", on_click=_note, args=(next(iter(forces)),))


def _withdrawal(known: tuple[Annotation, ...]) -> None:
    by_id = {each.annotation_id: each for each in reversed(known)}
    with (
        st.expander("Withdraw an event", key=f"{WITHDRAWAL}-box", icon=":material/remove:"),
        st.form(WITHDRAWAL, border=False),
    ):
        st.selectbox(
            "Event",
            list(by_id),
            index=None,
            format_func=lambda annotation_id: words.choice(by_id[annotation_id]),
            placeholder="Choose an event …",
            key=f"{WITHDRAWAL}-{CHOSEN}",
        )
        st.text_input("Why it no longer stands", key=f"{WITHDRAWAL}-reason", max_chars=LONGEST_REASON)
        st.caption(words.WITHDRAWING)
        st.form_submit_button("Withdraw this event", on_click=_withdraw)


@callback(Action.ANNOTATE)
def _note(only_force: str) -> None:
    with acts.told(words.NOTED):
        office().note(
            session.typed(f"{NEW}-force") or only_force,
            happened_on=session.chosen_day(f"{NEW}-day"),
            title=session.typed(f"{NEW}-title"),
            explanation=session.typed(f"{NEW}-why"),
        )
        cache.forget_additions()
        for field, empty in (("title", ""), ("why", ""), ("day", None)):
            session.set_widget(f"{NEW}-{field}", empty)


@callback(Action.ANNOTATE)
def _withdraw() -> None:
    chosen = session.widget_value(f"{WITHDRAWAL}-{CHOSEN}")
    with acts.told(words.WITHDRAWN):
        office().withdraw(chosen if isinstance(chosen, int) else 0, reason=session.typed(f"{WITHDRAWAL}-reason"))
        cache.forget_additions()
        session.set_widget(f"{WITHDRAWAL}-{CHOSEN}", None)
        session.set_widget(f"{WITHDRAWAL}-reason", "")
