"""Journeys to a provider and the accounts of those who come back, on both databases."""

import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from data_access import accounts, identities, journeys
from data_access.access_vocabulary import Provider, TicketPurpose
from data_access.browsers import Browser
from data_access.errors import AccountRefused, DatabaseUnavailable
from data_access.identities import Person
from data_access.journeys import LIFE, Journey
from data_access.schema import (
    audit_entry,
    audit_head,
    external_identity,
    sign_in_ticket,
    single_sign_on_request,
    user_session,
)
from data_access.sessions import Lifetimes, lookup, open_session
from data_access.tickets import claim
from data_access.vocabulary import Role
from tests.doorway import BROWSER, CHESHIRE, KEY, WITNESS

NOW = datetime(2026, 6, 30, 9, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)
HAMPSHIRE = "E23000030"
ELSEWHERE = Browser(cookie="another browser's cookie", address="198.51.100.9")
JOURNEY = Journey(state="the state", nonce="the nonce", code_verifier="the verifier", return_to="/referrals")
ANN = Person(
    issuer="https://login.example",
    subject="0001",
    username="ann",
    display_name="Ann Jones",
    role=Role.MANAGER,
    forces=(CHESHIRE,),
)


def come_in(store: sa.Engine, person: Person = ANN, *, browser: Browser = BROWSER, now: datetime = NOW) -> str:
    return identities.admit(store, person, browser=browser, key=KEY, now=now)


def session_of(store: sa.Engine, ticket: str, *, now: datetime = NOW) -> str | None:
    return open_session(store, ticket, browser=BROWSER, key=KEY, now=now, lifetimes=Lifetimes())


def rows(store: sa.Engine, table: sa.Table) -> int:
    with store.connect() as connection:
        return connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()


def events(store: sa.Engine) -> list[str]:
    with store.connect() as connection:
        return list(connection.execute(sa.select(audit_entry.c.event).order_by(audit_entry.c.sequence)).scalars())


def test_a_journey_ends_once_and_says_what_it_began_with(store_engine: sa.Engine) -> None:
    journeys.begin(store_engine, JOURNEY, browser=BROWSER, now=NOW)
    assert journeys.end(store_engine, "the state", browser=BROWSER, now=NOW + SECOND) == JOURNEY
    assert journeys.end(store_engine, "the state", browser=BROWSER, now=NOW + SECOND) is None


@pytest.mark.parametrize(("after", "ends"), [(LIFE - SECOND, True), (LIFE, False), (LIFE + SECOND, False)])
def test_a_journey_lasts_ten_minutes(store_engine: sa.Engine, after: timedelta, ends: bool) -> None:
    journeys.begin(store_engine, JOURNEY, browser=BROWSER, now=NOW)
    assert (journeys.end(store_engine, "the state", browser=BROWSER, now=NOW + after) is not None) is ends


def test_a_journey_is_its_own_browsers_and_another_does_not_use_it_up(store_engine: sa.Engine) -> None:
    journeys.begin(store_engine, JOURNEY, browser=BROWSER, now=NOW)
    for browser in (ELSEWHERE, replace(BROWSER, cookie="")):
        assert journeys.end(store_engine, "the state", browser=browser, now=NOW) is None
    for state in ("", "another", "the state "):
        assert journeys.end(store_engine, state, browser=BROWSER, now=NOW) is None
    assert journeys.end(store_engine, "the state", browser=BROWSER, now=NOW) == JOURNEY


def test_journeys_past_their_time_are_cleared_away(store_engine: sa.Engine) -> None:
    for number in range(3):
        journey = replace(JOURNEY, state=f"state {number}")
        journeys.begin(store_engine, journey, browser=BROWSER, now=NOW + number * LIFE / 2)
    assert rows(store_engine, single_sign_on_request) == 2


def test_one_of_two_who_end_a_journey_at_once_gets_it(store_engine: sa.Engine) -> None:
    journeys.begin(store_engine, JOURNEY, browser=BROWSER, now=NOW)
    got: list[Journey | None] = []
    together = threading.Barrier(4)

    def race() -> None:
        together.wait()
        got.append(journeys.end(store_engine, "the state", browser=BROWSER, now=NOW))

    racers = [threading.Thread(target=race) for _ in range(4)]
    for racer in racers:
        racer.start()
    for racer in racers:
        racer.join()
    assert len(got) == 4
    assert [journey for journey in got if journey] == [JOURNEY]


def test_the_first_time_makes_an_account_and_the_ticket_is_of_single_sign_on(store_engine: sa.Engine) -> None:
    ticket = come_in(store_engine)
    account = accounts.find(store_engine, username="ann")
    assert account is not None
    assert (account.role, account.forces, account.home_force) == (Role.MANAGER, (CHESHIRE,), CHESHIRE)
    assert (account.active, account.demonstration, account.must_change_password) == (True, False, False)
    with store_engine.begin() as connection:
        worth = claim(connection, ticket, purpose=TicketPurpose.SESSION, browser=BROWSER, now=NOW)
    assert worth is not None
    assert (worth.username, worth.provider) == ("ann", Provider.OIDC)
    assert events(store_engine) == ["ACCOUNT_ADD"]


