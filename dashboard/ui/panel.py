"""One chart on a page: heading, chart, table and definition, what it rests on, and the keyboard's way to drill."""

from collections.abc import Callable, Mapping

import streamlit as st

from dashboard.charts import PLOTLY_CONFIG
from dashboard.charts.chart import Choice, Drawn, Plot
from dashboard.periods import PeriodChoice
from dashboard.policy import Action, Narrowing
from dashboard.ui import markup, session
from dashboard.ui.desk import Desk, Seat
from dashboard.ui.filter_bar import narrow
from dashboard.ui.guard import callback
from dashboard.ui.messages import one_panel
from dashboard.ui.present import present

CHART, TABLE, DEFINITION = "Chart", "Table", "Definition"
DRILL_WORDS = {
    "month": "Open one month",
    "agency": "Narrow to one agency",
    "risk": "Narrow to one level of risk",
    "area": "Narrow to one area",
}


def title(seat: Seat) -> None:
    """Show the name of the page and the question it answers."""
    st.html(markup.heading(seat.entry.title, level=1, subtitle=seat.entry.question))


def panel(desk: Desk, chart: Plot) -> None:
    """Show one chart; if it fails, it fails alone."""
    with one_panel(), st.container(key=f"panel-{chart.key}", gap="small"):
        drawn = present(chart, desk)
        st.html(markup.heading(drawn.title, level=2, subtitle=drawn.subtitle, question=chart.question))
        seen, rows, meaning = st.tabs([CHART, TABLE, DEFINITION], key=f"tabs-{chart.key}")
        with seen:
            _figure(desk, chart, drawn)
        with rows:
            st.html(markup.table(drawn.table, caption=f"{drawn.title}. {drawn.subtitle}"))
        with meaning:
            st.html(markup.definitions(_meaning(drawn)))
        st.html(markup.foot([*drawn.notes, drawn.source]))


def pair(desk: Desk, left: Plot, right: Plot) -> None:
    """Show two charts side by side, to readers whose view goes beyond the headline."""
    if not desk.sees_charts:
        return
    for column, chart in zip(st.columns(2, gap="large"), (left, right), strict=True):
        with column:
            panel(desk, chart)


def may_drill(desk: Desk, chart: Plot) -> bool:
    """Return whether this reader may open what a mark of this chart stands for."""
    if chart.dimension == "month":
        return desk.user.grant.periods is PeriodChoice.ANY
    return bool(chart.dimension) and desk.offered.narrowing is not Narrowing.NONE


def _meaning(drawn: Drawn) -> list[tuple[str, str]]:
    metric = drawn.definition
    return [(metric.name, metric.definition), ("How it is worked out", metric.formula), ("Note", metric.caption)]


def _figure(desk: Desk, chart: Plot, drawn: Drawn) -> None:
    if drawn.figure is None:
        st.html(markup.note(drawn.empty))
        return
    key, config = f"chart-{chart.key}", dict(PLOTLY_CONFIG)
    if not (drawn.choices and may_drill(desk, chart)):
        st.plotly_chart(drawn.figure, key=key, theme=None, config=config, alt=drawn.alt_text)
        return
    st.plotly_chart(
        drawn.figure,
        key=key,
        theme=None,
        config=config,
        alt=drawn.alt_text,
        selection_mode="points",
        on_select=_clicked(chart.dimension, key, drawn.choices, desk.offered.narrowing),
    )
    _keyboard_route(chart.dimension, f"drill-{chart.key}", drawn.choices, desk.offered.narrowing)


def _keyboard_route(dimension: str, key: str, choices: tuple[Choice, ...], narrowing: Narrowing) -> None:
    """Offer the same choice as a list: Plotly marks take no keyboard focus."""
    labels = {choice.code: choice.label for choice in choices}
    session.set_widget(key, None)
    st.selectbox(
        DRILL_WORDS[dimension],
        list(labels),
        format_func=labels.__getitem__,
        key=key,
        placeholder=f"{DRILL_WORDS[dimension]} …",
        label_visibility="collapsed",
        on_change=_picked,
        args=(dimension, key, narrowing),
    )


@callback(Action.CHOOSE_FIGURES)
def _picked(dimension: str, key: str, narrowing: Narrowing) -> None:
    code = session.widget_value(key)
    if isinstance(code, str):
        narrow(dimension, code, narrowing=narrowing)


def _clicked(dimension: str, key: str, choices: tuple[Choice, ...], narrowing: Narrowing) -> Callable[[], None]:
    """Return the callback of a click on a mark; the mark carries the code it stands for, "other" carries none."""
    offered = {choice.code for choice in choices}

    @callback(Action.CHOOSE_FIGURES)
    def take() -> None:
        event = session.widget_value(key)
        points = event["selection"]["points"] if isinstance(event, Mapping) else []
        for code in (_code(point) for point in points):
            if code in offered:
                narrow(dimension, code, narrowing=narrowing)
                return

    return take


def _code(point: Mapping[str, object]) -> str:
    carried = point.get("customdata", "")
    return str(carried[0] if isinstance(carried, list | tuple) else carried)
