"""Events on both databases: noted, read, withdrawn with a reason, and never another force's."""

from datetime import UTC, date, datetime, timedelta

import pytest
import sqlalchemy as sa

from data_access import annotations
from data_access.annotations import MOST, AnnotationRefused
from data_access.errors import DatabaseUnavailable, OutOfScope
from data_access.schema import annotation, audit_entry
from data_access.scope import Grain, Scope
from tests.doorway import WITNESS
from tests.factories import CHESHIRE, HAMPSHIRE

NOW = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)  # the next day already in London
TODAY = date(2026, 7, 1)
SECOND_TEAM = date(2018, 9, 3)
SCOPE = Scope(forces=(CHESHIRE,), grain=Grain.CASE)
BOTH = Scope(forces=(CHESHIRE, HAMPSHIRE), grain=Grain.CASE)
HOSTILE = [
    "<script>alert(1)</script>",
    '=HYPERLINK("http://example.invalid")',
    "🧑‍💻 second team 🎉",
    "צוות שני התחיל",
    "'; DROP TABLE annotation; --",
    "%s %(x)s {0} \\n",
]


def note(
    engine: sa.Engine,
    title: str = "Second team started",
    *,
    on: date = SECOND_TEAM,
    explanation: str = "",
    force: str = CHESHIRE,
    scope: Scope = SCOPE,
) -> None:
    annotations.add(
        engine,
        force_code=force,
        happened_on=on,
        title=title,
        explanation=explanation,
        scope=scope,
        witness=WITNESS,
        now=NOW,
    )


def withdraw(engine: sa.Engine, annotation_id: int, reason: str = "Noted twice", *, scope: Scope = SCOPE) -> None:
    annotations.withdraw(
        engine, annotation_id=annotation_id, reason=reason, scope=scope, witness=WITNESS, now=NOW + timedelta(hours=1)
    )


def standing(engine: sa.Engine, *forces: str) -> list[tuple[date, str]]:
    return [(each.happened_on, each.title) for each in annotations.read(engine, forces=forces or (CHESHIRE,))]


def recorded(engine: sa.Engine) -> list[tuple[str, str, str]]:
    with engine.connect() as connection:
        rows = connection.execute(audit_entry.select().order_by(audit_entry.c.sequence)).all()
    return [(row.event, row.subject, row.detail) for row in rows]


def test_a_noted_event_is_read_as_it_was_typed_and_recorded(store_engine: sa.Engine) -> None:
    note(store_engine, "  Second   team\nstarted ", explanation="Two nurses\tjoined.")
    (read,) = annotations.read(store_engine, forces=(CHESHIRE,))
    assert (read.title, read.explanation) == ("Second team started", "Two nurses joined.")
    assert (read.created_by, read.created_at, read.happened_on) == ("tester", NOW, SECOND_TEAM)
    assert recorded(store_engine) == [("ANNOTATION_ADD", CHESHIRE, "2018-09-03: Second team started")]


def test_events_are_read_earliest_first_for_the_forces_asked_for(store_engine: sa.Engine) -> None:
    note(store_engine, "Later", on=TODAY)
    note(store_engine, "Earlier")
    note(store_engine, "Elsewhere", force=HAMPSHIRE, scope=BOTH)
    assert standing(store_engine) == [(SECOND_TEAM, "Earlier"), (TODAY, "Later")]
    assert len(standing(store_engine, CHESHIRE, HAMPSHIRE)) == 3
    assert annotations.read(store_engine, forces=()) == ()


def test_a_withdrawn_event_is_gone_and_stays_on_record_with_its_reason(store_engine: sa.Engine) -> None:
    note(store_engine)
    (read,) = annotations.read(store_engine, forces=(CHESHIRE,))
    withdraw(store_engine, read.annotation_id)
    assert standing(store_engine) == []
    assert recorded(store_engine)[1] == (
        "ANNOTATION_WITHDRAW",
        CHESHIRE,
        "2018-09-03: Second team started; reason: Noted twice",
    )
    with store_engine.connect() as connection:
        (row,) = connection.execute(annotation.select()).all()
    assert (row.withdrawn_by, row.withdrawn_reason) == ("tester", "Noted twice")


@pytest.mark.parametrize("title", HOSTILE)
def test_hostile_text_is_kept_as_text(store_engine: sa.Engine, title: str) -> None:
    note(store_engine, title, explanation=title)
    (read,) = annotations.read(store_engine, forces=(CHESHIRE,))
    assert (read.title, read.explanation) == (title, title)


