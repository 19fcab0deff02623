"""Reads rows as records, however a site declares its columns: another system's view may hold texts only.

What each column should hold is said by the schema; a value that is none of that is not recorded, and never a fault.
"""

from collections.abc import Callable
from dataclasses import Field, fields
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeVar

import sqlalchemy as sa

Record = TypeVar("Record")

_YES, _NO = frozenset({"1", "true", "t"}), frozenset({"0", "false", "f"})


def columns_of(record: type[object], table: sa.Table) -> list[sa.ColumnElement[Any]]:
    """Return the columns of a table that a record's fields are called as, as the driver gives them."""
    return [sa.type_coerce(table.c[field.name], sa.types.NullType()).label(field.name) for field in _fields(record)]


def record_of(record: type[Record], table: sa.Table, row: sa.Row[Any]) -> Record:
    """Return one row as a record."""
    return record(**{field.name: value_of(table.c[field.name], row._mapping[field.name]) for field in _fields(record)})


def value_of(column: sa.Column[Any], given: object) -> object:
    """Return what a driver gave for a column as the schema means it."""
    if isinstance(column.type, sa.Enum):
        return None if column.nullable and given in {None, ""} else _code(column.type, given)
    if given is None or given == "":
        return None
    read = next((read for kind, read in _READERS if isinstance(column.type, kind)), str)
    return read(given)


def _code(codes: sa.Enum, given: object) -> StrEnum:
    listed: Any = codes.enum_class
    code: StrEnum = next((each for each in listed if each.value == given), listed["UNKNOWN"])
    return code


def _moment(given: object) -> datetime | None:
    if isinstance(given, datetime):
        return given.replace(tzinfo=None)
    try:
        return datetime.fromisoformat(str(given)).replace(tzinfo=None)
    except ValueError:
        return None


def _day(given: object) -> date | None:
    if isinstance(given, date) and not isinstance(given, datetime):
        return given
    moment = _moment(given)
    return moment and moment.date()


def _yes_no(given: object) -> bool | None:
    said = str(given).lower()
    return True if said in _YES else False if said in _NO else None


def _number(given: object) -> int | None:
    try:
        return int(str(given))
    except ValueError:
        return None


_READERS: tuple[tuple[type[sa.types.TypeEngine[Any]], Callable[[object], object]], ...] = (
    (sa.DateTime, _moment),
    (sa.Date, _day),
    (sa.Boolean, _yes_no),
    (sa.Integer, _number),
)


def _fields(record: type[Any]) -> tuple[Field[Any], ...]:
    return fields(record)
