"""Reads releases: how each stands, and the cells that were frozen, never without seeing that they are the same."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sa

from data_access.database import plainly
from data_access.release_vocabulary import ReleaseStep
from data_access.releases.life import Life, Taken
from data_access.releases.references import Reference
from data_access.releases.refusal import ReleaseDamaged, unknown
from data_access.schema import release_step, statistical_release

CANNOT_READ = "The releases could not be read"
HASHED = (
    *("year", "number", "force_code", "title", "since", "until", "as_at", "data_version", "hide_below", "round_to"),
    *("previous_id", "cells", "definitions"),
)
_HEADER = tuple(column for column in statistical_release.c if column.name not in ("cells", "definitions"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One release as it is kept, without its cells.

    Attributes
    ----------
    release_id
        Its number in the store, in the order of drafting.
    since, until, as_at
        First and last day received, and the day the records were read.
    data_version
        The version of the records it was made from.
    hide_below, round_to
        The rule of its readers.
    previous
        The release that it was guarded against; None for a first one.
    content_sha256
        Hash of all that was frozen.
    life
        The steps that were taken.
    """

    release_id: int
    reference: Reference
    force_code: str
    title: str
    since: date
    until: date
    as_at: date
    data_version: str
    hide_below: int
    round_to: int
    previous: Reference | None
    content_sha256: str
    life: Life = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What was frozen of a release: its disclosed cells and the definitions beside them, as plain values."""

    cells: Mapping[str, Any]
    definitions: Mapping[str, Any]


def find(engine: sa.Engine, reference: Reference) -> Kept:
    """Return a release, also for the reference of one of its figures.

    Raises `ReferenceRefused` where there is none, and `DatabaseUnavailable`.
    """
    with plainly(CANNOT_READ), engine.connect() as connection:
        return kept_at(connection, reference)


def releases_of(engine: sa.Engine, *, forces: Iterable[str] | None) -> tuple[Kept, ...]:
    """Return the releases of some forces, of all for None, newest first; raises `DatabaseUnavailable`."""
    theirs = () if forces is None else (statistical_release.c.force_code.in_(sorted(set(forces))),)
    with plainly(CANNOT_READ), engine.connect() as connection:
        return kept_where(connection, *theirs)


def content_of(engine: sa.Engine, kept: Kept) -> Content:
    """Return what was frozen; raises `ReleaseDamaged` if it is not that any more, and `DatabaseUnavailable`."""
    asked = statistical_release.select().where(statistical_release.c.release_id == kept.release_id)
    with plainly(CANNOT_READ), engine.connect() as connection:
        row = connection.execute(asked).one()
    if hashed(row._asdict()) != kept.content_sha256:
        raise ReleaseDamaged(
            f"What is stored of {kept.reference.text} is not what was frozen.",
            unharmed="None of its figures was shown.",
            remedy="Ask the administrator to compare the store with its last backup and with the audit.",
        )
    return Content(cells=json.loads(row.cells), definitions=json.loads(row.definitions))


def kept_at(connection: sa.Connection, reference: Reference) -> Kept:
    """Return a release within a transaction; raises `ReferenceRefused` where there is none."""
    year, number = statistical_release.c.year, statistical_release.c.number
    found = kept_where(connection, year == reference.year, number == reference.number)
    if not found:
        raise unknown(reference.text)
    return found[0]


def kept_where(connection: sa.Connection, *conditions: sa.ColumnElement[bool]) -> tuple[Kept, ...]:
    """Return the releases that fit within a transaction, newest first."""
    newest_first = sa.select(*_HEADER).where(*conditions).order_by(statistical_release.c.release_id.desc())
    rows = connection.execute(newest_first).all()
    steps = _steps(connection, {row.release_id for row in rows})
    correcting = {row.correction_id for taken in steps.values() for row in taken if row.correction_id is not None}
    # Corrections of corrections do not matter here: one that ever was out keeps the old figure corrected.
    steps = _steps(connection, correcting) | steps
    names = _references(connection, correcting | {row.previous_id for row in rows if row.previous_id is not None})
    return tuple(_kept(row, _life(row.release_id, steps, names), names) for row in rows)


def hashed(row: Mapping[str, Any]) -> str:
    """Return the hash of all that is frozen of a release."""
    told = json.dumps([str(row[name]) for name in HASHED], ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(told.encode()).hexdigest()


def _steps(connection: sa.Connection, ids: set[int]) -> dict[int, list[sa.Row[Any]]]:
    found: dict[int, list[sa.Row[Any]]] = defaultdict(list)
    wanted = release_step.select().where(release_step.c.release_id.in_(sorted(ids))).order_by(release_step.c.place)
    for row in connection.execute(wanted) if ids else ():
        found[row.release_id].append(row)
    return dict(found)


def _references(connection: sa.Connection, ids: set[int]) -> dict[int, Reference]:
    columns = (statistical_release.c.release_id, statistical_release.c.year, statistical_release.c.number)
    wanted = sa.select(*columns).where(statistical_release.c.release_id.in_(sorted(ids)))
    rows = connection.execute(wanted) if ids else ()
    return {row.release_id: Reference(year=row.year, number=row.number) for row in rows}


def _life(
    release_id: int, steps: Mapping[int, list[sa.Row[Any]]], names: Mapping[int, Reference], *, deep: bool = True
) -> Life:
    own = steps[release_id]
    ids = [row.correction_id for row in own if row.correction_id is not None] if deep else []
    corrections = tuple((names[each], _life(each, steps, names, deep=False)) for each in ids)
    return Life(steps=tuple(_taken(row, names) for row in own), corrections=corrections)


def _taken(row: sa.Row[Any], names: Mapping[int, Reference]) -> Taken:
    return Taken(
        step=ReleaseStep(row.step),
        by=row.made_by,
        role=row.made_as,
        at=_aware(row.made_at),
        until=row.embargo_until and _aware(row.embargo_until),
        correction=names.get(row.correction_id),
        reason=row.reason,
    )


def _kept(row: sa.Row[Any], life: Life, names: Mapping[int, Reference]) -> Kept:
    columns = ("release_id", "force_code", "title", "since", "until", "as_at", "data_version", "hide_below", "round_to")
    return Kept(
        **{name: getattr(row, name) for name in (*columns, "content_sha256")},
        reference=Reference(year=row.year, number=row.number),
        previous=names.get(row.previous_id),
        life=life,
    )


def _aware(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC)