@pytest.mark.parametrize(
    ("title", "explanation", "said"),
    [
        ("", "", "needs a title"),
        (" \n ", "", "needs a title"),
        ("x" * 81, "", "The title has 81 characters, and at most 80 are kept"),
        ("x" * 10_000, "", "The title has 10000 characters"),
        ("x", "y" * 501, "The explanation has 501 characters, and at most 500 are kept"),
        ("safe\u202etxt.exe", "", "The title has characters that cannot be seen"),
        ("x\x00y", "", "The title has characters that cannot be seen"),
        ("x", "y\ud800", "The explanation has characters that cannot be seen"),
    ],
)
def test_what_no_event_may_say_is_refused_in_words(
    store_engine: sa.Engine, title: str, explanation: str, said: str
) -> None:
    with pytest.raises(AnnotationRefused, match=said):
        note(store_engine, title, explanation=explanation)
    assert standing(store_engine) == []
    assert recorded(store_engine) == []


def test_as_much_as_may_be_said_is_kept(store_engine: sa.Engine) -> None:
    note(store_engine, "é" * 80, explanation="🎉" * 500)
    (read,) = annotations.read(store_engine, forces=(CHESHIRE,))
    assert (len(read.title), len(read.explanation)) == (80, 500)


def test_today_in_london_is_the_last_day_an_event_can_have(store_engine: sa.Engine) -> None:
    note(store_engine, on=TODAY)
    for day in (TODAY + timedelta(days=1), date(1999, 12, 31)):
        with pytest.raises(AnnotationRefused, match="once it has happened"):
            note(store_engine, on=day)
    assert len(standing(store_engine)) == 1


def test_another_forces_figures_get_no_event(store_engine: sa.Engine) -> None:
    with pytest.raises(OutOfScope):
        note(store_engine, force=HAMPSHIRE)
    assert standing(store_engine, HAMPSHIRE) == []
    assert recorded(store_engine) == []


def test_another_forces_event_cannot_be_withdrawn_nor_told_from_one_that_never_was(store_engine: sa.Engine) -> None:
    note(store_engine, force=HAMPSHIRE, scope=BOTH)
    (theirs,) = annotations.read(store_engine, forces=(HAMPSHIRE,))
    said = []
    for annotation_id in (theirs.annotation_id, 10**6):
        with pytest.raises(AnnotationRefused) as refusal:
            withdraw(store_engine, annotation_id)
        said.append(str(refusal.value))
    assert said[0] == said[1]
    assert len(standing(store_engine, HAMPSHIRE)) == 1


def test_an_event_is_withdrawn_once_and_with_a_reason(store_engine: sa.Engine) -> None:
    note(store_engine)
    (read,) = annotations.read(store_engine, forces=(CHESHIRE,))
    for reason, said in ((" ", "with a reason"), ("x" * 201, "The reason has 201 characters")):
        with pytest.raises(AnnotationRefused, match=said):
            withdraw(store_engine, read.annotation_id, reason)
    withdraw(store_engine, read.annotation_id)
    with pytest.raises(AnnotationRefused, match="no such event"):
        withdraw(store_engine, read.annotation_id)
    assert [event for event, *_ in recorded(store_engine)] == ["ANNOTATION_ADD", "ANNOTATION_WITHDRAW"]


def test_no_more_events_are_noted_than_charts_can_bear(store_engine: sa.Engine) -> None:
    row = {"force_code": CHESHIRE, "happened_on": SECOND_TEAM, "title": "x", "explanation": ""}
    row |= {"created_by": "x", "created_at": NOW.replace(tzinfo=None)}
    with store_engine.begin() as connection:
        connection.execute(annotation.insert(), [row] * MOST)
    with pytest.raises(AnnotationRefused, match="200 events already"):
        note(store_engine)
    note(store_engine, force=HAMPSHIRE, scope=BOTH)


@pytest.mark.parametrize("is_noted", [False, True])
def test_what_cannot_be_recorded_does_not_happen(store_engine: sa.Engine, is_noted: bool) -> None:
    if is_noted:
        note(store_engine)
    before = annotations.read(store_engine, forces=(CHESHIRE,))
    with store_engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE audit_entry RENAME TO lost")
    with pytest.raises(DatabaseUnavailable):
        withdraw(store_engine, before[0].annotation_id) if is_noted else note(store_engine)
    assert annotations.read(store_engine, forces=(CHESHIRE,)) == before
