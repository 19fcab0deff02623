"""What can be found out about the chain of the audit."""

from dataclasses import dataclass
from enum import StrEnum


class FaultKind(StrEnum):
    """What can be wrong with the chain."""

    ALTERED = "ALTERED"
    UNVERIFIABLE = "UNVERIFIABLE"  # from the first entry on: altered, or written under another secret
    MISSING = "MISSING"
    DOUBLED = "DOUBLED"
    NOT_FOLLOWING = "NOT_FOLLOWING"
    CUT_OFF = "CUT_OFF"
    BEYOND_HEAD = "BEYOND_HEAD"
    HEAD_ALTERED = "HEAD_ALTERED"
    HEAD_LOST = "HEAD_LOST"
    ANCHOR_LOST = "ANCHOR_LOST"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """The first thing wrong, and the number of the entry where it shows."""

    kind: FaultKind
    sequence: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a walk along the chain found.

    Attributes
    ----------
    entries, newest_hash
        How far the chain is whole: the number of entries, and the hash of the last of them.
    fault
        What is wrong first; None if nothing is.
    anchored_at
        The number of the entry whose hash was expected; None if none was, or it was not found.
    """

    entries: int
    newest_hash: str
    fault: Fault | None = None
    anchored_at: int | None = None
