"""Attempts to sign in on both databases: counted before they are checked, locked out, opened by the clock alone."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from data_access import accounts, attempts
from data_access.access_vocabulary import TicketPurpose
from data_access.attempts import Attempt, Limits
from data_access.browsers import Browser
from data_access.errors import AccountRefused, DatabaseUnavailable
from data_access.schema import audit_entry, sign_in_attempt, sign_in_ticket
from data_access.vocabulary import Role
from tests.doorway import BROWSER, KEY, WITNESS

NOW = datetime(2026, 6, 30, 9, 0, tzinfo=UTC)
LIMITS = Limits(failures=5, failures_per_address=12, window=timedelta(minutes=15))
HASH = "$2b$12$" + "x" * 53
ELSEWHERE = replace(BROWSER, address="198.51.100.9")


@pytest.fixture
def store(store_engine: sa.Engine) -> sa.Engine:
    """A store with Ann's account."""
    accounts.add(
        store_engine,
        username="ann",
        display_name="Ann",
        role=Role.MANAGER,
        forces=(),
        home_force=None,
        password_hash=HASH,
        witness=WITNESS,
        now=NOW,
    )
    return store_engine


def begin(
    store: sa.Engine, username: str = "ann", *, browser: Browser = BROWSER, now: datetime = NOW, limits: Limits = LIMITS
) -> Attempt:
    return attempts.begin(store, username=username, browser=browser, limits=limits, now=now)


def fail(store: sa.Engine, username: str = "ann", *, browser: Browser = BROWSER, now: datetime = NOW) -> Attempt:
    attempt = begin(store, username, browser=browser, now=now)
    attempts.fail(store, attempt, key=KEY, now=now)
    return attempt


def succeed(store: sa.Engine, attempt: Attempt, purpose: TicketPurpose = TicketPurpose.SESSION) -> str | None:
    return attempts.succeed(store, attempt, password_hash=HASH, purpose=purpose, now=attempt.begun_at)


def rows(store: sa.Engine, table: sa.Table) -> list[sa.Row]:
    with store.connect() as connection:
        return list(connection.execute(table.select()))


def refusals(store: sa.Engine) -> list[str]:
    return [row.detail for row in rows(store, audit_entry) if (row.event, row.outcome) == ("SIGN_IN", "REFUSED")]


@pytest.mark.parametrize(
    "username", ["ann", "nobody", "", "a" * 300, "nul\0nul", "\ud800", "' OR 1=1 --", "<b>ann</b>"]
)
def test_any_name_locks_after_as_many_failures_whether_or_not_somebody_has_it(store: sa.Engine, username: str) -> None:
    checked = [not fail(store, username).locked_by for _ in range(8)]
    assert checked == [True] * 5 + [False] * 3
    assert refusals(store) == ["wrong password or unknown"] * 5 + ["locked"] * 3


def test_a_lock_is_lifted_by_the_clock_one_attempt_for_each_that_grows_old(store: sa.Engine) -> None:
    for minute in range(5):
        fail(store, now=NOW + timedelta(minutes=minute))
    locked = fail(store, now=NOW + timedelta(minutes=5))
    assert locked.locked_until == NOW + LIMITS.window
    assert fail(store, now=NOW + LIMITS.window - timedelta(microseconds=1)).locked_by
    assert not fail(store, now=NOW + LIMITS.window).locked_by
    assert fail(store, now=NOW + LIMITS.window).locked_until == NOW + LIMITS.window + timedelta(minutes=1)


def test_whoever_keeps_trying_does_not_prolong_the_lock(store: sa.Engine) -> None:
    for second in range(5 + 60):
        fail(store, now=NOW + timedelta(seconds=second))
    assert not begin(store, now=NOW + LIMITS.window).locked_by


def test_a_lock_of_one_name_is_no_other_names(store: sa.Engine) -> None:
    for _ in range(6):
        fail(store, "ben")
    assert not begin(store, "ann").locked_by


def test_one_address_is_locked_out_whoever_it_tries_and_no_other_address_is(store: sa.Engine) -> None:
    for number in range(12):
        assert not fail(store, f"guess-{number}").locked_by
    assert fail(store, "ann").locked_by == "too many from this address"
    assert not begin(store, "ann", browser=ELSEWHERE).locked_by
    assert not begin(store, "guess-0", browser=ELSEWHERE).locked_by


def test_a_locked_address_locks_no_name(store: sa.Engine) -> None:
    for number in range(12):
        fail(store, f"guess-{number}")
    for _ in range(10):
        fail(store, "ann")
    assert attempts.locked(store, limits=LIMITS, now=NOW) == ()
    assert not begin(store, "ann", browser=ELSEWHERE).locked_by


