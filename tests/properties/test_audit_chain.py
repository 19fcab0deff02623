"""Whatever was recorded, one change of one column of one entry is found, and found where it is."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import sqlalchemy as sa
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from data_access.access_vocabulary import Event, Outcome
from data_access.audit import Actor, Entry, Witness
from data_access.audit.verifying import verify
from data_access.database import open_store
from data_access.schema import audit_entry, audit_head
from tests import audits, databases
from tests.audits import START
from tests.doorway import KEY

TEXT = st.text(max_size=30)
ENTRIES = st.builds(
    Entry,
    event=st.sampled_from(Event),
    outcome=st.sampled_from(Outcome),
    page=TEXT,
    subject=TEXT,
    filters=TEXT,
    metrics=st.lists(TEXT, max_size=2).map(tuple),
    rows=st.none() | st.integers(0, 2**40),
    cells_hidden=st.none() | st.integers(0, 99),
    content_sha256=st.sampled_from(["", "ab" * 32]),
    detail=st.text(max_size=3_000),
)
ACTORS = st.builds(Actor, username=TEXT, role=TEXT, session_id=TEXT, address=TEXT, request_id=TEXT)
CHAINS = st.lists(st.tuples(ACTORS, ENTRIES), min_size=1, max_size=6)
# What a column of its kind may hold instead.
INSTEAD: dict[type, st.SearchStrategy[Any]] = {
    int: st.integers(0, 2**40) | st.none(),
    str: st.text(st.characters(exclude_characters="\x00", exclude_categories=("Cs",)), max_size=40),
}
CHANGED = [column for column in audit_entry.columns if column.name not in {"sequence", "made_at", "outcome"}]


@contextmanager
def recorded(chain: list[tuple[Actor, Entry]]) -> Iterator[sa.Engine]:
    with TemporaryDirectory() as folder:
        store = open_store(databases.fresh_url("sqlite", Path(folder), "store"))
        for actor, entry in chain:
            with store.begin() as connection:
                Witness(actor=actor, key=KEY).record(connection, entry, now=START)
        yield store
        store.dispose()


@settings(max_examples=25)
@given(chain=CHAINS)
def test_whatever_is_recorded_is_found_whole(chain: list[tuple[Actor, Entry]]) -> None:
    with recorded(chain) as store:
        verdict = verify(store, KEY)
        assert (verdict.entries, verdict.fault) == (len(chain), None)


@settings(max_examples=60)
@given(chain=CHAINS, drawn=st.data())
def test_any_one_change_is_found_where_it_is(chain: list[tuple[Actor, Entry]], drawn: st.DataObject) -> None:
    number = drawn.draw(st.integers(1, len(chain)))
    column = drawn.draw(st.sampled_from(CHANGED))
    kind = int if isinstance(column.type, sa.BigInteger) else str
    value = drawn.draw(INSTEAD[kind])
    with recorded(chain) as store:
        here = audit_entry.c.sequence == number
        with audits.broken_into(store) as connection:
            before = connection.execute(sa.select(column).where(here)).scalar_one()
            assume(value != before)
            connection.execute(audit_entry.update().where(here).values({column.name: value}))
        fault = verify(store, KEY).fault
        assert fault is not None
        assert fault.sequence == number


@settings(max_examples=25)
@given(chain=CHAINS, drawn=st.data())
def test_any_removal_is_found_even_if_the_head_is_told(chain: list[tuple[Actor, Entry]], drawn: st.DataObject) -> None:
    number = drawn.draw(st.integers(1, len(chain)))
    with recorded(chain) as store:
        with audits.broken_into(store) as connection:
            connection.execute(audit_entry.delete().where(audit_entry.c.sequence == number))
            connection.execute(
                audit_entry.update().where(audit_entry.c.sequence > number).values(sequence=-1 + audit_entry.c.sequence)
            )
            connection.execute(audit_head.update().values(sequence=len(chain) - 1))
        fault = verify(store, KEY).fault
        assert fault is not None
        assert fault.sequence in {number, len(chain) - 1}
