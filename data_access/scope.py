"""Which rows a reader may have, and how fine; no query works without one and there is no default."""

from dataclasses import dataclass
from enum import StrEnum

from data_access.errors import OutOfScope


class Grain(StrEnum):
    """How fine a reader's view may be, coarsest first."""

    NOTHING = "NOTHING"
    HEADLINE = "HEADLINE"
    AGGREGATE = "AGGREGATE"
    CASE = "CASE"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """The rows one reader may have: these forces, at this grain.

    Attributes
    ----------
    forces
        ONS force codes, sorted and unique; an empty tuple means no rows at all.
    grain
        The finest view allowed.
    """

    forces: tuple[str, ...]
    grain: Grain

    def __post_init__(self) -> None:
        object.__setattr__(self, "forces", tuple(sorted(set(self.forces))))

    def check_force(self, force_code: str) -> None:
        """Raise `OutOfScope` unless this force is the reader's to see."""
        if force_code not in self.forces:
            raise OutOfScope(
                "This force is not among those you may see.",
                unharmed="Nothing was shown or changed.",
                remedy="Choose a force from the list, or ask an administrator for access.",
            )