@pytest.mark.parametrize(
    ("address", "counted_as"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("::1", "::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("local", "local"),
        ("", ""),
        ("x" * 90, "x" * 45),
    ],
)
def test_an_address_is_counted_with_its_neighbours(store: sa.Engine, address: str, counted_as: str) -> None:
    assert begin(store, browser=replace(BROWSER, address=address)).address == counted_as
    assert [row.address for row in rows(store, sign_in_attempt)] == [counted_as]


def test_a_long_name_is_never_cut_to_another_persons(store: sa.Engine) -> None:
    owned = "a" * 64
    assert begin(store, owned).username == owned
    assert begin(store, owned + "b").username != owned


def test_a_success_forgets_the_failures_of_its_name_alone(store: sa.Engine) -> None:
    for username in ("ann", "ben"):
        for _ in range(4):
            fail(store, username)
    assert succeed(store, begin(store)) is not None
    assert {row.username for row in rows(store, sign_in_attempt)} == {"ben"}


def test_a_right_password_before_a_code_forgets_only_itself(store: sa.Engine) -> None:
    for _ in range(4):
        fail(store)
    assert succeed(store, begin(store), TicketPurpose.SECOND_FACTOR) is not None
    assert len(rows(store, sign_in_attempt)) == 4
    assert not fail(store).locked_by
    assert fail(store).locked_by


def test_an_attempt_that_is_withdrawn_counts_no_more_and_the_others_do(store: sa.Engine) -> None:
    fail(store)
    attempts.withdraw(store, begin(store))
    assert len(rows(store, sign_in_attempt)) == 1


def test_a_password_that_was_changed_meanwhile_earns_no_ticket(store: sa.Engine) -> None:
    attempt = begin(store)
    accounts.reset(store, username="ann", password_hash=HASH.replace("x", "y"), witness=WITNESS, now=NOW)
    assert succeed(store, attempt) is None
    assert rows(store, sign_in_ticket) == []


def test_an_account_that_was_shut_meanwhile_earns_no_ticket(store: sa.Engine) -> None:
    attempt = begin(store)
    accounts.disable(store, username="ann", witness=WITNESS, now=NOW)
    assert succeed(store, attempt) is None


def test_a_thousand_wrong_passwords_leave_a_trace_each_and_five_are_checked(store: sa.Engine) -> None:
    checked = sum(not fail(store, now=NOW + timedelta(milliseconds=number)).locked_by for number in range(1_000))
    assert checked == 5
    assert len(refusals(store)) == 1_000
    assert len(rows(store, sign_in_attempt)) == 5


def test_of_many_at_once_no_more_are_checked_than_one_after_another(store: sa.Engine) -> None:
    for _ in range(3):
        with ThreadPoolExecutor(20) as threads:
            checked = [not each.locked_by for each in threads.map(lambda _: fail(store), range(20))]
        assert sum(checked) <= LIMITS.failures
        assert begin(store).locked_by
        with store.begin() as connection:
            connection.execute(sign_in_attempt.delete())
    assert len(refusals(store)) == 60


def test_an_attempt_that_was_locked_out_stays_while_the_lock_needs_it(store: sa.Engine) -> None:
    five = [begin(store) for _ in range(5)]
    sixth = begin(store)
    assert sixth.locked_by
    attempts.withdraw(store, five[0])
    attempts.fail(store, sixth, key=KEY, now=NOW)
    assert len(rows(store, sign_in_attempt)) == 5


def test_what_counts_no_more_is_cleared_away(store: sa.Engine) -> None:
    for number in range(10):
        fail(store, f"guess-{number}")
    begin(store, now=NOW + LIMITS.window)
    assert len(rows(store, sign_in_attempt)) == 1


def test_an_administrator_sees_who_is_locked_and_until_when_and_can_open(store: sa.Engine) -> None:
    for minute in range(6):
        fail(store, now=NOW + timedelta(minutes=minute))
    fail(store, "ben")
    [lock] = attempts.locked(store, limits=LIMITS, now=NOW + timedelta(minutes=6))
    assert (lock.username, lock.until) == ("ann", NOW + LIMITS.window)
    assert attempts.locked(store, limits=LIMITS, now=lock.until) == ()
    attempts.unlock(store, username="ann", witness=WITNESS, now=NOW)
    assert attempts.locked(store, limits=LIMITS, now=NOW) == ()
    assert not begin(store).locked_by
    assert [(row.subject, row.detail) for row in rows(store, audit_entry)][-1] == ("ann", "unlocked")


def test_who_is_not_locked_cannot_be_unlocked(store: sa.Engine) -> None:
    with pytest.raises(AccountRefused, match="ben is not locked"):
        attempts.unlock(store, username="ben", witness=WITNESS, now=NOW)


def test_a_new_password_lifts_the_lock(store: sa.Engine) -> None:
    for _ in range(6):
        fail(store)
    accounts.reset(store, username="ann", password_hash=HASH, witness=WITNESS, now=NOW)
    assert not begin(store).locked_by


def test_an_attempt_that_cannot_be_recorded_ends_in_an_error_and_still_counts(store: sa.Engine) -> None:
    with store.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE audit_entry RENAME TO taken_away")
    with pytest.raises(DatabaseUnavailable, match="could not be recorded"):
        fail(store)
    with pytest.raises(DatabaseUnavailable, match="could not be lifted"):
        attempts.unlock(store, username="ann", witness=WITNESS, now=NOW)
    assert [row.username for row in rows(store, sign_in_attempt)] == ["ann"]
