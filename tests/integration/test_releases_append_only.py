"""What the database itself refuses of releases, whoever asks it: nothing is changed, skipped or approved alone."""

import pytest
import sqlalchemy as sa

from data_access.release_vocabulary import ReleaseStep
from data_access.releases import content_of, find
from tests.frozen import drafted, embargoed, taken

ANYWHERE = (
    "UPDATE statistical_release SET cells = '{}'",
    "UPDATE statistical_release SET title = title",
    "DELETE FROM statistical_release",
    "UPDATE release_step SET made_by = 'eve'",
    "UPDATE release_step SET embargo_until = '2020-01-01 00:00:00' WHERE step = 'EMBARGO'",
    "DELETE FROM release_step WHERE place = 2",
    "DELETE FROM release_step",
)
BY_KIND = {
    "sqlite": (
        "INSERT OR REPLACE INTO statistical_release SELECT * FROM statistical_release",
        "REPLACE INTO release_step SELECT * FROM release_step",
        "INSERT INTO release_step SELECT * FROM release_step WHERE true ON CONFLICT DO UPDATE SET made_by = 'eve'",
    ),
    "postgresql": (
        "TRUNCATE statistical_release CASCADE",
        "TRUNCATE release_step",
        "INSERT INTO statistical_release SELECT * FROM statistical_release "
        "ON CONFLICT (release_id) DO UPDATE SET cells = '{}'",
        "INSERT INTO release_step SELECT * FROM release_step "
        "ON CONFLICT (release_id, place) DO UPDATE SET made_by = 'eve'",
        "SET session_replication_role = replica; DELETE FROM release_step",
    ),
}
STEP = (
    "INSERT INTO release_step (release_id, place, step, made_by, made_as, made_at, embargo_until, reason) "
    "VALUES (1, {place}, '{step}', '{by}', '', '2026-04-17 10:00:00', {until}, '')"
)


def attempted(store: sa.Engine, statement: str) -> None:
    with store.begin() as connection:
        for part in statement.split("; "):
            connection.exec_driver_sql(part)


def statements(kind: str) -> tuple[str, ...]:
    return (*ANYWHERE, *BY_KIND[kind])


def test_nothing_of_a_release_is_changed_or_removed(store_engine: sa.Engine) -> None:
    kept = embargoed(store_engine)
    content = content_of(store_engine, kept)
    for statement in statements(store_engine.dialect.name):
        with pytest.raises(sa.exc.DBAPIError, match=r"append-only|in turn"):
            attempted(store_engine, statement)
        assert find(store_engine, kept.reference) == kept, statement
        assert content_of(store_engine, kept) == content, statement


def step(place: int, what: str, *, by: str = "ben") -> str:
    until = "'2026-04-20 00:00:00'" if what == "EMBARGO" else "NULL"
    return STEP.format(place=place, step=what, by=by, until=until)


@pytest.mark.parametrize(
    ("place", "what"),
    [(2, "APPROVE"), (2, "EMBARGO"), (2, "RELEASE"), (2, "DRAFT"), (1, "DRAFT"), (3, "CHECK"), (0, "CHECK"), (2, "X")],
)
def test_no_step_is_taken_out_of_turn(store_engine: sa.Engine, place: int, what: str) -> None:
    drafted(store_engine)
    with pytest.raises(sa.exc.DBAPIError, match="in turn"):
        attempted(store_engine, step(place, what))


@pytest.mark.parametrize("by", ["ann", "ANN"])
def test_no_author_checks_or_approves(store_engine: sa.Engine, by: str) -> None:
    kept = drafted(store_engine)
    with pytest.raises(sa.exc.DBAPIError, match="who drafted"):
        attempted(store_engine, step(2, "CHECK", by=by))
    taken(store_engine, kept, ReleaseStep.CHECK)
    with pytest.raises(sa.exc.DBAPIError, match="who drafted"):
        attempted(store_engine, step(3, "APPROVE", by=by))


def test_a_step_in_its_turn_by_another_is_taken(store_engine: sa.Engine) -> None:
    kept = drafted(store_engine)
    for place, what in enumerate(("CHECK", "APPROVE", "EMBARGO"), start=2):
        attempted(store_engine, step(place, what))
    assert len(find(store_engine, kept.reference).life.steps) == 4
