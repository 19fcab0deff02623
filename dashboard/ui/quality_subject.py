"""One rule or field of the Data quality page: how its number went, which months hold it, and the cases to mend."""

from collections.abc import Sequence
from urllib.parse import quote

import streamlit as st

from dashboard.administration.case_list import CaseOffice
from dashboard.administration.quality import Counts, Findings, course_of
from dashboard.charts import PLOTLY_CONFIG
from dashboard.charts import quality as charts
from dashboard.charts.chart import Table, type_of_figure
from dashboard.identity.clock import moment
from dashboard.identity.gate import gate
from dashboard.policy import Action
from dashboard.ui import cache, markup, session, visitor
from dashboard.ui.case_links import case_addresses
from dashboard.ui.desk import Desk
from dashboard.ui.guard import callback, fragment, reader
from dashboard.ui.messages import one_panel
from dashboard.wording import cases as case_words
from dashboard.wording import dates, numbers
from dashboard.wording import quality as words
from dashboard.wording import quality_names as names
from data_access.case_list import PAGE_ROWS, CasePage, ListedCase
from data_access.quality.history import Recorded
from data_access.quality.subjects import MISSING, SUBJECTS, Limits

PAGE, WHAT = "quality", "what"
HEADINGS = ("Reference", "What is wrong", "Received", "Agency", "Risk", "Status", "Owner")


def subject_address(subject: str) -> str:
    """Return where the cases of a rule or a field are listed."""
    return f"/{PAGE}?{WHAT}={quote(subject, safe='')}"


def subject_asked() -> str:
    """Return the rule or field that the address names, "" for none."""
    return next(iter(st.query_params.get_all(WHAT)), "")


def subject_page(desk: Desk, found: Findings, kept: Sequence[Recorded]) -> None:
    """Show one rule or field: its number over time, by month of receipt, and its cases."""
    subject = subject_asked()
    if subject not in SUBJECTS:
        st.html(markup.dead_end(words.NOT_LISTED, [(words.ALL, f"/{PAGE}")]))
        return
    counted = found.number_of(subject)
    st.html(markup.crumbs([(words.ALL, f"/{PAGE}"), (names.name_of(subject), "")], label="Where you are"))
    st.html(markup.heading(words.found(subject, counted), level=1, subtitle=names.explained(subject)))
    _listed(desk, subject, found.limits, counted)
    with one_panel():
        left, right = st.columns(2, gap="large")
        with left:
            _by_month(desk, subject, found)
        with right:
            _by_day(desk, subject, found, kept)
    if subject.startswith(MISSING):
        _by_agency(desk, found, subject.removeprefix(MISSING))


@fragment(PAGE)
def _listed(desk: Desk, subject: str, limits: Limits, counted: int) -> None:
    """Show the cases; turning a page draws this list again and nothing else."""
    with one_panel():
        listed = f"{PAGE} {subject}"
        trail = session.case_trail(listed)
        user = reader(PAGE)
        office = CaseOffice(
            user=user, case_engine=cache.cases(), store=gate().store, witness=visitor.witness(user), now=moment()
        )
        in_words = names.name_of(subject)
        page = office.to_mend(subject, limits, in_words=in_words, after=trail[-1] if trail else None)
        _say_moved_on(page, counted, before=len(trail) * PAGE_ROWS)
        if not page.cases:
            st.html(markup.note(words.NO_ROWS_LEFT))
            return
        first = len(trail) * PAGE_ROWS + 1
        shown = case_words.rows_shown(first, first + len(page.cases) - 1, max(counted, first + len(page.cases) - 1))
        _table(desk, page.cases, subject, caption=f"Cases {shown}")
        _turning(listed, trail, next_after=page.next_after, shown=shown)
        st.html(markup.foot([words.VIEWING]))


def _say_moved_on(page: CasePage, counted: int, *, before: int) -> None:
    """Say that records changed since they were counted, on the page that shows it: the last."""
    there = before + len(page.cases)
    if page.next_after is None and there != counted:
        st.html(markup.note(words.moved_on(counted, there)))


