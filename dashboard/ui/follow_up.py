"""What of the outcomes depends on the reader: how long referrals are followed, and how far back their flow is told."""

import streamlit as st

from dashboard.charts.flows import FLOW, FLOW_TO_OUTCOME
from dashboard.charts.outcome_cohorts import OUTCOMES_WITHIN, SHOWN_TO_ALL
from dashboard.ui.desk import Desk
from dashboard.ui.panel import panel
from dashboard.wording import numbers

QUESTION = "Followed for"
_KEY = "follow-up-days"


def outcomes_after(desk: Desk) -> None:
    """Show what came of referrals within one fixed time; readers of protected figures see one time only."""
    days = _chosen() if desk.rule.exact else SHOWN_TO_ALL
    panel(desk, OUTCOMES_WITHIN[days])


def flow(desk: Desk) -> None:
    """Show which way referrals go: from the agencies on, or, to readers of protected figures, from pathway on."""
    panel(desk, FLOW if desk.rule.exact else FLOW_TO_OUTCOME)


def _chosen() -> int:
    offered = list(OUTCOMES_WITHIN)
    usual = offered.index(SHOWN_TO_ALL)
    days = st.radio(QUESTION, offered, format_func=numbers.days, key=_KEY, index=usual, horizontal=True)
    return days or SHOWN_TO_ALL
