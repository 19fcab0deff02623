"""Sessions on both databases: opened once, alive while used, dead at every way of ending them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from unittest.mock import Mock

import pytest
import sqlalchemy as sa

from data_access import accounts, sessions, tickets
from data_access.access_vocabulary import Provider, TicketPurpose
from data_access.browsers import Browser
from data_access.errors import DatabaseUnavailable
from data_access.schema import audit_entry, sign_in_ticket, user_account, user_force, user_session
from data_access.vocabulary import Role
from tests.doors import LIFETIMES, NOW, is_live, opened, redeem, revoke, ticket_for
from tests.doorway import BROWSER, WITNESS

CHESHIRE = "E23000006"


@pytest.fixture
def store(store_engine: sa.Engine) -> sa.Engine:
    """A store with two accounts."""
    for username in ("ann", "ben"):
        accounts.add(
            store_engine,
            username=username,
            display_name=username.title(),
            role=Role.MANAGER,
            forces=(CHESHIRE, "E23000001"),
            home_force=CHESHIRE,
            password_hash="$2b$12$" + "x" * 53,
            witness=WITNESS,
            now=NOW,
        )
    return store_engine


def test_a_token_tells_who_holds_it(store: sa.Engine) -> None:
    who = sessions.lookup(store, opened(store), now=NOW, lifetimes=LIFETIMES)
    assert who == sessions.SignedIn(
        username="ann",
        display_name="Ann",
        role=Role.MANAGER,
        forces=("E23000001", CHESHIRE),
        home_force=CHESHIRE,
        demonstration=False,
        session_id=who.session_id if who else "",
        provider=Provider.PASSWORD,
        must_change_password=False,
        has_second_factor=False,
    )


def test_neither_ticket_nor_token_is_stored(store: sa.Engine) -> None:
    ticket = ticket_for(store)
    token = redeem(store, ticket)
    with store.connect() as connection:
        stored = [str(row) for table in (sign_in_ticket, user_session) for row in connection.execute(table.select())]
    assert len(stored) == 2
    assert not any(secret in row for secret in (ticket, str(token)) for row in stored)


def test_a_ticket_opens_one_session_only(store: sa.Engine) -> None:
    ticket = ticket_for(store)
    assert redeem(store, ticket) is not None
    assert redeem(store, ticket) is None


def test_a_ticket_is_worthless_after_thirty_seconds(store: sa.Engine) -> None:
    ticket = ticket_for(store)
    assert redeem(store, ticket, NOW + timedelta(seconds=30)) is None


@pytest.mark.parametrize(
    "other", [replace(BROWSER, cookie="another browser's cookie"), replace(BROWSER, cookie="")], ids=["other", "none"]
)
def test_a_ticket_is_worth_nothing_to_another_browser_and_is_not_used_up_by_it(
    store: sa.Engine, other: Browser
) -> None:
    ticket = ticket_for(store)
    assert redeem(store, ticket, browser=other) is None
    assert redeem(store, ticket) is not None


def test_a_ticket_of_one_step_is_worth_nothing_at_another(store: sa.Engine) -> None:
    ticket = tickets.hand_out(
        store,
        username="ann",
        purpose=TicketPurpose.SECOND_FACTOR,
        provider=Provider.PASSWORD,
        browser=BROWSER,
        now=NOW,
    )
    assert redeem(store, ticket) is None


def test_a_ticket_of_an_account_that_was_shut_by_hand_opens_nothing(store: sa.Engine) -> None:
    ticket = ticket_for(store)
    with store.begin() as connection:
        connection.execute(user_account.update().values(active=False))
    assert redeem(store, ticket) is None


def test_sign_in_and_sign_out_are_recorded_with_session_and_address(store: sa.Engine) -> None:
    token = opened(store)
    revoke(store, token)
    revoke(store, token)
    with store.connect() as connection:
        entries = connection.execute(audit_entry.select().order_by(audit_entry.c.sequence)).all()[2:]
        session_id = connection.execute(sa.select(user_session.c.session_id)).scalar_one()
    assert [(row.event, row.outcome, row.detail) for row in entries] == [
        ("SIGN_IN", "DONE", "by password"),
        ("SIGN_OUT", "DONE", ""),
    ]
    assert {(row.username, row.session_id, row.address) for row in entries} == {("ann", session_id, BROWSER.address)}


def test_nobody_is_signed_in_or_out_unseen(store: sa.Engine) -> None:
    token, ticket = opened(store), ticket_for(store)
    with store.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE audit_entry RENAME TO taken_away")
    with pytest.raises(DatabaseUnavailable, match="could not be opened"):
        redeem(store, ticket)
    with pytest.raises(DatabaseUnavailable, match="could not be ended"):
        revoke(store, token)
    with store.connect() as connection:
        assert connection.execute(sa.select(sa.func.count()).select_from(user_session)).scalar_one() == 1


@pytest.mark.parametrize("forged", ["", "made up", None, 7, b"bytes", Mock()])
def test_a_forged_ticket_or_token_opens_nothing(store: sa.Engine, forged: object) -> None:
    opened(store)
    assert redeem(store, forged) is None
    assert not is_live(store, forged)


def test_a_session_dies_when_it_is_idle_too_long_and_lives_while_it_is_used(store: sa.Engine) -> None:
    token = opened(store)
    assert is_live(store, token, NOW + timedelta(minutes=14))
    assert is_live(store, token, NOW + timedelta(minutes=28))
    assert not is_live(store, token, NOW + timedelta(minutes=44))


def test_a_heartbeat_is_not_activity(store: sa.Engine) -> None:
    token = opened(store)
    assert is_live(store, token, NOW + timedelta(minutes=14), is_activity=False)
    assert not is_live(store, token, NOW + timedelta(minutes=16))


def test_a_session_dies_at_its_absolute_end_however_busy(store: sa.Engine) -> None:
    token = opened(store)
    for minutes in range(0, 480, 10):
        assert is_live(store, token, NOW + timedelta(minutes=minutes))
    assert not is_live(store, token, NOW + timedelta(hours=8))


def test_last_seen_is_written_at_most_once_a_minute(store: sa.Engine) -> None:
    token = opened(store)
    writes: list[str] = []

    def note(*arguments: object) -> None:
        if str(arguments[2]).startswith("UPDATE"):
            writes.append(str(arguments[2]))

    sa.event.listen(store, "before_cursor_execute", note)
    for seconds in (1, 30, 59, 60, 90, 119, 120):
        assert is_live(store, token, NOW + timedelta(seconds=seconds))
    assert len(writes) == 2


def test_a_revoked_session_is_over_and_the_others_go_on(store: sa.Engine) -> None:
    ended, kept = opened(store), opened(store)
    revoke(store, ended)
    assert not is_live(store, ended)
    assert is_live(store, kept)


def end_by_disabling(store: sa.Engine) -> None:
    accounts.disable(store, username="ann", witness=WITNESS, now=NOW)


def end_by_disabling_and_enabling(store: sa.Engine) -> None:
    accounts.disable(store, username="ann", witness=WITNESS, now=NOW)
    accounts.enable(store, username="ann", witness=WITNESS, now=NOW)


def end_by_reset(store: sa.Engine) -> None:
    accounts.reset(store, username="ann", password_hash="$2b$12$" + "y" * 53, witness=WITNESS, now=NOW)


@pytest.mark.parametrize("end", [end_by_disabling, end_by_disabling_and_enabling, end_by_reset])
def test_changing_an_account_ends_its_sessions_and_tickets_and_nobody_elses(
    store: sa.Engine, end: Callable[[sa.Engine], None]
) -> None:
    anns, bens = opened(store), opened(store, "ben")
    ticket = ticket_for(store)
    end(store)
    assert not is_live(store, anns)
    assert redeem(store, ticket) is None
    assert is_live(store, bens)


def test_the_active_flag_is_read_at_each_check(store: sa.Engine) -> None:
    token = opened(store)
    with store.begin() as connection:
        connection.execute(user_account.update().where(user_account.c.username == "ann").values(active=False))
    assert not is_live(store, token)


def test_role_and_forces_are_read_at_each_check(store: sa.Engine) -> None:
    token = opened(store)
    with store.begin() as connection:
        mine = user_account.c.username == "ann"
        connection.execute(user_account.update().where(mine).values(role=Role.PRESS_OFFICER))
        connection.execute(user_force.delete().where(user_force.c.username == "ann"))
    who = sessions.lookup(store, token, now=NOW, lifetimes=LIFETIMES)
    assert who is not None
    assert (who.role, who.forces) == (Role.PRESS_OFFICER, ())


def test_opening_a_session_clears_away_what_is_long_over(store: sa.Engine) -> None:
    opened(store)
    later = NOW + timedelta(days=1)
    opened(store, now=later)
    with store.connect() as connection:
        assert connection.execute(sa.select(sa.func.count()).select_from(user_session)).scalar_one() == 1
        assert connection.execute(sa.select(sa.func.count()).select_from(sign_in_ticket)).scalar_one() == 1
