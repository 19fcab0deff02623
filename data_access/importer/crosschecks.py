"""What can only be seen across rows, sheets and the database: repeated identifiers and missing parents."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl
import sqlalchemy as sa

from data_access.importer.checking import ROW
from data_access.importer.faults import faults_at, together
from data_access.importer.fingerprints import Fingerprints, may_repeat
from data_access.importer.recognising import Plan
from data_access.importer.rules import PARENT, UNIQUE, Rule
from data_access.schema import area

# Faults are fetched in full, yet a query names at most this many rows: both databases bound their parameters.
_ROWS_A_QUERY = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """The rows of one sheet that wait to be loaded, and the fingerprints of their identifiers."""

    plan: Plan
    table: sa.Table
    keys: Fingerprints


def cross_check(connection: sa.Connection, waiting: Sequence[Waiting]) -> pl.DataFrame:
    """Return the faults across rows, and take the faulty rows out of the waiting tables."""
    faults = [
        _duplicates(connection, waiting, table=name) for name in dict.fromkeys(w.plan.target.name for w in waiting)
    ]
    # Parents come before children; a chain of re-referrals may fall one link at a time.
    for sheet in waiting:
        while True:
            orphans = _orphans(connection, sheet, waiting=waiting)
            faults.append(orphans)
            if orphans.is_empty():
                break
    return together(faults)


def _duplicates(connection: sa.Connection, waiting: Sequence[Waiting], *, table: str) -> pl.DataFrame:
    """Refuse every row of an identifier that stands more than once: which of them is right nobody can tell."""
    same = [sheet for sheet in waiting if sheet.plan.target.name == table]
    if not may_repeat([sheet.keys for sheet in same]):
        return together([])
    key = same[0].plan.target.key
    keys = sa.union_all(*(sa.select(*(sheet.table.c[name] for name in key)) for sheet in same)).subquery()
    twice = (
        sa.select(*(keys.c[name] for name in key)).group_by(*(keys.c[name] for name in key)).having(sa.func.count() > 1)
    ).subquery()
    repeated = connection.execute(sa.select(twice)).fetchall()
    if not repeated:
        return together([])
    found = pl.DataFrame([tuple(row) for row in repeated], schema=list(key), orient="row")
    return together(_refuse_repeated(connection, sheet, repeated=found) for sheet in same)


def _refuse_repeated(connection: sa.Connection, sheet: Waiting, *, repeated: pl.DataFrame) -> pl.DataFrame:
    key = sheet.plan.target.key
    rows = _rows(connection, sa.select(sheet.table.c[ROW], *(sheet.table.c[name] for name in key)))
    broken = rows.join(repeated, on=list(key), how="semi").sort(ROW)
    return _refuse(connection, sheet, broken=broken, columns=key, rule=UNIQUE, accepted="an identifier used once")


def _orphans(connection: sa.Connection, sheet: Waiting, *, waiting: Sequence[Waiting]) -> pl.DataFrame:
    """Refuse rows whose parent is neither stored nor waiting."""
    faults = []
    for column, parent in _parents(sheet):
        child = sheet.table.c[column]
        joined: sa.FromClause = sheet.table
        missing = []
        # Joins, not NOT IN: SQLite indexes the waiting rows for itself and PostgreSQL hashes them.
        for found in (parent.table.alias().c[parent.name], *_waiting_parents(parent, waiting=waiting)):
            joined = joined.outerjoin(found.table, found == child)
            missing.append(found.is_(None))
        orphaned = sa.select(sheet.table.c[ROW], child).select_from(joined).where(child.is_not(None), *missing)
        by_name = ", or the name of one area of the row's force" if parent.table.name == area.name else ""
        accepted = f"a {parent.name} that is in the database or on a good row of these files{by_name}"
        broken = _rows(connection, orphaned.order_by(sheet.table.c[ROW]))
        faults.append(_refuse(connection, sheet, broken=broken, columns=(column,), rule=PARENT, accepted=accepted))
    return together(faults)


def _waiting_parents(parent: sa.Column[Any], *, waiting: Sequence[Waiting]) -> list[sa.Column[Any]]:
    return [other.table.alias().c[parent.name] for other in waiting if other.plan.target.name == parent.table.name]


def _parents(sheet: Waiting) -> list[tuple[str, sa.Column[Any]]]:
    """Return the foreign keys a sheet gives; forces and agencies were looked up when they were read."""
    return [
        (column.name, key.column)
        for column in sheet.plan.target.table.columns
        for key in column.foreign_keys
        if column.name in sheet.table.c and key.column.table.name not in {"force", "agency", "load"}
    ]


def _rows(connection: sa.Connection, query: sa.Select[tuple[object, ...]]) -> pl.DataFrame:
    rows = connection.execute(query)
    return pl.DataFrame([tuple(row) for row in rows], schema=list(rows.keys()), orient="row")


def _refuse(
    connection: sa.Connection,
    sheet: Waiting,
    *,
    broken: pl.DataFrame,
    columns: Sequence[str],
    rule: Rule,
    accepted: str,
) -> pl.DataFrame:
    """Take rows out of the waiting table and say why."""
    if broken.is_empty():
        return together([])
    _delete(connection, sheet.table, rows=broken[ROW])
    values = broken.select(pl.concat_str(pl.col(list(columns)).cast(pl.String), separator=" / ")).to_series()
    headings = " / ".join(sheet.plan.heading(column) for column in columns)
    return faults_at(
        sheet.plan.sheet.place, rows=broken[ROW], column=headings, values=values, rule=rule, accepted=accepted
    )


def _delete(connection: sa.Connection, table: sa.Table, *, rows: pl.Series) -> None:
    for some in rows.unique().to_frame().iter_slices(_ROWS_A_QUERY):
        connection.execute(sa.delete(table).where(table.c[ROW].in_(some.to_series().to_list())))
