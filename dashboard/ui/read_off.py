"""What a reader of protected figures is shown under a filter: what the tables without it say of what was chosen.

A number read off a table that stands there anyway tells nothing more than the table: however many filters are tried,
one after the other, all that can be set against each other is what everybody with that role sees without any.
"""

from dataclasses import replace

import streamlit as st

from dashboard.charts.chart import Drawn, Plot
from dashboard.charts.closed import NARROWED, closed_to
from dashboard.selection import MAIN_DIMENSIONS
from dashboard.ui import markup
from dashboard.ui.desk import Desk
from dashboard.ui.present import present
from dashboard.ui.seating import without_filters
from dashboard.wording import steps as words

Row = tuple[str, ...]


def is_read_off(desk: Desk) -> bool:
    """Return whether nothing is measured under what this reader chose, only read off."""
    return closed_to(desk.rule, desk.view) == NARROWED


def read_off(desk: Desk, chart: Plot) -> None:
    """Show what the table of a chart without the filter says of what was chosen; why nothing, if it has no such row."""
    drawn = present(chart, without_filters(desk))
    rows = _rows_of(drawn, desk)
    if not rows:
        _say_unnamed(chart, drawn, desk)
        return
    content = replace(drawn.table, rows=rows, codes=(), heading_codes=())  # its marks open nothing here
    st.html(markup.heading(words.read_off(rows[0][0]), level=2, subtitle=drawn.subtitle, question=chart.question))
    st.html(markup.table(content, caption=drawn.subtitle))
    st.html(markup.foot([words.READ_OFF, drawn.source]))


def _say_unnamed(chart: Plot, drawn: Drawn, desk: Desk) -> None:
    """Say that a table of such groups does not name the chosen one; of other tables there is nothing to say."""
    chosen = desk.chosen.of(chart.dimension) if chart.dimension in MAIN_DIMENSIONS else ()
    if not (chosen and drawn.table.rows):
        return
    unnamed = words.unnamed(words.codes_in_words(chart.dimension, chosen, desk.offered.reference))
    st.html(markup.heading(unnamed, level=2, subtitle=drawn.subtitle, question=chart.question))
    st.html(markup.foot([words.UNNAMED, drawn.source]))


def _rows_of(drawn: Drawn, desk: Desk) -> tuple[Row, ...]:
    opened = {choice.dimension for choice in drawn.choices}
    chosen = {code for each in MAIN_DIMENSIONS if each in opened for code in desk.chosen.of(each)}
    marks = drawn.table.codes or ("",) * len(drawn.table.rows)
    return tuple(row for row, mark in zip(drawn.table.rows, marks, strict=True) if mark and mark in chosen)
