"""The life of a release: the steps that were taken, and how it stands at a moment; no database, no clock of its own."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from data_access.release_vocabulary import ReleaseState, ReleaseStep
from data_access.releases.references import Reference

# In which states each step may be taken; a draft is the first step of any.
MAY_FOLLOW: Mapping[ReleaseStep, frozenset[ReleaseState]] = MappingProxyType(
    {
        ReleaseStep.DRAFT: frozenset(),
        ReleaseStep.CHECK: frozenset({ReleaseState.DRAFT}),
        ReleaseStep.APPROVE: frozenset({ReleaseState.CHECKED}),
        ReleaseStep.EMBARGO: frozenset({ReleaseState.APPROVED, ReleaseState.EMBARGOED}),
        ReleaseStep.RELEASE: frozenset({ReleaseState.EMBARGOED}),
        ReleaseStep.CORRECT: frozenset({ReleaseState.RELEASED, ReleaseState.WITHDRAWN}),
        ReleaseStep.WITHDRAW: frozenset(ReleaseState) - {ReleaseState.CORRECTED, ReleaseState.WITHDRAWN},
    }
)
_REACHED = {
    ReleaseStep.DRAFT: ReleaseState.DRAFT,
    ReleaseStep.CHECK: ReleaseState.CHECKED,
    ReleaseStep.APPROVE: ReleaseState.APPROVED,
    ReleaseStep.EMBARGO: ReleaseState.EMBARGOED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """One step: what, by whom in which role, when (UTC), and what it says.

    Attributes
    ----------
    until
        End of the embargo (UTC), of an EMBARGO alone.
    correction
        The release that is to take its place, of a CORRECT alone.
    """

    step: ReleaseStep
    by: str
    role: str
    at: datetime
    until: datetime | None = None
    correction: Reference | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """The steps of one release, first to last, and those of the releases that correct it or may yet.

    A release is out as soon as its embargo has passed, whether or not anything ran at that moment; and as soon as its
    correction is out, it is corrected.
    """

    steps: tuple[Taken, ...]
    corrections: tuple[tuple[Reference, "Life"], ...] = ()

    @property
    def author(self) -> str:
        """Who drafted it."""
        return self.steps[0].by

    @property
    def is_approved(self) -> bool:
        """Whether it was approved, whatever became of it."""
        return self.last(ReleaseStep.APPROVE) is not None

    @property
    def public_at(self) -> datetime | None:
        """When it went or will go out (UTC); None while that is open, and if it was withdrawn before."""
        released, embargoed = self.last(ReleaseStep.RELEASE), self.last(ReleaseStep.EMBARGO)
        out = released.at if released else embargoed.until if embargoed else None
        withdrawn = self.last(ReleaseStep.WITHDRAW)
        return None if withdrawn and out and withdrawn.at < out else out

    @property
    def correction(self) -> Reference | None:
        """The release that takes its place now or may yet; None where none was drafted, or it was given up."""
        standing = self._standing
        return standing[0] if standing else None

    @property
    def _standing(self) -> "tuple[Reference, Life] | None":
        return next((each for each in reversed(self.corrections) if not each[1].was_given_up), None)

    @property
    def corrected_at(self) -> datetime | None:
        """When its correction went or will go out (UTC)."""
        standing = self._standing
        return standing[1].public_at if standing else None

    @property
    def was_given_up(self) -> bool:
        """Whether it was withdrawn before anybody but those who prepare it saw it."""
        return self.last(ReleaseStep.WITHDRAW) is not None and self.public_at is None

    def is_public(self, now: datetime) -> bool:
        """Return whether it is or was out at a moment."""
        return self.public_at is not None and self.public_at <= now

    def state(self, now: datetime) -> ReleaseState:
        """Return how it stands at a moment."""
        if self.last(ReleaseStep.WITHDRAW):
            return ReleaseState.WITHDRAWN
        if self.is_public(now):
            is_corrected = self.corrected_at is not None and self.corrected_at <= now
            return ReleaseState.CORRECTED if is_corrected else ReleaseState.RELEASED
        return next(_REACHED[taken.step] for taken in reversed(self.steps) if taken.step in _REACHED)

    def allows(self, step: ReleaseStep, *, now: datetime) -> bool:
        """Return whether a step may be taken at a moment, by whoever may take it at all."""
        # A correction of what nobody saw would correct nothing; a second one would leave two new figures for one old.
        if step is ReleaseStep.CORRECT and (self.correction is not None or not self.is_public(now)):
            return False
        return self.state(now) in MAY_FOLLOW[step]

    def last(self, step: ReleaseStep) -> Taken | None:
        """Return the last time a step was taken, or None."""
        return next((taken for taken in reversed(self.steps) if taken.step is step), None)
