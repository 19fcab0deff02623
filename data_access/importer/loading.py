"""Moves waiting rows into the case database in one transaction, and counts what that changes."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from data_access.errors import ImportRejected
from data_access.importer.checking import ROW, written_columns
from data_access.importer.crosschecks import Waiting
from data_access.importer.progress import Progress
from data_access.schema import load
from data_access.vocabulary import LoadKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What loading one sheet adds, changes and leaves as it is."""

    added: int
    updated: int
    unchanged: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Where a load comes from and what it did, for its row in `load`."""

    source: str
    sha256: str
    loaded_at: datetime
    as_at: date
    rejected: int


def count(connection: sa.Connection, sheet: Waiting) -> Counts:
    """Return what loading a sheet would do; asked before anything is written, so that a dry run says the same."""
    stored, waiting = sheet.plan.target.table, sheet.table
    total = connection.execute(sa.select(sa.func.count()).select_from(waiting)).scalar_one()
    matched = waiting.join(stored, _same_key(sheet))
    met = connection.execute(sa.select(sa.func.count()).select_from(matched)).scalar_one() if total else 0
    updated = 0
    if met:
        changed = sa.select(sa.func.count()).select_from(matched).where(_differs(sheet))
        updated = connection.execute(changed).scalar_one()
    return Counts(added=total - met, updated=updated, unchanged=met - updated)


def load_all(
    connection: sa.Connection,
    sheets: Sequence[tuple[Waiting, Counts]],
    *,
    provenance: Provenance,
    progress: Progress,
) -> None:
    """Write the load's own row, then every sheet, parents first; the caller commits."""
    load_id = connection.execute(
        sa.insert(load).values(_load_row(sheets, provenance)).returning(load.c.load_id)
    ).scalar_one()
    for position, (sheet, counts) in enumerate(sheets):
        if counts.added or counts.updated:
            with _indexes_set_aside(connection, sheet, added=counts.added):
                connection.execute(_upsert(connection, sheet, load_id=load_id, as_at=provenance.as_at))
            _prove_checks(connection, sheet)
        progress(f"loading {sheet.plan.target.name}", (position + 1) / len(sheets))


def _load_row(sheets: Sequence[tuple[Waiting, Counts]], provenance: Provenance) -> dict[str, object]:
    return {
        "kind": LoadKind.IMPORT,
        "loaded_at": provenance.loaded_at,
        "as_at": provenance.as_at,
        "source": provenance.source,
        "source_sha256": provenance.sha256,
        "rows_added": sum(counts.added for _, counts in sheets),
        "rows_updated": sum(counts.updated for _, counts in sheets),
        "rows_unchanged": sum(counts.unchanged for _, counts in sheets),
        "rows_rejected": provenance.rejected,
    }


def _same_key(sheet: Waiting) -> sa.ColumnElement[bool]:
    stored = sheet.plan.target.table
    return sa.and_(*(stored.c[name] == sheet.table.c[name] for name in sheet.plan.target.key))


def _changeable(sheet: Waiting) -> list[str]:
    """Return the columns a file decides: what it does not give stays as it is, and provenance is no change."""
    return [name for name in written_columns(sheet.plan) if name not in sheet.plan.target.key]


def _differs(sheet: Waiting) -> sa.ColumnElement[bool]:
    stored, given = sheet.plan.target.table, sheet.table.c
    differing = (stored.c[name].is_distinct_from(given[name]) for name in _changeable(sheet))
    return sa.or_(sa.false(), *differing)


def _upsert(connection: sa.Connection, sheet: Waiting, *, load_id: int, as_at: date) -> sa.Executable:
    stored, waiting = sheet.plan.target.table, sheet.table
    chosen: dict[str, sa.ColumnElement[Any]] = {name: waiting.c[name] for name in sheet.plan.positions}
    for accepted in sheet.plan.target.fields:
        if accepted.name not in chosen and accepted.when_empty is not None:
            chosen[accepted.name] = sa.literal(accepted.when_empty, _plain_type(stored.c[accepted.name]))
    if "load_id" in stored.c:
        drawn_up = sa.literal(datetime.combine(as_at, time()), sa.DateTime())
        given = chosen.get("extract_timestamp")
        chosen["extract_timestamp"] = drawn_up if given is None else sa.func.coalesce(given, drawn_up)
        chosen["load_id"] = sa.literal(load_id, sa.Integer())
    insert = sqlite.insert(stored) if connection.dialect.name == "sqlite" else postgresql.insert(stored)
    # SQLite takes "... FROM x ON CONFLICT" for a join without a WHERE in between.
    rows = sa.select(*chosen.values()).where(waiting.c[ROW] > 0)
    adding = insert.from_select(list(chosen), rows, include_defaults=False)
    changeable = [*_changeable(sheet), *(name for name in ("extract_timestamp", "load_id") if name in chosen)]
    if not _changeable(sheet):
        return adding.on_conflict_do_nothing()
    return adding.on_conflict_do_update(
        index_elements=list(sheet.plan.target.key),
        set_={name: adding.excluded[name] for name in changeable},
        where=sa.or_(*(stored.c[name].is_distinct_from(adding.excluded[name]) for name in _changeable(sheet))),
    )


def _plain_type(column: sa.Column[Any]) -> sa.types.TypeEngine[Any]:
    """Return a column's type without its code list: staged codes are plain, already checked text."""
    return sa.Text() if isinstance(column.type, sa.String) else column.type


@contextmanager
def _indexes_set_aside(connection: sa.Connection, sheet: Waiting, *, added: int) -> Iterator[None]:
    """Drop and rebuild SQLite's indexes around a load that outnumbers what is there: sorting once is cheaper."""
    stored = sheet.plan.target.table
    aside = []
    if connection.dialect.name == "sqlite":
        there = connection.execute(sa.select(sa.func.count()).select_from(stored)).scalar_one()
        present = {name["name"] for name in sa.inspect(connection).get_indexes(stored.name)}
        aside = [index for index in stored.indexes if added > there and index.name in present]
    for index in aside:
        index.drop(connection)
    yield
    for index in aside:
        index.create(connection)


def _prove_checks(connection: sa.Connection, sheet: Waiting) -> None:
    """Prove in one pass the checks between columns that SQLite was told not to make row by row.

    Codes need no second proof: what is staged was looked up in the code list itself.
    """
    if connection.dialect.name != "sqlite":
        return
    stored, key = sheet.plan.target.table, sheet.plan.target.key
    touched = sa.tuple_(*(stored.c[name] for name in key)).in_(sa.select(*(sheet.table.c[name] for name in key)))
    for check in stored.constraints:
        if not isinstance(check, sa.CheckConstraint) or getattr(check, "_type_bound", False):
            continue
        # A file that gives none of the columns compared can neither break nor mend the check.
        if not set(re.findall(r"\w+", str(check.sqltext))) & set(_changeable(sheet)):
            continue
        broken = (
            sa.select(sa.func.count())
            .select_from(stored)
            .where(touched, sa.not_(sa.literal_column(f"({check.sqltext})")))
        )
        if connection.execute(broken).scalar_one():
            raise breaks_constraint(str(check.name))


def breaks_constraint(name: str) -> ImportRejected:
    """Return the refusal of rows that are good by themselves and contradict what is stored already."""
    return ImportRejected(
        f"Together with what is stored, the rows break a rule of the database ({name}).",
        unharmed="Nothing was written.",
        remedy="Give the rows with all their columns, so that the whole row can be checked.",
    )
