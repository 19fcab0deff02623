"""Whatever a reader saves reopens exactly, and what others open of it is never more than they may have."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from dashboard.administration.saved_views import ViewOffice, read_back, written
from dashboard.policy import User
from dashboard.selection import ALL_FORCES, Selection, held, read_selection, write_selection
from data_access.database import open_store
from data_access.free_text import fault_in, one_line
from data_access.saved_views import LONGEST_NAME
from data_access.vocabulary import Risk, Role
from tests import databases, doors
from tests.doors import NOW
from tests.doorway import WITNESS
from tests.factories import CHESHIRE, HAMPSHIRE, MET, a_reference, a_snapshot, a_user

SNAPSHOT = a_snapshot()
FORCES = (CHESHIRE, HAMPSHIRE, MET)
READERS = [
    a_user(role, forces=forces)
    for role in (Role.MANAGER, Role.COMMISSIONER)
    for forces in (FORCES, (CHESHIRE,), (HAMPSHIRE,))
]
PERIODS = [
    "first-ten-months",
    "last-12-months",
    "since-launch",
    "fy-2020",
    "week-2019",
    "2019-03",
    "2019-01-01..2019-02-03",
]

selections = st.builds(
    Selection,
    force=st.sampled_from([*FORCES, ALL_FORCES]),
    period=st.sampled_from(PERIODS),
    areas=st.lists(st.sampled_from([area.area_id for area in a_reference().areas]), max_size=3).map(tuple),
    agencies=st.lists(st.sampled_from([agency.code for agency in a_reference().agencies]), max_size=4).map(tuple),
    risks=st.lists(st.sampled_from(list(Risk)), max_size=4).map(tuple),
)
names = st.text(min_size=1, max_size=LONGEST_NAME).filter(
    lambda text: one_line(text) and not fault_in(one_line(text), longest=LONGEST_NAME)
)
# One store for all examples: each forgets what it saved.
SHARED = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def store() -> Iterator[sa.Engine]:
    """A store with an account for each reader's name."""
    folder = Path(tempfile.mkdtemp(prefix="unit-tests-views-"))
    engine = open_store(databases.fresh_url("sqlite", folder, "store"))
    for username in {reader.username for reader in READERS}:
        doors.add(engine, username=username)
    yield engine
    engine.dispose()
    shutil.rmtree(folder)


def office(store: sa.Engine, user: User) -> ViewOffice:
    return ViewOffice(user=user, store=store, witness=WITNESS, now=NOW)


@given(chosen=selections, reader=st.sampled_from(READERS), name=names)
@SHARED
def test_whatever_is_saved_reopens_exactly(store: sa.Engine, chosen: Selection, reader: User, name: str) -> None:
    own, _ = held(chosen, user=reader, snapshot=SNAPSHOT)  # as the page holds it before it can be saved
    at_work = office(store, reader)
    saved = at_work.save(name, page="referrals", query=write_selection(own))
    opened = at_work.open(saved.view_id)
    at_work.forget(saved.view_id)
    assert opened is not None
    assert (opened.name, opened.page) == (one_line(name), "referrals")
    assert read_selection(read_back(opened.query), user=reader, snapshot=SNAPSHOT) == (own, ())


@given(chosen=selections, owner=st.sampled_from(READERS), other=st.sampled_from(READERS))
@SHARED
def test_what_another_opens_is_theirs_to_see_or_nothing(
    store: sa.Engine, chosen: Selection, owner: User, other: User
) -> None:
    own, _ = held(chosen, user=owner, snapshot=SNAPSHOT)
    saved = office(store, owner).save("View", page="referrals", query=write_selection(own))
    opened = office(store, other).open(saved.view_id)
    office(store, owner).forget(saved.view_id)
    assert (opened is None) is (own.force != ALL_FORCES and own.force not in other.forces)
    if opened is not None:
        seen, _ = read_selection(read_back(opened.query), user=other, snapshot=SNAPSHOT)
        assert seen == held(seen, user=other, snapshot=SNAPSHOT)[0]
        assert seen.force in {*other.forces, ALL_FORCES}


@given(st.dictionaries(st.text(min_size=1), st.lists(st.text(min_size=1), min_size=1), max_size=4))
@example({"a&b=c": ["d%26", "é 🎉", "+", "a=b&c"]})
def test_a_choice_survives_its_written_form(query: dict[str, list[str]]) -> None:
    spoken = {key: values for key, values in query.items() if _can_be_sent(key, *values)}
    assert read_back(written(spoken)) == spoken


def _can_be_sent(*texts: str) -> bool:
    return not any("\ud800" <= letter <= "\udfff" for text in texts for letter in text)
