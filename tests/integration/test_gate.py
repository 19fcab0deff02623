"""The gate: who is recognised, what an attempt costs, what comes of a session."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import bcrypt
import pytest

from dashboard.identity.clock import moment
from dashboard.identity.demonstration import CHESHIRE, PROGRAMME_FORCES, make_accounts
from dashboard.identity.gate import Gate, Verdict
from data_access import accounts, attempts
from data_access.errors import DatabaseUnavailable
from data_access.schema import audit_entry, user_account
from data_access.vocabulary import Role
from tests.doorway import BROWSER, PASSWORD, WITNESS, add_person, session_of, site_gate


@pytest.fixture
def gate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    """A gate with Ann, who is a manager."""
    with site_gate(tmp_path, monkeypatch) as opened:
        add_person(opened, "ann")
        yield opened


@pytest.fixture
def bcrypts(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """Every password that bcrypt was asked about, counted where the library begins."""
    asked: list[bytes] = []
    checkpw = bcrypt.checkpw

    def counted(password: bytes, hashed: bytes) -> bool:
        asked.append(password)
        return checkpw(password, hashed)

    monkeypatch.setattr(bcrypt, "checkpw", counted)
    return asked


def recognised(gate: Gate, username: str, password: str = PASSWORD) -> bool:
    answer = gate.recognise(username, password=password, browser=BROWSER, now=moment())
    assert bool(answer.ticket) is (answer.verdict is Verdict.RECOGNISED)
    return answer.verdict is Verdict.RECOGNISED


def attempts_recorded(gate: Gate) -> list[tuple[str, str, str]]:
    with gate.store.connect() as connection:
        entries = connection.execute(audit_entry.select().where(audit_entry.c.event == "SIGN_IN")).all()
    return [(row.username, row.outcome, row.detail) for row in entries]


def known(_gate: Gate) -> str:
    return "ann"


def unknown(_gate: Gate) -> str:
    return "nobody"


def disabled(gate: Gate) -> str:
    accounts.disable(gate.store, username="ann", witness=WITNESS, now=moment())
    return "ann"


def locked(gate: Gate) -> str:
    for _ in range(gate.limits.failures):
        attempt = attempts.begin(gate.store, username="ann", browser=BROWSER, limits=gate.limits, now=moment())
        attempts.fail(gate.store, attempt, key=gate.key, now=moment())
    return "ann"


def without_password(gate: Gate) -> str:
    with gate.store.begin() as connection:
        connection.execute(user_account.update().values(password_hash=accounts.NO_PASSWORD))
    return "ann"


@pytest.mark.parametrize(
    ("who", "may"), [(known, True), (unknown, False), (disabled, False), (locked, False), (without_password, False)]
)
@pytest.mark.parametrize("password", [PASSWORD, "not the password"])
def test_an_attempt_costs_one_bcrypt_whoever_the_user_is(
    gate: Gate, bcrypts: list[bytes], who: Callable[[Gate], str], may: bool, password: str
) -> None:
    username = who(gate)
    assert recognised(gate, username, password) is (may and password == PASSWORD)
    assert len(bcrypts) == 1


@pytest.mark.parametrize("username", ["ann", "nobody"])
def test_a_password_over_seventy_two_bytes_is_no_match_for_anybody_and_costs_the_same(
    gate: Gate, bcrypts: list[bytes], username: str
) -> None:
    assert not recognised(gate, username, "x" * 73)
    assert len(bcrypts) == 1


@pytest.mark.parametrize("username", ["ann", "nobody"])
def test_a_lock_holds_against_the_right_password_and_says_until_when_whoever_it_is(
    gate: Gate, bcrypts: list[bytes], username: str
) -> None:
    now = moment()
    for _ in range(gate.limits.failures):
        answer = gate.recognise(username, password="not the password", browser=BROWSER, now=now)
        assert (answer.verdict, answer.until) == (Verdict.REFUSED, None)
    answer = gate.recognise(username, password=PASSWORD, browser=BROWSER, now=now)
    assert (answer.verdict, answer.ticket, answer.until) == (Verdict.LOCKED, "", now + gate.limits.window)
    assert len(bcrypts) == gate.limits.failures + 1
    later = gate.recognise(username, password=PASSWORD, browser=BROWSER, now=now + gate.limits.window)
    assert later.verdict is (Verdict.RECOGNISED if username == "ann" else Verdict.REFUSED)


@pytest.mark.parametrize("username", ["ann", "nobody"])
def test_every_failure_is_recorded_with_the_name_as_it_was_typed(gate: Gate, username: str) -> None:
    now = moment()
    for _ in range(gate.limits.failures + 1):
        gate.recognise(username, password="not the password", browser=BROWSER, now=now)
    wrong = (username, "REFUSED", "wrong password or unknown")
    assert attempts_recorded(gate) == [wrong] * gate.limits.failures + [(username, "REFUSED", "locked")]


def test_of_twenty_guesses_at_once_five_are_held_against_the_real_password(
    gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    held_against: list[bytes] = []

    def quick(_password: bytes, hashed: bytes) -> bool:
        held_against.append(hashed)
        return False

    monkeypatch.setattr(bcrypt, "checkpw", quick)
    with ThreadPoolExecutor(20) as threads:
        guesses = list(threads.map(lambda number: recognised(gate, "ann", f"guess number {number}"), range(20)))
    assert not any(guesses)
    account = accounts.find(gate.store, username="ann")
    assert account is not None
    assert held_against.count(account.password_hash.encode()) <= gate.limits.failures
    assert len(held_against) == len(attempts_recorded(gate)) == 20


def test_a_right_password_is_worth_nothing_if_the_audit_cannot_be_written(gate: Gate) -> None:
    ticket = gate.recognise("ann", password=PASSWORD, browser=BROWSER, now=moment()).ticket
    with gate.store.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE audit_entry RENAME TO taken_away")
    with pytest.raises(DatabaseUnavailable):
        gate.open(ticket, browser=BROWSER, now=moment())
    with pytest.raises(DatabaseUnavailable):
        gate.recognise("ann", password="not the password", browser=BROWSER, now=moment())


def test_a_session_names_its_holder_as_the_policy_knows_them(gate: Gate) -> None:
    user = gate.user(session_of(gate, "ann"), now=moment())
    assert user is not None
    assert (user.username, user.role, user.scope.forces) == ("ann", Role.MANAGER, (CHESHIRE,))


def test_a_closed_session_names_nobody(gate: Gate) -> None:
    token = session_of(gate, "ann")
    gate.close(token, browser=BROWSER, now=moment())
    assert gate.user(token, now=moment()) is None


def test_demonstration_accounts_are_made_once_with_passwords_that_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with site_gate(tmp_path, monkeypatch) as gate:
        made = make_accounts(gate.store, witness=WITNESS, now=moment())
        assert [each.username for each in made] == ["commissioner", "manager", "press", "administrator"]
        assert all(recognised(gate, each.username, each.password) for each in made)
        assert make_accounts(gate.store, witness=WITNESS, now=moment()) == ()
        by_name = {account.username: account for account in accounts.everyone(gate.store)}
        assert set(by_name["commissioner"].forces) == set(PROGRAMME_FORCES)
        assert all(by_name[name].forces == (CHESHIRE,) for name in ("manager", "press", "administrator"))
        assert all(account.demonstration and account.home_force == CHESHIRE for account in by_name.values())


def test_demonstration_accounts_are_never_added_to_a_store_in_use(gate: Gate) -> None:
    assert make_accounts(gate.store, witness=WITNESS, now=moment()) == ()
    assert [account.username for account in accounts.everyone(gate.store)] == ["ann"]


def test_demonstration_passwords_are_in_no_printed_form(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with site_gate(tmp_path, monkeypatch) as gate:
        made = make_accounts(gate.store, witness=WITNESS, now=moment())
    assert not any(each.password in repr(made) for each in made)
