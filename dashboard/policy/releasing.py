"""Who takes which step with a release: one table that every check, the tests and docs/releases.md read."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from data_access.release_vocabulary import BY_ANOTHER, ReleaseStep
from data_access.vocabulary import Role

RELEASE_PAGE = "press"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseRule:
    """Who takes one step.

    Attributes
    ----------
    roles
        Whoever has one of these may, for a force of theirs.
    by_another
        Whether it must be somebody else than the author: whoever drafted the release.
    why
        The reason, for who reads the table.
    """

    roles: frozenset[Role]
    by_another: bool
    why: str


_DESK = frozenset({Role.PRESS_OFFICER})
# In a unit with one press officer the manager is the second person.
_SECOND = frozenset({Role.PRESS_OFFICER, Role.MANAGER})
_WHY: Mapping[ReleaseStep, tuple[frozenset[Role], str]] = {
    ReleaseStep.DRAFT: (_DESK, "what is told to the public is the press desk's to propose"),
    ReleaseStep.CHECK: (
        _SECOND,
        "who made a mistake does not see it; in a small unit the manager is the second person",
    ),
    ReleaseStep.APPROVE: (_SECOND, "nobody publishes alone; who checked it may approve it too"),
    ReleaseStep.EMBARGO: (_DESK, "the hour is the press desk's, once another has approved"),
    ReleaseStep.RELEASE: (_DESK, "an embargo that was broken elsewhere is lifted by the press desk, with a reason"),
    ReleaseStep.CORRECT: (_DESK, "a correction is a draft, which another checks and approves like any"),
    ReleaseStep.WITHDRAW: (_SECOND, "a wrong figure is stopped by whoever sees it first, its author included"),
}
RELEASE_RULES: Mapping[ReleaseStep, ReleaseRule] = MappingProxyType(
    {step: ReleaseRule(roles=roles, by_another=step in BY_ANOTHER, why=why) for step, (roles, why) in _WHY.items()}
)
# Before it is out a release is seen by those who prepare it; the commissioner sees it when the public does.
SEE_UNRELEASED = _SECOND
SEE_RELEASED = frozenset({Role.PRESS_OFFICER, Role.MANAGER, Role.COMMISSIONER})
