"""What a further force could expect: assumptions to edit, and what follows, printed with every one of them."""

from dataclasses import dataclass

import streamlit as st

from dashboard.charts.captions import source_of
from dashboard.policy import Action
from dashboard.programme.account import assumed_table, expected_table
from dashboard.programme.rollout import Basis, Typed, expected, starting_from, typed_of, with_typed
from dashboard.ui import cache, markup, session
from dashboard.ui.desk import Desk
from dashboard.ui.guard import callback, fragment
from dashboard.ui.messages import one_panel
from dashboard.ui.programme import granted
from dashboard.wording import rollout as words

FIELDS = "rollout"
MOST_OFFENCES, MOST_UNITS, MOST_A_UNIT, MOST_OF_HUNDRED, MOST_MINUTES = 1_000_000, 43, 100_000, 1_000, 10_000
PERCENT = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One number to edit: its label, what the evidence says, and the most it may be."""

    key: str
    label: str
    shown: int
    most: int


@fragment("programme")
def rollout(desk: Desk) -> None:
    """Show what a further force could expect; editing an assumption draws this part alone again."""
    with one_panel(), st.container(key="panel-rollout", gap="small"):
        evidence = cache.evidence(desk.snapshot, scope=desk.user.scope, rule=desk.rule, granted=granted(desk))
        head = st.empty()
        start = starting_from(_basis(), evidence)
        assumed = with_typed(start, _typed(typed_of(start), start.basis))
        outlook = expected(assumed)
        title = words.title(outlook.a_year.value)
        beneath = words.subtitle(start.basis, lower=outlook.a_year.lower, upper=outlook.a_year.upper)
        head.html(markup.heading(title, level=2, subtitle=beneath, question=words.QUESTION))
        st.html(markup.table(expected_table(outlook), caption=f"{title}. {beneath}"))
        st.html(markup.table(assumed_table(assumed, evidence), caption=words.resting_on(start.basis), stacks=True))
        protected = () if desk.rule.exact else (words.PROTECTED,)
        notes = (words.METHOD, words.LIMITS, words.FILTERS_SET_ASIDE, *protected)
        st.html(markup.foot([*notes, source_of(desk.view)]))


def _basis() -> Basis:
    chosen = st.radio(words.BASIS, list(Basis), format_func=words.BASES.__getitem__, key=f"{FIELDS}-basis")
    return chosen or Basis.SAME_SIZE


def _typed(shown: Typed, basis: Basis) -> Typed:
    """Return the assumptions as the reader has them: the evidence until they change one."""
    fields = _fields(shown, basis)
    places = (*st.columns(3), *st.columns(3, vertical_alignment="bottom"))
    held = []
    for place, field in zip(places, fields, strict=False):
        with place:
            held.append(_number(field))
    with places[-1]:
        st.button(words.BACK, key=f"{FIELDS}-back", on_click=_back, args=(fields,))
    scale, rate, minutes, taken_on, high_risk = held
    return Typed(scale=scale, rate=rate, minutes=minutes, taken_on=taken_on, high_risk=high_risk)


def _fields(shown: Typed, basis: Basis) -> tuple[Field, ...]:
    """Return the fields in the order they stand; each basis has its own, so that none takes over another's number."""
    most, most_rate = (MOST_UNITS, MOST_A_UNIT) if basis is Basis.SAME_SIZE else (MOST_OFFENCES, MOST_OF_HUNDRED)
    return (
        Field(key=f"{FIELDS}-{basis}-scale", label=words.SCALES[basis], shown=shown.scale, most=most),
        Field(key=f"{FIELDS}-{basis}-rate", label=words.RATES[basis], shown=shown.rate, most=most_rate),
        Field(key=f"{FIELDS}-{basis}-minutes", label=words.MINUTES, shown=shown.minutes, most=MOST_MINUTES),
        Field(key=f"{FIELDS}-{basis}-taken-on", label=words.TAKEN_ON, shown=shown.taken_on, most=PERCENT),
        Field(key=f"{FIELDS}-{basis}-high-risk", label=words.HIGH_RISK, shown=shown.high_risk, most=PERCENT),
    )


def _number(field: Field) -> int:
    if session.widget_value(field.key) is None:
        session.set_widget(field.key, field.shown)
    return int(st.number_input(field.label, min_value=0, max_value=max(field.most, field.shown), step=1, key=field.key))


@callback(Action.CHOOSE_FIGURES)
def _back(fields: tuple[Field, ...]) -> None:
    for field in fields:
        session.set_widget(field.key, field.shown)
