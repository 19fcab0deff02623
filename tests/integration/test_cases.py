"""One case reaches nobody but the managers of its force, and not before its viewing is recorded; on both databases."""

from collections.abc import Iterator
from datetime import datetime

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.administration.cases import CaseUnknown, view_case
from dashboard.policy import GRANTS, NotPermitted
from data_access.audit.entry import LONGEST_TEXT
from data_access.caseload.history import read_case_file
from data_access.cases import scoped
from data_access.database import open_case
from data_access.errors import DatabaseUnavailable, OutOfScope
from data_access.schema import audit_entry, referral
from data_access.scope import Grain, Scope
from data_access.vocabulary import Role
from tests.doorway import WITNESS
from tests.factories import a_user
from tests.snapshot_rows import CHESHIRE, HAMPSHIRE, MET, a_referral, fill

NOW = datetime.fromisoformat("2026-06-30T09:00+00:00")
FORCES = (CHESHIRE, HAMPSHIRE, MET)
FORCE_OF = {f"R{number:07}": FORCES[number % 3] for number in range(12)}
FORGED = st.one_of(
    st.sampled_from(sorted(FORCE_OF)),
    st.sampled_from(
        ["' OR 1=1 --", "%", "R%", "", "R0000001\x00", "\ud800", "R0000001' UNION SELECT * FROM referral --"]
    ),
    st.text(max_size=40),
)
SCOPES = st.lists(st.sampled_from([*FORCES, "E23999999"]), max_size=3).map(lambda forces: scope(*forces))


def scope(*forces: str, grain: Grain = Grain.CASE) -> Scope:
    return Scope(forces=forces, grain=grain)


@pytest.fixture
def cases(case_url: str) -> Iterator[sa.Engine]:
    """Twelve referrals of three forces, read-only as the dashboard opens them."""
    writing = open_case(case_url)
    fill(writing, *(a_referral(number, force_code=FORCES[number % 3]) for number in range(12)))
    writing.dispose()
    reading = open_case(case_url, read_only=True)
    yield reading
    reading.dispose()


def viewings(store: sa.Engine) -> list[tuple[str, str, str]]:
    with store.connect() as connection:
        kept = sa.select(audit_entry.c.event, audit_entry.c.outcome, audit_entry.c.subject)
        return [tuple(row) for row in connection.execute(kept.order_by(audit_entry.c.sequence))]


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(asked=FORGED, reach=SCOPES)
def test_no_forged_reference_brings_a_row_of_another_force(cases: sa.Engine, asked: str, reach: Scope) -> None:
    found = read_case_file(cases, asked, scope=reach)
    if found is None:
        assert FORCE_OF.get(asked) not in reach.forces
    else:
        assert found.head.referral_id == asked
        assert found.head.force_code == FORCE_OF[asked]
        assert found.head.force_code in reach.forces


def test_a_scope_without_forces_has_no_rows(cases: sa.Engine) -> None:
    with cases.connect() as connection:
        assert connection.execute(scoped(sa.select(referral), scope())).all() == []


@pytest.mark.parametrize("grain", [grain for grain in Grain if grain is not Grain.CASE])
def test_a_scope_that_does_not_reach_cases_asks_nothing(grain: Grain) -> None:
    with pytest.raises(OutOfScope):
        scoped(sa.select(referral), scope(*FORCES, grain=grain))


def test_a_case_is_shown_once_its_viewing_is_recorded(cases: sa.Engine, store_engine: sa.Engine) -> None:
    manager = a_user(Role.MANAGER)
    case = view_case(manager, "R0000003", case_engine=cases, store=store_engine, witness=WITNESS, now=NOW)
    assert (case.head.referral_id, case.head.force_code, case.head.current_risk) == ("R0000003", CHESHIRE, "UNK")
    assert viewings(store_engine) == [("CASE_VIEW", "DONE", "R0000003")]


@pytest.mark.parametrize("asked", ["R0000001", "R9999999", "' OR 1=1 --", "R0000003 ", "r0000003"])
def test_another_forces_case_is_as_unknown_as_none_and_the_attempt_is_recorded(
    cases: sa.Engine, store_engine: sa.Engine, asked: str
) -> None:
    with pytest.raises(CaseUnknown, match="no such case among yours"):
        view_case(a_user(Role.MANAGER), asked, case_engine=cases, store=store_engine, witness=WITNESS, now=NOW)
    assert viewings(store_engine) == [("CASE_VIEW", "REFUSED", asked)]


def test_an_odd_reference_is_refused_like_any_and_recorded_as_far_as_it_can_be_kept(
    cases: sa.Engine, store_engine: sa.Engine
) -> None:
    said = set()
    for asked in ("R0000001", "R0000003\x00", "<script>alert(1)</script>", "R" * 10_000, "\ud800", " "):
        with pytest.raises(CaseUnknown) as refused:
            view_case(a_user(Role.MANAGER), asked, case_engine=cases, store=store_engine, witness=WITNESS, now=NOW)
        said.add(str(refused.value))
    assert len(said) == 1
    kept = viewings(store_engine)
    assert {outcome for _, outcome, _ in kept} == {"REFUSED"}
    assert max(len(subject) for *_, subject in kept) == LONGEST_TEXT


@pytest.mark.parametrize("role", [role for role in Role if GRANTS[role].grain is not Grain.CASE])
def test_no_other_role_sees_a_case_and_the_attempt_is_recorded(
    cases: sa.Engine, store_engine: sa.Engine, role: Role
) -> None:
    reader = a_user(role, forces=FORCES)
    with pytest.raises(NotPermitted):
        view_case(reader, "R0000003", case_engine=cases, store=store_engine, witness=WITNESS, now=NOW)
    assert viewings(store_engine) == [("CASE_VIEW", "REFUSED", "R0000003")]


def test_no_case_is_shown_if_its_viewing_cannot_be_recorded(cases: sa.Engine, store_engine: sa.Engine) -> None:
    with store_engine.begin() as connection:
        connection.execute(sa.text("ALTER TABLE audit_head RENAME TO audit_head_away"))
    with pytest.raises(DatabaseUnavailable, match="could not be recorded"):
        view_case(a_user(Role.MANAGER), "R0000003", case_engine=cases, store=store_engine, witness=WITNESS, now=NOW)
