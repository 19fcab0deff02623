"""Every cache of the application: bounded, and keyed by data version, scope and filters, never by a frame."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import partial
from typing import Any

import streamlit as st

from dashboard.administration.import_site import ImportSite
from dashboard.administration.imports import Bench
from dashboard.administration.quality import Findings, find_and_keep, record_quality
from dashboard.charts import CHARTS, packed, present
from dashboard.charts.chart import Drawn, View
from dashboard.disclosure.disclosed import Rule
from dashboard.edition import Plate
from dashboard.headline.asked import Asked
from dashboard.headline.granted import exact_periods as periods_granted
from dashboard.headline.story import Story, tell
from dashboard.identity.clock import moment
from dashboard.identity.gate import gate
from dashboard.metrics import REFERRALS_RECEIVED, TAKEN_ON_SHARE
from dashboard.periods import PeriodChoice
from dashboard.press.pictures import picture
from dashboard.press.sizes import Format, Size
from dashboard.programme.evidence import Evidence, evidence_of
from dashboard.programme.models import models_of
from dashboard.programme.side_by_side import Comparison, compare
from dashboard.settings import dashboard_settings
from dashboard.ui import clock
from dashboard.ui.question import Question
from data_access import annotations, force_settings, saved_views, targets
from data_access.annotations import Annotation
from data_access.cases import Cases
from data_access.database import open_case
from data_access.filters import Filters
from data_access.force_settings import ForceSettings
from data_access.quality.subjects import Limits
from data_access.saved_views import SavedView
from data_access.scope import Scope
from data_access.settings import data_settings
from data_access.snapshot import Snapshot, SnapshotKeeper, Source
from data_access.targets import Targets

HEADLINE_METRICS = (REFERRALS_RECEIVED, TAKEN_ON_SHARE)
GRANTS_KEPT = 128  # a set of keys for each force, role and version
ADDITIONS_KEPT = 256  # of a few readers and sets of forces each
# Asked once in this time, not at every run; what a reader of this process adds shows at once.
ADDITIONS_FRESH = timedelta(seconds=5)
DRAWN_KEPT = 512  # about six kilobytes each: three megabytes
PREVIEWS_KEPT = 64  # pictures of about eighty kilobytes: five megabytes


@st.cache_resource(show_spinner=False, max_entries=1)
def keeper() -> SnapshotKeeper:
    """Return the one keeper of figures of this process."""
    settings = data_settings()
    url = settings.case_url.get_secret_value()
    count = partial(record_quality, store=gate().store, target_days=dashboard_settings().target_days)
    return SnapshotKeeper(
        lambda: open_case(url, read_only=True),
        var_dir=settings.var_dir,
        refresh_every=settings.refresh_every,
        clock=clock.now,
        after_renewal=lambda engine, snapshot: count(engine, as_at=snapshot.as_at),
    )


@st.cache_resource(show_spinner=False, max_entries=1)
def case_source() -> Source:
    """Return the one way of this process to single cases; what is read there is kept in no cache."""
    url = data_settings().case_url.get_secret_value()
    return Source(lambda: open_case(url, read_only=True))


def cases() -> Cases:
    """Return the case database that is there now; raises `DatabaseUnavailable`."""
    return case_source().engine()


@st.cache_resource(show_spinner=False, max_entries=1)
def bench() -> Bench:
    """Return the one bench of this process that registers are checked and loaded on."""
    settings, at_gate = data_settings(), gate()
    site = ImportSite(
        var_dir=settings.var_dir,
        case_url=settings.case_url.get_secret_value(),
        store=at_gate.store,
        clock=moment,
        after_load=keeper().ask_soon,
    )

    return Bench(site, live=lambda: at_gate.live_sessions(now=moment()), demonstration=settings.demonstration)


# What follows from the question needs no hash of its own but its version: two views of one question are the same.
# Each key is one text: Streamlit would take a question apart piece by piece, a fifth of the time of a page.
_KEYS: dict[str | type[Any], Callable[[Any], Any]] = {
    Question: repr,
    Snapshot: lambda snapshot: snapshot.version,
    View: lambda view: repr((view.filters, view.merge_below, view.exact_headline, view.events, view.targets)),
    Asked: lambda asked: (asked.snapshot.version, repr((asked.split, asked.period, asked.target_days))),
}


@st.cache_resource(show_spinner=False, max_entries=DRAWN_KEPT, hash_funcs=_KEYS)
def drawn(question: Question, snapshot: Snapshot, view: View) -> Drawn:
    """Return one chart drawn; its gathering lists every group there is, so that none shows by its absence."""
    plot = next(each for each in CHARTS if each.key == question.subject)
    referrals = snapshot.referrals(
        scope=question.scope, filters=question.filters, reaches_back=plot.reaches_back, also=plot.also
    )
    # The total of a chart that also counts days before the period is not the headline.
    told = view.exact_headline and not plot.reaches_back and plot.metric in HEADLINE_METRICS
    return packed(present(plot, referrals, view, rule=question.rule, theme=question.theme, exact_total=told))


@st.cache_resource(show_spinner=False, max_entries=DRAWN_KEPT, hash_funcs=_KEYS)
def story(question: Question, asked: Asked) -> Story:
    """Return one headline told."""
    if asked.snapshot.version != question.version:
        raise ValueError(question.version)
    return tell(asked)


@st.cache_resource(show_spinner=False, max_entries=GRANTS_KEPT, hash_funcs=_KEYS)
def exact_periods(
    snapshot: Snapshot, *, scope: Scope, force: str | None, choice: PeriodChoice, rule: Rule
) -> frozenset[str]:
    """Return the keys of the periods whose headline may be exact."""
    return periods_granted(snapshot, scope=scope, force=force, choice=choice, rule=rule)


@st.cache_resource(show_spinner=False, max_entries=GRANTS_KEPT, hash_funcs=_KEYS)
def compared(question: Question, snapshot: Snapshot, *, granted: tuple[str, ...], target_days: int) -> Comparison:
    """Return the units of the reader's scope side by side."""
    return compare(
        snapshot,
        scope=question.scope,
        narrowed=question.filters,
        rule=question.rule,
        granted=granted,
        target_days=target_days,
    )


