"""The code lists of releases: what is done with one, how it stands then, and what its author never does."""

from enum import StrEnum


class ReleaseStep(StrEnum):
    """What is done with a release; each is kept with who did it and when, and none is ever taken back."""

    DRAFT = "DRAFT"
    CHECK = "CHECK"
    APPROVE = "APPROVE"
    EMBARGO = "EMBARGO"
    RELEASE = "RELEASE"
    CORRECT = "CORRECT"
    WITHDRAW = "WITHDRAW"


class ReleaseState(StrEnum):
    """How a release stands at a moment; it follows from the steps and the clock, and is written nowhere."""

    DRAFT = "DRAFT"
    CHECKED = "CHECKED"
    APPROVED = "APPROVED"
    EMBARGOED = "EMBARGOED"
    RELEASED = "RELEASED"
    CORRECTED = "CORRECTED"
    WITHDRAWN = "WITHDRAWN"


BY_ANOTHER = frozenset({ReleaseStep.CHECK, ReleaseStep.APPROVE})  # never by who drafted it
