"""Where the reader is: every level of the drill as a way back, then the cases behind it or why there are none."""

import streamlit as st

from dashboard.administration.saved_views import written
from dashboard.charts.closed import closed_to
from dashboard.policy import Action, Narrowing, may
from dashboard.selection import MAIN_DIMENSIONS, Selection, write_selection
from dashboard.selection.drill import Step, trail
from dashboard.ui import markup, session
from dashboard.ui.desk import Desk
from dashboard.wording import steps as words

CASES = "cases"


def address_of(choice: Selection, *, page: str = "") -> str:
    """Return the address of a choice on a page, or on the page that is open."""
    return f"{f'/{page}' if page else ''}?{written(write_selection(choice))}"


def breadcrumb(desk: Desk) -> None:
    """Show the way to what is chosen, and where it goes on from here."""
    if desk.user.grant.narrowing is Narrowing.NONE:
        return
    way = trail(desk.chosen, desk.period, desk.offered)
    is_deep = len(way) > 1
    sees_cases = may(desk.user, Action.VIEW_CASE)
    if is_deep or sees_cases:
        st.html(markup.crumbs([*_back(way), *([_cases(desk)] if sees_cases else [])], label=words.WHERE_YOU_ARE))
    if is_deep and desk.offered.narrowing is Narrowing.ONE:
        _safe_cut(desk, way[0])


def _back(way: tuple[Step, ...]) -> list[tuple[str, str]]:
    """Return the words and address of each level; the last is where the reader stands and leads nowhere."""
    *before, here = way
    return [*((step.words, address_of(step.choice)) for step in before), (here.words, "")]


def _cases(desk: Desk) -> tuple[str, str]:
    """Return the way to the cases behind what is shown, counted as the figures of this page count them."""
    found = desk.snapshot.referrals(scope=desk.user.scope, filters=desk.filters).height
    is_there = desk.entry.key == CASES or not found
    return words.see_cases(found, is_there=is_there), "" if is_there else address_of(desk.chosen, page=CASES)


def _safe_cut(desk: Desk, beginning: Step) -> None:
    """Say why it goes no further for a reader of protected figures, and offer the nearest that does."""
    kept = next(dimension for dimension in MAIN_DIMENSIONS if desk.chosen.of(dimension))
    place = beginning.words.partition(",")[0]
    steps = (_put_aside(desk), Step(words=f"all of {place}", choice=beginning.choice))
    cuts = [(words.let_go(kept, shown=step.words), address_of(step.choice)) for step in steps if step]
    why = closed_to(desk.rule, desk.view)
    st.html(markup.dead_end(f"{words.ONE_AT_A_TIME} {why}".strip(), cuts))


def _put_aside(desk: Desk) -> Step | None:
    """Return what the present choice took the place of, if it was as narrow: of two, one can be shown."""
    before = session.put_aside()
    if before is None or before.force != desk.chosen.force:
        return None
    lost = [each for each in MAIN_DIMENSIONS if before.of(each) and before.of(each) != desk.chosen.of(each)]
    if not lost:
        return None
    kept = desk.chosen.whole().having(lost[0], before.of(lost[0]))
    return Step(words=words.codes_in_words(lost[0], before.of(lost[0]), desk.offered.reference), choice=kept)
