"""Counts rows that break the dictionary: empty cells, unlisted codes, unreadable dates, doubled keys, orphans."""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa

from data_access.contract.report import Finding
from data_access.contract.structure import present_columns

# More unlisted codes than this are not a list but another kind of content.
_CODES_SHOWN = 5


def content_findings(connection: sa.Connection, present: dict[str, sa.Table]) -> Iterator[Finding]:
    """Yield what is wrong with the rows of the tables that are there."""
    for table in present.values():
        columns = present_columns(connection, table)
        for column in table.columns:
            if column.name in columns:
                yield from _empty(connection, column)
                yield from _unlisted(connection, column)
                yield from _unreadable(connection, column)
                yield from _orphans(connection, column, present=present)
        yield from _doubled(connection, table, columns=columns)


def _count(connection: sa.Connection, table: sa.Table, condition: sa.ColumnElement[bool]) -> int:
    return connection.execute(sa.select(sa.func.count()).select_from(table).where(condition)).scalar_one()


def _plain(column: sa.Column[Any]) -> sa.ColumnElement[str]:
    """Return a column free of its type, so that a value out of its list can be read at all."""
    return sa.type_coerce(column, sa.Text())


def _empty(connection: sa.Connection, column: sa.Column[Any]) -> Iterator[Finding]:
    if not column.nullable and (rows := _count(connection, column.table, column.is_(None))):
        yield Finding(table=column.table.name, column=column.name, problem="is empty where it may not be", rows=rows)


def _unlisted(connection: sa.Connection, column: sa.Column[Any]) -> Iterator[Finding]:
    if not isinstance(column.type, sa.Enum):
        return
    code = _plain(column)
    unlisted = (
        sa.select(code, sa.func.count()).where(code.not_in(list(column.type.enums))).group_by(code).order_by(code)
    )
    found = connection.execute(unlisted).all()
    if found:
        shown = ", ".join(f"“{row[0]}”" for row in found[:_CODES_SHOWN])
        more = f" and {len(found) - _CODES_SHOWN} others" if len(found) > _CODES_SHOWN else ""
        rows = sum(row[1] for row in found)
        problem = f"holds codes that are not on the list: {shown}{more}"
        yield Finding(table=column.table.name, column=column.name, problem=problem, rows=rows)


def _unreadable(connection: sa.Connection, column: sa.Column[Any]) -> Iterator[Finding]:
    """SQLite holds anything anywhere, so what it holds is looked at; PostgreSQL's declared types can be trusted."""
    condition = _sqlite_misfit(column) if connection.dialect.name == "sqlite" else None
    if condition is None:
        return
    if rows := _count(connection, column.table, sa.and_(column.is_not(None), condition)):
        problem = "holds values of another type than the dictionary's"
        yield Finding(table=column.table.name, column=column.name, problem=problem, rows=rows)


def _sqlite_misfit(column: sa.Column[Any]) -> sa.ColumnElement[bool] | None:
    kind = sa.func.typeof(column)
    if isinstance(column.type, sa.DateTime):
        return sa.or_(kind != "text", sa.func.datetime(_plain(column)).is_(None), ~_plain(column).like("____-__-__ %"))
    if isinstance(column.type, sa.Date):
        return sa.or_(kind != "text", sa.func.date(_plain(column)).is_(None), ~_plain(column).like("____-__-__"))
    if isinstance(column.type, sa.Boolean):
        return sa.or_(kind != "integer", sa.type_coerce(column, sa.Integer()).not_in([0, 1]))
    if isinstance(column.type, sa.Integer):
        return kind != "integer"
    return None


def _orphans(connection: sa.Connection, column: sa.Column[Any], *, present: dict[str, sa.Table]) -> Iterator[Finding]:
    for key in column.foreign_keys:
        if key.column.table.name not in present:
            continue
        parent = key.column.table.alias()
        child = column.table
        unmatched = (
            sa.select(sa.func.count())
            .select_from(child.outerjoin(parent, parent.c[key.column.name] == column))
            .where(column.is_not(None), parent.c[key.column.name].is_(None))
        )
        if rows := connection.execute(unmatched).scalar_one():
            problem = f"names a {key.column.table.name} that does not exist"
            yield Finding(table=child.name, column=column.name, problem=problem, rows=rows)


def _doubled(connection: sa.Connection, table: sa.Table, *, columns: frozenset[str]) -> Iterator[Finding]:
    key = [column.name for column in table.primary_key]
    if not set(key) <= columns:
        return
    twice = sa.select(sa.func.count().label("times")).select_from(table).group_by(*table.primary_key)
    repeated = twice.having(sa.func.count() > 1).subquery()
    if rows := connection.execute(sa.select(sa.func.sum(repeated.c.times))).scalar():
        yield Finding(table=table.name, column=", ".join(key), problem="identifies more than one row", rows=int(rows))
