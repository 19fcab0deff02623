"""What an administrator does with the accounts of others, on both databases: done, recorded, refused to all else."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from dashboard.administration.people import PeopleOffice, Wanted
from dashboard.identity.passwords import is_password_of
from dashboard.policy import Duty, NotPermitted, User
from data_access import accounts, sessions, tickets
from data_access.access_vocabulary import Provider, TicketPurpose
from data_access.attempts import Limits, attempt
from data_access.audit import Witness
from data_access.errors import AccountRefused
from data_access.schema import audit_entry
from data_access.sessions import Lifetimes
from data_access.vocabulary import Role
from tests.doorway import ACTOR, BROWSER, CHESHIRE, KEY

NOW = datetime(2026, 6, 30, 9, 0, tzinfo=UTC)
HAMPSHIRE = "E23000030"
ADA = User(username="ada", display_name="Ada", role=Role.ADMINISTRATOR, forces=(), home_force=None, demonstration=False)
BEN = Wanted(display_name="Ben", role=Role.MANAGER, forces=(CHESHIRE,), home_force=CHESHIRE)

Act = Callable[[PeopleOffice], object]
ACTS: dict[str, Act] = {
    "add": lambda office: office.add("cleo", BEN),
    "change": lambda office: office.change("ben", replace(BEN, role=Role.COMMISSIONER)),
    "disable": lambda office: office.disable("ben"),
    "enable": lambda office: office.enable("ben"),
    "reset a password": lambda office: office.reset_password("ben"),
    "remove a second step": lambda office: office.remove_second_factor("ben"),
    "unlock": lambda office: office.unlock("ben"),
    "end sessions": lambda office: office.end_sessions("ben"),
    "list people": lambda office: office.people(),
    "list sessions": lambda office: office.sessions_of("ben"),
}


@pytest.fixture
def office(store_engine: sa.Engine) -> PeopleOffice:
    """Ada's office over a store with Ada herself and Ben the manager."""
    witness = Witness(actor=replace(ACTOR, username="ada", role=Role.ADMINISTRATOR), key=KEY)
    office = PeopleOffice(
        user=ADA, store=store_engine, lifetimes=Lifetimes(), limits=Limits(), witness=witness, now=NOW
    )
    ada = Wanted(display_name="Ada", role=Role.ADMINISTRATOR, forces=(), home_force=None)
    for username, wanted in (("ada", ada), ("ben", BEN)):
        # Nobody signs in by password here, and a bcrypt for each test would take longer than all of them.
        particulars = {name: getattr(wanted, name) for name in ("display_name", "role", "forces", "home_force")}
        accounts.add(
            store_engine, username=username, password_hash="never used", witness=witness, now=NOW, **particulars
        )
    return office


def session_of(store: sa.Engine, username: str) -> str:
    with store.begin() as connection:
        ticket = tickets.issue(
            connection,
            username=username,
            purpose=TicketPurpose.SESSION,
            provider=Provider.PASSWORD,
            browser=BROWSER,
            now=NOW,
        )
    token = sessions.open_session(store, ticket, browser=BROWSER, key=KEY, now=NOW, lifetimes=Lifetimes())
    assert token is not None
    return token


def is_live(office: PeopleOffice, token: str) -> bool:
    return sessions.lookup(office.store, token, now=NOW, lifetimes=Lifetimes()) is not None


def recorded(office: PeopleOffice) -> list[tuple[str, str, str]]:
    """Who did what to whom, oldest first."""
    with office.store.connect() as connection:
        rows = connection.execute(sa.select(audit_entry).order_by(audit_entry.c.sequence))
        return [(row.username, row.event, row.subject) for row in rows]


def test_an_added_person_has_a_password_that_works_and_must_be_replaced(office: PeopleOffice) -> None:
    handed = office.add("cleo", replace(BEN, display_name="Cleo"))
    account = accounts.find(office.store, username="cleo")
    assert account is not None
    assert is_password_of(account.password_hash, password=handed.password)
    assert account.must_change_password
    assert handed.password not in repr(handed)
    assert recorded(office)[-1] == ("ada", "ACCOUNT_ADD", "cleo")


@pytest.mark.parametrize(
    ("act", "event"),
    [
        ("change", "ACCOUNT_CHANGE"),
        ("disable", "ACCOUNT_DISABLE"),
        ("reset a password", "PASSWORD_RESET"),
        ("end sessions", "SESSION_END"),
    ],
)
def test_what_takes_something_away_signs_the_person_out_and_is_recorded(
    office: PeopleOffice, act: str, event: str
) -> None:
    token = session_of(office.store, "ben")
    ACTS[act](office)
    assert not is_live(office, token)
    assert recorded(office)[-1] == ("ada", event, "ben")


def test_a_new_name_signs_nobody_out(office: PeopleOffice) -> None:
    token = session_of(office.store, "ben")
    office.change("ben", replace(BEN, display_name="Benjamin"))
    assert is_live(office, token)


def test_a_locked_person_is_shown_so_and_may_be_unlocked(office: PeopleOffice) -> None:
    for second in range(Limits().failures):
        now = NOW - timedelta(seconds=second + 1)
        tried = attempt.begin(office.store, username="ben", browser=BROWSER, limits=Limits(), now=now)
        attempt.fail(office.store, tried, key=KEY, now=now)
    assert {person.account.username: person.locked_until is not None for person in office.people()}["ben"]
    office.unlock("ben")
    assert all(person.locked_until is None for person in office.people())


def test_open_sessions_are_counted_by_person_and_ended_one_by_one(office: PeopleOffice) -> None:
    ended, kept = session_of(office.store, "ben"), session_of(office.store, "ben")
    live = office.sessions_of("ben")
    assert [person.open_sessions for person in office.people()] == [0, 2]
    tokens = {each.session_id: token for token in (ended, kept) for each in live if _is(office, token, each.session_id)}
    office.end_sessions("ben", only=live[0].session_id)
    assert not is_live(office, tokens[live[0].session_id])
    assert is_live(office, tokens[live[1].session_id])


def _is(office: PeopleOffice, token: str, session_id: str) -> bool:
    who = sessions.lookup(office.store, token, now=NOW, lifetimes=Lifetimes())
    return who is not None and who.session_id == session_id


def test_a_role_that_was_not_chosen_is_refused(office: PeopleOffice) -> None:
    with pytest.raises(AccountRefused, match="No role was chosen"):
        office.add("cleo", replace(BEN, role=None))


@pytest.mark.parametrize("act", [name for name in ACTS if name not in {"add", "list people", "list sessions"}])
def test_nobody_acts_on_their_own_account_here(office: PeopleOffice, act: str) -> None:
    own = replace(office, user=replace(ADA, username="ben"))
    before = recorded(office)
    with pytest.raises(NotPermitted, match="your own account"):
        ACTS[act](own)
    assert recorded(office) == before


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
@pytest.mark.parametrize("act", ACTS)
def test_nobody_but_an_administrator_does_or_sees_anything(office: PeopleOffice, act: str, role: Role) -> None:
    before = (recorded(office), accounts.everyone(office.store))
    with pytest.raises(NotPermitted):
        ACTS[act](replace(office, user=replace(ADA, role=role)))
    assert (recorded(office), accounts.everyone(office.store)) == before


@pytest.mark.parametrize("act", ACTS)
def test_an_administrator_who_owes_a_password_does_nothing_yet(office: PeopleOffice, act: str) -> None:
    with pytest.raises(NotPermitted, match="made safe first"):
        ACTS[act](replace(office, user=replace(ADA, duties=frozenset({Duty.CHANGE_PASSWORD}))))
