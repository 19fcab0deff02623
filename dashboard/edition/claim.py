"""One thing that a typed title claims and its table does not show."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A claim: the words of the title that make it, and a sentence on what the numbers do show."""

    phrase: str
    says: str
