"""How soon the reader's forces aim to assess a referral: listed by level of risk, and set from a day on."""

from collections.abc import Mapping

import streamlit as st

from dashboard.charts.chart import Table
from dashboard.policy import Action
from dashboard.ui import acts, cache, clock, markup, session
from dashboard.ui.desk import Desk
from dashboard.ui.events import own_forces
from dashboard.ui.force_office import office
from dashboard.ui.guard import callback
from dashboard.wording import targets as words
from data_access.schema.additions import FEWEST_DAYS, MOST_DAYS
from data_access.targets import EARLIEST, FURTHEST_AHEAD, Target, Targets
from data_access.vocabulary import Risk

NEW = "new-target"
LEVELS: tuple[Risk | None, ...] = (None, *reversed([risk for risk in Risk if risk is not Risk.UNKNOWN]), Risk.UNKNOWN)


def targets(desk: Desk) -> None:
    """Show what each of the reader's forces aims for, and let a manager set it anew."""
    forces = own_forces(desk)
    if not forces:
        return
    held = cache.targets_of(tuple(forces), on=clock.today())
    st.html(markup.heading("What we aim for", level=2, subtitle=words.MEASURE))
    for code, name in forces.items():
        listed = Table(headings=words.HEADINGS, rows=_rows(held, code), numeric=(False,) * len(words.HEADINGS))
        st.html(markup.table(listed, caption=words.caption(name), stacks=True))
    _setting(forces, held)


def _rows(held: Targets, force: str) -> tuple[tuple[str, ...], ...]:
    return tuple(
        words.row(
            level,
            days=held.days(force, level),
            held=held.holding(force, level) or held.holding(force),
            own=held.holding(force, level) is not None,
            to_come=_to_come(held, force, level),
        )
        for level in LEVELS
    )


def _to_come(held: Targets, force: str, level: Risk | None) -> Target | None:
    """Return the next target that was set for exactly this level of risk and is not in force yet, if any."""
    coming = [
        each
        for each in held.history
        if (each.force_code, each.risk) == (force, level) and each.effective_from > held.on
    ]
    return coming[-1] if coming else None


def _setting(forces: Mapping[str, str], held: Targets) -> None:
    with st.expander("Set a target", key=f"{NEW}-box", icon=":material/flag:"), st.form(NEW, border=False):
        if len(forces) > 1:
            st.selectbox("Force", list(forces), format_func=forces.__getitem__, key=f"{NEW}-force")
        st.selectbox("For", LEVELS, format_func=words.risk, key=f"{NEW}-risk")
        st.number_input(
            "Days from referral to assessment",
            min_value=FEWEST_DAYS,
            max_value=MOST_DAYS,
            value=held.days(next(iter(forces))),
            key=f"{NEW}-days",
        )
        st.date_input(
            "From",
            value=clock.today(),
            min_value=EARLIEST,
            max_value=clock.today() + FURTHEST_AHEAD,
            format="DD/MM/YYYY",
            key=f"{NEW}-from",
        )
        st.caption(words.SETTING)
        st.form_submit_button("Set this target", on_click=_set, args=(next(iter(forces)),))


@callback(Action.SET_TARGETS)
def _set(only_force: str) -> None:
    level, days = session.widget_value(f"{NEW}-risk"), session.widget_value(f"{NEW}-days")
    risk = level if isinstance(level, Risk) else None
    aimed = days if isinstance(days, int) else 0
    with acts.told(words.AIMED):
        office().aim(
            session.typed(f"{NEW}-force") or only_force,
            risk=risk,
            days=aimed,
            effective_from=session.chosen_day(f"{NEW}-from"),
        )
        cache.forget_additions()
