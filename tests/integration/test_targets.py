"""Targets on both databases: the newest in force holds, earlier ones stay, and nobody sets another force's."""

from datetime import UTC, date, datetime, timedelta

import pytest
import sqlalchemy as sa

from data_access import targets
from data_access.errors import DatabaseUnavailable, OutOfScope
from data_access.schema import audit_entry, target
from data_access.scope import Grain, Scope
from data_access.targets import TargetRefused, Targets
from data_access.vocabulary import Risk
from tests.doorway import WITNESS
from tests.factories import CHESHIRE, HAMPSHIRE

NOW = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)  # the next day already in London
TODAY = date(2026, 7, 1)
SCOPE = Scope(forces=(CHESHIRE,), grain=Grain.CASE)
USUAL = 14


def aim(
    engine: sa.Engine,
    days: int,
    *,
    risk: Risk | None = None,
    since: date = TODAY,
    force: str = CHESHIRE,
    scope: Scope = SCOPE,
) -> None:
    targets.set_target(
        engine,
        force_code=force,
        risk=risk,
        days=days,
        effective_from=since,
        scope=scope,
        witness=WITNESS,
        now=NOW,
    )


def standing(engine: sa.Engine, *forces: str, on: date = TODAY) -> Targets:
    return targets.read(engine, forces=forces or (CHESHIRE,), on=on, otherwise=USUAL)


def recorded(engine: sa.Engine) -> list[tuple[str, str, str]]:
    with engine.connect() as connection:
        rows = connection.execute(audit_entry.select().order_by(audit_entry.c.sequence)).all()
    return [(row.event, row.subject, row.detail) for row in rows]


def test_without_a_target_the_setting_holds(store_engine: sa.Engine) -> None:
    assert standing(store_engine).days(CHESHIRE, Risk.HIGH) == USUAL
    assert standing(store_engine).days("") == USUAL


def test_a_level_of_risk_comes_before_the_force_and_the_force_before_the_setting(store_engine: sa.Engine) -> None:
    aim(store_engine, 10)
    aim(store_engine, 3, risk=Risk.HIGH)
    read = standing(store_engine, CHESHIRE, HAMPSHIRE)
    assert [read.days(CHESHIRE, risk) for risk in (None, *Risk)] == [10, 10, 10, 3, 10]
    assert read.days(HAMPSHIRE, Risk.HIGH) == USUAL


def test_the_newest_in_force_holds_and_each_day_had_its_own(store_engine: sa.Engine) -> None:
    aim(store_engine, 21, since=date(2018, 6, 1))
    aim(store_engine, 7, since=TODAY + timedelta(days=30))
    aim(store_engine, 10, since=date(2025, 4, 1))
    read = standing(store_engine)
    assert read.days(CHESHIRE) == 10
    assert [read.days(CHESHIRE, on=day) for day in (date(2018, 5, 31), date(2018, 6, 1), date(2025, 3, 31))] == [
        USUAL,
        21,
        21,
    ]
    assert standing(store_engine, on=TODAY + timedelta(days=30)).days(CHESHIRE) == 7


def test_of_two_from_the_same_day_the_one_set_last_holds_and_both_are_kept(store_engine: sa.Engine) -> None:
    aim(store_engine, 10)
    aim(store_engine, 12)
    read = standing(store_engine)
    assert read.days(CHESHIRE) == 12
    assert [each.days for each in read.history] == [12, 10]


def test_one_number_is_told_only_where_all_agree(store_engine: sa.Engine) -> None:
    aim(store_engine, 3, risk=Risk.HIGH)
    read = standing(store_engine, CHESHIRE, HAMPSHIRE)
    assert read.alike((CHESHIRE,)) is None
    assert read.alike((CHESHIRE,), (Risk.HIGH,)) == 3
    assert read.alike((CHESHIRE, HAMPSHIRE), (Risk.LOW, Risk.MEDIUM)) == USUAL
    assert read.alike(()) == USUAL


def test_only_the_forces_asked_for_are_read(store_engine: sa.Engine) -> None:
    aim(store_engine, 3)
    assert standing(store_engine, HAMPSHIRE).history == ()


def test_setting_a_target_is_recorded_with_who_and_what(store_engine: sa.Engine) -> None:
    aim(store_engine, 3, risk=Risk.HIGH)
    aim(store_engine, 10)
    assert recorded(store_engine) == [
        ("TARGET_SET", CHESHIRE, "3 days for HIGH from 2026-07-01"),
        ("TARGET_SET", CHESHIRE, "10 days for every level of risk from 2026-07-01"),
    ]
    newest = standing(store_engine).history[0]
    assert (newest.set_by, newest.set_at) == ("tester", NOW)


@pytest.mark.parametrize("days", [-1, 0, 366, 10**9])
def test_days_that_no_target_may_have_are_refused_in_words(store_engine: sa.Engine, days: int) -> None:
    with pytest.raises(TargetRefused, match="A target is 1 to 365 days"):
        aim(store_engine, days)
    assert not recorded(store_engine)


@pytest.mark.parametrize("since", [date(1999, 12, 31), TODAY + timedelta(days=367), date.max])
def test_a_day_that_is_out_of_reach_is_refused(store_engine: sa.Engine, since: date) -> None:
    with pytest.raises(TargetRefused, match="within a year"):
        aim(store_engine, 10, since=since)
    assert not standing(store_engine).history


@pytest.mark.parametrize("scope", [SCOPE, Scope(forces=(), grain=Grain.CASE)])
def test_another_forces_target_is_refused(store_engine: sa.Engine, scope: Scope) -> None:
    with pytest.raises(OutOfScope):
        aim(store_engine, 10, force=HAMPSHIRE, scope=scope)
    assert not standing(store_engine, HAMPSHIRE).history
    assert not recorded(store_engine)


def test_what_cannot_be_recorded_does_not_happen(store_engine: sa.Engine) -> None:
    with store_engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE audit_entry RENAME TO lost")
    with pytest.raises(DatabaseUnavailable, match="target could not be set"):
        aim(store_engine, 10)
    with store_engine.connect() as connection:
        assert not connection.execute(target.select()).all()


@pytest.mark.parametrize("days", [0, 366])
def test_the_database_refuses_such_days_too(store_engine: sa.Engine, days: int) -> None:
    row = target.insert().values(
        force_code=CHESHIRE, days=days, effective_from=TODAY, set_by="x", set_at=NOW.replace(tzinfo=None)
    )
    with pytest.raises(sa.exc.IntegrityError), store_engine.begin() as connection:
        connection.execute(row)
