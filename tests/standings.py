"""Every way in which a session can stand, so that what refuses one of them is tried against all."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from dashboard.identity.clock import moment
from dashboard.identity.gate import Gate, Verdict
from data_access import accounts, open_sessions
from data_access.moments import to_utc
from data_access.schema import sign_in_attempt, user_account, user_session
from data_access.tickets import hashed
from data_access.vocabulary import Role
from tests.doorway import BROWSER, CHESHIRE, PASSWORD, WITNESS, session_of

OTHER_ROLE = {role: Role.ADMINISTRATOR if role is not Role.ADMINISTRATOR else Role.PRESS_OFFICER for role in Role}


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One way.

    Attributes
    ----------
    hold
        Signs somebody in as far as it goes and returns the token that the browser holds.
    then
        What becomes of the session afterwards, in an open tab as well.
    is_open
        Whether the session goes on.
    is_owing
        Whether something is owed first, so that only the own account opens.
    """

    name: str
    hold: Callable[[Gate, str], str | None] = session_of
    then: Callable[[Gate, str, str], None] | None = None
    is_open: bool = False
    is_owing: bool = False

    def bring_about(self, gate: Gate, username: str) -> str | None:
        """Bring somebody into this standing and return the token that the browser holds."""
        token = self.hold(gate, username)
        if self.then is not None and token is not None:
            self.then(gate, username, token)
        return token


def _none(_gate: Gate, _username: str) -> str | None:
    return None


def _invented(_gate: Gate, _username: str) -> str | None:
    return "A" * 43


def _name_of_session(gate: Gate, username: str) -> str | None:
    """The public name of a live session instead of its token."""
    user = gate.user(session_of(gate, username), now=moment())
    return user.session_id if user else None


def _hash_of_token(gate: Gate, username: str) -> str | None:
    """What somebody finds who reads the store."""
    return hashed(session_of(gate, username))


def _locked_out(gate: Gate, username: str) -> str | None:
    """Try the right password once too many were wrong; what comes of it opens no session."""
    _guess_wrongly(gate, username, "")
    answer = gate.recognise(username, password=PASSWORD, browser=BROWSER, now=moment())
    if answer.verdict is not Verdict.LOCKED:
        raise AssertionError(answer.verdict)
    return gate.open(answer.ticket, browser=BROWSER, now=moment())


def _leave_idle(gate: Gate, _username: str, token: str) -> None:
    _age(gate, token, seen_at=gate.lifetimes.idle)


def _outlive(gate: Gate, _username: str, token: str) -> None:
    _age(gate, token, opened_at=gate.lifetimes.absolute)


def _age(gate: Gate, token: str, **ages: timedelta) -> None:
    mine = user_session.c.token_sha256 == hashed(token)
    with gate.store.begin() as connection:
        aged = {column: to_utc(moment() - age) for column, age in ages.items()}
        connection.execute(user_session.update().where(mine).values(aged))


def _sign_out(gate: Gate, _username: str, token: str) -> None:
    gate.close(token, browser=BROWSER, now=moment())


def _revoke(gate: Gate, username: str, _token: str) -> None:
    open_sessions.end_sessions(gate.store, username=username, witness=WITNESS, now=moment())


def _disable(gate: Gate, username: str, _token: str) -> None:
    _be_another_administrator(gate)
    accounts.disable(gate.store, username=username, witness=WITNESS, now=moment())


def _give_another_role(gate: Gate, username: str, _token: str) -> None:
    _be_another_administrator(gate)
    account = accounts.find(gate.store, username=username)
    if account is None:
        raise LookupError(username)
    accounts.change(
        gate.store,
        username=username,
        display_name=account.display_name,
        role=OTHER_ROLE[account.role],
        forces=(CHESHIRE,),
        home_force=CHESHIRE,
        witness=WITNESS,
        now=moment(),
    )


def _owe(gate: Gate, username: str, _token: str) -> None:
    with gate.store.begin() as connection:
        mine = user_account.c.username == username
        connection.execute(user_account.update().where(mine).values(must_change_password=True))


def _guess_wrongly(gate: Gate, username: str, _token: str) -> None:
    attempt = {"username": username, "address": "198.51.100.9", "attempted_at": to_utc(moment())}
    with gate.store.begin() as connection:
        connection.execute(sign_in_attempt.insert(), [attempt] * 100)


def _be_another_administrator(gate: Gate) -> None:
    """Let there be somebody else to administer: the last one can be neither disabled nor given another role."""
    if accounts.find(gate.store, username="the-other-administrator") is None:
        accounts.add(
            gate.store,
            username="the-other-administrator",
            display_name="The other administrator",
            role=Role.ADMINISTRATOR,
            forces=(),
            home_force=None,
            password_hash="never used",
            witness=WITNESS,
            now=moment(),
        )


STANDINGS = (
    Standing(name="live", is_open=True),
    # A lock is about signing in: whoever guesses at a name must not be able to throw its owner out.
    Standing(name="locked while open", then=_guess_wrongly, is_open=True),
    Standing(name="owing a password", then=_owe, is_open=True, is_owing=True),
    Standing(name="no session", hold=_none),
    Standing(name="an invented token", hold=_invented),
    Standing(name="the name of a session", hold=_name_of_session),
    Standing(name="the hash of a token", hold=_hash_of_token),
    Standing(name="locked", hold=_locked_out),
    Standing(name="idle", then=_leave_idle),
    Standing(name="outlived", then=_outlive),
    Standing(name="signed out", then=_sign_out),
    Standing(name="revoked", then=_revoke),
    Standing(name="disabled", then=_disable),
    Standing(name="given another role", then=_give_another_role),
)
OVER = tuple(standing for standing in STANDINGS if not standing.is_open)
LATER = tuple(standing for standing in STANDINGS if standing.then is not None or standing.hold is session_of)
