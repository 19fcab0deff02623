"""The Data quality page: what is wrong with the records, how complete and how fresh they are, and what was loaded."""

from collections.abc import Sequence

import streamlit as st

from dashboard.administration.quality import Findings, course_of, kept_counts, limits_of, loads_before
from dashboard.charts import PLOTLY_CONFIG
from dashboard.charts import quality as charts
from dashboard.charts.chart import Table
from dashboard.identity.gate import gate
from dashboard.ui import cache, clock, markup
from dashboard.ui.desk import Desk
from dashboard.ui.messages import one_panel
from dashboard.ui.panel import title
from dashboard.ui.quality_subject import subject_address, subject_asked, subject_page
from dashboard.wording import dates, moments, numbers
from dashboard.wording import quality as words
from dashboard.wording import quality_names as names
from data_access.quality.history import Recorded
from data_access.quality.subjects import MISSING, SILENT_MONTH
from data_access.settings import data_settings


def quality(desk: Desk) -> None:
    """Show what there is to mend, or the cases of the one rule or field that the address names."""
    with one_panel():
        found = findings(desk)
        if found.survey.is_empty():
            title(desk)
            st.html(markup.note(words.NO_RECORDS))
            return
        kept = kept_counts(gate().store, scope=desk.user.scope)
        if subject_asked():
            subject_page(desk, found, kept)
            return
        _rules(desk, found, kept)
        _completeness(desk, found)
        _agencies(desk, found)
        _freshness(desk, found)
    _loads()


def findings(desk: Desk) -> Findings:
    """Return the numbers of the reader's forces, counted once for each version of the data."""
    forces, as_at = desk.user.scope.forces, desk.snapshot.as_at
    limits = limits_of(cache.targets_of(forces, on=as_at), forces=forces, as_at=as_at)
    return cache.found_wrong(desk.snapshot.version, scope=desk.user.scope, limits=limits)


def _rules(desk: Desk, found: Findings, kept: Sequence[Recorded]) -> None:
    counted, silent, as_at = found.rules(), found.silent(), desk.snapshot.as_at
    beneath = f"Records of your forces that break a rule, data to {dates.day(as_at)}"
    said = words.finding(counted, len(silent))
    st.html(markup.heading(said, level=1, subtitle=beneath, question=desk.entry.question))
    rows, ways = [], []
    for rule, number in counted:
        now_and_before = words.course(course_of(kept, rule, now=number, as_at=as_at))
        rows.append((names.name_of(rule), numbers.count(number), now_and_before))
        ways.append(subject_address(rule) if number else "")
    months = words.course(course_of(kept, SILENT_MONTH, now=len(silent), as_at=as_at))
    rows.append((words.SILENT, numbers.count(len(silent)), months))
    ways.append("")
    content = Table(headings=words.RULES_HEADINGS, rows=tuple(rows), numeric=(False, True, False))
    st.html(markup.table(content, caption="Rules by number of records, the most first", stacks=True, addresses=ways))
    forces = {force.code: force.name for force in desk.snapshot.reference.forces}
    if silent:
        named = [(forces.get(force, force), month) for force, month in silent]
        st.html(markup.note(words.silent_month(named)))
    outside = words.outside_codes(desk.snapshot.faults.get("unknown_force", 0))
    st.html(markup.foot([words.TWICE, outside]))


def _completeness(desk: Desk, found: Findings) -> None:
    fields = sorted(found.fields(), key=lambda each: -(each.missing / each.due if each.due else 0))
    told = [(names.FIELDS[each.key], each.missing, each.due) for each in fields]
    lacking = [each for each in told if each[1]]
    beneath = (
        f"Share not recorded, of the referrals for which each field is due, data to {dates.day(found.limits.as_at)}"
    )
    with st.container(key="panel-completeness", gap="small"):
        st.html(markup.heading(words.completeness(told), level=2, subtitle=beneath))
        seen, listed = st.tabs(["Chart", "Table"], key="tabs-completeness")
        with seen:
            if lacking:
                drawn = charts.missing(lacking, theme=desk.theme)
                alt = f"Bar chart. {words.completeness(told)}. {beneath}."
                st.plotly_chart(drawn, key="chart-completeness", theme=None, config=dict(PLOTLY_CONFIG), alt=alt)
            st.html(markup.foot([words.complete([field for field, absent, _ in told if not absent])]))
        with listed:
            rows = tuple(
                (name, numbers.share(absent, due), numbers.share(due - absent, due)) for name, absent, due in told
            )
            content = Table(headings=words.FIELDS_HEADINGS, rows=rows, numeric=(False, True, True))
            ways = [subject_address(f"{MISSING}{each.key}") if each.missing else "" for each in fields]
            st.html(markup.table(content, caption=beneath, stacks=True, addresses=ways))
        st.html(markup.foot([words.SMALL_BASES, _source(desk)]))


def _agencies(desk: Desk, found: Findings) -> None:
    agencies = {agency.code: agency.name for agency in desk.snapshot.reference.agencies}
    by_field = [found.by_agency(field) for field in words.AGENCY_FIELDS]
    rows = tuple(
        (
            agencies.get(first.key, first.key or "Not recorded"),
            numbers.count(first.due),
            *(numbers.share_in_cell(share.missing, share.due) for share in (first, *others)),
        )
        for first, *others in zip(*by_field, strict=True)
    )
    headings = ("Agency", "Referrals", *(names.FIELDS[field] for field in words.AGENCY_FIELDS))
    content = Table(headings=headings, rows=rows, numeric=(False, *(True for _ in headings[1:])))
    with st.container(key="panel-quality-agencies", gap="small"):
        st.html(markup.heading("What each agency's referrals lack", level=2))
        st.html(markup.table(content, caption=words.AGENCY_CAPTION))
        st.html(markup.foot([words.SMALL_BASES, _source(desk)]))


def _freshness(desk: Desk, found: Findings) -> None:
    as_at, limit = desk.snapshot.as_at, data_settings().freshness_limit.days
    rows = tuple(
        (
            names.TABLES[each.table],
            dates.day(each.on) if each.on else "None",
            words.age(each.on, as_at=as_at, limit=limit),
        )
        for each in found.newest
    )
    content = Table(headings=words.FRESHNESS_HEADINGS, rows=rows, numeric=(False,) * len(words.FRESHNESS_HEADINGS))
    with st.container(key="panel-freshness", gap="small"):
        said = words.newest_load(as_at, today=clock.today(), limit=limit)
        st.html(markup.heading("How fresh the records are", level=2, subtitle=said))
        st.html(markup.table(content, caption="Newest record of your forces in each table", stacks=True))


def _loads() -> None:
    with one_panel(), st.container(key="panel-quality-loads", gap="small"):
        st.html(markup.heading("What was loaded", level=2))
        loads = loads_before(cache.cases(), gate().store)
        if not loads:
            st.html(markup.note(words.NO_LOADS))
            return
        rows = tuple(
            (
                moments.moment(one.loaded_at.replace(tzinfo=moments.LONDON)),
                words.KINDS[one.kind],
                one.source,
                dates.day(one.as_at),
                *(numbers.count(each) for each in (one.added, one.updated, one.unchanged, one.rejected)),
            )
            for one in loads
        )
        content = Table(headings=words.LOADS_HEADINGS, rows=rows, numeric=(*(False,) * 4, *(True,) * 4))
        st.html(markup.table(content, caption="Loads, the newest first; times are London time", stacks=True))
        st.html(markup.foot([words.WHOLE_FILES]))


def _source(desk: Desk) -> str:
    return f"Source: case database of the unit, data to {dates.day(desk.snapshot.as_at)}."
