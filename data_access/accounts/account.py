"""One account, and the form that it must have."""

import re
from dataclasses import dataclass, field
from datetime import datetime

from data_access.access_vocabulary import Provider
from data_access.errors import AccountRefused
from data_access.vocabulary import Role

USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,63}")
# ONS codes of police force areas: E23 for England, W15 for Wales.
FORCE_CODE = re.compile(r"(?:E23|W15)\d{6}")
UNCHANGED = "No account was changed."
# In place of a hash for whom another provider vouches: bcrypt makes no such hash, so no password is ever right.
NO_PASSWORD = "!"  # noqa: S105 - the absence of one


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One person who may sign in; the hash is bcrypt and stays out of every printed form.

    Attributes
    ----------
    signed_in_at
        When a session was last opened, in UTC; None for never.
    has_second_factor
        Whether a code is asked for after the password.
    """

    username: str
    display_name: str
    role: Role
    forces: tuple[str, ...]
    home_force: str | None
    active: bool
    demonstration: bool
    must_change_password: bool
    password_hash: str = field(repr=False)
    signed_in_at: datetime | None = None
    has_second_factor: bool = False

    @property
    def provider(self) -> Provider:
        """Who vouches for this person."""
        return Provider.OIDC if self.password_hash == NO_PASSWORD else Provider.PASSWORD


def check_form(account: Account) -> None:
    """Raise `AccountRefused` for a username, name, role or force that no account may have."""
    if not USERNAME.fullmatch(account.username):
        raise AccountRefused(
            "A username is 2 to 64 small letters, digits, dots, hyphens or underscores, the first a letter or digit.",
            unharmed=UNCHANGED,
            remedy="Choose a username of that form, such as a.jones.",
        )
    if not account.display_name or not account.display_name.isprintable():
        raise AccountRefused(
            "An account needs the person's name, in letters that can be printed.",
            unharmed=UNCHANGED,
            remedy="Give the name to show on the page.",
        )
    if account.role not in tuple(Role):
        raise AccountRefused(
            f"{account.role} is not a role.", unharmed=UNCHANGED, remedy=f"Choose one of {', '.join(Role)}."
        )
    _check_forces(account)


def no_such(username: str) -> AccountRefused:
    """Return the refusal of an act on an account that is not there."""
    return AccountRefused(
        f"There is no account called {username}.",
        unharmed=UNCHANGED,
        remedy="See the usernames with `python -m dashboard users list`.",
    )


def _check_forces(account: Account) -> None:
    wrong = [force for force in account.forces if not FORCE_CODE.fullmatch(force)]
    if wrong:
        raise AccountRefused(
            f"{', '.join(wrong)}: not the code of a police force.",
            unharmed=UNCHANGED,
            remedy="Use ONS codes such as E23000006 for Cheshire.",
        )
    if account.home_force is not None and account.home_force not in account.forces:
        raise AccountRefused(
            f"The home force {account.home_force} is not among the forces of this account.",
            unharmed=UNCHANGED,
            remedy="Choose the home force from the account's own forces.",
        )
