"""Releases as the public sees them at a moment: which are out, how each stands, and nothing of any other."""

import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from dashboard.edition import Edition
from dashboard.edition.build import edition_of
from dashboard.press.web import Published
from dashboard.release.cells import Rendered
from dashboard.release.proposal import rendered_of
from data_access import releases
from data_access.release_vocabulary import ReleaseState, ReleaseStep
from data_access.releases import Kept, Life, Reference, ReleaseDamaged
from data_access.sessions import Store

_Words = Mapping[str, Mapping[str, str]]
_log = logging.getLogger(__name__)


def moments_to_come(everything: Iterable[Kept], *, now: datetime) -> tuple[datetime, ...]:
    """Return when the public is to see something else than now, by what is known now: ends of embargoes, in order."""
    times = (when for kept in everything for when in (kept.life.public_at, kept.life.corrected_at))
    return tuple(sorted({when for when in times if when is not None and when > now}))


@dataclass(slots=True)
class PublicReleases:
    """Makes the editions of releases that are out; what was frozen of each is read from the store once."""

    store: Callable[[], Store]
    _frozen: dict[str, tuple[Rendered, _Words] | None] = field(init=False, default_factory=dict)
    _editions: dict[Any, Edition] = field(init=False, default_factory=dict)

    def at(self, everything: Iterable[Kept], moment: datetime) -> tuple[Published, ...]:
        """Return what is out at a moment, now or to come; raises `DatabaseUnavailable`.

        Parameters
        ----------
        everything
            Every release of the store, public or not: they name one another.
        """
        known = tuple(everything)
        out = {kept.reference: kept for kept in known if kept.life.is_public(moment)}
        corrected = {kept.life.correction: kept.reference for kept in out.values() if kept.life.correction}
        found = (self._published(kept, out, corrected.get(kept.reference), moment) for kept in out.values())
        return tuple(each for each in found if each)

    def _published(
        self, kept: Kept, out: Mapping[Reference, Kept], corrects: Reference | None, moment: datetime
    ) -> Published | None:
        frozen = self._content(kept)
        if frozen is None:
            return None
        state, correction = kept.life.state(moment), kept.life.correction
        shown = correction if correction in out else None
        # That another was prepared is nobody's business until it is out itself.
        previous = kept.previous.text if kept.previous and kept.previous in out else ""
        key = (kept.content_sha256, state, kept.life.public_at, shown, corrects, previous)
        if key not in self._editions:
            edition = edition_of(kept, *frozen, now=moment, correction=shown, corrects=corrects)
            self._editions[key] = replace(edition, previous=previous)
        changed_at, reason = _change(kept.life, state)
        return Published(edition=self._editions[key], changed_at=changed_at, reason=reason)

    def _content(self, kept: Kept) -> tuple[Rendered, _Words] | None:
        """Return what was frozen; None for what is not that any more, which is shown to nobody."""
        if kept.content_sha256 not in self._frozen:
            try:
                content = releases.content_of(self.store(), kept)
                self._frozen[kept.content_sha256] = rendered_of(content.cells), content.definitions
            except ReleaseDamaged:
                _log.exception("a release is not what was frozen, and is not shown")
                self._frozen[kept.content_sha256] = None
        return self._frozen[kept.content_sha256]


def _change(life: Life, state: ReleaseState) -> tuple[datetime | None, str]:
    """Return when and why a release ceased to stand."""
    if state is ReleaseState.WITHDRAWN:
        withdrawn = life.last(ReleaseStep.WITHDRAW)
        return (withdrawn.at, withdrawn.reason) if withdrawn else (None, "")
    if state is ReleaseState.CORRECTED:
        reasons = (taken.reason for taken in life.steps if taken.correction and taken.correction == life.correction)
        return life.corrected_at, next(reasons, "")
    return None, ""
