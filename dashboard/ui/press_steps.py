"""What may be done with a release now, by this reader: each step a form, taken in a callback that asks again."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any

import streamlit as st

from dashboard.administration.press_room import PressRoom
from dashboard.administration.releases import Opened
from dashboard.policy import Action, may_take
from dashboard.release.embargo import Hour, embargo_moment
from dashboard.ui import acts, clock, markup, session
from dashboard.ui.guard import callback
from dashboard.ui.press_draft import drafting
from dashboard.ui.press_office import room
from dashboard.wording import press_room as words
from data_access.release_vocabulary import BY_ANOTHER, ReleaseStep
from data_access.releases import parsed
from data_access.schema.release import LONGEST_STEP_REASON

KEY = "press"
Act = Callable[..., Any]  # a guarded callback
MIDNIGHT = time(0, 1)  # a minute past: what ends at midnight is read as the day before


def steps(working: PressRoom, opened: Opened) -> None:
    """Offer every step that may follow and that this reader may take."""
    user, life, now = working.office.user, opened.kept.life, working.office.now
    reference, seen = opened.kept.reference.text, len(life.steps)
    possible = [step for step in ReleaseStep if life.allows(step, now=now)]
    own = [step for step in possible if may_take(user, step, author=life.author)]
    if BY_ANOTHER & set(possible) and user.username.casefold() == life.author.casefold():
        st.html(markup.note(words.ANOTHER_MUST))
    with st.container(key="press-steps", gap="small"):
        for step in own:
            if step in _FORMS:
                _FORMS[step](reference, seen)
        if ReleaseStep.CORRECT in own:
            drafting(user, corrects=reference, force=opened.kept.force_code, seen=seen)


def _plain(step: ReleaseStep, act: Act) -> Callable[[str, int], None]:
    """Return the form of a step that says nothing but that it is taken."""

    def form(reference: str, seen: int) -> None:
        st.button(words.STEPS[step], key=f"{KEY}-{step}", type="primary", on_click=act, args=(reference, seen))

    return form


def _reasoned(step: ReleaseStep, act: Act) -> Callable[[str, int], None]:
    """Return the form of a step that needs a reason."""

    def form(reference: str, seen: int) -> None:
        with st.expander(words.STEPS[step], key=f"{KEY}-{step}-box"), st.form(f"{KEY}-{step}", border=False):
            st.text_input("Why", key=f"{KEY}-{step}-reason", max_chars=LONGEST_STEP_REASON)
            if step is ReleaseStep.WITHDRAW:
                st.caption(words.REASON_IS_PUBLIC)
            st.form_submit_button(words.STEPS[step], on_click=act, args=(reference, seen))

    return form


def _embargo_form(reference: str, seen: int) -> None:
    step = ReleaseStep.EMBARGO
    with st.expander(words.STEPS[step], key=f"{KEY}-{step}-box"), st.form(f"{KEY}-{step}", border=False):
        left, middle, right = st.columns(3)
        with left:
            st.date_input(
                "Day",
                value=clock.today() + timedelta(days=1),
                min_value=clock.today(),
                format="DD/MM/YYYY",
                key=f"{KEY}-day",
            )
        with middle:
            st.time_input("Time in London", value=MIDNIGHT, step=60, key=f"{KEY}-time")
        with right:
            st.selectbox(
                "If the clocks go back then", list(words.HOURS), format_func=words.HOURS.__getitem__, key=f"{KEY}-hour"
            )
        st.form_submit_button(words.STEPS[step], on_click=_embargo, args=(reference, seen))


@callback(Action.CHECK_RELEASE)
def _check(reference: str, seen: int) -> None:
    with acts.told(words.DONE[ReleaseStep.CHECK]):
        room().office.check(parsed(reference).release, seen=seen)


@callback(Action.APPROVE_RELEASE)
def _approve(reference: str, seen: int) -> None:
    with acts.told(words.DONE[ReleaseStep.APPROVE]):
        room().office.approve(parsed(reference).release, seen=seen)


@callback(Action.EMBARGO_RELEASE)
def _embargo(reference: str, seen: int) -> None:
    with acts.told(words.DONE[ReleaseStep.EMBARGO]):
        day, at = session.chosen_day(f"{KEY}-day"), session.widget_value(f"{KEY}-time")
        hour = session.typed(f"{KEY}-hour")
        there = datetime.combine(day or clock.today(), at if isinstance(at, time) else MIDNIGHT)
        until = embargo_moment(there, hour=Hour(hour) if hour else None)
        room().office.embargo(parsed(reference).release, seen=seen, until=until)


@callback(Action.LIFT_EMBARGO)
def _release(reference: str, seen: int) -> None:
    with acts.told(words.DONE[ReleaseStep.RELEASE]):
        reason = session.typed(f"{KEY}-{ReleaseStep.RELEASE}-reason")
        room().office.release(parsed(reference).release, seen=seen, reason=reason)


@callback(Action.WITHDRAW_RELEASE)
def _withdraw(reference: str, seen: int) -> None:
    with acts.told(words.DONE[ReleaseStep.WITHDRAW]):
        reason = session.typed(f"{KEY}-{ReleaseStep.WITHDRAW}-reason")
        room().office.withdraw(parsed(reference).release, seen=seen, reason=reason)


_FORMS: dict[ReleaseStep, Callable[[str, int], None]] = {
    ReleaseStep.CHECK: _plain(ReleaseStep.CHECK, _check),
    ReleaseStep.APPROVE: _plain(ReleaseStep.APPROVE, _approve),
    ReleaseStep.EMBARGO: _embargo_form,
    ReleaseStep.RELEASE: _reasoned(ReleaseStep.RELEASE, _release),
    ReleaseStep.WITHDRAW: _reasoned(ReleaseStep.WITHDRAW, _withdraw),
}
