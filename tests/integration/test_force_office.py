"""What a manager adds to the figures of their forces, on both databases: done and recorded, refused to all else."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
import sqlalchemy as sa

from dashboard.administration.forces import ForceOffice
from dashboard.policy import Duty, NotPermitted
from data_access import annotations, force_settings, targets
from data_access.annotations import AnnotationRefused
from data_access.audit import Witness
from data_access.caseload_vocabulary import Threshold
from data_access.errors import OutOfScope
from data_access.schema import annotation, audit_entry, force_setting, target
from data_access.targets import TargetRefused
from data_access.vocabulary import Risk, Role
from tests.doorway import ACTOR, KEY
from tests.factories import CHESHIRE, HAMPSHIRE, a_user

NOW = datetime(2026, 6, 30, 9, 0, tzinfo=UTC)
DAY = date(2018, 9, 3)

Act = Callable[[ForceOffice, str], None]
ACTS: dict[str, Act] = {
    "note": lambda office, force: office.note(force, happened_on=DAY, title="Second team started", explanation=""),
    "withdraw": lambda office, _force: office.withdraw(1, reason="Noted twice"),
    "aim": lambda office, force: office.aim(force, risk=Risk.HIGH, days=3, effective_from=DAY),
    "require": lambda office, force: office.require(force, threshold=Threshold.CONTACT_WITHIN_DAYS, days=7),
    "link": lambda office, force: office.link(force, template="https://cases.example/{reference}"),
}


TABLES = (annotation, target, force_setting, audit_entry)


def office_of(store: sa.Engine, role: Role = Role.MANAGER, *, forces: tuple[str, ...] = (CHESHIRE,)) -> ForceOffice:
    user = a_user(role, forces=forces)
    witness = Witness(actor=replace(ACTOR, username=user.username, role=role), key=KEY)
    return ForceOffice(user=user, store=store, witness=witness, now=NOW)


def written(store: sa.Engine) -> list[int]:
    """How many rows there are of each kind."""
    with store.connect() as connection:
        return [len(connection.execute(table.select()).all()) for table in TABLES]


def test_a_manager_notes_withdraws_and_aims_for_their_own_force(store_engine: sa.Engine) -> None:
    office = office_of(store_engine)
    for act in ACTS.values():
        act(office, CHESHIRE)
    assert annotations.read(store_engine, forces=(CHESHIRE,)) == ()
    read = targets.read(store_engine, forces=(CHESHIRE,), on=DAY, otherwise=14)
    assert (read.days(CHESHIRE, Risk.HIGH), read.days(CHESHIRE, Risk.LOW)) == (3, 14)
    held = force_settings.read(store_engine, forces=(CHESHIRE,))
    assert held.days(CHESHIRE, Threshold.CONTACT_WITHIN_DAYS) == 7
    assert held.case_link(CHESHIRE, "CHE-1") == "https://cases.example/CHE-1"
    assert written(store_engine) == [1, 1, 2, 5]


@pytest.mark.parametrize("name", ACTS)
@pytest.mark.parametrize("role", sorted(set(Role) - {Role.MANAGER}))
def test_no_other_role_does_any_of_it(store_engine: sa.Engine, role: Role, name: str) -> None:
    with pytest.raises(NotPermitted):
        ACTS[name](office_of(store_engine, role), CHESHIRE)
    assert written(store_engine) == [0, 0, 0, 0]


@pytest.mark.parametrize("name", ACTS)
def test_a_manager_who_owes_something_first_does_none_of_it(store_engine: sa.Engine, name: str) -> None:
    office = office_of(store_engine)
    owing = replace(office, user=replace(office.user, duties=frozenset({Duty.CHANGE_PASSWORD})))
    with pytest.raises(NotPermitted, match="made safe first"):
        ACTS[name](owing, CHESHIRE)
    assert written(store_engine) == [0, 0, 0, 0]


@pytest.mark.parametrize("name", ACTS)
@pytest.mark.parametrize("forces", [(), (HAMPSHIRE,)])
def test_another_forces_figures_are_left_alone(store_engine: sa.Engine, forces: tuple[str, ...], name: str) -> None:
    ACTS["note"](office_of(store_engine), CHESHIRE)
    with pytest.raises((OutOfScope, AnnotationRefused)):
        ACTS[name](office_of(store_engine, forces=forces), CHESHIRE)
    assert written(store_engine) == [1, 0, 0, 1]
    assert len(annotations.read(store_engine, forces=(CHESHIRE,))) == 1


def test_a_day_not_chosen_is_asked_for(store_engine: sa.Engine) -> None:
    office = office_of(store_engine)
    with pytest.raises(AnnotationRefused, match="No day was chosen"):
        office.note(CHESHIRE, happened_on=None, title="x", explanation="")
    with pytest.raises(TargetRefused, match="No day was chosen"):
        office.aim(CHESHIRE, risk=None, days=3, effective_from=None)
    assert written(store_engine) == [0, 0, 0, 0]
