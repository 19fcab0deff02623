"""Reading the audit on both databases: newest first, a page at a time, and only what was asked for."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from data_access.access_vocabulary import Event, Outcome
from data_access.audit import Entry
from data_access.audit.reading import AuditQuery, Recorded, count, entry_at, head, search, stream
from data_access.errors import DatabaseUnavailable
from tests import audits
from tests.audits import MINUTE, START

DAY = timedelta(days=1)


@pytest.fixture
def log(store_engine: sa.Engine) -> sa.Engine:
    """Nine entries of three people over three days."""
    signed_in, viewed = Entry(event=Event.SIGN_IN), Entry(event=Event.CASE_VIEW, subject="C-100%", rows=1)
    refused = Entry(event=Event.EXPORT, outcome=Outcome.REFUSED, detail="Not a_part of your role", cells_hidden=0)
    for day, username in enumerate(("ann", "ben", "ann_b")):
        by = audits.witness(username, address=f"192.0.2.{day}")
        audits.record(store_engine, signed_in, viewed, refused, by=by, since=START + day * DAY)
    return store_engine


def numbers(entries: tuple[Recorded, ...]) -> list[int]:
    return [entry.sequence for entry in entries]


QUERIES = [
    pytest.param(AuditQuery(), [9, 8, 7, 6, 5, 4, 3, 2, 1], id="everything"),
    pytest.param(AuditQuery(username="ann"), [3, 2, 1], id="exactly one person"),
    pytest.param(AuditQuery(events=(Event.CASE_VIEW,)), [8, 5, 2], id="one event"),
    pytest.param(AuditQuery(events=(Event.EXPORT, Event.SIGN_IN)), [9, 7, 6, 4, 3, 1], id="two events"),
    pytest.param(AuditQuery(events=(Event.SIGN_OUT,)), [], id="an event that never was"),
    pytest.param(AuditQuery(outcomes=(Outcome.REFUSED,)), [9, 6, 3], id="an outcome"),
    pytest.param(AuditQuery(since=START + DAY), [9, 8, 7, 6, 5, 4], id="since a moment, itself meant"),
    pytest.param(AuditQuery(until=START + DAY), [3, 2, 1], id="until a moment, itself not meant"),
    pytest.param(AuditQuery(since=START + MINUTE, until=START + DAY + MINUTE), [4, 3, 2], id="between"),
    pytest.param(AuditQuery(text="ann"), [9, 8, 7, 3, 2, 1], id="part of a username"),
    pytest.param(AuditQuery(text="NOT A_PART"), [9, 6, 3], id="part of a remark, in capitals"),
    pytest.param(AuditQuery(text="100%"), [8, 5, 2], id="a per cent sign is itself"),
    pytest.param(AuditQuery(text="%"), [8, 5, 2], id="and no wildcard"),
    pytest.param(AuditQuery(text="n_b"), [9, 8, 7], id="an underscore is itself"),
    pytest.param(AuditQuery(text="/"), [], id="what escapes is escaped"),
    pytest.param(AuditQuery(text="192.0.2.1"), [6, 5, 4], id="an address"),
    pytest.param(AuditQuery(text="'; DROP TABLE audit_entry; --"), [], id="SQL is text"),
    pytest.param(AuditQuery(username="ben", events=(Event.EXPORT,), text="role"), [6], id="all at once"),
]


@pytest.mark.parametrize(("query", "wanted"), QUERIES)
def test_only_what_was_asked_for_is_found_newest_first(log: sa.Engine, query: AuditQuery, wanted: list[int]) -> None:
    assert numbers(search(log, query, limit=50).entries) == wanted
    assert count(log, query, at_most=50) == len(wanted)
    assert [entry.sequence for entry in stream(log, query, up_to=9)] == wanted[::-1]


@pytest.mark.parametrize("query", [AuditQuery(), AuditQuery(events=(Event.SIGN_IN, Event.EXPORT, Event.CASE_VIEW))])
@pytest.mark.parametrize("limit", [1, 4, 9])
def test_pages_one_after_the_other_are_the_whole(log: sa.Engine, query: AuditQuery, limit: int) -> None:
    page = search(log, query, limit=limit)
    seen = list(page.entries)
    while page.has_older:
        page = search(log, query, before=seen[-1], limit=limit)
        assert 0 < len(page.entries) <= limit
        seen += page.entries
    assert numbers(tuple(seen)) == list(range(9, 0, -1))


def test_entries_of_one_moment_are_split_between_pages_without_loss(store_engine: sa.Engine) -> None:
    for _ in range(5):
        audits.record(store_engine, Entry(event=Event.SIGN_IN))
    first = search(store_engine, AuditQuery(), limit=2).entries
    rest = search(store_engine, AuditQuery(), before=first[-1], limit=9).entries
    assert (numbers(first), numbers(rest)) == ([5, 4], [3, 2, 1])


def test_an_entry_made_between_two_pages_moves_nothing(log: sa.Engine) -> None:
    first = search(log, AuditQuery(), limit=3)
    audits.record(log, Entry(event=Event.SIGN_IN), since=START + 9 * DAY)
    assert numbers(search(log, AuditQuery(), before=first.entries[-1], limit=3).entries) == [6, 5, 4]


def test_an_entry_comes_back_as_it_was_recorded(log: sa.Engine) -> None:
    entry = entry_at(log, 6)
    assert entry is not None
    assert (entry.made_at, entry.username, entry.role) == (START + DAY + 2 * MINUTE, "ben", "MANAGER")
    assert (entry.event, entry.outcome, entry.row_count, entry.cells_hidden) == ("EXPORT", "REFUSED", None, 0)
    assert entry_at(log, 10) is None
    before = entry_at(log, 5)
    assert before is not None
    assert entry.previous_hash == before.entry_hash
    assert (head(log).sequence, head(log).entry_hash) == (9, search(log, AuditQuery(), limit=1).entries[0].entry_hash)


def test_counting_stops_where_it_is_told_to(log: sa.Engine) -> None:
    assert count(log, AuditQuery(), at_most=4) == 4


def test_an_export_ends_where_it_began_whatever_is_recorded_meanwhile(log: sa.Engine) -> None:
    assert len(list(stream(log, AuditQuery(), up_to=7))) == 7


def test_an_audit_that_cannot_be_read_says_so(log: sa.Engine) -> None:
    with log.begin() as connection:
        connection.exec_driver_sql("DROP TABLE audit_entry")
        connection.exec_driver_sql("DROP TABLE audit_head")
    for read in (
        lambda: search(log, AuditQuery(), limit=1),
        lambda: count(log, AuditQuery(), at_most=1),
        lambda: entry_at(log, 1),
        lambda: list(stream(log, AuditQuery(), up_to=1)),
        lambda: head(log),
    ):
        with pytest.raises(DatabaseUnavailable, match="The audit could not be read"):
            read()


@pytest.mark.parametrize(
    "query",
    [AuditQuery(), AuditQuery(username="ann"), AuditQuery(events=(Event.EXPORT,)), AuditQuery(since=START)],
    ids=["everything", "a person", "an event", "dates"],
)
@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_the_newest_are_found_by_an_index_and_never_by_sorting_all(log: sa.Engine, query: AuditQuery) -> None:
    asked: list[tuple[str, object]] = []
    sa.event.listen(log, "before_cursor_execute", lambda _c, _k, sql, parameters, *_: asked.append((sql, parameters)))
    search(log, query, limit=50)
    statement, parameters = asked[-1]
    with log.connect() as connection:
        plan = [row.detail for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)]
    assert any("USING" in step and "ix_audit_entry" in step for step in plan), plan
    assert not any(step.startswith("SCAN audit_entry") and "INDEX" not in step for step in plan), plan


@pytest.mark.parametrize("typed", ["a\x00b", "a\ud800b", "a\nb"])
def test_what_no_database_can_hold_is_found_as_it_was_kept(store_engine: sa.Engine, typed: str) -> None:
    refused = Entry(event=Event.SIGN_IN, outcome=Outcome.REFUSED, subject=typed)
    audits.record(store_engine, refused, by=audits.witness(typed))
    for query in (AuditQuery(text=typed), AuditQuery(username=typed)):
        assert len(search(store_engine, query, limit=5).entries) == 1
