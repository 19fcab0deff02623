"""What an administrator does with the accounts of others: every act checks the policy, is recorded, and can be undone.

Nobody acts on their own account here: an administrator who shuts or demotes themselves by mistake leaves nobody to
mend it, and one who is made to do so by somebody standing behind them should not be able to.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

from dashboard.identity.passwords import hash_password, random_password
from dashboard.policy import Action, NotPermitted, User, check_may, may
from data_access import accounts, attempts, open_sessions, second_factors
from data_access.accounts import Account
from data_access.attempts import Limits
from data_access.audit import Witness
from data_access.errors import AccountRefused
from data_access.open_sessions import OpenSession
from data_access.sessions import Lifetimes, Store
from data_access.vocabulary import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """An account as it should be: name, role (None if not chosen), the forces it may see, and the one it opens on."""

    display_name: str
    role: Role | None
    forces: tuple[str, ...]
    home_force: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OneTimePassword:
    """A password to hand over once; its owner must change it at the first sign-in."""

    username: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One account as the list of users shows it.

    Attributes
    ----------
    locked_until
        When a person who mistyped too often may try again; None if they may now.
    """

    account: Account
    open_sessions: int
    locked_until: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleOffice:
    """One administrator at work on the accounts of a store, at one moment.

    Every method raises `NotPermitted` for whoever may not change accounts, `AccountRefused` for what no account may be
    and `DatabaseUnavailable` when the store or its audit cannot be written; nothing is changed then.
    """

    user: User
    store: Store
    lifetimes: Lifetimes
    limits: Limits
    witness: Witness
    now: datetime

    def people(self) -> tuple[Person, ...]:
        """Return everybody who has an account, by username."""
        check_may(self.user, Action.CHANGE_ACCOUNTS)
        live = open_sessions.open_sessions(self.store, lifetimes=self.lifetimes, now=self.now)
        counted = Counter(each.username for each in live)
        locks = attempts.locked(self.store, limits=self.limits, now=self.now)
        locked = {lock.username: lock.until for lock in locks}
        return tuple(
            Person(
                account=account,
                open_sessions=counted[account.username],
                locked_until=locked.get(account.username),
            )
            for account in accounts.everyone(self.store)
        )

    def sessions_of(self, username: str) -> tuple[OpenSession, ...]:
        """Return the live sessions of one account, the one last used first."""
        check_may(self.user, Action.CHANGE_ACCOUNTS)
        return open_sessions.open_sessions(self.store, lifetimes=self.lifetimes, now=self.now, username=username)

    def add(self, username: str, wanted: Wanted) -> OneTimePassword:
        """Make an account and return the password to hand over once."""
        check_may(self.user, Action.CHANGE_ACCOUNTS)
        handed = OneTimePassword(username=username, password=random_password())
        accounts.add(
            self.store,
            username=username,
            display_name=wanted.display_name,
            role=_chosen(wanted.role),
            forces=wanted.forces,
            home_force=wanted.home_force,
            password_hash=hash_password(handed.password),
            must_change_password=True,
            witness=self.witness,
            now=self.now,
        )
        return handed

    def change(self, username: str, wanted: Wanted) -> None:
        """Give an account another name, role or forces; its sessions end if role or forces change."""
        self._check_may_change(username)
        accounts.change(
            self.store,
            username=username,
            display_name=wanted.display_name,
            role=_chosen(wanted.role),
            forces=wanted.forces,
            home_force=wanted.home_force,
            witness=self.witness,
            now=self.now,
        )

    def disable(self, username: str) -> None:
        """Shut an account; whoever is signed in with it is signed out at once."""
        self._check_may_change(username)
        accounts.disable(self.store, username=username, witness=self.witness, now=self.now)

    def enable(self, username: str) -> None:
        """Open a disabled account again."""
        self._check_may_change(username)
        accounts.enable(self.store, username=username, witness=self.witness, now=self.now)

    def reset_password(self, username: str) -> OneTimePassword:
        """Replace a forgotten password by one to hand over once; every session of the account ends."""
        self._check_may_change(username)
        handed = OneTimePassword(username=username, password=random_password())
        password_hash = hash_password(handed.password)
        accounts.reset(self.store, username=username, password_hash=password_hash, witness=self.witness, now=self.now)
        return handed

    def remove_second_factor(self, username: str) -> None:
        """Take away the second step of somebody who lost their device; every session of the account ends."""
        self._check_may_change(username)
        second_factors.remove(self.store, username=username, witness=self.witness, now=self.now, ends_sessions=True)

    def unlock(self, username: str) -> None:
        """Let somebody who mistyped too often try again now."""
        self._check_may_change(username)
        attempts.unlock(self.store, username=username, witness=self.witness, now=self.now)

    def end_sessions(self, username: str, *, only: str | None = None) -> int:
        """End one session of an account, or all of them, and return how many ended."""
        self._check_may_change(username)
        return open_sessions.end_sessions(self.store, username=username, only=only, witness=self.witness, now=self.now)

    def may_change(self, username: str) -> bool:
        """Return whether this administrator may act on an account: what buttons ask."""
        return may(self.user, Action.CHANGE_ACCOUNTS) and username != self.user.username

    def _check_may_change(self, username: str) -> None:
        check_may(self.user, Action.CHANGE_ACCOUNTS)
        if not self.may_change(username):
            raise NotPermitted(
                "This is your own account.",
                unharmed="Nothing was changed.",
                remedy="Use the page Your account, or ask another administrator.",
            )


def _chosen(role: Role | None) -> Role:
    if role is None:
        raise AccountRefused(
            "No role was chosen.", unharmed="No account was changed.", remedy="Choose what the person is here to do."
        )
    return role
