"""The Caseload page: counts that need action, and the cases behind each; recorded before a case is drawn."""

from collections.abc import Mapping
from pathlib import Path

import streamlit as st

from dashboard.administration.caseload import PAGE, CaseloadOffice
from dashboard.caseload.choice import CaseloadChoice
from dashboard.caseload.columns import SORTS, Column
from dashboard.caseload.reading import read_choice
from dashboard.policy import Action
from dashboard.ui import caseload_markup, markup, session
from dashboard.ui.caseload_files import offer, offer_briefing
from dashboard.ui.caseload_markup import Head, Tile
from dashboard.ui.caseload_office import office_of
from dashboard.ui.caseload_since import since_last_here
from dashboard.ui.caseload_tools import tools
from dashboard.ui.desk import Desk
from dashboard.ui.guard import callback, fragment
from dashboard.ui.messages import one_panel
from dashboard.ui.panel import title
from dashboard.wording import caseload as words
from dashboard.wording import caseload_rows, dates, numbers
from dashboard.wording.cases import rows_shown
from dashboard.wording.labels import label
from data_access.caseload.orders import Sort
from data_access.caseload.pages import PAGE_ROWS, CaseloadPage, CaseloadRow
from data_access.caseload_vocabulary import Need

LOOK = Path(__file__).with_name("caseload.css")


def caseload(desk: Desk) -> None:
    """Show what needs action, and the cases that the address asks for."""
    st.html(LOOK)
    with one_panel():
        if not desk.user.scope.forces:
            title(desk)
            st.html(markup.note(words.NO_FORCE))
            return
        asked = {name: st.query_params.get_all(name) for name in st.query_params}
        choice, in_vain = read_choice(asked, forces=desk.user.scope.forces, reference=desk.snapshot.reference)
        office = office_of(desk)
        counted, open_cases = office.needs(choice), office.count(choice.whole(None))
        _head(desk, counted, open_cases)
        _strip(office, choice, counted, open_cases)
        with one_panel():  # who cannot be told what is new still has the cases
            since_last_here(desk, office, choice)
            offer_briefing(desk, office, choice)
        if in_vain:
            st.html(markup.note(words.IN_VAIN))
        with st.container(key="panel-caseload", gap="small"):
            whole = open_cases if choice.need is None else counted[choice.need]
            _asked_for(desk, office, choice, found=office.count(choice) if choice.is_narrowed else whole)


def _head(desk: Desk, counted: Mapping[Need, int], open_cases: int) -> None:
    beneath = f"Open cases of your forces as at {dates.day(desk.snapshot.as_at)}"
    found = words.headline(counted, open_cases)
    st.html(markup.heading(found, level=1, subtitle=beneath, question=desk.entry.question))


def _strip(office: CaseloadOffice, choice: CaseloadChoice, counted: Mapping[Need, int], open_cases: int) -> None:
    """Draw the counts; each opens all cases that have the need, whatever the list was narrowed to."""
    held = choice.question(office.yardsticks).yardsticks
    told: list[tuple[Need | None, int, str, str]] = [(None, open_cases, words.ALL_OPEN, words.NOT_CLOSED)]
    told += [(need, number, label(need), words.why(need, held)) for need, number in counted.items()]
    tiles = [
        Tile(
            counted=numbers.count(number),
            name=name,
            why=why,
            address=choice.whole(need).address,
            is_open=choice.need is need,
            is_nothing=not number,
        )
        for need, number, name, why in told
    ]
    st.html(caseload_markup.strip(tiles, label=words.STRIP))
    st.html(markup.foot([words.NOT_ONE_SUM]))


def _asked_for(desk: Desk, office: CaseloadOffice, choice: CaseloadChoice, *, found: int) -> None:
    """Say what is listed, let it be narrowed, and list it; what narrows it makes the whole page run."""
    st.html(markup.heading(words.listed(choice, found), level=2))
    tools(desk, choice, office.owners())
    if filters := words.chips(choice, desk.snapshot.reference):
        ways = [(said, left.address) for said, left in filters]
        clear = (words.CLEAR, choice.whole(None).address)
        st.html(caseload_markup.chips(words.CHIPS, ways, clear=clear))
    if found:
        _list(desk, choice)
    else:
        st.html(markup.note(_nothing(choice)))


