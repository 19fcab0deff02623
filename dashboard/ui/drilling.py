"""Ways into a chart: a click on a mark, the row of its table, the list under it; or why there is none."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import streamlit as st

from dashboard.charts import PLOTLY_CONFIG
from dashboard.charts.chart import Choice, Drawn
from dashboard.charts.packed import for_clicks
from dashboard.charts.row_choices import column_choices, row_choices
from dashboard.policy import Action, Narrowing
from dashboard.selection import Offer, with_period
from dashboard.selection.drill import TIMES, drilled, may_take, named, years_within
from dashboard.ui import markup, session
from dashboard.ui.breadcrumb import address_of
from dashboard.ui.desk import Desk
from dashboard.ui.filter_bar import narrow
from dashboard.ui.guard import callback
from dashboard.wording import steps as words

_YEARS_OFFERED = 2  # the nearest cuts, not a second menu


def ways_into(desk: Desk, drawn: Drawn) -> tuple[Choice, ...]:
    """Return what this reader may open of a chart, in the order drawn."""
    found = (_named(choice, desk.offered) for choice in drawn.choices)
    return tuple(choice for choice in found if may_take(choice.pairs, desk.offered))


def addresses_of_rows(desk: Desk, drawn: Drawn) -> tuple[str, ...]:
    """Return where the heading of each row of a chart's table leads: to what a click on its mark opens, or ""."""
    return tuple(_leads_to(desk, choice) for choice in row_choices(drawn))


def addresses_of_columns(desk: Desk, drawn: Drawn) -> tuple[str, ...]:
    """Return where the heading of each column leads: of a table that tells a mark down a column."""
    return tuple(_leads_to(desk, choice) for choice in column_choices(drawn))


def _leads_to(desk: Desk, choice: Choice | None) -> str:
    pairs = () if choice is None else named(choice.pairs, desk.offered)
    if not may_take(pairs, desk.offered):
        return ""
    there = drilled(desk.chosen, pairs, narrowing=desk.offered.narrowing)
    return "" if there == desk.chosen else address_of(there)


def _named(choice: Choice, offered: Offer) -> Choice:
    """Return a choice with its days called by the listed period they are; its marks carry what they did."""
    (dimension, code), *also = named(choice.pairs, offered)
    return replace(choice, dimension=dimension, code=code, also=tuple(also), mark=choice.carried)


def clickable(chart_key: str, drawn: Drawn, ways: tuple[Choice, ...], narrowing: Narrowing) -> None:
    """Show a chart whose marks can be clicked, and the same ways as a list under it."""
    key = f"chart-{chart_key}"
    st.plotly_chart(
        for_clicks(drawn.figure),
        key=key,
        theme=None,
        config=dict(PLOTLY_CONFIG),
        alt=drawn.alt_text,
        selection_mode="points",
        on_select=_clicked(key, ways, narrowing),
    )
    _keyboard_route(f"drill-{chart_key}", ways, narrowing)


def _keyboard_route(key: str, ways: tuple[Choice, ...], narrowing: Narrowing) -> None:
    """Offer what a click does as a list: Plotly marks take no keyboard focus."""
    labels = {choice.carried: choice.label for choice in ways}
    dimensions = {choice.dimension for choice in ways}
    asked = words.DRILLS.get(next(iter(dimensions)), words.SEVERAL) if len(dimensions) == 1 else words.SEVERAL
    session.set_widget(key, None)
    st.selectbox(
        asked,
        list(labels),
        format_func=labels.__getitem__,
        key=key,
        placeholder=f"{asked} …",
        label_visibility="collapsed",
        on_change=_picked,
        args=(key, ways, narrowing),
    )


def dead_end(desk: Desk, drawn: Drawn) -> None:
    """Say why the marks of a chart open nothing for this reader, and offer the nearest cut that is safe."""
    kinds = {dimension for choice in drawn.choices for dimension, _ in choice.pairs}
    if not kinds or desk.user.grant.narrowing is Narrowing.NONE:
        return
    if not kinds & {*TIMES}:
        st.html(markup.dead_end(words.ONLY_PLACE, []))
        return
    years = years_within(desk.period, desk.offered)[:_YEARS_OFFERED]
    cuts = [(words.show_period(year.label), address_of(with_period(desk.chosen, year.key))) for year in years]
    st.html(markup.dead_end(words.MONTHS_CLOSED if "month" in kinds else words.DAYS_CLOSED, cuts))


def _clicked(key: str, ways: tuple[Choice, ...], narrowing: Narrowing) -> Callable[[], None]:
    """Return the callback of a click on a mark; the mark carries the choice it stands for, "other" carries none."""
    by_mark = {choice.carried: choice for choice in ways}

    @callback(Action.CHOOSE_FIGURES)
    def take() -> None:
        event = session.widget_value(key)
        points = event["selection"]["points"] if isinstance(event, Mapping) else []
        for carried in (_carried(point) for point in points):
            if carried in by_mark:
                narrow(by_mark[carried].pairs, narrowing=narrowing)
                return

    return take


@callback(Action.CHOOSE_FIGURES)
def _picked(key: str, ways: tuple[Choice, ...], narrowing: Narrowing) -> None:
    carried = session.widget_value(key)
    for choice in ways:
        if choice.carried == carried:
            narrow(choice.pairs, narrowing=narrowing)
            return


def _carried(point: Mapping[str, object]) -> str:
    carried = point.get("customdata", "")
    return str(carried[0] if isinstance(carried, list | tuple) else carried)
