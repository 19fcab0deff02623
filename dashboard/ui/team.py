"""The page Team and flow: who carries what, whether the unit keeps up, and what will pass its target next."""

from collections.abc import Sequence
from datetime import date

import polars as pl
import streamlit as st

from dashboard.caseload.choice import CaseloadChoice, Facet
from dashboard.charts import PLOTLY_CONFIG
from dashboard.charts import team as charts
from dashboard.charts.chart import Table
from dashboard.metrics.breaches import back_test, forecast
from dashboard.metrics.weekly import Week, weekly_flow
from dashboard.ui import cache, markup, team_markup
from dashboard.ui.caseload import LOOK
from dashboard.ui.caseload_office import office_of
from dashboard.ui.desk import Desk
from dashboard.ui.messages import one_panel
from dashboard.ui.panel import title
from dashboard.wording import caseload as caseload_words
from dashboard.wording import dates
from dashboard.wording import team as words
from data_access.caseload.workers import Workload
from data_access.caseload_vocabulary import Need
from data_access.filters import Filters
from data_access.vocabulary import Risk

PAGE = "team"


def team(desk: Desk) -> None:
    """Show the team, its weeks, and the forecast with how well it did before; each part fails alone."""
    st.html(LOOK)
    if not desk.user.scope.forces:
        title(desk)
        st.html(markup.note(caseload_words.NO_FORCE))
        return
    with one_panel():
        _workers(desk)
    referrals = _all_referrals(desk)
    if referrals.is_empty():
        st.html(markup.note(words.NO_REFERRALS))
        return
    with one_panel():
        _weeks(desk, referrals)
    with one_panel():
        _ahead(desk, referrals)


def _workers(desk: Desk) -> None:
    loads = office_of(desk, PAGE).workloads()
    beneath = f"Open cases of your forces as at {dates.day(desk.snapshot.as_at)}"
    st.html(markup.heading(words.finding(loads), level=1, subtitle=beneath, question=desk.entry.question))
    if loads:
        st.html(team_markup.table(loads, [_cases_of(load, desk) for load in loads]))
    st.html(markup.foot([words.load_range(loads), words.NOT_NAMED]))


def _cases_of(load: Workload, desk: Desk) -> str:
    several = len(desk.user.scope.forces) > 1
    choice = CaseloadChoice(force=load.force_code if several else "")
    return choice.having(Facet.OWNER, [load.owner_code or ""]).address


def _weeks(desk: Desk, referrals: pl.DataFrame) -> None:
    weeks = weekly_flow(referrals, as_at=desk.snapshot.as_at)
    said, beneath = words.keeping_up(weeks), words.weeks_period(weeks)
    with st.container(key="panel-team-weeks", gap="small"):
        st.html(markup.heading(said, level=2, subtitle=beneath))
        seen, listed = st.tabs(["Chart", "Table"], key="tabs-team-weeks")
        with seen:
            for key, figure in (
                ("in-and-out", charts.in_and_out(weeks, theme=desk.theme)),
                ("backlog", charts.backlog(weeks, theme=desk.theme)),
            ):
                alt = f"{words.DRAWN[key]}. {said}. {beneath}."
                st.html(markup.piece(markup.tag("p", words.DRAWN[key], css="u-quiet")))
                st.plotly_chart(figure, key=f"chart-team-{key}", theme=None, config=dict(PLOTLY_CONFIG), alt=alt)
        with listed:
            st.html(markup.table(_week_table(weeks), caption=beneath))
        st.html(markup.foot([words.FLOW_MEANS, _source(desk)]))


def _week_table(weeks: Sequence[Week]) -> Table:
    rows = tuple(map(words.week_row, reversed(weeks)))
    return Table(headings=words.WEEKS_HEADINGS, rows=rows, numeric=(False, True, True, True))


def _ahead(desk: Desk, referrals: pl.DataFrame) -> None:
    as_at: date = desk.snapshot.as_at
    targets = cache.targets_of(desk.user.scope.forces, on=as_at)

    def aimed_for(force: str, risk: str) -> int:
        return targets.days(force, Risk(risk))

    made = forecast(referrals, on=as_at, target_of=aimed_for)
    tested = back_test(referrals, as_at=as_at, target_of=aimed_for)
    past = office_of(desk, PAGE).needs(CaseloadChoice())[Need.PAST_TARGET]
    with st.container(key="panel-team-ahead", gap="small"):
        st.html(markup.heading(words.expected(made), level=2, subtitle=words.expected_range(made, past)))
        due = CaseloadChoice(need=Need.DUE_SOON).address
        see = markup.stays(words.SEE_DUE, address=due, css="u-way")
        st.html(markup.piece(f'<p class="u-actions">{see}</p>'))
        st.html(markup.piece(markup.tag("p", words.accuracy(tested))))
        if tested:
            with st.expander(words.TESTED_BOX):
                rows = tuple(map(words.tested_row, reversed(tested)))
                content = Table(headings=words.TESTED_HEADINGS, rows=rows, numeric=(False, *(True,) * 4))
                st.html(markup.table(content, caption=words.TESTED_CAPTION))
        st.html(markup.foot([words.METHOD, _source(desk)]))


def _all_referrals(desk: Desk) -> pl.DataFrame:
    everything = Filters(since=date.min, until=desk.snapshot.as_at)
    return desk.snapshot.referrals(scope=desk.user.scope, filters=everything)


def _source(desk: Desk) -> str:
    return f"Source: case database of the unit, data to {dates.day(desk.snapshot.as_at)}."
