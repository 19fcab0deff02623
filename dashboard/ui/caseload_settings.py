"""What the reader's forces set for their caseload: the days from which a case needs action, and their case system."""

from collections.abc import Mapping

import streamlit as st

from dashboard.charts.chart import Table
from dashboard.policy import Action
from dashboard.ui import acts, cache, markup, session
from dashboard.ui.desk import Desk
from dashboard.ui.events import own_forces
from dashboard.ui.force_office import office
from dashboard.ui.guard import callback
from dashboard.wording import caseload_settings as words
from dashboard.wording.labels import label
from data_access.caseload_vocabulary import Threshold
from data_access.force_settings import MOST_DAYS, ForceSettings
from data_access.schema.caseload import LONGEST_VALUE

NEW, LINK = "new-threshold", "case-link"


def caseload_settings(desk: Desk) -> None:
    """Show what each of the reader's forces set, and let a manager set it anew."""
    forces = own_forces(desk)
    if not forces:
        return
    held = cache.settings_of(tuple(forces))
    st.html(markup.heading(words.TITLE, level=2, subtitle=words.MEASURE))
    for code, name in forces.items():
        listed = Table(headings=words.HEADINGS, rows=words.rows(held, code), numeric=(False, True, True))
        st.html(markup.table(listed, caption=words.caption(name)))
        st.html(markup.foot([words.link(held, code)]))
    _thresholds(forces, held)
    _link(forces, held)


def _thresholds(forces: Mapping[str, str], held: ForceSettings) -> None:
    with st.expander(words.THRESHOLD_BOX, key=f"{NEW}-box", icon=":material/timer:"), st.form(NEW, border=False):
        only = _force(forces, NEW)
        st.selectbox("Threshold", list(Threshold), format_func=label, key=f"{NEW}-threshold")
        usual = held.days(only, Threshold.DUE_WITHIN_WORKING_DAYS)
        st.number_input("Days", min_value=0, max_value=MOST_DAYS, value=usual, key=f"{NEW}-days")
        st.caption(words.SETTING)
        st.form_submit_button(words.SET_THRESHOLD, on_click=_set_threshold, args=(only,))


def _link(forces: Mapping[str, str], held: ForceSettings) -> None:
    with st.expander(words.LINK_BOX, key=f"{LINK}-box", icon=":material/open_in_new:"), st.form(LINK, border=False):
        only = _force(forces, LINK)
        st.text_input(
            words.LINK_LABEL,
            value=held.link_template(only) if len(forces) == 1 else "",  # of several, which is not chosen yet
            max_chars=LONGEST_VALUE,
            placeholder=words.LINK_EXAMPLE,
            key=f"{LINK}-template",
        )
        st.caption(words.LINKING)
        st.form_submit_button(words.SET_LINK, on_click=_set_link, args=(only,))


def _force(forces: Mapping[str, str], form: str) -> str:
    """Ask for which force where there are several, and return the first of them."""
    if len(forces) > 1:
        st.selectbox("Force", list(forces), format_func=forces.__getitem__, key=f"{form}-force")
    return next(iter(forces))


@callback(Action.SET_TARGETS)
def _set_threshold(only_force: str) -> None:
    chosen, days = session.widget_value(f"{NEW}-threshold"), session.widget_value(f"{NEW}-days")
    with acts.told(words.THRESHOLD_IS_SET):
        office().require(
            session.typed(f"{NEW}-force") or only_force,
            threshold=chosen if isinstance(chosen, Threshold) else None,
            days=days if isinstance(days, int) else -1,
        )
        cache.forget_additions()


@callback(Action.SET_TARGETS)
def _set_link(only_force: str) -> None:
    with acts.told(words.LINK_IS_SET):
        office().link(session.typed(f"{LINK}-force") or only_force, template=session.typed(f"{LINK}-template"))
        cache.forget_additions()
