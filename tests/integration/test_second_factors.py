"""The second step of signing in, on both databases: what a code opens, for whom, and what the store tells."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pyotp
import pytest
import sqlalchemy as sa

from dashboard.identity.gate import Gate, Recognition, Verdict
from dashboard.identity.second_factor import SecondFactorKeys, new_recovery_codes, new_secret
from data_access import schema, second_factors
from data_access.errors import AccountRefused, SettingRefused
from data_access.service_secret import ServiceSecret
from data_access.sessions import Lifetimes
from tests.doorway import BROWSER, KEY, PASSWORD, WITNESS, add_person, set_up_app

NOW = datetime(2026, 6, 30, 9, 0, 10, tzinfo=UTC)
STEP = timedelta(seconds=30)
KEYS = SecondFactorKeys.of(ServiceSecret(value=b"what only the service knows"))
ELSEWHERE = replace(BROWSER, cookie="the cookie of another browser")


@pytest.fixture
def gate(store_engine: sa.Engine) -> Gate:
    """A gate with Ann at it, who has no second factor yet."""
    opened = Gate(store=store_engine, lifetimes=Lifetimes(), key=KEY, second_factor_keys=KEYS)
    add_person(opened, "ann")
    return opened


@pytest.fixture
def app(gate: Gate) -> pyotp.TOTP:
    """The authenticator app of Ann, set up an hour before."""
    return set_up_app(gate, "ann", at=NOW - timedelta(hours=1))


@pytest.fixture
def recovery_codes(gate: Gate, app: pyotp.TOTP) -> tuple[str, ...]:  # noqa: ARG001 - they go with the app
    """The recovery codes of Ann."""
    codes = new_recovery_codes()
    hmacs = [KEYS.code_hmac(code, username="ann") for code in codes]
    second_factors.renew_codes(gate.store, username="ann", code_hmacs=hmacs, witness=WITNESS, now=NOW)
    return codes


def password_known(gate: Gate, now: datetime = NOW) -> str:
    """Give the password in the right browser and return the ticket for the code."""
    recognition = gate.recognise("ann", password=PASSWORD, browser=BROWSER, now=now)
    assert recognition.verdict is Verdict.CODE_NEEDED
    return recognition.ticket


def try_code(gate: Gate, code: str, *, now: datetime = NOW) -> Recognition:
    return gate.confirm(password_known(gate, now), code=code, browser=BROWSER, now=now)


def opens(gate: Gate, recognition: Recognition, *, now: datetime = NOW) -> bool:
    return gate.open(recognition.ticket, browser=BROWSER, now=now) is not None


def events(gate: Gate) -> list[tuple[str, str, str]]:
    entries = sa.select(schema.audit_entry).order_by(schema.audit_entry.c.sequence)
    with gate.store.connect() as connection:
        return [(row.event, row.outcome, row.username) for row in connection.execute(entries)]


def everything_stored(gate: Gate) -> str:
    with gate.store.connect() as connection:
        return " ".join(
            str(row) for table in schema.STORE.sorted_tables for row in connection.execute(sa.select(table))
        )


def test_a_password_alone_opens_nothing_once_there_is_a_second_factor(gate: Gate, app: pyotp.TOTP) -> None:
    ticket = password_known(gate)
    assert gate.open(ticket, browser=BROWSER, now=NOW) is None
    assert opens(gate, gate.confirm(ticket, code=app.at(NOW), browser=BROWSER, now=NOW))


def test_a_secret_that_was_never_confirmed_counts_for_nothing(gate: Gate) -> None:
    second_factors.propose(gate.store, username="ann", sealed=KEYS.sealed(new_secret(), username="ann"))
    assert gate.recognise("ann", password=PASSWORD, browser=BROWSER, now=NOW).verdict is Verdict.RECOGNISED


@pytest.mark.parametrize(("steps_off", "is_taken"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_code_is_taken_one_step_early_or_late_and_no_further(
    gate: Gate, app: pyotp.TOTP, steps_off: int, is_taken: bool
) -> None:
    came_to = try_code(gate, app.at(NOW + steps_off * STEP))
    assert (came_to.verdict is Verdict.RECOGNISED) is is_taken


def test_the_same_code_never_opens_a_second_session(gate: Gate, app: pyotp.TOTP) -> None:
    code = app.at(NOW)
    assert opens(gate, try_code(gate, code))
    for later in (timedelta(0), timedelta(seconds=5), STEP):
        assert try_code(gate, code, now=NOW + later).verdict is Verdict.CODE_NEEDED


def test_an_earlier_code_is_worth_nothing_after_a_later_one(gate: Gate, app: pyotp.TOTP) -> None:
    assert opens(gate, try_code(gate, app.at(NOW)))
    assert try_code(gate, app.at(NOW - STEP)).verdict is Verdict.CODE_NEEDED
    assert opens(gate, try_code(gate, app.at(NOW + STEP)))


def test_the_code_that_proved_the_app_does_not_sign_in_as_well(gate: Gate, app: pyotp.TOTP) -> None:
    set_up_at = NOW - timedelta(hours=1)
    assert try_code(gate, app.at(set_up_at), now=set_up_at).verdict is Verdict.CODE_NEEDED


def test_of_many_uses_of_one_code_at_once_one_succeeds(gate: Gate, app: pyotp.TOTP) -> None:
    tickets = [password_known(gate) for _ in range(6)]
    code = app.at(NOW)
    with ThreadPoolExecutor(len(tickets)) as at_once:
        came_to = list(
            at_once.map(lambda ticket: gate.confirm(ticket, code=code, browser=BROWSER, now=NOW).verdict, tickets)
        )
    assert came_to.count(Verdict.RECOGNISED) == 1


def test_of_many_uses_of_one_recovery_code_at_once_one_succeeds(gate: Gate, recovery_codes: tuple[str, ...]) -> None:
    tickets = [password_known(gate) for _ in range(6)]
    with ThreadPoolExecutor(len(tickets)) as at_once:
        came_to = list(
            at_once.map(
                lambda ticket: gate.confirm(ticket, code=recovery_codes[0], browser=BROWSER, now=NOW).verdict, tickets
            )
        )
    assert came_to.count(Verdict.RECOGNISED) == 1


def other_than(app: pyotp.TOTP) -> str:
    """A code that is wrong at every step that would be taken."""
    near = {app.at(NOW + off * STEP) for off in (-1, 0, 1)}
    return next(code for code in ("000000", "111111", "222222", "333333") if code not in near)


@pytest.mark.parametrize(
    "code", ["", "12345", "1234567", "١٢٣٤٥٦", "' OR 1=1", "\x00", "\ud800", "abcd-efgh-jkmn", "x" * 9999]
)
def test_what_is_no_code_is_refused_like_a_wrong_one(gate: Gate, app: pyotp.TOTP, code: str) -> None:  # noqa: ARG001
    assert try_code(gate, code).verdict is Verdict.CODE_NEEDED


def test_a_code_is_worth_nothing_in_another_browser_or_without_its_ticket(gate: Gate, app: pyotp.TOTP) -> None:
    ticket, code = password_known(gate), app.at(NOW)
    for held, browser in (
        (ticket, ELSEWHERE),
        (ticket, replace(BROWSER, cookie="")),
        ("another ticket", BROWSER),
        ("", BROWSER),
        (None, BROWSER),
        (gate.ticket("ann", browser=BROWSER, now=NOW), BROWSER),
    ):
        assert gate.confirm(held, code=code, browser=browser, now=NOW) == Recognition(verdict=Verdict.REFUSED)
    assert opens(gate, gate.confirm(ticket, code=code, browser=BROWSER, now=NOW))


def test_a_code_comes_too_late_after_five_minutes(gate: Gate, app: pyotp.TOTP) -> None:
    ticket, late = password_known(gate), NOW + timedelta(minutes=5)
    assert gate.confirm(ticket, code=app.at(late), browser=BROWSER, now=late).verdict is Verdict.REFUSED


def test_a_ticket_that_was_used_is_worth_nothing_with_the_next_code(gate: Gate, app: pyotp.TOTP) -> None:
    ticket = password_known(gate)
    assert opens(gate, gate.confirm(ticket, code=app.at(NOW), browser=BROWSER, now=NOW))
    again = gate.confirm(ticket, code=app.at(NOW + STEP), browser=BROWSER, now=NOW)
    assert again.verdict is Verdict.REFUSED


def test_each_recovery_code_opens_once_and_is_recorded(gate: Gate, recovery_codes: tuple[str, ...]) -> None:
    spaced = recovery_codes[0].upper().replace("-", " ")
    for code, is_taken in ((recovery_codes[0], True), (spaced, False), (recovery_codes[1], True)):
        came_to = try_code(gate, code)
        assert (came_to.verdict is Verdict.RECOGNISED) is is_taken
    assert events(gate).count(("RECOVERY_CODE_USE", "DONE", "ann")) == 2
    left = second_factors.find(gate.store, username="ann")
    assert left is not None
    assert left.codes_left == 8


def test_a_recovery_code_is_worth_nothing_to_another_account(gate: Gate, recovery_codes: tuple[str, ...]) -> None:
    add_person(gate, "ben")
    set_up_app(gate, "ben", at=NOW - timedelta(hours=1))
    ticket = gate.recognise("ben", password=PASSWORD, browser=BROWSER, now=NOW).ticket
    for code in recovery_codes:
        assert gate.confirm(ticket, code=code, browser=BROWSER, now=NOW).verdict is not Verdict.RECOGNISED


def test_recovery_codes_are_ten_and_beyond_guessing() -> None:
    codes = new_recovery_codes()
    assert len(set(codes)) == 10
    assert all(31 ** len(code.replace("-", "")) > 2**50 for code in codes)


def test_new_recovery_codes_take_the_place_of_all_earlier_ones(gate: Gate, recovery_codes: tuple[str, ...]) -> None:
    hmacs = [KEYS.code_hmac("abcd-efgh-jkmn", username="ann")]
    second_factors.renew_codes(gate.store, username="ann", code_hmacs=hmacs, witness=WITNESS, now=NOW)
    assert try_code(gate, recovery_codes[0]).verdict is Verdict.CODE_NEEDED
    assert opens(gate, try_code(gate, "ABCD EFGH JKMN"))


def test_the_store_tells_neither_secret_nor_code(gate: Gate, app: pyotp.TOTP, recovery_codes: tuple[str, ...]) -> None:
    try_code(gate, app.at(NOW))
    stored = everything_stored(gate)
    assert app.secret not in stored
    for code in recovery_codes:
        assert code not in stored
        assert code.replace("-", "") not in stored


def test_under_another_service_secret_nobody_gets_in_and_the_reason_is_said(gate: Gate, app: pyotp.TOTP) -> None:
    moved = replace(gate, second_factor_keys=SecondFactorKeys.of(ServiceSecret(value=b"another secret")))
    with pytest.raises(SettingRefused, match="another secret of the service"):
        moved.confirm(password_known(gate), code=app.at(NOW), browser=BROWSER, now=NOW)


def test_a_secret_moved_to_another_accounts_row_is_worth_nothing_there() -> None:
    sealed = KEYS.sealed(new_secret(), username="mallory")
    with pytest.raises(SettingRefused):
        KEYS.unsealed(sealed, username="ann")


def test_a_second_factor_that_counts_is_not_replaced_by_a_proposal(gate: Gate, app: pyotp.TOTP) -> None:
    with pytest.raises(AccountRefused, match="already"):
        second_factors.propose(gate.store, username="ann", sealed=KEYS.sealed(new_secret(), username="ann"))
    assert opens(gate, try_code(gate, app.at(NOW)))


def test_a_code_confirms_only_the_secret_it_was_made_from(gate: Gate) -> None:
    second_factors.propose(gate.store, username="ann", sealed=KEYS.sealed(new_secret(), username="ann"))
    for sealed, steps in ((KEYS.sealed(new_secret(), username="ann"), (1,)), ("", (1,)), ("", ())):
        with pytest.raises(AccountRefused, match="not the one"):
            second_factors.confirm(
                gate.store, username="ann", sealed=sealed, steps=steps, code_hmacs=[], witness=WITNESS, now=NOW
            )
    assert gate.recognise("ann", password=PASSWORD, browser=BROWSER, now=NOW).verdict is Verdict.RECOGNISED


def test_removed_it_is_gone_with_its_codes_and_open_code_forms(gate: Gate, app: pyotp.TOTP) -> None:
    ticket = password_known(gate)
    second_factors.remove(gate.store, username="ann", witness=WITNESS, now=NOW, ends_sessions=True)
    assert gate.confirm(ticket, code=app.at(NOW), browser=BROWSER, now=NOW).verdict is Verdict.REFUSED
    assert gate.recognise("ann", password=PASSWORD, browser=BROWSER, now=NOW).verdict is Verdict.RECOGNISED
    with gate.store.connect() as connection:
        assert connection.execute(sa.select(schema.recovery_code)).all() == []
    with pytest.raises(AccountRefused, match="no second step"):
        second_factors.remove(gate.store, username="ann", witness=WITNESS, now=NOW, ends_sessions=False)
    assert events(gate).count(("SECOND_FACTOR_REMOVE", "DONE", "tester")) == 1


def test_a_wrong_code_leaves_the_next_try_open_and_is_recorded(gate: Gate, app: pyotp.TOTP) -> None:
    ticket = password_known(gate)
    wrong = gate.confirm(ticket, code=other_than(app), browser=BROWSER, now=NOW)
    assert (wrong.verdict, wrong.ticket) == (Verdict.CODE_NEEDED, ticket)
    assert ("SIGN_IN", "REFUSED", "ann") in events(gate)
    assert opens(gate, gate.confirm(ticket, code=app.at(NOW), browser=BROWSER, now=NOW))


def test_too_many_wrong_codes_lock_the_account_and_the_right_one_waits_too(gate: Gate, app: pyotp.TOTP) -> None:
    ticket = password_known(gate)
    for _ in range(20):
        came_to = gate.confirm(ticket, code=other_than(app), browser=BROWSER, now=NOW)
    assert came_to.verdict is Verdict.LOCKED
    assert came_to.until is not None
    assert gate.confirm(ticket, code=app.at(NOW), browser=BROWSER, now=NOW).verdict is Verdict.LOCKED
    assert gate.recognise("ann", password=PASSWORD, browser=BROWSER, now=NOW).verdict is Verdict.LOCKED


def test_a_right_password_between_wrong_codes_does_not_start_the_count_anew(gate: Gate, app: pyotp.TOTP) -> None:
    verdicts = set()
    for _ in range(20):
        recognition = gate.recognise("ann", password=PASSWORD, browser=BROWSER, now=NOW)
        verdicts.add(recognition.verdict)
        gate.confirm(recognition.ticket, code=other_than(app), browser=BROWSER, now=NOW)
    assert Verdict.LOCKED in verdicts


def test_a_right_code_forgets_the_wrong_ones_before_it(gate: Gate, app: pyotp.TOTP) -> None:
    for right in (app.at(NOW), app.at(NOW + STEP)):
        ticket = password_known(gate)
        for _ in range(gate.limits.failures - 1):
            assert gate.confirm(ticket, code=other_than(app), browser=BROWSER, now=NOW).verdict is Verdict.CODE_NEEDED
        assert gate.confirm(ticket, code=right, browser=BROWSER, now=NOW).verdict is Verdict.RECOGNISED
