"""One chart on a page: heading, chart, table and definition, what it rests on, and the keyboard's way to drill."""

import streamlit as st

from dashboard.charts import PLOTLY_CONFIG
from dashboard.charts.chart import Drawn, Plot
from dashboard.ui import markup
from dashboard.ui.desk import Desk, Seat
from dashboard.ui.drilling import addresses_of_columns, addresses_of_rows, clickable, dead_end, ways_into
from dashboard.ui.messages import one_panel
from dashboard.ui.present import present
from dashboard.ui.read_off import is_read_off, read_off

CHART, TABLE, DEFINITION = "Chart", "Table", "Definition"


def title(seat: Seat) -> None:
    """Show the name of the page and the question it answers."""
    st.html(markup.heading(seat.entry.title, level=1, subtitle=seat.entry.question))


def panel(desk: Desk, chart: Plot) -> None:
    """Show one chart; if it fails, it fails alone."""
    with one_panel(), st.container(key=f"panel-{chart.key}", gap="small"):
        if is_read_off(desk):
            read_off(desk, chart)
            return
        drawn = present(chart, desk)
        st.html(markup.heading(drawn.title, level=2, subtitle=drawn.subtitle, question=chart.question))
        seen, rows, meaning = st.tabs([CHART, TABLE, DEFINITION], key=f"tabs-{chart.key}")
        with seen:
            _figure(desk, chart, drawn)
        with rows:
            _table(desk, drawn)
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


def _table(desk: Desk, drawn: Drawn) -> None:
    if not drawn.table.rows:
        st.html(markup.note(drawn.empty))
        return
    caption = f"{drawn.title}. {drawn.subtitle}"
    rows, columns = addresses_of_rows(desk, drawn), addresses_of_columns(desk, drawn)
    st.html(markup.table(drawn.table, caption=caption, addresses=rows, heads=columns))


def _meaning(drawn: Drawn) -> list[tuple[str, str]]:
    metric = drawn.definition
    return [(metric.name, metric.definition), ("How it is worked out", metric.formula), ("Note", metric.caption)]


def _figure(desk: Desk, chart: Plot, drawn: Drawn) -> None:
    if drawn.figure is None:
        st.html(markup.note(drawn.empty))
        return
    ways = ways_into(desk, drawn)
    if ways:
        clickable(chart.key, drawn, ways, desk.offered.narrowing)
        return
    key, config = f"chart-{chart.key}", dict(PLOTLY_CONFIG)
    st.plotly_chart(drawn.figure, key=key, theme=None, config=config, alt=drawn.alt_text)
    dead_end(desk, drawn)