def _table(desk: Desk, cases: tuple[ListedCase, ...], subject: str, *, caption: str) -> None:
    agencies = {agency.code: agency.name for agency in desk.snapshot.reference.agencies}
    as_at = desk.snapshot.as_at
    rows = []
    for case in cases:
        reference, received, agency, risk, _, status, _, owner = case_words.case_row(case, agencies, as_at=as_at)
        wrong = words.wrong_with(case, subject, as_at=as_at)
        rows.append((reference, wrong, received, agency, risk, status, owner))
    content = Table(headings=HEADINGS, rows=tuple(rows), numeric=(False,) * len(HEADINGS))
    ways = case_addresses(case.referral_id for case in cases)
    st.html(markup.table(content, caption=caption, stacks=True, addresses=ways))


def _turning(listed: str, trail: tuple[str, ...], *, next_after: str | None, shown: str) -> None:
    if not (trail or next_after):
        return
    with st.container(horizontal=True, vertical_alignment="center", key="quality-pages"):
        st.button("Previous page", key="quality-back", disabled=not trail, on_click=_turn, args=(listed, trail[:-1]))
        onward = (*trail, next_after) if next_after else trail
        st.button("Next page", key="quality-on", disabled=not next_after, on_click=_turn, args=(listed, onward))
        st.html(markup.piece(markup.tag("p", shown, css="u-quiet")), width="content")


@callback(Action.VIEW_CASE)
def _turn(listed: str, trail: tuple[str, ...]) -> None:
    session.turn_to(listed, trail)


def _by_month(desk: Desk, subject: str, found: Findings) -> None:
    counts = found.by_month(subject)
    first, last = (dates.month(counts[end][0]) for end in (0, -1))
    heading = words.when_received(counts)
    _drawn("month", heading, f"Cases by month of receipt, {first} to {last}", charts.by_month(counts, theme=desk.theme))
    rows = tuple((dates.month(month), numbers.count(counted)) for month, counted in counts if counted)
    _numbers(("Month received", "Cases"), rows, "month", desk)


def _by_day(desk: Desk, subject: str, found: Findings, kept: Sequence[Recorded]) -> None:
    course: Counts = course_of(kept, subject, now=found.number_of(subject), as_at=desk.snapshot.as_at)
    if len(course) == 1:
        st.html(markup.heading("Counted once so far", level=2, subtitle="Cases on each day that was counted"))
        st.html(markup.note(words.only_day(course[0][0])))
        return
    beneath = f"Cases on each day that was counted, {dates.period(course[0][0], course[-1][0])}"
    _drawn("day", words.course(course), beneath, charts.by_day(course, theme=desk.theme))
    rows = tuple((dates.day(day), numbers.count(counted)) for day, counted in reversed(course))
    _numbers(("Data to", "Cases"), rows, "day", desk)


def _drawn(key: str, heading: str, beneath: str, figure: type_of_figure) -> None:
    st.html(markup.heading(heading, level=2, subtitle=beneath))
    alt = f"{heading}. {beneath}."
    st.plotly_chart(figure, key=f"chart-quality-{key}", theme=None, config=dict(PLOTLY_CONFIG), alt=alt)


def _numbers(headings: tuple[str, str], rows: tuple[tuple[str, ...], ...], key: str, desk: Desk) -> None:
    with st.expander("The numbers", key=f"quality-numbers-{key}"):
        content = Table(headings=headings, rows=rows, numeric=(False, True))
        st.html(markup.table(content, caption=f"{headings[1]} by {headings[0].lower()}"))
    st.html(markup.foot([f"Source: case database of the unit, data to {dates.day(desk.snapshot.as_at)}."]))


def _by_agency(desk: Desk, found: Findings, field: str) -> None:
    agencies = {agency.code: agency.name for agency in desk.snapshot.reference.agencies}
    rows = tuple(
        (agencies.get(each.key, each.key or "Not recorded"), numbers.share(each.missing, each.due))
        for each in found.by_agency(field)
        if each.due
    )
    content = Table(headings=("Agency", "Not recorded"), rows=rows, numeric=(False, True))
    st.html(markup.heading("By referring agency", level=2, subtitle=f"{names.FIELDS[field]}: share not recorded"))
    st.html(markup.table(content, caption="Share of referrals, the agency with the most referrals first"))
    st.html(markup.foot([words.SMALL_BASES]))
