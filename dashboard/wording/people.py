"""The words of the Users page: accounts, their state, and what an act on them does."""

from collections.abc import Mapping
from datetime import datetime

from dashboard.wording import moments
from dashboard.wording.labels import label
from dashboard.wording.numbers import count, noun
from data_access.access_vocabulary import Provider
from data_access.accounts import Account
from data_access.vocabulary import Role

USERNAME_RULE = "Small letters, digits, dots, hyphens or underscores, such as a.jones. It cannot be changed later."
ADDING = (
    "A password is made and shown once, for you to hand over in person or by telephone. "
    "The person must replace it when they first sign in."
)
NEVER = "Never"
OWN_ACCOUNT = "This is your own account. Change it on the page Your account, or ask another administrator."
NOWHERE_SIGNED_IN = "Not signed in anywhere now."
UNLOCKING = (
    "Too many attempts have failed. Unlock only for somebody you have spoken to: the attempts may be an intruder's."
)
RESETTING = "A new password is made and shown once, for you to hand over. Every open session of the account ends."
REMOVING_SECOND_STEP = (
    "For somebody who lost their device and their recovery codes. Be sure who is asking: this is how an intruder with "
    "a stolen password would get in. Every open session of the account ends."
)
DISABLING = "The person is signed out everywhere at once and cannot sign in until the account is enabled again."
ENABLING = "The person may sign in again with the password they had."


def named(account: Account) -> str:
    """Return a person as a list names them: "Alex Jones (a.jones)"."""
    return f"{account.display_name} ({account.username})"


def summary(roles: Mapping[Role, int], *, signed_in: int) -> str:
    """Return how many people may sign in, as what, and how many are in now."""
    total = sum(roles.values())
    names = {role: label(role).lower() for role in Role}
    parts = ", ".join(noun(roles[role], name, f"{name}s") for role, name in names.items() if roles.get(role))
    return f"{noun(total, 'person', 'people')} may sign in: {parts}. Signed in now: {count(signed_in)}, you included."


def row(account: Account, force_names: Mapping[str, str], *, locked_until: datetime | None) -> tuple[str, ...]:
    """Return the cells of a person in the list: name, username, role, forces, second step, last sign-in, state."""
    return (
        account.display_name,
        account.username,
        label(account.role),
        ", ".join(sorted(force_names.get(code, code) for code in account.forces)) or "None",
        second_step(account),
        moments.moment(account.signed_in_at) if account.signed_in_at else NEVER,
        state(account, locked_until=locked_until),
    )


def standing(account: Account) -> str:
    """Return the line beneath a person's name: username, role, when they last signed in."""
    last = f"last signed in {moments.moment(account.signed_in_at)}" if account.signed_in_at else "never signed in"
    return f"{account.username} · {label(account.role)} · {last}"


def second_step(account: Account) -> str:
    """Return whether a code is asked for after the password."""
    if account.provider is Provider.OIDC:
        return "By single sign-on"
    return "Yes" if account.has_second_factor else "No"


def state(account: Account, *, locked_until: datetime | None) -> str:
    """Return whether an account opens, and what stands in the way."""
    if not account.active:
        return "Disabled"
    if locked_until is not None:
        return f"Locked until {moments.time_after(locked_until)}"
    if account.must_change_password and not account.demonstration:
        return "Must choose a password"
    return "Demonstration" if account.demonstration else "Active"


def added(username: str) -> str:
    """Return what came of adding somebody; the password follows."""
    return f"{username} may sign in with this password, shown once. They must replace it at their first sign-in."


def reset(username: str) -> str:
    """Return what came of a new password; it follows."""
    return f"{username} has a new password, shown once; whoever was signed in with the old one is signed out."


def changed(username: str) -> str:
    """Return what came of a change."""
    return f"{username} is changed. If their role or forces changed, they are signed out and must sign in again."


def disabled(username: str) -> str:
    """Return what came of disabling an account."""
    return f"{username} can no longer sign in, and is signed out everywhere."


def enabled(username: str) -> str:
    """Return what came of enabling an account."""
    return f"{username} may sign in again."


def unlocked(username: str) -> str:
    """Return what came of lifting a lock."""
    return f"{username} may try again now."


def second_step_removed(username: str) -> str:
    """Return what came of taking away a second step."""
    return f"{username} signs in without a second step until they set up another one, and is signed out everywhere."


def sessions_ended(username: str) -> str:
    """Return what came of ending sessions."""
    return f"{username} is signed out."
