"""A choice survives its link, a link can ask for anything, and nobody gets more than their role allows."""

from hypothesis import given
from hypothesis import strategies as st

from dashboard.periods import PeriodChoice
from dashboard.policy import Narrowing, User
from dashboard.selection import (
    ALL_FORCES,
    DIMENSIONS,
    MAIN_DIMENSIONS,
    Selection,
    filters_of,
    held,
    narrowed,
    offer,
    period_of,
    read_selection,
    write_selection,
)
from dashboard.selection.options import OPTIONS
from data_access.facets import FACETS
from data_access.vocabulary import Pathway, Risk, Role
from tests.factories import CHESHIRE, HAMPSHIRE, MET, a_reference, a_snapshot, a_user

SNAPSHOT = a_snapshot()
FORCES = (CHESHIRE, HAMPSHIRE, MET)
USERS = [a_user(role, forces=forces) for role in Role for forces in (FORCES, (CHESHIRE,), ())]
AREAS = [area.area_id for area in a_reference().areas]
AGENCIES = [agency.code for agency in a_reference().agencies]
PERIODS = [
    "first-ten-months",
    "last-12-months",
    "since-launch",
    "fy-2020",
    "week-2019",
    "2019-03",
    "2019-01-01..2019-02-03",
]

OPTION_WORDS = ["assessed", "28", "365", "OLDEST", "EVERY_CRIME", "43", "", "x"]
FACET_CODES = [(facet.key, code) for facet in FACETS.values() for code in facet.codes or AGENCIES]

selections = st.builds(
    Selection,
    force=st.sampled_from([*FORCES, ALL_FORCES]),
    period=st.sampled_from(PERIODS),
    areas=st.lists(st.sampled_from(AREAS), max_size=2).map(tuple),
    agencies=st.lists(st.sampled_from(AGENCIES), max_size=3).map(tuple),
    risks=st.lists(st.sampled_from(list(Risk)), max_size=3).map(tuple),
    facets=st.lists(st.sampled_from(FACET_CODES), max_size=3).map(tuple),
    options=st.lists(st.tuples(st.sampled_from(list(OPTIONS)), st.sampled_from(OPTION_WORDS)), max_size=4).map(tuple),
)
queries = st.dictionaries(
    st.sampled_from(["force", "period", *DIMENSIONS, *OPTIONS, "other"]),
    st.lists(
        st.one_of(st.text(max_size=30), st.sampled_from([*FORCES, *PERIODS, *AGENCIES, *AREAS, *Risk, *Pathway])),
        max_size=3,
    ),
)
users = st.sampled_from(USERS)


@given(users, selections)
def test_a_choice_a_reader_may_have_survives_its_link(user: User, asked: Selection) -> None:
    chosen, _ = held(asked, user=user, snapshot=SNAPSHOT)
    assert read_selection(write_selection(chosen), user=user, snapshot=SNAPSHOT) == (chosen, ())


@given(users, queries)
def test_any_link_is_read_and_held_to_the_role(user: User, query: dict[str, list[str]]) -> None:
    chosen, _ = read_selection(query, user=user, snapshot=SNAPSHOT)
    offered = offer(user, SNAPSHOT, force=chosen.force)
    assert chosen.force in {*offered.forces, ALL_FORCES, "", user.home_force}
    assert chosen.force != ALL_FORCES or offered.may_take_all
    codes = sum(len(chosen.of(dimension)) for dimension in DIMENSIONS)
    limit = {Narrowing.NONE: 0, Narrowing.ONE: 1, Narrowing.FREE: 99}[user.grant.narrowing]
    assert codes <= limit
    period = period_of(chosen, offered)
    if user.grant.periods is not PeriodChoice.ANY:
        assert period in offered.periods
    filters = filters_of(chosen, period)
    assert set(filters.forces) <= set(user.forces) | {""} or not user.forces


@given(selections, st.sampled_from(MAIN_DIMENSIONS))
def test_choosing_one_thing_lets_go_of_the_others_where_only_one_is_allowed(chosen: Selection, dimension: str) -> None:
    code = {"area": AREAS[0], "agency": AGENCIES[0], "risk": Risk.HIGH.value}[dimension]
    after = narrowed(chosen, dimension, [code], narrowing=Narrowing.ONE)
    assert after.of(dimension) == (code,)
    assert all(after.of(other) == () for other in DIMENSIONS if other != dimension)


def test_what_had_to_be_dropped_is_said() -> None:
    commissioner = a_user(Role.COMMISSIONER, forces=FORCES)
    query = {"agency": ["PROB", "NOBODY"], "risk": ["HIGH"], "period": ["2019-03"], "force": ["E23000032"]}
    chosen, remarks = read_selection(query, user=commissioner, snapshot=SNAPSHOT)
    assert chosen == Selection(force=CHESHIRE, period="first-ten-months", risks=("HIGH",))
    assert len(remarks) == 4
