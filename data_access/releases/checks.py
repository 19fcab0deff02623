"""What must be so before a step is taken, each refusal in words."""

from collections.abc import Iterable
from datetime import datetime, timedelta

import sqlalchemy as sa

from data_access.free_text import fault_in, one_line
from data_access.release_vocabulary import BY_ANOTHER, ReleaseState, ReleaseStep
from data_access.releases.reading import Kept, kept_where
from data_access.releases.refusal import UNCHANGED, Overtaken, refused
from data_access.schema import statistical_release
from data_access.schema.release import LONGEST_STEP_REASON

LONGEST_EMBARGO = timedelta(days=366)  # beyond it the year was mistyped
DONE = {
    ReleaseStep.DRAFT: "drafted",
    ReleaseStep.CHECK: "checked",
    ReleaseStep.APPROVE: "approved",
    ReleaseStep.EMBARGO: "embargoed",
    ReleaseStep.RELEASE: "released",
    ReleaseStep.CORRECT: "corrected",
    ReleaseStep.WITHDRAW: "withdrawn",
}
STANDS = {
    ReleaseState.DRAFT: "is a draft that nobody has checked",
    ReleaseState.CHECKED: "is checked and not approved",
    ReleaseState.APPROVED: "is approved and under no embargo",
    ReleaseState.EMBARGOED: "is under embargo",
    ReleaseState.RELEASED: "is released",
    ReleaseState.CORRECTED: "is corrected",
    ReleaseState.WITHDRAWN: "is withdrawn",
}


def check_not_overtaken(kept: Kept, *, seen: int) -> None:
    """Raise `Overtaken` unless the reader saw every step that was taken."""
    if len(kept.life.steps) == seen:
        return
    last = kept.life.steps[-1]
    raise Overtaken(
        f"{kept.reference.text} was {DONE[last.step]} by {last.by} while you had it before you.",
        unharmed="Your step was not taken.",
        remedy="Look at it as it stands now, then decide.",
    )


def check_in_turn(kept: Kept, step: ReleaseStep, *, now: datetime) -> None:
    """Raise `ReleaseRefused` for a step that may not follow."""
    if kept.life.allows(step, now=now):
        return
    if step is ReleaseStep.CORRECT and kept.life.correction is not None:
        raise refused(
            f"{kept.reference.text} is corrected by {kept.life.correction.text} already.",
            remedy="Take that one further, or withdraw it first.",
        )
    raise refused(
        f"{kept.reference.text} {STANDS[kept.life.state(now)]}, so it cannot be {DONE[step]}.",
        remedy="A release is drafted, checked, approved, put under embargo and released, in this order.",
    )


def check_moment(step: ReleaseStep, until: datetime | None, *, now: datetime) -> None:
    """Raise `ReleaseRefused` for an embargo that ends at no time, in the past or in more than a year."""
    if step is ReleaseStep.EMBARGO and (until is None or not now <= until <= now + LONGEST_EMBARGO):
        raise refused("An embargo ends within a year from now.", remedy="Choose a moment that is still to come.")


def check_two_persons(kept: Kept, step: ReleaseStep, *, username: str) -> None:
    """Raise `ReleaseRefused` where who drafted it would check or approve it."""
    if step in BY_ANOTHER and username.casefold() == kept.life.author.casefold():
        raise refused(
            f"You drafted {kept.reference.text}, so somebody else must say that it can be {DONE[step]}.",
            remedy="Ask a colleague to open it and take this step.",
        )


def check_previous(connection: sa.Connection, kept: Kept) -> None:
    """Raise `ReleaseRefused` if another release of the force was approved since this one was drafted.

    Each is guarded against the one before it; of two that do not know of each other the difference might tell of a few
    people.
    """
    others = kept_where(
        connection,
        statistical_release.c.force_code == kept.force_code,
        statistical_release.c.release_id != kept.release_id,
    )
    newest = last_approved(others)
    if (newest and newest.reference) != kept.previous:
        named = newest.reference.text if newest else "no release"
        raise refused(
            f"{kept.reference.text} was not guarded against {named}, the last one approved for this force.",
            remedy="Draft it again: the new draft is compared with what is approved by now.",
        )


def last_approved(newest_first: Iterable[Kept]) -> Kept | None:
    """Return the newest release that was approved and not given up before it was out; None where there is none."""
    return next((kept for kept in newest_first if kept.life.is_approved and not kept.life.was_given_up), None)


def reasoned(reason: str) -> str:
    """Return a reason as it is kept; raises `ReleaseRefused` where there is none or it cannot be read."""
    told = one_line(reason)
    if not told:
        raise refused("This step needs a reason.", remedy="Say why in a few words; they stay beside the figures.")
    if fault := fault_in(told, longest=LONGEST_STEP_REASON):
        raise refused(f"The reason {fault}.", remedy=f"Write it in fewer or plainer characters. {UNCHANGED}")
    return told
