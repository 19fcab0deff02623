"""Events that explain the figures of a force: noted by its managers, drawn on charts, withdrawn but never deleted."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime

import sqlalchemy as sa

from data_access.access_vocabulary import Event
from data_access.audit import Entry, Witness
from data_access.database import plainly
from data_access.errors import UnitError
from data_access.free_text import fault_in, one_line
from data_access.moments import to_london, to_utc
from data_access.schema import annotation
from data_access.schema.additions import LONGEST_EXPLANATION, LONGEST_REASON, LONGEST_TITLE
from data_access.scope import Scope

UNCHANGED = "No event was changed."
EARLIEST = date(2000, 1, 1)  # no unit is older
MOST = 200  # standing events of a force: one a week for four years; more would hide the figures they explain


class AnnotationRefused(UnitError):
    """An event cannot be noted, found or withdrawn as asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """One dated event beside the figures of one force; its texts are what a person typed, on one line each."""

    annotation_id: int
    force_code: str
    happened_on: date
    title: str
    explanation: str
    created_by: str
    created_at: datetime


def add(
    engine: sa.Engine,
    *,
    force_code: str,
    happened_on: date,
    title: str,
    explanation: str,
    scope: Scope,
    witness: Witness,
    now: datetime,
) -> None:
    """Note an event beside the figures of a force.

    Raises `OutOfScope` for a force that is not the writer's and `AnnotationRefused` for what no event may be.
    """
    scope.check_force(force_code)
    title, explanation = one_line(title), one_line(explanation)
    _check(title, happened_on, today=to_london(now).date())
    _check_text("The explanation", explanation, longest=LONGEST_EXPLANATION)
    written = annotation.insert().values(
        force_code=force_code,
        happened_on=happened_on,
        title=title,
        explanation=explanation,
        created_by=witness.actor.username,
        created_at=to_utc(now),
    )
    with plainly("The event could not be noted"), engine.begin() as connection:
        _check_room(connection, force_code)
        connection.execute(written)
        entry = Entry(event=Event.ANNOTATION_ADD, subject=force_code, detail=f"{happened_on}: {title}")
        witness.record(connection, entry, now=now)


def withdraw(
    engine: sa.Engine, *, annotation_id: int, reason: str, scope: Scope, witness: Witness, now: datetime
) -> None:
    """Take an event off the charts, with a reason that stays on record.

    Raises `AnnotationRefused` without a reason, and for an event that is gone, was never there or is another force's.
    """
    reason = one_line(reason)
    if not reason:
        raise _refused("An event is withdrawn with a reason.", remedy="Say in a few words why it no longer stands.")
    _check_text("The reason", reason, longest=LONGEST_REASON)
    standing = (
        annotation.c.annotation_id == annotation_id,
        annotation.c.force_code.in_(scope.forces),
        annotation.c.withdrawn_at.is_(None),
    )
    gone = {"withdrawn_by": witness.actor.username, "withdrawn_at": to_utc(now), "withdrawn_reason": reason}
    withdrawn = annotation.update().where(*standing).values(gone)
    told = withdrawn.returning(annotation.c.force_code, annotation.c.happened_on, annotation.c.title)
    with plainly("The event could not be withdrawn"), engine.begin() as connection:
        row = connection.execute(told).one_or_none()
        if row is None:
            raise _refused("There is no such event among yours.", remedy="Reload the page to see those that stand.")
        words = f"{row.happened_on}: {row.title}; reason: {reason}"
        entry = Entry(event=Event.ANNOTATION_WITHDRAW, subject=row.force_code, detail=words)
        witness.record(connection, entry, now=now)


def read(engine: sa.Engine, *, forces: Iterable[str]) -> tuple[Annotation, ...]:
    """Return the standing events of some forces, earliest first; raises `DatabaseUnavailable`."""
    theirs = annotation.c.force_code.in_(sorted(set(forces)))
    standing = annotation.select().where(theirs, annotation.c.withdrawn_at.is_(None))
    in_order = standing.order_by(annotation.c.happened_on, annotation.c.annotation_id)
    with plainly("The events could not be read"), engine.connect() as connection:
        return tuple(_annotation(row) for row in connection.execute(in_order))


def _check(title: str, happened_on: date, *, today: date) -> None:
    if not title:
        raise _refused("The event needs a title.", remedy="Say in a few words what happened.")
    _check_text("The title", title, longest=LONGEST_TITLE)
    if not EARLIEST <= happened_on <= today:
        raise _refused(
            "An event is noted once it has happened.", remedy="Choose the day it happened, today at the latest."
        )


def _check_text(what: str, text: str, *, longest: int) -> None:
    if fault := fault_in(text, longest=longest):
        raise _refused(f"{what} {fault}.", remedy="Write it in fewer or plainer characters.")


def _check_room(connection: sa.Connection, force_code: str) -> None:
    standing = (annotation.c.force_code == force_code, annotation.c.withdrawn_at.is_(None))
    count = connection.scalar(sa.select(sa.func.count()).select_from(annotation).where(*standing)) or 0
    if count >= MOST:
        raise _refused(f"This force has {MOST} events already.", remedy="Withdraw those that explain nothing any more.")


def _annotation(row: sa.Row[tuple[object, ...]]) -> Annotation:
    return Annotation(
        annotation_id=row.annotation_id,
        force_code=row.force_code,
        happened_on=row.happened_on,
        title=row.title,
        explanation=row.explanation,
        created_by=row.created_by,
        created_at=row.created_at.replace(tzinfo=UTC),
    )


def _refused(happened: str, *, remedy: str) -> AnnotationRefused:
    return AnnotationRefused(happened, unharmed=UNCHANGED, remedy=remedy)