@st.cache_resource(show_spinner=False, max_entries=GRANTS_KEPT, hash_funcs=_KEYS)
def evidence(snapshot: Snapshot, *, scope: Scope, rule: Rule, granted: tuple[str, ...]) -> Evidence:
    """Return what the units of a scope teach a further force."""
    return evidence_of(models_of(snapshot, scope=scope, rule=rule, granted=granted))


@st.cache_resource(show_spinner=False, max_entries=PREVIEWS_KEPT, hash_funcs={Plate: repr, Size: repr})
def preview(plate: Plate, size: Size) -> bytes:
    """Return the picture of a plate as it leaves; raises `NoPicture`. A plate holds only what its reader may see."""
    return picture(plate, size=size, form=Format.PNG)


@st.cache_resource(show_spinner=False, max_entries=DRAWN_KEPT, hash_funcs=_KEYS)
def errors_shown(snapshot: Snapshot, *, scope: Scope, filters: Filters) -> Mapping[str, int]:
    """Return how many errors of each kind the records have that a reader looks at, by the names that views have."""
    return snapshot.errors(scope=scope, filters=filters)


@st.cache_resource(show_spinner=False, max_entries=GRANTS_KEPT)
def found_wrong(version: str, *, scope: Scope, limits: Limits) -> Findings:  # noqa: ARG001 - a part of the key
    """Return what is wrong with the records of a scope, in numbers that hold for one version of the data."""
    return find_and_keep(cases(), gate().store, scope=scope, limits=limits)


@st.cache_resource(show_spinner=False, max_entries=ADDITIONS_KEPT, ttl=ADDITIONS_FRESH)
def events_of(forces: tuple[str, ...]) -> tuple[Annotation, ...]:
    """Return the standing events of some forces, earliest first."""
    return annotations.read(gate().store, forces=forces)


@st.cache_resource(show_spinner=False, max_entries=ADDITIONS_KEPT, ttl=ADDITIONS_FRESH)
def targets_of(forces: tuple[str, ...], *, on: date) -> Targets:
    """Return the targets of some forces as they stand on a day."""
    return targets.read(gate().store, forces=forces, on=on, otherwise=dashboard_settings().target_days)


@st.cache_resource(show_spinner=False, max_entries=ADDITIONS_KEPT, ttl=ADDITIONS_FRESH)
def settings_of(forces: tuple[str, ...]) -> ForceSettings:
    """Return what some forces set for their caseload."""
    return force_settings.read(gate().store, forces=forces)


@st.cache_resource(show_spinner=False, max_entries=ADDITIONS_KEPT, ttl=ADDITIONS_FRESH)
def views_of(username: str) -> tuple[SavedView, ...]:
    """Return the views that one reader saved, by name."""
    return saved_views.mine(gate().store, username=username)


def forget_additions() -> None:
    """Let the next run ask for events, targets, settings and saved views anew: somebody has just changed them."""
    for kept in (events_of, targets_of, settings_of, views_of):
        kept.clear()
