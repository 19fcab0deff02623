"""Releases: drafted by one person, checked and approved by another, out by the clock, and open for ever."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from dashboard.policy import SEE_UNRELEASED, Action, User, check_may, check_may_take
from dashboard.release.cells import Rendered
from dashboard.release.difference import Difference, difference, shown_in
from dashboard.release.figures import Figure, figure_at
from dashboard.release.proposal import Proposal, frozen_form, rendered_of
from data_access import releases
from data_access.audit import Witness
from data_access.release_vocabulary import ReleaseState, ReleaseStep
from data_access.releases import Correction, Exported, Kept, Reference, Taken, parsed, unknown
from data_access.sessions import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """What a reference opens, at one moment.

    Attributes
    ----------
    kept, state
        The release, and how it stands.
    rendered
        The cells as they were frozen.
    definitions
        By key of a table, and under "rule": title and definition, as they were then.
    figure
        The figure that was named; None where the whole release was.
    correction
        The release that took its place, or, for those who prepare it, is to.
    """

    kept: Kept
    state: ReleaseState
    rendered: Rendered
    definitions: Mapping[str, Mapping[str, str]]
    figure: Figure | None
    correction: Reference | None

    @property
    def approval(self) -> Taken | None:
        """Who approved it and when; None while nobody has."""
        return self.kept.life.last(ReleaseStep.APPROVE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseOffice:
    """One reader at work on releases, at one moment.

    `seen` is how many steps of a release its reader saw. Every method raises `NotPermitted` for whoever may not do
    this, `OutOfScope` for another force, `ReferenceRefused` for what was never frozen, `Overtaken` when somebody was
    quicker, `ReleaseRefused` for a step out of turn, and `DatabaseUnavailable`; nothing is changed then.
    """

    user: User
    store: Store
    witness: Witness
    now: datetime

    def all(self) -> tuple[Kept, ...]:
        """Return the releases that the reader may see, newest first."""
        check_may(self.user, Action.READ_RELEASES)
        found = releases.releases_of(self.store, forces=self.user.scope.forces)
        return tuple(kept for kept in found if self._may_see(kept))

    def previous(self, force_code: str) -> Kept | None:
        """Return the release that a new one of a force is guarded against; None for the first."""
        check_may(self.user, Action.DRAFT_RELEASE)
        self.user.scope.check_force(force_code)
        return releases.last_approved(releases.releases_of(self.store, forces=(force_code,)))

    def open(self, text: str) -> Opened:
        """Return what a reference opens; also raises `ReleaseDamaged` where that is not what was frozen."""
        check_may(self.user, Action.READ_RELEASES)
        reference = parsed(text)
        kept = releases.find(self.store, reference)
        if kept.force_code not in self.user.scope.forces or not self._may_see(kept):
            raise unknown(
                reference.text
            )  # as if it were not there: that it is being prepared is no secret to give away
        content = releases.content_of(self.store, kept)
        rendered = rendered_of(content.cells)
        figure = figure_at(rendered, reference.figure) if reference.figure else None
        if reference.figure and figure is None:
            raise unknown(reference.text)
        return Opened(
            kept=kept,
            state=kept.life.state(self.now),
            rendered=rendered,
            definitions=content.definitions,
            figure=figure,
            correction=self._correction(kept),
        )

    def difference(self, text: str) -> Difference:
        """Return what a release shows otherwise than the one before it; everything is new in a first one."""
        opened = self.open(text)
        before = opened.kept.previous
        return difference(
            shown_in(self.open(before.text).rendered) if before else {},
            shown_in(opened.rendered),
        )

    def draft(self, proposal: Proposal) -> Kept:
        """Freeze a draft under the next reference; also raises `ReleaseUnsafe` for one that failed its audit."""
        check_may_take(self.user, ReleaseStep.DRAFT, author=None)
        return self._freeze(proposal, correcting=None)

    def correct(self, old: Reference, proposal: Proposal, *, seen: int, reason: str) -> Kept:
        """Freeze a draft that takes the place of a release once it is out itself; raises as `draft` does."""
        check_may_take(self.user, ReleaseStep.CORRECT, author=None)
        return self._freeze(proposal, correcting=Correction(of=old, seen=seen, reason=reason))

    def check(self, reference: Reference, *, seen: int) -> Kept:
        """Say that its figures are right; never by its author."""
        return self._take(reference, ReleaseStep.CHECK, seen=seen)

    def approve(self, reference: Reference, *, seen: int) -> Kept:
        """Say that it may be published; never by its author."""
        return self._take(reference, ReleaseStep.APPROVE, seen=seen)

    def embargo(self, reference: Reference, *, seen: int, until: datetime) -> Kept:
        """Let it out at a moment, or move that moment while it is to come (`dashboard.release.embargo`)."""
        return self._take(reference, ReleaseStep.EMBARGO, seen=seen, until=until)

    def release(self, reference: Reference, *, seen: int, reason: str) -> Kept:
        """Let it out now, before its embargo has passed."""
        return self._take(reference, ReleaseStep.RELEASE, seen=seen, reason=reason)

    def withdraw(self, reference: Reference, *, seen: int, reason: str) -> Kept:
        """Give up a draft, stop what is under embargo, or say of what is out that it does not stand."""
        return self._take(reference, ReleaseStep.WITHDRAW, seen=seen, reason=reason)

    def exporters(self, reference: Reference) -> tuple[Exported, ...]:
        """Return who took files with its figures, oldest first: those to be told of a correction or withdrawal."""
        check_may(self.user, Action.WITHDRAW_RELEASE)
        kept = self.open(reference.release.text).kept
        return releases.exports_of(self.store, kept.reference)

    def _take(
        self, reference: Reference, step: ReleaseStep, *, seen: int, until: datetime | None = None, reason: str = ""
    ) -> Kept:
        check_may_take(self.user, step, author=None)  # before anything is read
        kept = releases.find(self.store, reference)
        self.user.scope.check_force(kept.force_code)
        check_may_take(self.user, step, author=kept.life.author)
        return releases.take(
            self.store,
            kept.reference,
            step,
            seen=seen,
            until=until,
            reason=reason,
            scope=self.user.scope,
            witness=self.witness,
            now=self.now,
        )

    def _freeze(self, proposal: Proposal, *, correcting: Correction | None) -> Kept:
        draft = frozen_form(proposal)
        return releases.freeze(
            self.store, draft, correcting=correcting, scope=self.user.scope, witness=self.witness, now=self.now
        )

    def _may_see(self, kept: Kept) -> bool:
        return self.user.role in SEE_UNRELEASED or kept.life.is_public(self.now)

    def _correction(self, kept: Kept) -> Reference | None:
        is_out = kept.life.corrected_at is not None and kept.life.corrected_at <= self.now
        return kept.life.correction if is_out or self.user.role in SEE_UNRELEASED else None
