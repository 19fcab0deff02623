"""From the claims of a proven token to a person in our terms; whatever is not said plainly is refused."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from dashboard.policy import GRANTS
from dashboard.single_sign_on_settings import SingleSignOn
from data_access.accounts import USERNAME
from data_access.errors import UnitError
from data_access.identities import Person
from data_access.scope import Grain
from data_access.vocabulary import Role

LONGEST_SUBJECT = 255  # as the column
LONGEST_USERNAME = 64
LONGEST_NAME = 200
NOT_IN_A_USERNAME = re.compile(r"[^a-z0-9._-]")
ASK = "Ask whoever looks after your organisation's accounts, and show them this page."


class SignInRefused(UnitError):
    """A provider's answer lets nobody in.

    Parameters
    ----------
    who
        The username the answer claims, for the audit; empty if it proves nobody.
    """

    def __init__(self, happened: str, *, remedy: str = ASK, who: str = "") -> None:
        super().__init__(happened, unharmed="Nobody was signed in.", remedy=remedy)
        self.who = who


def person_of(claims: Mapping[str, Any], *, settings: SingleSignOn) -> Person:
    """Return the person of a proven token's claims; raises `SignInRefused` unless every part is unambiguous."""
    username = _username(claims, settings=settings)
    role = _role(claims, settings=settings, who=username)
    return Person(
        issuer=settings.issuer,
        subject=_subject(claims, settings=settings, who=username),
        username=username,
        display_name=_display_name(claims, settings=settings) or username,
        role=role,
        forces=_forces(claims, settings=settings, role=role, who=username),
    )


def _username(claims: Mapping[str, Any], *, settings: SingleSignOn) -> str:
    """Return the provider's name for a person in the form of our usernames; used for a first account only."""
    claimed = _text(claims, settings.username_claim).strip().lower()
    username = NOT_IN_A_USERNAME.sub("-", claimed).lstrip("._-")[:LONGEST_USERNAME]
    if not USERNAME.fullmatch(username):
        raise SignInRefused(f"Your account has no usable {settings.username_claim}, so it cannot be given a username.")
    return username


def _subject(claims: Mapping[str, Any], *, settings: SingleSignOn, who: str) -> str:
    parts = [_text(claims, name) for name in settings.subject_claims]
    subject = " ".join(parts)
    if not all(parts) or any(part.split() != [part] for part in parts) or len(subject) > LONGEST_SUBJECT:
        raise SignInRefused(f"Your account has no usable {' and '.join(settings.subject_claims)}.", who=who)
    return subject


def _display_name(claims: Mapping[str, Any], *, settings: SingleSignOn) -> str:
    """Return the name to show, without characters that print nothing or turn the text around."""
    claimed = unicodedata.normalize("NFC", _text(claims, settings.name_claim))
    printable = "".join(letter for letter in claimed if not unicodedata.category(letter).startswith("C"))
    return printable.strip()[:LONGEST_NAME]


def _role(claims: Mapping[str, Any], *, settings: SingleSignOn, who: str) -> Role:
    values = _values(claims, settings.roles_claim, who=who)
    roles = {settings.roles[value] for value in values if value in settings.roles}
    if not roles:
        raise SignInRefused("Your account was given no role on this dashboard.", who=who)
    if len(roles) > 1:
        raise SignInRefused(
            f"Your account was given {len(roles)} roles on this dashboard ({', '.join(sorted(roles))}); one is needed.",
            who=who,
        )
    return roles.pop()


def _forces(claims: Mapping[str, Any], *, settings: SingleSignOn, role: Role, who: str) -> tuple[str, ...]:
    values = _values(claims, settings.forces_claim, who=who)
    forces = {settings.forces[value] for value in values if value in settings.forces}
    if not forces and GRANTS[role].grain is not Grain.NOTHING:
        raise SignInRefused("Your account was given no police force on this dashboard.", who=who)
    return tuple(sorted(forces))


def _values(claims: Mapping[str, Any], name: str, *, who: str) -> frozenset[str]:
    """Return the values of a claim that is a list or one text; raises `SignInRefused` if some were left out."""
    elsewhere = claims.get("_claim_names")
    left_out = isinstance(elsewhere, Mapping) and name in elsewhere
    if left_out or (name == "groups" and claims.get("hasgroups")):
        raise SignInRefused(
            "Your account is in so many groups that your organisation's provider left them out.",
            remedy="Ask whoever looks after it to give this dashboard's roles as app roles instead of groups.",
            who=who,
        )
    claimed = claims.get(name, [])
    listed = [claimed] if isinstance(claimed, str) else claimed
    if not isinstance(listed, list) or not all(isinstance(value, str) for value in listed):
        raise SignInRefused(f"What your provider says in {name} is not a list of names.", who=who)
    return frozenset(listed)


def _text(claims: Mapping[str, Any], name: str) -> str:
    claimed = claims.get(name)
    return claimed if isinstance(claimed, str) else ""
