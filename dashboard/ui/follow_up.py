"""What of the outcomes depends on the reader: how long referrals are followed, as the link says, and their flow."""

import streamlit as st

from dashboard.charts.flows import FLOW, FLOW_TO_OUTCOME
from dashboard.charts.outcome_cohorts import OUTCOMES_WITHIN, SHOWN_TO_ALL
from dashboard.policy import Action
from dashboard.selection.options import AFTER
from dashboard.ui import session
from dashboard.ui.desk import Desk
from dashboard.ui.guard import callback
from dashboard.ui.panel import panel
from dashboard.wording import numbers

QUESTION = "Followed for"
_KEY = "follow-up-days"


def outcomes_after(desk: Desk) -> None:
    """Show what came of referrals within one fixed time; readers of protected figures see one time only."""
    if desk.rule.exact:
        _offer_days(desk)
    days = int(desk.chosen.option(AFTER)) if desk.rule.exact else SHOWN_TO_ALL
    panel(desk, OUTCOMES_WITHIN[days])


def flow(desk: Desk) -> None:
    """Show which way referrals go: from the agencies on, or, to readers of protected figures, from pathway on."""
    panel(desk, FLOW if desk.rule.exact else FLOW_TO_OUTCOME)


def _offer_days(desk: Desk) -> None:
    offered = list(OUTCOMES_WITHIN)
    session.set_widget(_KEY, int(desk.chosen.option(AFTER)))
    st.radio(QUESTION, offered, format_func=numbers.days, key=_KEY, horizontal=True, on_change=_take)


@callback(Action.CHOOSE_FIGURES)
def _take() -> None:
    chosen, days = session.selection(), session.widget_value(_KEY)
    if chosen is not None:
        session.choose(chosen.opting({AFTER: str(days)}))
