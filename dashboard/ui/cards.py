"""The headline on the page: sentence, copy button, equation and cards, before any chart is asked for."""

import streamlit as st

from dashboard.charts.closed import closed_to
from dashboard.headline.asked import Asked
from dashboard.headline.split import UNTOLD, split_of
from dashboard.headline.story import Story
from dashboard.metrics import reconcile
from dashboard.ui import cache, clock, headline_markup, markup
from dashboard.ui.desk import Desk
from dashboard.ui.read_off import is_read_off
from dashboard.ui.seating import without_filters
from dashboard.wording import notices, sentences, steps
from dashboard.wording.sentences import Split


def headline(desk: Desk) -> None:
    """Show the sentence to quote; where the reader's view goes further, the figures beneath it."""
    told = _told(desk)
    story = _story(told)
    source = notices.SYNTHETIC if told.snapshot.synthetic else ""
    st.html(headline_markup.sentence(story.sentence, source=source))
    if told.sees_charts and not _is_closed(told):
        st.html(headline_markup.equation(story.split, in_words=sentences.equation(story.split)))
        st.html(headline_markup.cards(story.cards))


def equation(desk: Desk) -> None:
    """Show how the referrals received add up, under whatever the reader narrowed them to."""
    told = _told(desk)
    if told.sees_charts and not _is_closed(told):
        split = _split(told)
        st.html(headline_markup.equation(split, in_words=sentences.equation(split)))


def _told(desk: Desk) -> Desk:
    """Return the desk whose figures are told: for readers told nothing under a filter, the one without it; say so."""
    if not is_read_off(desk):
        return desk
    st.html(markup.note(steps.ALL_TOLD))
    return without_filters(desk)


def _is_closed(desk: Desk) -> bool:
    """Say why nothing is told of a view, where so."""
    why = closed_to(desk.rule, desk.view)
    if why:
        st.html(markup.note(why))
    return bool(why)


def _story(desk: Desk) -> Story:
    return cache.story(desk.question("headline"), _asked(desk))


def _asked(desk: Desk) -> Asked:
    # Who sees the headline alone sees it exactly or not at all.
    is_told = desk.view.exact_headline or (desk.sees_charts and not closed_to(desk.rule, desk.view))
    return Asked(
        snapshot=desk.snapshot,
        scope=desk.user.scope,
        filters=desk.filters,
        period=desk.period,
        dates=desk.offered.dates,
        rule=desk.rule,
        split=_split(desk) if is_told else UNTOLD,
        view=desk.view,
        target_days=_target_days(desk),
    )


def _split(desk: Desk) -> Split:
    referrals = desk.snapshot.referrals(scope=desk.user.scope, filters=desk.filters)
    return split_of(reconcile(referrals), desk.rule, exact=desk.view.exact_headline)


def _target_days(desk: Desk) -> int:
    """Return the days that one card can speak of: the target of all that is looked at, where it is one and the same.

    Where forces or levels of risk differ, what the force aims for over all its referrals; of several, the setting's.
    """
    forces = desk.filters.forces or desk.user.scope.forces
    targets = cache.targets_of(forces, on=clock.today())
    alike = targets.alike(forces, desk.filters.risks)
    if alike is not None:
        return alike
    return targets.days(forces[0]) if len(forces) == 1 else targets.otherwise
