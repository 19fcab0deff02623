"""By which date figures of assessments are told: one panel, and above it the choice, which stands in the link too."""

import streamlit as st

from dashboard.charts.chart import Plot
from dashboard.policy import Action
from dashboard.selection.options import ASSESSED, BY, REFERRED
from dashboard.ui import session
from dashboard.ui.desk import Desk
from dashboard.ui.guard import callback
from dashboard.ui.panel import panel

KEY = "figures-by-date"
CAPTIONS = ("Everybody received then, waiting or not", "Finished ones alone: recent quarters look quick")
WORDS = {REFERRED: "By date referred", ASSESSED: "By date assessed"}


def by_date(desk: Desk, *, referred: Plot, assessed: Plot) -> None:
    """Offer both dates and show the panel of the one chosen."""
    if not desk.sees_charts:
        return
    session.set_widget(KEY, desk.chosen.option(BY))
    st.radio(
        "Count assessments",
        list(WORDS),
        format_func=WORDS.__getitem__,
        captions=CAPTIONS,
        horizontal=True,
        key=KEY,
        on_change=_take,
    )
    panel(desk, assessed if desk.chosen.option(BY) == ASSESSED else referred)


@callback(Action.CHOOSE_FIGURES)
def _take() -> None:
    chosen, basis = session.selection(), session.widget_value(KEY)
    if chosen is not None and basis in WORDS:
        session.choose(chosen.opting({BY: str(basis)}))
