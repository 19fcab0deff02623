"""What the reader's forces are mailed: alerts and weekly briefings, listed, set and ended."""

from collections.abc import Mapping

import streamlit as st

from dashboard.administration.mailings import MailingOffice
from dashboard.charts.chart import Table
from dashboard.identity.clock import moment
from dashboard.identity.gate import gate
from dashboard.policy import Action
from dashboard.settings import dashboard_settings
from dashboard.ui import acts, markup, session, visitor
from dashboard.ui.desk import Desk
from dashboard.ui.events import own_forces
from dashboard.ui.guard import callback, reader
from dashboard.ui.messages import one_panel
from dashboard.wording import mailings as words
from dashboard.wording.labels import label
from data_access.caseload_vocabulary import AlertRule, Need
from data_access.mailings import Cause
from data_access.mailings.alerts import MOST_DAYS, Watch
from data_access.mailings.briefings import HOURS_OF_A_DAY
from data_access.schema.caseload import LONGEST_ADDRESS
from data_access.vocabulary import Risk

PAGE, ALERT, BRIEFING, ENDING = "alerts", "new-alert", "new-briefing", "end-mailing"
LEVELS: tuple[Risk | None, ...] = (None, Risk.HIGH, Risk.MEDIUM, Risk.LOW, Risk.UNKNOWN)
USUAL_DAYS, USUAL_HOUR = 3, 8


def mailings(desk: Desk) -> None:
    """Show what is mailed to whom, and let a manager set more or end what nobody reads."""
    acts.show()
    forces = own_forces(desk)
    with one_panel():
        office = _office()
        if dashboard_settings().mail_host is None or not office.domains:
            st.html(markup.note(words.NO_SERVER))
        ends = {**_alerts(office, forces), **_briefings(office, forces)}
        _new_alert(forces)
        _new_briefing(forces)
        if ends:
            _ending(ends)
        st.html(markup.foot([words.WHAT_A_MAIL_SAYS]))


def _office() -> MailingOffice:
    user = reader(PAGE)
    return MailingOffice(
        user=user,
        store=gate().store,
        witness=visitor.witness(user),
        now=moment(),
        domains=dashboard_settings().mail_domains,
    )


def _alerts(office: MailingOffice, forces: Mapping[str, str]) -> dict[Cause, str]:
    """List the alerts; return each with the words it is ended by."""
    st.html(markup.heading("Alerts", level=2, subtitle="On each day on which it is so"))
    standing = {Cause(alert_id=each.alert_id): each for each in office.alerts()}
    last = office.last(tuple(standing))
    rows = [words.alert_row(each, forces, last.get(cause)) for cause, each in standing.items()]
    _listed(words.ALERT_HEADINGS, rows, caption="Alerts", empty=words.NO_ALERTS)
    return {cause: f"{words.watched(each.watch)}, to {each.address}" for cause, each in standing.items()}


def _briefings(office: MailingOffice, forces: Mapping[str, str]) -> dict[Cause, str]:
    """List the briefings; return each with the words it is ended by."""
    st.html(markup.heading("Briefings", level=2, subtitle="Every week, with the page as PDF"))
    standing = {Cause(briefing_id=each.briefing_id): each for each in office.briefings()}
    last = office.last(tuple(standing))
    rows = [words.briefing_row(each, forces, last.get(cause)) for cause, each in standing.items()]
    _listed(words.BRIEFING_HEADINGS, rows, caption="Briefings", empty=words.NO_BRIEFINGS)
    return {cause: f"{words.when(each)}, to {each.address}" for cause, each in standing.items()}


def _listed(headings: tuple[str, ...], rows: list[tuple[str, ...]], *, caption: str, empty: str) -> None:
    if not rows:
        st.html(markup.note(empty))
        return
    listed = Table(headings=headings, rows=tuple(rows), numeric=(False,) * len(headings))
    st.html(markup.table(listed, caption=caption, stacks=True))


