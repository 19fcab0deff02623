"""Writes releases: a draft is frozen as it is written, and every step after it is one more row.

Whoever writes holds one row of the store from the beginning. So of two who come at once the second sees what the first
did, and is told, instead of doing it again.
"""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from data_access.access_vocabulary import Event
from data_access.audit import Entry, Witness
from data_access.database import plainly
from data_access.moments import to_utc
from data_access.release_vocabulary import ReleaseStep
from data_access.releases.checks import (
    check_in_turn,
    check_moment,
    check_not_overtaken,
    check_previous,
    check_two_persons,
    reasoned,
)
from data_access.releases.reading import Kept, kept_at
from data_access.releases.references import Reference
from data_access.releases.refusal import refused
from data_access.releases.rows import Draft, hold, insert_release, insert_step, titled
from data_access.scope import Scope

CANNOT_WRITE = "The release could not be written"
EVENTS = {
    ReleaseStep.DRAFT: Event.RELEASE_DRAFT,
    ReleaseStep.CHECK: Event.RELEASE_CHECK,
    ReleaseStep.APPROVE: Event.RELEASE_APPROVE,
    ReleaseStep.EMBARGO: Event.RELEASE_EMBARGO,
    ReleaseStep.RELEASE: Event.RELEASE_OUT,
    ReleaseStep.CORRECT: Event.RELEASE_CORRECT,
    ReleaseStep.WITHDRAW: Event.RELEASE_WITHDRAW,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """Which release a draft is to take the place of, how many of its steps were seen, and why."""

    of: Reference
    seen: int
    reason: str


def freeze(
    engine: sa.Engine,
    draft: Draft,
    *,
    correcting: Correction | None = None,
    scope: Scope,
    witness: Witness,
    now: datetime,
) -> Kept:
    """Write a draft, give it the next reference of the year and return it.

    Raises `OutOfScope`, `ReleaseRefused` for a title that cannot be kept or a release that cannot be corrected,
    `Overtaken`, and `DatabaseUnavailable`.
    """
    scope.check_force(draft.force_code)
    title = titled(draft.title)
    with plainly(CANNOT_WRITE), engine.begin() as connection:
        hold(connection)
        corrected = correcting and _correctable(connection, correcting, draft, now=now)
        release_id, reference, digest = insert_release(connection, draft, title=title, now=now)
        insert_step(connection, release_id, 1, ReleaseStep.DRAFT, witness=witness, now=now)
        if corrected and correcting:
            place, reason = len(corrected.life.steps) + 1, reasoned(correcting.reason)
            values = {"correction_id": release_id, "reason": reason}
            insert_step(
                connection, corrected.release_id, place, ReleaseStep.CORRECT, witness=witness, now=now, **values
            )
            detail = f"to be corrected by {reference.text}: {reason}"
            told = Entry(event=Event.RELEASE_CORRECT, subject=corrected.reference.text, detail=detail)
            witness.record(connection, told, now=now)
        entry = Entry(
            event=Event.RELEASE_DRAFT,
            subject=reference.text,
            releases=(reference.text,),
            cells_hidden=draft.hidden,
            content_sha256=digest,
            detail=f"{title}, of {draft.force_code}, {draft.since} to {draft.until}",
        )
        witness.record(connection, entry, now=now)
        return kept_at(connection, reference)


def take(
    engine: sa.Engine,
    reference: Reference,
    step: ReleaseStep,
    *,
    seen: int,
    until: datetime | None = None,
    reason: str = "",
    scope: Scope,
    witness: Witness,
    now: datetime,
) -> Kept:
    """Take the next step with a release and return it as it stands then.

    Parameters
    ----------
    seen
        How many steps the reader saw; one more since, and this one is refused.
    until
        End of the embargo, of EMBARGO.
    reason
        Why, of WITHDRAW and RELEASE.

    Raises
    ------
    ReleaseRefused
        For a step out of turn, by who may not take it, or without its reason.
    Overtaken
        When somebody else was quicker.
    OutOfScope, DatabaseUnavailable
        For another force's release; when nothing can be written.
    """
    with plainly(CANNOT_WRITE), engine.begin() as connection:
        hold(connection)
        kept = kept_at(connection, reference)
        scope.check_force(kept.force_code)
        check_not_overtaken(kept, seen=seen)
        check_in_turn(kept, step, now=now)
        check_moment(step, until, now=now)
        check_two_persons(kept, step, username=witness.actor.username)
        if step is ReleaseStep.APPROVE:
            check_previous(connection, kept)
        told = reasoned(reason) if step in (ReleaseStep.WITHDRAW, ReleaseStep.RELEASE) else ""
        values = {"embargo_until": until and to_utc(until), "reason": told}
        insert_step(connection, kept.release_id, seen + 1, step, witness=witness, now=now, **values)
        detail = f"until {to_utc(until):%Y-%m-%d %H:%M} UTC" if until else told
        entry = Entry(
            event=EVENTS[step], subject=kept.reference.text, detail=detail, content_sha256=kept.content_sha256
        )
        witness.record(connection, entry, now=now)
        return kept_at(connection, reference)


def _correctable(connection: sa.Connection, correcting: Correction, draft: Draft, *, now: datetime) -> Kept:
    """Return the release that a draft corrects; raises `ReleaseRefused` and `Overtaken`."""
    kept = kept_at(connection, correcting.of)
    if kept.force_code != draft.force_code:
        raise refused("A correction is of the same force.", remedy="Draft it from the records of that force.")
    check_not_overtaken(kept, seen=correcting.seen)
    check_in_turn(kept, ReleaseStep.CORRECT, now=now)
    reasoned(correcting.reason)
    return kept
