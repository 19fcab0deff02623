"""The gate: who is recognised, what an attempt costs, what comes of a session."""

from collections.abc import Callable, Iterator
from pathlib import Path

import bcrypt
import pytest

from dashboard.identity.clock import moment
from dashboard.identity.demonstration import CHESHIRE, PROGRAMME_FORCES, make_accounts
from dashboard.identity.gate import Gate, Verdict
from data_access import accounts
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


def known(_gate: Gate) -> str:
    return "ann"


def unknown(_gate: Gate) -> str:
    return "nobody"


def disabled(gate: Gate) -> str:
    accounts.disable(gate.store, username="ann", witness=WITNESS, now=moment())
    return "ann"


@pytest.mark.parametrize(("who", "may"), [(known, True), (unknown, False), (disabled, False)])
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
