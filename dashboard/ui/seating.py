"""What a page with figures is given to work at: the choice of its reader, its period and filters, how it is viewed."""

import streamlit as st

from dashboard.charts.chart import Theme, View
from dashboard.charts.events import events_in
from dashboard.charts.months import breaks_in
from dashboard.disclosure.rules import rule_for
from dashboard.policy import PageEntry, User
from dashboard.selection import ALL_FORCES, Selection, filters_of, offer, period_of
from dashboard.ui import address, cache, clock
from dashboard.ui.desk import Desk
from dashboard.wording import dates, filtering
from data_access.filters import Filters
from data_access.snapshot import Snapshot


def desk_of(user: User, entry: PageEntry, snapshot: Snapshot) -> Desk:
    """Lay out what a page with figures works at: what was chosen, held to what the reader may have."""
    chosen = address.aside(user, snapshot) if entry.own_address else address.selection(user, snapshot)
    return _laid_out(user, entry, snapshot, chosen)


def without_filters(desk: Desk) -> Desk:
    """Return the desk of the same reader, page and period with nothing narrowed."""
    return _laid_out(desk.user, desk.entry, desk.snapshot, desk.chosen.whole())


def _laid_out(user: User, entry: PageEntry, snapshot: Snapshot, chosen: Selection) -> Desk:
    offered = offer(user, snapshot, force=chosen.force)
    period = period_of(chosen, offered)
    filters = filters_of(chosen, period)
    return Desk(
        user=user,
        entry=entry,
        snapshot=snapshot,
        offered=offered,
        chosen=chosen,
        period=period,
        filters=filters,
        view=_view(filters, snapshot, user, is_granted=period.key in _granted(user, snapshot, chosen)),
        theme=theme(),
    )


def _granted(user: User, snapshot: Snapshot, chosen: Selection) -> frozenset[str]:
    """Return the periods whose headline this reader may have exactly; none without a force to look at."""
    if not offer(user, snapshot, force=chosen.force).forces:
        return frozenset()
    return cache.exact_periods(
        snapshot,
        scope=user.scope,
        force=None if chosen.force == ALL_FORCES else chosen.force,
        choice=user.grant.periods,
        rule=rule_for(user.grant),
    )


def theme() -> Theme:
    """Return whether the reader looks at a light or a dark ground."""
    return Theme.DARK if st.context.theme.type == "dark" else Theme.LIGHT


def _view(filters: Filters, snapshot: Snapshot, user: User, *, is_granted: bool) -> View:
    narrowing = filtering.narrowing_in_words(filters, snapshot.reference)
    is_exact = rule_for(user.grant).exact
    errors = cache.errors_shown(snapshot, scope=user.scope, filters=filters) if is_exact else {}
    return View(
        filters=filters,
        place=filtering.place_in_words(filters, snapshot.reference),
        period=dates.period(filters.since, filters.until),
        narrowing=narrowing,
        data_to=snapshot.as_at,
        synthetic=snapshot.synthetic,
        breaks=breaks_in(snapshot.reference, filters),
        events=events_in(cache.events_of(filters.forces or user.scope.forces), filters),
        merge_below=user.grant.merge_below,
        reference=snapshot.reference,
        exact_headline=is_granted and not narrowing,
        targets=cache.targets_of(filters.forces or user.scope.forces, on=clock.today()),
        misdated=errors.get("misdated", 0),
        early_orders=errors.get("early_orders", 0),
    )