def _new_alert(forces: Mapping[str, str]) -> None:
    with st.expander("Set an alert", key=f"{ALERT}-box", icon=":material/notifications:"):
        kind = st.radio("Watch for", list(AlertRule), format_func=label, key=f"{ALERT}-rule", horizontal=True)
        with st.form(ALERT, border=False):
            _force(forces, ALERT)
            if kind is AlertRule.NEEDS:
                st.selectbox("What needs action", list(Need), format_func=label, key=f"{ALERT}-need")
                st.number_input("At least so many cases", min_value=1, value=1, key=f"{ALERT}-least")
            else:
                st.number_input("Unassessed after how many days", 0, MOST_DAYS, value=USUAL_DAYS, key=f"{ALERT}-days")
            st.selectbox("Level of risk", LEVELS, index=1, format_func=words.level, key=f"{ALERT}-risk")
            st.text_input("Mail to", key=f"{ALERT}-address", max_chars=LONGEST_ADDRESS)
            st.form_submit_button("Set this alert", on_click=_set, args=(next(iter(forces), ""),))


def _new_briefing(forces: Mapping[str, str]) -> None:
    with (
        st.expander("Schedule a briefing", key=f"{BRIEFING}-box", icon=":material/mail:"),
        st.form(BRIEFING, border=False),
    ):
        _force(forces, BRIEFING)
        weekdays = range(len(words.WEEKDAYS))
        st.selectbox("Every", weekdays, format_func=words.WEEKDAYS.__getitem__, key=f"{BRIEFING}-weekday")
        st.number_input("From this hour, London time", 0, max(HOURS_OF_A_DAY), value=USUAL_HOUR, key=f"{BRIEFING}-hour")
        st.text_input("Mail to", key=f"{BRIEFING}-address", max_chars=LONGEST_ADDRESS)
        st.form_submit_button("Schedule this briefing", on_click=_schedule, args=(next(iter(forces), ""),))


def _force(forces: Mapping[str, str], form: str) -> None:
    if len(forces) > 1:
        st.selectbox("Force", list(forces), format_func=forces.__getitem__, key=f"{form}-force")


def _ending(ends: Mapping[Cause, str]) -> None:
    with st.expander("End one", key=f"{ENDING}-box", icon=":material/remove:"), st.form(ENDING, border=False):
        st.selectbox(
            "Alert or briefing",
            list(ends),
            index=None,
            format_func=ends.__getitem__,
            placeholder="Choose one …",
            key=f"{ENDING}-cause",
        )
        st.form_submit_button("End it", on_click=_end)


@callback(Action.SET_MAILINGS)
def _set(only_force: str) -> None:
    rule, need, risk = (session.widget_value(f"{ALERT}-{name}") for name in ("rule", "need", "risk"))
    by_need = rule is AlertRule.NEEDS
    watch = Watch(
        force_code=session.typed(f"{ALERT}-force") or only_force,
        rule=AlertRule.NEEDS if by_need else AlertRule.UNASSESSED_AFTER,
        need=need if by_need and isinstance(need, Need) else None,
        risk=risk if isinstance(risk, Risk) else None,
        days=None if by_need else _whole(f"{ALERT}-days", otherwise=USUAL_DAYS),
        at_least=_whole(f"{ALERT}-least", otherwise=1) if by_need else 1,
    )
    with acts.told(words.SET):
        _office().watch(watch, address=session.typed(f"{ALERT}-address"))
        session.set_widget(f"{ALERT}-address", "")


@callback(Action.SET_MAILINGS)
def _schedule(only_force: str) -> None:
    with acts.told(words.SCHEDULED):
        _office().schedule(
            session.typed(f"{BRIEFING}-force") or only_force,
            weekday=_whole(f"{BRIEFING}-weekday", otherwise=0),
            hour=_whole(f"{BRIEFING}-hour", otherwise=USUAL_HOUR),
            address=session.typed(f"{BRIEFING}-address"),
        )
        session.set_widget(f"{BRIEFING}-address", "")


@callback(Action.SET_MAILINGS)
def _end() -> None:
    chosen = session.widget_value(f"{ENDING}-cause")
    with acts.told(words.ENDED):
        _office().end(chosen if isinstance(chosen, Cause) else Cause(alert_id=0))
        session.set_widget(f"{ENDING}-cause", None)


def _whole(key: str, *, otherwise: int) -> int:
    value = session.widget_value(key)
    return value if isinstance(value, int) else otherwise
