"""Second factors of the accounts: an authenticator app's secret, encrypted before it comes here, and recovery codes.

Whether a code has been used is decided by the database, in one statement: of two that come at once, one is taken.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime

import sqlalchemy as sa

from data_access import attempts
from data_access.access_vocabulary import Event, TicketPurpose
from data_access.audit import Actor, Entry, Witness
from data_access.browsers import Browser
from data_access.database import plainly
from data_access.errors import AccountRefused
from data_access.moments import to_utc
from data_access.schema import recovery_code, second_factor
from data_access.sessions import Store, revoke_all
from data_access.tickets import claim, issue

UNCHANGED = "Your account is as it was."


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondFactor:
    """The second factor of one account.

    Attributes
    ----------
    sealed
        The secret as it is stored, encrypted.
    confirmed_at
        When a first code proved that the app has the secret; None while that is still to come, and nothing counts.
    codes_left
        How many recovery codes are unused.
    """

    sealed: str = field(repr=False)
    confirmed_at: datetime | None
    codes_left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What a typed code is worth if it has not been used: steps of 30 seconds it is right for, or a recovery code."""

    steps: tuple[int, ...] = ()
    code_hmac: str = field(default="", repr=False)


def find(engine: Store, *, username: str) -> SecondFactor | None:
    """Return the second factor of an account, confirmed or not, or None; raises `DatabaseUnavailable`."""
    mine = second_factor.c.username == username
    unused = (recovery_code.c.username == username) & recovery_code.c.used_at.is_(None)
    left = sa.select(sa.func.count()).select_from(recovery_code).where(unused).scalar_subquery()
    asked = sa.select(second_factor.c.secret_encrypted, second_factor.c.confirmed_at, left.label("left")).where(mine)
    with plainly("The second step could not be looked up"), engine.connect() as connection:
        row = connection.execute(asked).one_or_none()
    if row is None:
        return None
    at = row.confirmed_at
    return SecondFactor(
        sealed=row.secret_encrypted, confirmed_at=at and at.replace(tzinfo=UTC), codes_left=row.left if at else 0
    )


def propose(engine: Store, *, username: str, sealed: str) -> None:
    """Keep a secret that counts for nothing until it is confirmed, in place of an earlier such one.

    Raises `AccountRefused` if the account has a second factor that counts.
    """
    mine = second_factor.c.username == username
    with plainly("The second step could not be prepared"):
        try:
            with engine.begin() as connection:
                connection.execute(second_factor.delete().where(mine, second_factor.c.confirmed_at.is_(None)))
                connection.execute(second_factor.insert().values(username=username, secret_encrypted=sealed))
                attempts.clear(connection, username=username)
        except sa.exc.IntegrityError as error:
            raise _refused(
                "There is a second step already.", remedy="Remove it first, then set up the new one."
            ) from error


def confirm(
    engine: Store,
    *,
    username: str,
    sealed: str,
    steps: tuple[int, ...],
    code_hmacs: Iterable[str],
    witness: Witness,
    now: datetime,
) -> None:
    """Let the secret that was proposed count from now on, with its recovery codes; the code that proved it is used up.

    Raises `AccountRefused` if the code fits nothing, or another secret was proposed meanwhile.
    """
    proposed = (second_factor.c.username == username, second_factor.c.confirmed_at.is_(None))
    counts = second_factor.update().where(*proposed, second_factor.c.secret_encrypted == sealed)
    with plainly("The second step could not be set up"), engine.begin() as connection:
        taken = steps and connection.execute(counts.values(confirmed_at=to_utc(now), last_step=max(steps))).rowcount
        if not taken:
            raise _refused("That code is not the one the app shows now.", remedy="Type the newest code of the app.")
        _write_codes(connection, username=username, code_hmacs=code_hmacs)
        witness.record(connection, Entry(event=Event.SECOND_FACTOR_SET, subject=username), now=now)