@fragment(PAGE)
def _list(desk: Desk, choice: CaseloadChoice) -> None:
    """Show the cases; turning a page draws this list again and nothing else."""
    with one_panel():
        office, asked = office_of(desk), words.in_words(choice, desk.snapshot.reference)
        trail = session.case_trail(choice.address)
        page = office.page(choice, in_words=asked, after=trail[-1] if trail else None)
        if trail and not page.cases:
            st.html(markup.note(words.PLACE_GONE))
            session.turn_to(choice.address, trail := ())
            page = office.page(choice, in_words=asked)
        found, first = office.count(choice), len(trail) * PAGE_ROWS + 1
        shown = rows_shown(first, first + len(page.cases) - 1, max(found, first + len(page.cases) - 1))
        _table(desk, choice, page, caption=f"Cases {shown}")
        _turning(choice, trail, next_after=page.next_after, shown=shown)
        offer(desk, choice, asked)
        st.html(markup.foot([words.VIEWING]))


def _nothing(choice: CaseloadChoice) -> str:
    if choice.is_narrowed:
        return words.NO_MATCH
    return words.EMPTY[choice.need] if choice.need else words.NONE_OPEN


def _table(desk: Desk, choice: CaseloadChoice, page: CaseloadPage, *, caption: str) -> None:
    waits = [caseload_rows.wait(case, as_at=desk.snapshot.as_at) for case in page.cases]
    longest = max((max(wait.days or 0, wait.aim or 0) for wait in waits), default=0)
    agencies = {agency.code: agency.name for agency in desk.snapshot.reference.agencies}
    forces = {force.code: force.name for force in desk.snapshot.reference.forces}

    def told(column: Column, case: CaseloadRow, wait: caseload_rows.Wait) -> str:
        if column is Column.WAITING:
            return caseload_markup.waiting(wait, longest=longest)
        return caseload_markup.plain(caseload_rows.cell(column, case, agencies=agencies, forces=forces))

    rows = (
        caseload_markup.row(
            case.referral_id, [(words.COLUMNS[column], told(column, case, wait)) for column in choice.columns]
        )
        for case, wait in zip(page.cases, waits, strict=True)
    )
    heads = [Head(name="Reference"), *(_column(choice, column) for column in choice.columns)]
    st.html(caseload_markup.table(heads, rows, caption=caption))


def _column(choice: CaseloadChoice, column: Column) -> Head:
    sort = SORTS.get(column)
    if sort is None:
        return Head(name=words.COLUMNS[column])
    # Received first is waiting longest: the column of days then falls.
    falls = choice.turned is (sort is not Sort.WAITING)
    way = "descending" if falls else "ascending"
    name, address = words.COLUMNS[column], choice.ordered(sort).address
    return Head(name=name, address=address, sorted_as=way if choice.sort is sort else "")


def _turning(choice: CaseloadChoice, trail: tuple[str, ...], *, next_after: str | None, shown: str) -> None:
    if not (trail or next_after):
        return
    with st.container(horizontal=True, vertical_alignment="center", key="caseload-pages"):
        back = (choice.address, trail[:-1])
        st.button("Previous page", key="caseload-back", disabled=not trail, on_click=_turn, args=back)
        onward = (choice.address, (*trail, next_after) if next_after else trail)
        st.button("Next page", key="caseload-on", disabled=not next_after, on_click=_turn, args=onward)
        st.html(markup.piece(markup.tag("p", shown, css="u-quiet")), width="content")


@callback(Action.VIEW_CASE)
def _turn(listed: str, trail: tuple[str, ...]) -> None:
    session.turn_to(listed, trail)
