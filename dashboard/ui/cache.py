"""Every cache of the application: bounded, and keyed by data version, scope and filters, never by a frame."""

from dataclasses import dataclass

import streamlit as st

from dashboard.charts import CHARTS, draw
from dashboard.charts.chart import Drawn, Theme, View
from dashboard.disclosure.disclose import disclose
from dashboard.disclosure.disclosed import Rule
from dashboard.headline.cards import Asked
from dashboard.headline.granted import exact_periods as periods_granted
from dashboard.headline.story import Story, tell
from dashboard.periods import PeriodChoice
from dashboard.ui import clock
from data_access.database import open_case
from data_access.filters import Filters
from data_access.scope import Scope
from data_access.settings import data_settings
from data_access.snapshot import Snapshot, SnapshotKeeper

GRANTS_KEPT = 128  # a set of keys for each force, role and version
DRAWN_KEPT = 512  # about six kilobytes each: three megabytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Everything an answer depends on; two readers share one only if all of it is the same.

    `subject` is a chart's key, or names the headline of a period.
    """

    version: str
    scope: Scope
    rule: Rule
    filters: Filters
    subject: str
    theme: Theme


@st.cache_resource(show_spinner=False, max_entries=1)
def keeper() -> SnapshotKeeper:
    """Return the one keeper of figures of this process."""
    settings = data_settings()
    url = settings.case_url.get_secret_value()
    return SnapshotKeeper(
        lambda: open_case(url, read_only=True),
        var_dir=settings.var_dir,
        refresh_every=settings.refresh_every,
        clock=clock.now,
    )


@st.cache_resource(show_spinner=False, max_entries=DRAWN_KEPT)
def drawn(question: Question, _snapshot: Snapshot, _view: View) -> Drawn:
    """Return one chart drawn; the snapshot and the view follow from the question, so they stay out of the key."""
    chart = next(each for each in CHARTS if each.key == question.subject)
    referrals = _snapshot.referrals(scope=question.scope, filters=question.filters, reaches_back=chart.reaches_back)
    measured = chart.gather(referrals, _view)
    disclosed = disclose(measured, question.rule, exact_total=False, groups=None)
    return draw(chart, disclosed, _view, question.theme)


@st.cache_resource(show_spinner=False, max_entries=DRAWN_KEPT)
def story(question: Question, _asked: Asked) -> Story:
    """Return one headline told; what was asked follows from the question, so it stays out of the key."""
    if _asked.snapshot.version != question.version:
        raise ValueError(question.version)
    return tell(_asked)


@st.cache_resource(show_spinner=False, max_entries=GRANTS_KEPT)
def exact_periods(
    _snapshot: Snapshot, *, version: str, scope: Scope, force: str | None, choice: PeriodChoice, rule: Rule
) -> frozenset[str]:
    """Return the keys of the periods whose headline may be exact; the snapshot follows from its version."""
    if _snapshot.version != version:
        raise ValueError(version)
    return periods_granted(_snapshot, scope=scope, force=force, choice=choice, rule=rule)
