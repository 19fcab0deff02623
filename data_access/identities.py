"""People whom a single sign-on provider vouches for, and which account is theirs.

An account is found by the provider's own unchanging identifier and by nothing else: a name or an e-mail address can
be given to somebody else.
"""

from dataclasses import dataclass, replace
from datetime import datetime

import sqlalchemy as sa

from data_access import tickets
from data_access.access_vocabulary import Provider, TicketPurpose
from data_access.accounts import NO_PASSWORD, UNCHANGED, Account, check_form
from data_access.accounts.adding import write_new
from data_access.accounts.changing import write_change
from data_access.accounts.reading import held
from data_access.audit import Actor, Witness
from data_access.browsers import Browser
from data_access.database import plainly
from data_access.errors import AccountRefused
from data_access.holding import hold
from data_access.schema import external_identity, user_account
from data_access.vocabulary import Role

BY = "by single sign-on"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Who somebody is by their provider's word, in our terms."""

    issuer: str
    subject: str
    username: str
    display_name: str
    role: Role
    forces: tuple[str, ...]


def admit(engine: sa.Engine, person: Person, *, browser: Browser, key: bytes, now: datetime) -> str:
    """Return the ticket of a person's own account, made at the first time and brought up to date at every other.

    Account, audit and ticket are one transaction. Raises `AccountRefused` if the account is disabled or the username
    is another account's.
    """
    with plainly("The sign-in could not be recorded"):
        try:
            return _admit(engine, person, browser=browser, key=key, now=now)
        except sa.exc.IntegrityError:  # the same person, twice at once: the account is there now
            return _admit(engine, person, browser=browser, key=key, now=now)


def _admit(engine: sa.Engine, person: Person, *, browser: Browser, key: bytes, now: datetime) -> str:
    with engine.begin() as connection:
        before = _account_of(connection, person)
        after = _new(person) if before is None else _renewed(before, person)
        check_form(after)
        actor = Actor(username=after.username, role=after.role, address=browser.address, request_id=browser.request_id)
        witness = Witness(actor=actor, key=key)
        if before is None:
            _make(connection, after, person=person, witness=witness, now=now)
        elif not before.active:
            raise AccountRefused(
                f"The account {before.username} is disabled.",
                unharmed=UNCHANGED,
                remedy="Ask an administrator whether it may be opened.",
            )
        elif after != before:
            write_change(connection, before, after, witness=witness, now=now, how=f" {BY}")
        return tickets.issue(
            connection,
            username=after.username,
            purpose=TicketPurpose.SESSION,
            provider=Provider.OIDC,
            browser=browser,
            now=now,
        )


def _account_of(connection: sa.Connection, person: Person) -> Account | None:
    """Return the account of a person, which nobody else changes until the transaction ends."""
    mine = (external_identity.c.issuer == person.issuer, external_identity.c.subject == person.subject)
    username = sa.select(external_identity.c.username).where(*mine).scalar_subquery()
    if not hold(connection, user_account.c.username == username):
        return None
    return held(connection, username=connection.execute(sa.select(username)).scalar_one())


def _make(connection: sa.Connection, account: Account, *, person: Person, witness: Witness, now: datetime) -> None:
    if held(connection, username=account.username) is not None:
        raise AccountRefused(
            f"The username {account.username} belongs to another account, and accounts are never joined by their name.",
            unharmed=UNCHANGED,
            remedy="Ask an administrator: one of the two needs another username.",
        )
    write_new(connection, account, witness=witness, now=now, how=f" {BY}")
    connection.execute(
        external_identity.insert().values(issuer=person.issuer, subject=person.subject, username=account.username)
    )


def _new(person: Person) -> Account:
    return Account(
        username=person.username,
        display_name=person.display_name,
        role=person.role,
        forces=tuple(sorted(set(person.forces))),
        home_force=_home(person.forces, before=None),
        active=True,
        demonstration=False,
        must_change_password=False,
        password_hash=NO_PASSWORD,
    )


def _renewed(before: Account, person: Person) -> Account:
    return replace(
        before,
        display_name=person.display_name,
        role=person.role,
        forces=tuple(sorted(set(person.forces))),
        home_force=_home(person.forces, before=before.home_force),
    )


def _home(forces: tuple[str, ...], *, before: str | None) -> str | None:
    """Return the force an account opens on: the one it had if it still may, or its only one."""
    if before in forces:
        return before
    return forces[0] if len(set(forces)) == 1 else None
