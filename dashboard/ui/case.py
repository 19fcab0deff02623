"""One case on its page: read whole and recorded before any of it is drawn, so that it is shown right or not at all."""

from collections.abc import Mapping
from pathlib import Path

import streamlit as st

from dashboard.administration.cases import view_case
from dashboard.charts.chart import Table
from dashboard.identity.clock import moment
from dashboard.identity.gate import gate
from dashboard.ui import cache, case_markup, markup, visitor
from dashboard.ui.case_links import ORDER, PAGE, REFERENCE, case_address, case_addresses
from dashboard.ui.caseload_office import yardsticks_of
from dashboard.ui.desk import Desk
from dashboard.ui.guard import reader
from dashboard.ui.messages import one_panel
from dashboard.ui.panel import title
from dashboard.wording import case as words
from dashboard.wording.case_timeline import Timeline, timeline
from dashboard.wording.caseload import STRIP as NEEDS
from dashboard.wording.happenings import Happening
from dashboard.wording.labels import label
from data_access.caseload.case_file import CaseFile

LIST = "/caseload"
OLDEST = "oldest"
LOOK = Path(__file__).with_name("case.css")


def case(desk: Desk) -> None:
    """Show the case that the address asks for."""
    with one_panel():
        reference = _asked(REFERENCE)
        if not reference:
            title(desk)
            st.html(markup.dead_end(words.NONE_ASKED, [(words.ALL_CASES, LIST)]))
            return
        _opened(desk, reference)


def _opened(desk: Desk, reference: str) -> None:
    headed = st.empty()
    with headed.container():
        title(desk)
    file = _viewed(desk, reference)
    agencies = {agency.code: agency.name for agency in desk.snapshot.reference.agencies}
    newest_first = _asked(ORDER) != OLDEST
    told = timeline(file, agencies, as_at=desk.snapshot.as_at, newest_first=newest_first)
    elsewhere = cache.settings_of((file.head.force_code,)).case_link(file.head.force_code, file.head.referral_id)
    with headed.container():
        _head(desk, file, agencies)
        if elsewhere:
            st.html(case_markup.elsewhere(words.OPEN_ELSEWHERE, address=elsewhere))
    _timeline(desk, file, told, newest_first=newest_first)
    _linked(file)
    st.html(markup.foot(words.FOOT))


def _viewed(desk: Desk, reference: str) -> CaseFile:
    """Return the case once its viewing is recorded."""
    user = reader(PAGE)
    return view_case(
        user,
        reference,
        case_engine=cache.cases(),
        store=gate().store,
        witness=visitor.witness(user),
        now=moment(),
        yardsticks=yardsticks_of(desk),
    )


def _asked(parameter: str) -> str:
    return next(iter(st.query_params.get_all(parameter)), "")


def _head(desk: Desk, file: CaseFile, agencies: Mapping[str, str]) -> None:
    as_at, reference = desk.snapshot.as_at, file.head.referral_id
    st.html(LOOK)
    st.html(markup.crumbs([(words.ALL_CASES, LIST), (reference, "")], label=words.WHERE_YOU_ARE))
    st.html(
        case_markup.head(
            reference,
            risk=words.risk(file.head),
            as_at=words.as_at_words(as_at),
            facts=words.facts(file, agencies, as_at=as_at),
        )
    )
    if file.needs:
        st.html(case_markup.needs(NEEDS, tuple(map(label, file.needs))))
    st.html(case_markup.milestones(words.MILESTONES, words.milestones(file.head)))


def _timeline(desk: Desk, file: CaseFile, told: Timeline, *, newest_first: bool) -> None:
    as_at, here = desk.snapshot.as_at, file.head.referral_id
    ways = (
        (words.NEWEST_FIRST, "" if newest_first else case_address(here)),
        (words.OLDEST_FIRST, case_address(here, order=OLDEST) if newest_first else ""),
    )
    with st.container(key="panel-case-timeline", gap="small"):
        st.html(case_markup.orders(words.TIMELINE, ways))
        groups = [(words.ahead(as_at), told.ahead), (words.up_to(as_at) if told.ahead else "", told.past)]
        for heading, happenings in groups if newest_first else reversed(groups):
            _group(file, heading, happenings)
        _group(file, words.UNDATED, told.undated)
        st.html(markup.foot((words.nothing_of(file), words.not_available(file.absent))))


def _group(file: CaseFile, heading: str, happenings: tuple[Happening, ...]) -> None:
    if not happenings:
        return
    if heading:
        st.html(markup.heading(heading, level=3))
    entries = case_markup.entries(happenings, received_on=file.head.received_on, label=heading or words.TIMELINE)
    st.html(entries)


def _linked(file: CaseFile) -> None:
    with st.container(key="panel-case-linked", gap="small"):
        st.html(markup.heading(words.LINKED, level=2))
        if not file.linked:
            st.html(markup.note(words.NO_LINKS))
            return
        rows = tuple(map(words.link_row, file.linked))
        content = Table(headings=words.LINKS_HEADINGS, rows=rows, numeric=(False,) * len(words.LINKS_HEADINGS))
        addresses = case_addresses(linked.mention.referral_id for linked in file.linked)
        caption = words.linked(len(rows), is_cut=file.more_linked)
        st.html(markup.table(content, caption=caption, stacks=True, addresses=addresses))
