"""What a further force could expect: assumptions to edit, kept in the link, and what follows, printed with each."""

from collections.abc import Iterator
from dataclasses import dataclass

import streamlit as st

from dashboard.charts.captions import source_of
from dashboard.policy import Action
from dashboard.programme.account import assumed_table, expected_table
from dashboard.programme.rollout import Basis, Typed, expected, starting_from, typed_of, with_typed
from dashboard.selection import Selection
from dashboard.selection.options import ASSUMED, EVIDENCE, HIGH_RISK, MINUTES, MODEL, RATE, SCALE, TAKEN_ON
from dashboard.ui import cache, markup, session
from dashboard.ui.desk import Desk
from dashboard.ui.guard import callback
from dashboard.ui.messages import one_panel
from dashboard.ui.programme import granted
from dashboard.wording import rollout as words

FIELDS = "rollout"
MOST_OFFENCES, MOST_UNITS, MOST_A_UNIT, MOST_OF_HUNDRED, MOST_MINUTES = 1_000_000, 43, 100_000, 1_000, 10_000
PERCENT = 100
_BASIS = f"{FIELDS}-basis"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One number to edit: the option it is, its widget, its label, what the evidence says, and the most it may be."""

    option: str
    key: str
    label: str
    shown: int
    most: int


def rollout(desk: Desk) -> None:
    """Show what a further force could expect, from the assumptions of the link and otherwise from the evidence."""
    with one_panel(), st.container(key="panel-rollout", gap="small"):
        evidence = cache.evidence(desk.snapshot, scope=desk.user.scope, rule=desk.rule, granted=granted(desk))
        head = st.empty()
        start = starting_from(_basis(desk.chosen), evidence)
        assumed = with_typed(start, _typed(typed_of(start), start.basis, desk.chosen))
        outlook = expected(assumed)
        title = words.title(outlook.a_year.value)
        beneath = words.subtitle(start.basis, lower=outlook.a_year.lower, upper=outlook.a_year.upper)
        head.html(markup.heading(title, level=2, subtitle=beneath, question=words.QUESTION))
        st.html(markup.table(expected_table(outlook), caption=f"{title}. {beneath}"))
        st.html(markup.table(assumed_table(assumed, evidence), caption=words.resting_on(start.basis), stacks=True))
        protected = () if desk.rule.exact else (words.PROTECTED,)
        notes = (words.METHOD, words.LIMITS, words.FILTERS_SET_ASIDE, *protected)
        st.html(markup.foot([*notes, source_of(desk.view)]))


def _basis(chosen: Selection) -> Basis:
    basis = Basis(chosen.option(MODEL))
    session.set_widget(_BASIS, basis.value)
    labels = {each.value: words.BASES[each] for each in Basis}
    st.radio(words.BASIS, list(labels), format_func=labels.__getitem__, key=_BASIS, on_change=_take_basis)
    return basis


def _typed(shown: Typed, basis: Basis, chosen: Selection) -> Typed:
    """Return the assumptions as the reader has them: the evidence until they change one."""
    places = (*st.columns(3), *st.columns(3, vertical_alignment="bottom"))
    held = {}
    for place, field in zip(places, _fields(shown, basis), strict=False):
        with place:
            held[field.option] = _number(field, chosen.option(field.option))
    with places[-1]:
        st.button(words.BACK, key=f"{FIELDS}-back", on_click=_back)
    return Typed(
        scale=held[SCALE],
        rate=held[RATE],
        minutes=held[MINUTES],
        taken_on=held[TAKEN_ON],
        high_risk=held[HIGH_RISK],
    )


def _fields(shown: Typed, basis: Basis) -> Iterator[Field]:
    """Yield the fields in the order they stand."""
    most, most_rate = (MOST_UNITS, MOST_A_UNIT) if basis is Basis.SAME_SIZE else (MOST_OFFENCES, MOST_OF_HUNDRED)
    numbers = (
        (SCALE, words.SCALES[basis], shown.scale, most),
        (RATE, words.RATES[basis], shown.rate, most_rate),
        (MINUTES, words.MINUTES, shown.minutes, MOST_MINUTES),
        (TAKEN_ON, words.TAKEN_ON, shown.taken_on, PERCENT),
        (HIGH_RISK, words.HIGH_RISK, shown.high_risk, PERCENT),
    )
    for option, label, evidence, highest in numbers:
        key = f"{FIELDS}-{basis}-{option}"
        yield Field(option=option, key=key, label=label, shown=evidence, most=max(highest, evidence))


def _number(field: Field, asked: str) -> int:
    """Return the number of a field, held to the most it may be: a link may ask for anything."""
    held = min(int(asked), field.most) if asked else field.shown
    session.set_widget(field.key, held)
    st.number_input(
        field.label,
        min_value=0,
        max_value=field.most,
        step=1,
        key=field.key,
        on_change=_take_number,
        args=(field,),
    )
    return held


@callback(Action.CHOOSE_FIGURES)
def _take_basis() -> None:
    """Take another basis, whose numbers are others: none of the one before goes with it."""
    _assume({MODEL: session.typed(_BASIS), **dict.fromkeys(ASSUMED, EVIDENCE)})


@callback(Action.CHOOSE_FIGURES)
def _take_number(field: Field) -> None:
    typed = session.widget_value(field.key)
    _assume({field.option: EVIDENCE if typed in {None, field.shown} else str(typed)})


@callback(Action.CHOOSE_FIGURES)
def _back() -> None:
    _assume(dict.fromkeys(ASSUMED, EVIDENCE))


def _assume(values: dict[str, str]) -> None:
    chosen = session.selection()
    if chosen is not None:
        session.choose(chosen.opting(values))
