"""Rows of a release: one when it is drafted, one for each step; and the row that whoever writes holds first."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from data_access.audit import Witness
from data_access.errors import DatabaseUnavailable
from data_access.free_text import fault_in, one_line
from data_access.moments import to_london, to_utc
from data_access.release_vocabulary import ReleaseStep
from data_access.releases.reading import hashed, kept_at
from data_access.releases.references import Reference
from data_access.releases.refusal import refused
from data_access.schema import release_head, release_step, statistical_release
from data_access.schema.release import LAST_NUMBER, LONGEST_RELEASE_TITLE


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What is to be frozen: as `Kept` and `Content`, before it has a reference; `hidden` cells show no number."""

    force_code: str
    title: str
    since: date
    until: date
    as_at: date
    data_version: str
    hide_below: int
    round_to: int
    previous: Reference | None
    hidden: int
    cells: Mapping[str, Any] = field(repr=False)
    definitions: Mapping[str, Any] = field(repr=False)


def hold(connection: sa.Connection) -> None:
    """Take the turn to write until the transaction ends; raises `DatabaseUnavailable` where the row is lost."""
    held = connection.execute(release_head.update().values(head_id=release_head.c.head_id)).rowcount
    if not held:
        raise DatabaseUnavailable(
            "The releases have lost the row that writers hold, so nothing was written.",
            unharmed="No release was changed.",
            remedy="Ask the administrator of the store to put one row with head_id 1 into release_head.",
        )


def insert_release(connection: sa.Connection, draft: Draft, *, title: str, now: datetime) -> tuple[int, Reference, str]:
    """Insert a draft under the next number of its year; return its key, its reference and the hash of it."""
    year = to_london(now).year
    theirs = statistical_release.c.year == year
    number = (connection.scalar(sa.select(sa.func.max(statistical_release.c.number)).where(theirs)) or 0) + 1
    if number > LAST_NUMBER:
        raise refused(f"{LAST_NUMBER} releases were drafted this year already.", remedy="Wait for the new year.")
    names = ("force_code", "since", "until", "as_at", "data_version", "hide_below", "round_to")
    values: dict[str, Any] = {name: getattr(draft, name) for name in names}
    values |= {
        "year": year,
        "number": number,
        "title": title,
        "previous_id": draft.previous and kept_at(connection, draft.previous).release_id,
        "cells": _canonical(draft.cells),
        "definitions": _canonical(draft.definitions),
    }
    digest = hashed(values)
    written = statistical_release.insert().values(**values, content_sha256=digest)
    row = connection.execute(written.returning(statistical_release.c.release_id)).one()
    return row.release_id, Reference(year=year, number=number), digest


def insert_step(
    connection: sa.Connection,
    release_id: int,
    place: int,
    step: ReleaseStep,
    *,
    witness: Witness,
    now: datetime,
    **values: object,
) -> None:
    """Insert one step of a release."""
    row = {"reason": "", **values, "made_by": witness.actor.username, "made_as": witness.actor.role}
    connection.execute(
        release_step.insert().values(release_id=release_id, place=place, step=step, made_at=to_utc(now), **row)
    )


def titled(title: str) -> str:
    """Return a title as it is kept; raises `ReleaseRefused` for one that is empty, too long or cannot be read."""
    told = one_line(title)
    if not told:
        raise refused("The release needs a title.", remedy="Say in a few words what it is about.")
    if fault := fault_in(told, longest=LONGEST_RELEASE_TITLE):
        raise refused(f"The title {fault}.", remedy="Write it in fewer or plainer characters.")
    return told


def _canonical(told: Mapping[str, Any]) -> str:
    return json.dumps(told, sort_keys=True, ensure_ascii=True, separators=(",", ":"), allow_nan=False)
