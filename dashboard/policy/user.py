"""Who is reading, as their account and session stand at this moment."""

from dataclasses import dataclass
from enum import StrEnum

from dashboard.policy.grants import GRANTS, Grant
from data_access.scope import Grain, Scope
from data_access.vocabulary import Role


class Duty(StrEnum):
    """What a user owes before any page but their own account opens."""

    CHANGE_PASSWORD = "CHANGE_PASSWORD"  # noqa: S105 - a duty, not a password
    SET_SECOND_FACTOR = "SET_SECOND_FACTOR"


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """Who is reading: an account, its role, its forces and the force it opens on.

    Attributes
    ----------
    session_id
        The public name of the session, for lists and the audit; the token itself is never kept.
    duties
        What is owed first; while there are any, only the account page opens.
    """

    username: str
    display_name: str
    role: Role
    forces: tuple[str, ...]
    home_force: str | None
    demonstration: bool
    session_id: str = ""
    duties: frozenset[Duty] = frozenset()

    @property
    def grant(self) -> Grant:
        """What this user's role may do."""
        return GRANTS[self.role]

    @property
    def scope(self) -> Scope:
        """The rows this user may have."""
        forces = () if self.grant.grain is Grain.NOTHING else self.forces
        return Scope(forces=forces, grain=self.grant.grain)