def test_one_person_twice_at_once_gets_one_account(store_engine: sa.Engine) -> None:
    together = threading.Barrier(4)
    tickets: list[str] = []

    def race() -> None:
        together.wait()
        tickets.append(come_in(store_engine))

    racers = [threading.Thread(target=race) for _ in range(4)]
    for racer in racers:
        racer.start()
    for racer in racers:
        racer.join()
    assert len(tickets) == 4
    assert (len(accounts.everyone(store_engine)), rows(store_engine, external_identity)) == (1, 1)


def test_the_same_subject_of_another_issuer_is_another_person(store_engine: sa.Engine) -> None:
    come_in(store_engine)
    other = replace(ANN, issuer="https://evil.example")
    with pytest.raises(AccountRefused, match="ann belongs to another account"):
        come_in(store_engine, other)
    come_in(store_engine, replace(other, username="ann2"))
    assert [account.username for account in accounts.everyone(store_engine)] == ["ann", "ann2"]


@pytest.mark.parametrize(
    "changed",
    [{"role": Role.COMMISSIONER}, {"forces": (CHESHIRE, HAMPSHIRE)}, {"forces": (HAMPSHIRE,)}],
    ids=["role", "more forces", "another force"],
)
def test_what_somebody_may_see_is_brought_up_to_date_and_ends_their_other_sessions(
    store_engine: sa.Engine, changed: dict[str, object]
) -> None:
    token = session_of(store_engine, come_in(store_engine))
    waiting = come_in(store_engine)
    person = replace(ANN, **changed)  # type: ignore[arg-type] - of the kinds above
    ticket = come_in(store_engine, person, now=NOW + SECOND)
    assert lookup(store_engine, token, now=NOW + SECOND, lifetimes=Lifetimes()) is None
    assert session_of(store_engine, waiting, now=NOW + SECOND) is None
    newer = session_of(store_engine, ticket, now=NOW + SECOND)
    held = lookup(store_engine, newer, now=NOW + SECOND, lifetimes=Lifetimes())
    assert held is not None
    assert (held.role, held.forces) == (person.role, tuple(sorted(person.forces)))
    assert events(store_engine).count("ACCOUNT_CHANGE") == 1


def test_another_name_ends_no_session(store_engine: sa.Engine) -> None:
    token = session_of(store_engine, come_in(store_engine))
    come_in(store_engine, replace(ANN, display_name="Ann Smith"), now=NOW + SECOND)
    held = lookup(store_engine, token, now=NOW + SECOND, lifetimes=Lifetimes())
    assert held is not None
    assert held.display_name == "Ann Smith"
    assert events(store_engine).count("ACCOUNT_CHANGE") == 1


@pytest.mark.parametrize(
    ("forces", "home"), [((HAMPSHIRE, CHESHIRE), CHESHIRE), ((HAMPSHIRE,), HAMPSHIRE), ((HAMPSHIRE, "E23000001"), None)]
)
def test_somebody_opens_on_the_force_they_had_if_they_still_may(
    store_engine: sa.Engine, forces: tuple[str, ...], home: str | None
) -> None:
    come_in(store_engine)
    come_in(store_engine, replace(ANN, forces=forces))
    account = accounts.find(store_engine, username="ann")
    assert account is not None
    assert (account.forces, account.home_force) == (tuple(sorted(forces)), home)


def test_a_disabled_account_gets_no_ticket_and_changes_nothing(store_engine: sa.Engine) -> None:
    come_in(store_engine)
    accounts.disable(store_engine, username="ann", witness=WITNESS, now=NOW)
    with pytest.raises(AccountRefused, match="ann is disabled"):
        come_in(store_engine, replace(ANN, role=Role.ADMINISTRATOR))
    account = accounts.find(store_engine, username="ann")
    assert account is not None
    assert account.role is Role.MANAGER
    assert rows(store_engine, sign_in_ticket) == 0


def test_an_account_that_cannot_be_audited_is_not_made(store_engine: sa.Engine) -> None:
    with store_engine.begin() as connection:
        if store_engine.dialect.name == "postgresql":
            connection.exec_driver_sql("ALTER TABLE audit_head DISABLE TRIGGER ALL")
        else:
            for (name,) in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").all():
                connection.exec_driver_sql(f"DROP TRIGGER {name}")
        connection.execute(audit_head.delete())
    with pytest.raises(DatabaseUnavailable):
        come_in(store_engine)
    assert accounts.everyone(store_engine) == ()
    assert (rows(store_engine, sign_in_ticket), rows(store_engine, user_session)) == (0, 0)


def test_a_person_of_a_form_we_do_not_take_is_refused(store_engine: sa.Engine) -> None:
    for faulty in (replace(ANN, username="Ann!"), replace(ANN, forces=("*",)), replace(ANN, display_name="")):
        with pytest.raises(AccountRefused):
            come_in(store_engine, faulty)
    assert accounts.everyone(store_engine) == ()
