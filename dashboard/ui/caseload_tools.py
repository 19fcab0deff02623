"""What narrows, orders and lays out the caseload: each choice changes the address, so Back undoes it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

import streamlit as st

from dashboard.caseload.choice import LONGEST_TEXT, CaseloadChoice, Facet
from dashboard.caseload.columns import USUAL, Column
from dashboard.policy import Action
from dashboard.ui import session
from dashboard.ui.desk import Desk
from dashboard.ui.guard import callback
from dashboard.wording import caseload as words
from dashboard.wording.caseload_rows import owner
from data_access.caseload.orders import Sort
from data_access.caseload.questions import NOT_RECORDED
from data_access.vocabulary import Risk, Status

REFERENCE, SORT, TURNED, COLUMNS, FORCE = (
    f"caseload-{name}" for name in ("reference", "sort", "turned", "columns", "force")
)


def tools(desk: Desk, choice: CaseloadChoice, owners: Mapping[str, bool]) -> None:
    """Draw what narrows and orders the list, as it is chosen now."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="caseload-tools"):
        session.set_widget(REFERENCE, choice.reference)
        st.text_input(words.SEARCH, key=REFERENCE, max_chars=LONGEST_TEXT, on_change=_find, args=(choice,))
        session.set_widget(SORT, choice.sort)
        orders = list(Sort)
        said = words.SORTS.__getitem__
        st.selectbox("Order", orders, format_func=said, key=SORT, on_change=_sort, args=(choice,))
        with st.popover("Filters", key="caseload-filters"):
            for facet in words.FACETS:
                _facet(desk, choice, facet, owners)
            if len(desk.user.scope.forces) > 1:
                _forces(desk, choice)
        with st.popover("Columns", key="caseload-layout"):
            session.set_widget(COLUMNS, list(choice.columns))
            st.multiselect(
                "Beside the reference",
                _columns(desk),
                format_func=words.COLUMNS.__getitem__,
                key=COLUMNS,
                on_change=_lay_out,
                args=(choice,),
            )
            session.set_widget(TURNED, choice.turned)
            st.checkbox("Turn the order round", key=TURNED, on_change=_turn_round, args=(choice,))


def _columns(desk: Desk) -> list[Column]:
    several = len(desk.user.scope.forces) > 1
    return [column for column in Column if several or column is not Column.FORCE]


def _codes(desk: Desk, facet: Facet, owners: Iterable[str]) -> list[str]:
    agencies = [agency.code for agency in desk.snapshot.reference.agencies]
    codes = {
        Facet.RISK: [risk.value for risk in reversed(Risk)],
        Facet.STAGE: [status.value for status in Status if status is not Status.CLOSED],
        Facet.OWNER: [*owners, NOT_RECORDED],
        Facet.LEAD: [*agencies, NOT_RECORDED],
        Facet.AGENCY: agencies,
    }
    return codes[facet]


def _facet(desk: Desk, choice: CaseloadChoice, facet: Facet, owners: Mapping[str, bool]) -> None:
    """Draw one facet; a code that no case has any more can still be taken away."""
    chosen, key = choice.of(facet), f"caseload-{facet}"
    session.set_widget(key, list(chosen))

    def said(code: str) -> str:
        if facet is Facet.OWNER:
            return owner(code, has_left=owners.get(code, False))
        return words.code_alone(facet, code, desk.snapshot.reference)

    st.multiselect(
        words.FACETS[facet],
        list(dict.fromkeys([*_codes(desk, facet, owners), *chosen])),
        format_func=said,
        key=key,
        placeholder="All",
        on_change=_narrow,
        args=(choice, facet),
    )


def _forces(desk: Desk, choice: CaseloadChoice) -> None:
    names = {force.code: force.name for force in desk.snapshot.reference.forces}
    session.set_widget(FORCE, choice.force)
    st.selectbox(
        "Force",
        ["", *desk.user.scope.forces],
        format_func=lambda code: names.get(code, code) if code else "All of yours",
        key=FORCE,
        on_change=_look_at,
        args=(choice,),
    )


def _chosen(key: str) -> tuple[str, ...]:
    value = session.widget_value(key)
    return tuple(map(str, value)) if isinstance(value, list | tuple) else ()


def _follow(choice: CaseloadChoice) -> None:
    st.query_params.from_dict(choice.query)


@callback(Action.VIEW_CASE)
def _find(choice: CaseloadChoice) -> None:
    typed = session.typed(REFERENCE).strip()
    _follow(replace(choice, reference=typed if typed.isprintable() else ""))


@callback(Action.VIEW_CASE)
def _sort(choice: CaseloadChoice) -> None:
    _follow(replace(choice, sort=Sort(session.typed(SORT)), turned=False))


@callback(Action.VIEW_CASE)
def _turn_round(choice: CaseloadChoice) -> None:
    _follow(replace(choice, turned=bool(session.widget_value(TURNED))))


@callback(Action.VIEW_CASE)
def _narrow(choice: CaseloadChoice, facet: Facet) -> None:
    _follow(choice.having(facet, _chosen(f"caseload-{facet}")))


@callback(Action.VIEW_CASE)
def _look_at(choice: CaseloadChoice) -> None:
    _follow(replace(choice, force=session.typed(FORCE)))


@callback(Action.VIEW_CASE)
def _lay_out(choice: CaseloadChoice) -> None:
    shown = set(_chosen(COLUMNS))
    _follow(replace(choice, columns=tuple(column for column in Column if column in shown) or USUAL))