def renew_codes(engine: Store, *, username: str, code_hmacs: Iterable[str], witness: Witness, now: datetime) -> None:
    """Put new recovery codes in place of all earlier ones; raises `AccountRefused` without a second factor."""
    counting = (second_factor.c.username == username, second_factor.c.confirmed_at.is_not(None))
    with plainly("The recovery codes could not be made"), engine.begin() as connection:
        if connection.execute(sa.select(second_factor.c.username).where(*counting)).one_or_none() is None:
            raise _refused("There is no second step to recover.", remedy="Set one up first.")
        _write_codes(connection, username=username, code_hmacs=code_hmacs)
        entry = Entry(event=Event.SECOND_FACTOR_SET, subject=username, detail="new recovery codes")
        witness.record(connection, entry, now=now)
        attempts.clear(connection, username=username)


def remove(engine: Store, *, username: str, witness: Witness, now: datetime, ends_sessions: bool) -> None:
    """Take a second factor and its recovery codes away; raises `AccountRefused` if there is none.

    Parameters
    ----------
    ends_sessions
        Whether everything the account has open ends: so when somebody else removes it, whose app may be lost.
    """
    mine = second_factor.c.username == username
    with plainly("The second step could not be removed"), engine.begin() as connection:
        if not connection.execute(second_factor.delete().where(mine)).rowcount:
            raise _refused("There is no second step to remove.", remedy="Reload the page to see how it stands.")
        connection.execute(recovery_code.delete().where(recovery_code.c.username == username))
        if ends_sessions:
            revoke_all(connection, username=username, now=now)
        witness.record(connection, Entry(event=Event.SECOND_FACTOR_REMOVE, subject=username), now=now)
        attempts.clear(connection, username=username)


def exchange(engine: Store, ticket: object, *, proof: Proof, browser: Browser, key: bytes, now: datetime) -> str | None:
    """Turn the ticket of a right password and the proof of a code into the ticket of a session.

    None if the ticket is not this browser's or the code was used before: then nothing is used up.
    """
    with plainly("The code could not be checked"), engine.connect() as connection, connection.begin() as transaction:
        claimed = claim(connection, ticket, purpose=TicketPurpose.SECOND_FACTOR, browser=browser, now=now)
        if claimed is None or not _use(connection, claimed.username, proof, now=now):
            transaction.rollback()
            return None
        if proof.code_hmac:
            actor = Actor(username=claimed.username, address=browser.address, request_id=browser.request_id)
            entry = Entry(event=Event.RECOVERY_CODE_USE, subject=claimed.username)
            Witness(actor=actor, key=key).record(connection, entry, now=now)
        attempts.clear(connection, username=claimed.username)
        return issue(
            connection,
            username=claimed.username,
            purpose=TicketPurpose.SESSION,
            provider=claimed.provider,
            browser=browser,
            now=now,
        )


def _use(connection: sa.Connection, username: str, proof: Proof, *, now: datetime) -> bool:
    """Use a code up if it is unused; the condition and the change are one statement."""
    counting = (second_factor.c.username == username, second_factor.c.confirmed_at.is_not(None))
    for step in proof.steps:
        later = sa.or_(second_factor.c.last_step.is_(None), second_factor.c.last_step < step)
        if connection.execute(second_factor.update().where(*counting, later).values(last_step=step)).rowcount:
            return True
    if not proof.code_hmac:
        return False
    unused = (recovery_code.c.username == username, recovery_code.c.used_at.is_(None))
    code = recovery_code.c.code_hmac == proof.code_hmac
    return bool(connection.execute(recovery_code.update().where(*unused, code).values(used_at=to_utc(now))).rowcount)


def _write_codes(connection: sa.Connection, *, username: str, code_hmacs: Iterable[str]) -> None:
    connection.execute(recovery_code.delete().where(recovery_code.c.username == username))
    connection.execute(recovery_code.insert(), [{"username": username, "code_hmac": each} for each in code_hmacs])


def _refused(happened: str, *, remedy: str) -> AccountRefused:
    return AccountRefused(happened, unharmed=UNCHANGED, remedy=remedy)
