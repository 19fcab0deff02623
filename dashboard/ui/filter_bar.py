"""The only filter widgets of the application: a quiet row of chips, drawn by the entry script before the page.

The selection is the truth. Each widget is set to it before it is drawn and changes it only in its callback, so a
link, a reload, a click on a chart and a widget can never disagree.
"""

from collections.abc import Iterable, Sequence
from datetime import date

import streamlit as st

from dashboard.periods import Period, PeriodChoice, days_key
from dashboard.policy import Action, Narrowing
from dashboard.selection import ALL_FORCES, DIMENSIONS, MAIN_DIMENSIONS, Offer, Selection, narrowed, with_period
from dashboard.selection.drill import drilled
from dashboard.ui import markup, session
from dashboard.ui.guard import callback
from dashboard.wording import dates
from dashboard.wording.steps import code_in_words, names_of
from data_access.reference import Reference

ALL = ""
TITLES = {"area": "Area", "agency": "Agency", "risk": "Risk level"}
EVERYTHING = {"area": "All areas", "agency": "All agencies", "risk": "All risk levels"}


def filter_bar(offered: Offer, chosen: Selection, period: Period) -> None:
    """Draw the row: force, period, agency, risk, area, the days in words, what is narrowed, and reset."""
    with st.container(key="filter-bar", horizontal=True, vertical_alignment="center", gap="small"):
        _force_choice(offered, chosen)
        _period_choice(offered, chosen, period)
        for dimension in MAIN_DIMENSIONS[::-1]:
            _dimension_choice(dimension, offered, chosen)
        _chips(offered.reference, chosen)
        st.html(markup.piece(markup.tag("p", dates.period(period.since, period.until), css="u-quiet")), width="content")


def narrow(pairs: Sequence[tuple[str, str]], *, narrowing: Narrowing) -> None:
    """Narrow to what a mark stands for, or let go of it if it is what is chosen; for clicks on charts."""
    chosen = session.selection()
    if chosen is None:
        return
    there = drilled(chosen, pairs, narrowing=narrowing)
    if there == chosen:
        for dimension, _ in pairs:
            there = there.having(dimension, ()) if dimension in DIMENSIONS else there
    session.choose(there)


def _force_choice(offered: Offer, chosen: Selection) -> None:
    names = {force.code: force.name for force in offered.reference.forces} | {ALL_FORCES: "All units"}
    options = [*offered.forces, *([ALL_FORCES] if offered.may_take_all else [])]
    if len(options) < 2:  # noqa: PLR2004 - one option is no choice
        st.html(markup.piece(markup.tag("b", names.get(chosen.force, chosen.force))), width="content")
        return
    with st.popover(names.get(chosen.force, chosen.force)):
        session.set_widget("filter-force", chosen.force)
        st.radio("Force", options, format_func=names.__getitem__, key="filter-force", on_change=_take_force)


def _period_choice(offered: Offer, chosen: Selection, period: Period) -> None:
    labels = {each.key: each.label for each in offered.periods}
    with st.popover(period.label):
        session.set_widget("filter-period", chosen.period if chosen.period in labels else None)
        st.radio("Period", list(labels), format_func=labels.__getitem__, key="filter-period", on_change=_take_period)
        if offered.user.grant.periods is PeriodChoice.ANY:
            session.set_widget("filter-days", (period.since, period.until))
            st.date_input(
                "Or any two days",
                key="filter-days",
                min_value=offered.dates.launched_on,
                max_value=offered.dates.data_to,
                format="DD/MM/YYYY",
                on_change=_take_days,
            )


def _dimension_choice(dimension: str, offered: Offer, chosen: Selection) -> None:
    codes = offered.codes(dimension, chosen.force)
    if not codes:
        return
    names = names_of(dimension, offered.reference)
    key = f"filter-{dimension}"
    with st.popover(TITLES[dimension]):
        if offered.narrowing is Narrowing.FREE:
            session.set_widget(key, list(chosen.of(dimension)))
            st.pills(
                TITLES[dimension],
                codes,
                selection_mode="multi",
                format_func=names.__getitem__,
                key=key,
                on_change=_take_dimension,
                args=(dimension, offered.narrowing),
            )
            return
        session.set_widget(key, next(iter(chosen.of(dimension)), ALL))
        st.radio(
            TITLES[dimension],
            [ALL, *codes],
            format_func=lambda code: names.get(code, EVERYTHING[dimension]),
            key=key,
            on_change=_take_dimension,
            args=(dimension, offered.narrowing),
        )


def _chips(reference: Reference, chosen: Selection) -> None:
    in_force = [(dimension, code) for dimension in DIMENSIONS for code in chosen.of(dimension)]
    for dimension, code in in_force:
        words = code_in_words(dimension, code, reference)
        st.button(
            f"{words} ✕",
            key=f"chip-{dimension}-{code}",
            help=f"Remove: {words}",
            type="primary",
            on_click=_drop,
            args=(dimension, code),
        )
    if in_force:
        st.button("Reset", key="filter-reset", type="tertiary", on_click=_reset)


@callback(Action.CHOOSE_FIGURES)
def _take_force() -> None:
    chosen, force = session.selection(), session.widget_value("filter-force")
    if chosen is not None and isinstance(force, str):
        session.choose(drilled(chosen, [("force", force)], narrowing=Narrowing.FREE))


@callback(Action.CHOOSE_FIGURES)
def _take_period() -> None:
    chosen, key = session.selection(), session.widget_value("filter-period")
    if chosen is not None and isinstance(key, str):
        session.choose(with_period(chosen, key))


@callback(Action.CHOOSE_FIGURES)
def _take_days() -> None:
    chosen, days = session.selection(), session.widget_value("filter-days")
    if chosen is not None and isinstance(days, tuple) and len(days) == 2:  # noqa: PLR2004 - both ends are chosen
        since, until = sorted(day for day in days if isinstance(day, date))
        session.choose(with_period(chosen, days_key(since, until)))


@callback(Action.CHOOSE_FIGURES)
def _take_dimension(dimension: str, narrowing: Narrowing) -> None:
    chosen, value = session.selection(), session.widget_value(f"filter-{dimension}")
    if chosen is None:
        return
    codes: Iterable[object] = value if isinstance(value, list) else [value]
    session.choose(narrowed(chosen, dimension, (str(code) for code in codes if code), narrowing=narrowing))


@callback(Action.CHOOSE_FIGURES)
def _drop(dimension: str, code: str) -> None:
    chosen = session.selection()
    if chosen is not None:
        session.choose(chosen.having(dimension, (kept for kept in chosen.of(dimension) if kept != code)))


@callback(Action.CHOOSE_FIGURES)
def _reset() -> None:
    chosen = session.selection()
    if chosen is not None:
        session.choose(chosen.whole())
