"""Whatever is tried in whatever order: no state is skipped, no step repeated, nothing frozen changed."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import sqlalchemy as sa
from hypothesis import example, given, settings
from hypothesis import strategies as st

from data_access.database import open_store
from data_access.release_vocabulary import BY_ANOTHER, ReleaseState, ReleaseStep
from data_access.releases import Correction, Kept, ReleaseRefused, content_of, find
from tests import databases
from tests.frozen import NOW, acting, drafted, taken

# From which states each is reached in one step or by the clock alone; written here once more, on purpose.
REACHED_FROM = {
    ReleaseState.DRAFT: {ReleaseState.DRAFT},
    ReleaseState.CHECKED: {ReleaseState.DRAFT},
    ReleaseState.APPROVED: {ReleaseState.CHECKED},
    ReleaseState.EMBARGOED: {ReleaseState.APPROVED},
    ReleaseState.RELEASED: {ReleaseState.EMBARGOED},
    ReleaseState.CORRECTED: {ReleaseState.RELEASED},
    ReleaseState.WITHDRAWN: {
        ReleaseState.DRAFT,
        ReleaseState.CHECKED,
        ReleaseState.APPROVED,
        ReleaseState.EMBARGOED,
        ReleaseState.RELEASED,
    },
}
STEPS = list(ReleaseStep)[1:]
TRY = st.tuples(st.sampled_from(STEPS), st.sampled_from(["ann", "ben", "cat"]), st.integers(0, 40))
# At first as it should be, up to some step; then whatever comes, so that late states are tried as often as early ones.
IN_TURN = [(step, "ben", 0) for step in STEPS[:3]]
TRIES = st.builds(lambda whole, tries: IN_TURN[:whole] + tries, st.integers(0, 3), st.lists(TRY, max_size=12))
CORRECTED = [*IN_TURN, (ReleaseStep.CORRECT, "ann", 6), (ReleaseStep.WITHDRAW, "ann", 7)]
WITHDRAWN = [
    *IN_TURN,
    (ReleaseStep.RELEASE, "ann", 1),
    (ReleaseStep.WITHDRAW, "ann", 2),
    (ReleaseStep.CORRECT, "ann", 3),
]
HOUR = timedelta(hours=1)
Tries = list[tuple[ReleaseStep, str, int]]


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated store, to be copied for each life."""
    folder = tmp_path_factory.mktemp("lives")
    return Path(databases.fresh_url("sqlite", folder, "store").removeprefix("sqlite:///"))


@contextmanager
def fresh(empty: Path) -> Iterator[sa.Engine]:
    """A store of one life's own."""
    with TemporaryDirectory() as folder:
        copy = Path(shutil.copy(empty, folder))
        store = open_store(f"sqlite:///{copy}")
        yield store
        store.dispose()


def tried(store: sa.Engine, kept: Kept, step: ReleaseStep, username: str, hours: int) -> bool:
    """Try a step some hours after the draft; a correction is drafted, and let out at once by two others."""
    now = NOW + hours * HOUR
    try:
        if step is ReleaseStep.CORRECT:
            why = Correction(of=kept.reference, seen=len(kept.life.steps), reason="wrong")
            new = drafted(store, previous=kept.reference, correcting=why, witness=acting("dot"), now=now)
            steps = (ReleaseStep.CHECK, ReleaseStep.APPROVE, ReleaseStep.EMBARGO)
            taken(store, new, *steps, witness=acting("eve"), until=now, now=now)
        else:
            taken(store, kept, step, witness=acting(username), until=now + 5 * HOUR, now=now)
    except ReleaseRefused:
        return False
    return True


def test_no_sequence_of_steps_skips_a_state(empty: Path) -> None:
    reached: set[ReleaseState] = set()

    @settings(max_examples=60)
    @given(tries=TRIES)
    @example(tries=CORRECTED)
    @example(tries=WITHDRAWN)
    def lived(tries: Tries) -> None:
        with fresh(empty) as store:
            reached.update(states_of(store, tries))

    lived()
    assert reached == set(ReleaseState)


def states_of(store: sa.Engine, tries: Tries) -> Iterator[ReleaseState]:
    """Try steps in the order of time, see after each that nothing was skipped or changed, and yield each state."""
    kept = drafted(store, witness=acting("ann"))
    frozen, state = content_of(store, kept), ReleaseState.DRAFT
    for step, username, hours in sorted(tries, key=lambda each: each[2]):
        now = NOW + hours * HOUR
        by_clock = kept.life.state(now)
        assert by_clock is state or state in REACHED_FROM[by_clock]
        was_taken = tried(store, kept, step, username, hours)
        kept = find(store, kept.reference)
        state = kept.life.state(now)
        yield from (by_clock, state)
        assert was_taken or state is by_clock
        assert not was_taken or step not in BY_ANOTHER or username != "ann"
        assert state is by_clock or by_clock in REACHED_FROM[state]
        assert content_of(store, kept) == frozen


@settings(max_examples=30)
@given(tries=TRIES)
def test_what_was_out_stays_told(empty: Path, tries: Tries) -> None:
    with fresh(empty) as store:
        kept, was_public = drafted(store, witness=acting("ann")), False
        for step, username, hours in sorted(tries, key=lambda each: each[2]):
            now = NOW + hours * HOUR
            was_public = was_public or kept.life.is_public(now)
            tried(store, kept, step, username, hours)
            kept = find(store, kept.reference)
            assert kept.life.is_public(now) or not was_public
