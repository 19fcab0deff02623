"""The units of the programme on the page: side by side, each with its definition, and the desk that sees them all."""

from collections.abc import Iterator
from dataclasses import replace

import streamlit as st

from dashboard.charts.captions import source_of
from dashboard.charts.events import events_in
from dashboard.charts.funnels import ASSESSED_FUNNEL, TAKEN_ON_FUNNEL
from dashboard.charts.months import breaks_in
from dashboard.periods import FIRST_TEN_MONTHS
from dashboard.programme.lives import units_of
from dashboard.programme.side_by_side import Comparison
from dashboard.programme.table import table_of
from dashboard.ui import cache, clock, markup
from dashboard.ui.desk import Desk
from dashboard.ui.messages import one_panel
from dashboard.ui.panel import pair
from dashboard.wording import filtering
from dashboard.wording import programme as words


def across(desk: Desk) -> Desk:
    """Return the desk looking at every unit of the reader's scope, whichever force is chosen; an area is set aside."""
    forces = tuple(force.code for force in units_of(desk.snapshot.reference, desk.user.scope))
    filters = replace(desk.filters, forces=forces, areas=())
    reference = desk.snapshot.reference
    view = replace(
        desk.view,
        filters=filters,
        place=filtering.place_in_words(filters, reference),
        narrowing=filtering.narrowing_in_words(filters, reference),
        breaks=breaks_in(reference, filters),
        events=events_in(cache.events_of(forces or desk.user.scope.forces), filters),
        exact_headline=False,
        targets=cache.targets_of(forces or desk.user.scope.forces, on=clock.today()),
    )
    return replace(desk, filters=filters, view=view)


def side_by_side(desk: Desk) -> None:
    """Show the units beside each other over the same stretch of their lives, none above another."""
    with one_panel(), st.container(key="panel-side_by_side", gap="small"):
        compared = _compared(desk)
        if not compared.units:
            st.html(markup.note(words.NO_UNITS))
            return
        finding, measure = words.title(len(compared.units)), _measure(desk, compared)
        st.html(markup.heading(finding, level=2, subtitle=measure, question=words.QUESTION))
        st.html(markup.table(table_of(compared), caption=f"{finding}. {measure}", stacks=True))
        st.html(markup.foot([*_notes(desk, compared), source_of(desk.view)]))


def funnels(desk: Desk) -> None:
    """Show how shares lie by agency and force in the period chosen, against all units the reader may see."""
    pair(across(desk), TAKEN_ON_FUNNEL, ASSESSED_FUNNEL)


def granted(desk: Desk) -> tuple[str, ...]:
    """Return the forces whose first ten months this reader may know exactly."""
    scope, choice = desk.user.scope, desk.user.grant.periods
    return tuple(
        force.code
        for force in units_of(desk.snapshot.reference, scope)
        if FIRST_TEN_MONTHS
        in cache.exact_periods(desk.snapshot, scope=scope, force=force.code, choice=choice, rule=desk.rule)
    )


def _compared(desk: Desk) -> Comparison:
    forces = tuple(force.code for force in units_of(desk.snapshot.reference, desk.user.scope))
    targets = cache.targets_of(forces, on=clock.today())
    # Neither the period nor the force chosen matters here, so neither may make the same answer be worked out again.
    any_day = replace(desk.filters, since=desk.snapshot.as_at, until=desk.snapshot.as_at, forces=())
    return cache.compared(
        replace(desk.question("side_by_side"), filters=any_day),
        desk.snapshot,
        granted=granted(desk),
        target_days=targets.alike(forces, desk.filters.risks) or targets.otherwise,
    )


def _measure(desk: Desk, compared: Comparison) -> str:
    narrowing = filtering.narrowing_in_words(replace(desk.filters, areas=()), desk.snapshot.reference)
    return ", ".join(filter(None, (words.MEASURE, words.stretch(compared.months), narrowing)))


def _notes(desk: Desk, compared: Comparison) -> Iterator[str]:
    yield words.NOT_RANKED
    yield words.stretch_in_full(compared.months, is_exact=compared.is_exact)
    yield words.PERIOD_SET_ASIDE
    if desk.filters.areas:
        yield words.AREAS_SET_ASIDE
    yield words.INTERVALS if compared.is_exact else words.PROTECTED
    if len(compared.units) == 1:
        yield words.ONE_FORCE
