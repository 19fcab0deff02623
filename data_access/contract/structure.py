"""Compares the tables and columns that are there with those of the dictionary; tables and views count alike."""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa

from data_access.contract.report import Finding
from data_access.schema import CASE

# What a column may be declared as in another system and still be read as the dictionary means it.
_FAMILIES: tuple[tuple[type[sa.types.TypeEngine[Any]], str], ...] = (
    (sa.Boolean, "truth value"),
    (sa.DateTime, "date and time"),
    (sa.Date, "date"),
    (sa.Integer, "whole number"),
    (sa.Numeric, "number"),
    (sa.String, "text"),
)
_READ_ALIKE = {
    ("date and time", "date"),
    ("truth value", "whole number"),
    ("whole number", "number"),
}


def present_tables(connection: sa.Connection) -> dict[str, sa.Table]:
    """Return the dictionary's tables that are there, as tables or as views."""
    inspector = sa.inspect(connection)
    there = {*inspector.get_table_names(), *inspector.get_view_names()}
    if connection.dialect.name == "postgresql":
        there |= set(inspector.get_materialized_view_names()) | _foreign_tables(connection)
    return {table.name: table for table in CASE.sorted_tables if table.name in there}


def _foreign_tables(connection: sa.Connection) -> set[str]:
    """Return tables of other servers, which a programme of several forces may read through."""
    names = "SELECT foreign_table_name FROM information_schema.foreign_tables"
    return {str(name) for name in connection.execute(sa.text(names)).scalars()}


def structure_findings(connection: sa.Connection) -> Iterator[Finding]:
    """Yield missing tables, missing columns and columns of another type."""
    inspector, present = sa.inspect(connection), present_tables(connection)
    for table in CASE.sorted_tables:
        if table.name not in present:
            yield Finding(table=table.name, column=None, problem="there is no such table or view")
            continue
        declared = {column["name"]: column["type"] for column in inspector.get_columns(table.name)}
        for column in table.columns:
            if column.name not in declared:
                yield Finding(table=table.name, column=column.name, problem="there is no such column")
            elif problem := _type_problem(column, declared[column.name]):
                yield Finding(table=table.name, column=column.name, problem=problem)


def present_columns(connection: sa.Connection, table: sa.Table) -> frozenset[str]:
    """Return the names of the dictionary's columns that a table has."""
    return frozenset(column["name"] for column in sa.inspect(connection).get_columns(table.name)) & {
        column.name for column in table.columns
    }


def _type_problem(column: sa.Column[Any], declared: sa.types.TypeEngine[Any]) -> str | None:
    """Say how a declared type differs; an expression in a view declares none, so its values are looked at."""
    expected, found = _family(column.type), _family(declared)
    if found is None or found == expected or (expected, found) in _READ_ALIKE:
        return None
    return f"is declared as {found}, and the dictionary wants {expected}"


def _family(kind: sa.types.TypeEngine[Any]) -> str | None:
    return next((family for type_, family in _FAMILIES if isinstance(kind, type_)), None)
