"""The list of cases on its page: found by reference, sorted, turned page by page; recorded before a row is drawn."""

from datetime import date

import streamlit as st

from dashboard.administration.case_list import CaseOffice
from dashboard.charts.chart import Table
from dashboard.identity.clock import moment
from dashboard.identity.gate import gate
from dashboard.policy import Action
from dashboard.selection.options import SORT
from dashboard.ui import cache, markup, session, visitor
from dashboard.ui.case_links import case_addresses
from dashboard.ui.desk import Desk
from dashboard.ui.guard import callback, fragment, reader
from dashboard.ui.messages import one_panel
from dashboard.wording import cases as words
from dashboard.wording.filtering import filters_in_words
from data_access.case_list import PAGE_ROWS, ListedCase, Order

PAGE, ORDER, SEARCH = "cases", "case-order", "case-search"


def case_list(desk: Desk) -> None:
    """Show the cases behind what is chosen; turning a page draws the list again and nothing else."""
    orders = {order.value: said for order, said in words.ORDERS.items()}
    with st.container(horizontal=True, vertical_alignment="bottom", key="case-tools"):
        st.text_input(words.SEARCH, key=SEARCH, max_chars=64, help=words.SEARCHED)
        session.set_widget(ORDER, desk.chosen.option(SORT))
        st.radio("Order", list(orders), format_func=orders.__getitem__, key=ORDER, horizontal=True, on_change=_sort)
    _list(desk)


@callback(Action.VIEW_CASE)
def _sort() -> None:
    chosen = session.selection()
    if chosen is not None:
        session.choose(chosen.opting({SORT: session.typed(ORDER)}))


@fragment(PAGE)
def _list(desk: Desk) -> None:
    with one_panel():
        if searched := session.typed(SEARCH).strip():
            _found(desk, searched)
        else:
            _matching(desk, Order(desk.chosen.option(SORT)))
        st.html(markup.foot([words.VIEWING_IS_RECORDED]))


def _office() -> CaseOffice:
    user = reader(PAGE)
    return CaseOffice(
        user=user, case_engine=cache.cases(), store=gate().store, witness=visitor.witness(user), now=moment()
    )


def _found(desk: Desk, reference: str) -> None:
    case = _office().find(reference)
    if case is None:
        st.html(markup.note(words.NOTHING_FOUND))
        return
    _table(desk, (case,), caption=f"{words.SEARCH}: {reference}")


def _matching(desk: Desk, order: Order) -> None:
    office, asked = _office(), filters_in_words(desk.filters, desk.snapshot.reference)
    found = office.count(desk.filters)
    st.html(markup.heading(words.listed(found, order), level=2, subtitle=asked))
    in_figures = desk.snapshot.referrals(scope=desk.user.scope, filters=desk.filters).height
    if found != in_figures:
        st.html(markup.note(words.moved_on(in_figures)))
    if not found:
        st.html(markup.note(words.NO_CASES))
        return
    listed = f"{desk.filters!r} {order}"
    trail = session.case_trail(listed)
    page = office.page(desk.filters, filters_in_words=asked, order=order, after=trail[-1] if trail else None)
    first = len(trail) * PAGE_ROWS + 1
    shown = words.rows_shown(first, first + len(page.cases) - 1, found)
    _table(desk, page.cases, caption=f"Cases {shown}")
    _turning(listed, trail, next_after=page.next_after, shown=shown)


def _table(desk: Desk, cases: tuple[ListedCase, ...], *, caption: str) -> None:
    agencies = {agency.code: agency.name for agency in desk.snapshot.reference.agencies}
    as_at: date = desk.snapshot.as_at
    rows = tuple(words.case_row(case, agencies, as_at=as_at) for case in cases)
    content = Table(headings=words.HEADINGS, rows=rows, numeric=(False,) * len(words.HEADINGS))
    addresses = case_addresses(case.referral_id for case in cases)
    st.html(markup.table(content, caption=caption, stacks=True, addresses=addresses))


def _turning(listed: str, trail: tuple[str, ...], *, next_after: str | None, shown: str) -> None:
    if not (trail or next_after):
        return
    with st.container(horizontal=True, vertical_alignment="center", key="case-pages"):
        st.button("Previous page", key="cases-back", disabled=not trail, on_click=_turn, args=(listed, trail[:-1]))
        onward = (*trail, next_after) if next_after else trail
        st.button("Next page", key="cases-on", disabled=not next_after, on_click=_turn, args=(listed, onward))
        st.html(markup.piece(markup.tag("p", shown, css="u-quiet")), width="content")


@callback(Action.VIEW_CASE)
def _turn(listed: str, trail: tuple[str, ...]) -> None:
    session.turn_to(listed, trail)
