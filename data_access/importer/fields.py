"""Which tables may be imported and what each of their columns accepts: read off the schema, never written twice."""

from dataclasses import dataclass
from enum import StrEnum

import sqlalchemy as sa

from data_access.schema import CASE, agency, force, load


class Kind(StrEnum):
    """How the text of a cell is understood."""

    TEXT = "text"
    CODE = "code"
    FORCE = "force"
    AGENCY = "agency"
    DAY = "day"
    MOMENT = "moment"
    FLAG = "flag"
    NUMBER = "number"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One column that a file may give.

    Attributes
    ----------
    required
        Whether the column must be there and filled in every row.
    when_empty
        What an empty cell stands for where the database wants a value: UNK, or the column's own default.
    codes
        The code list, in its order; empty for other kinds.
    longest
        Most characters the database holds; None for no limit.
    bounds
        Least and greatest number; None for other kinds.
    """

    name: str
    kind: Kind
    required: bool
    when_empty: str | bool | int | None
    codes: tuple[str, ...]
    longest: int | None
    bounds: tuple[int, int] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One table that may be imported and its fields."""

    table: sa.Table
    fields: tuple[Field, ...]

    @property
    def name(self) -> str:
        """Name of the table."""
        return self.table.name

    @property
    def key(self) -> tuple[str, ...]:
        """Names of the columns of the primary key."""
        return tuple(column.name for column in self.table.primary_key)

    @property
    def required(self) -> frozenset[str]:
        """Names of the columns a file must have."""
        return frozenset(field.name for field in self.fields if field.required)

    def field(self, name: str) -> Field:
        """Return one field by name."""
        return next(field for field in self.fields if field.name == name)


# Forces and agencies are reference data of a release; a load describes an import and is written by it.
_NOT_IMPORTED = frozenset({force.name, agency.name, load.name})
# What the unit must say of a referral, even where the database could hold "not recorded".
_MINIMUM = frozenset({("referral", "pathway")})
# Written by the importer itself: when the register was drawn up, and by which load the row came.
PROVENANCE = frozenset({"extract_timestamp", "load_id"})

_SMALL_INTEGER_MAX = 32_767
_INTEGER_MAX = 2_147_483_647
# The check constraints of the schema that bound one number.
_BOUNDS = {
    ("risk_assessment", "yes_count"): (0, 11),
    ("advocacy", "satisfaction_1_5"): (1, 5),
    ("awareness_week", "year"): (2000, 2100),
}


def _kind(column: sa.Column[object]) -> Kind:
    parents = {key.column.table.name for key in column.foreign_keys}
    if parents & {"force", "agency"}:
        return Kind.FORCE if "force" in parents else Kind.AGENCY
    for type_, kind in (
        (sa.Enum, Kind.CODE),
        (sa.DateTime, Kind.MOMENT),
        (sa.Date, Kind.DAY),
        (sa.Boolean, Kind.FLAG),
        (sa.Integer, Kind.NUMBER),
    ):
        if isinstance(column.type, type_):
            return kind
    return Kind.TEXT


def _when_empty(column: sa.Column[object], *, codes: tuple[str, ...]) -> str | bool | int | None:
    if column.nullable or column.primary_key or (column.table.name, column.name) in _MINIMUM:
        return None
    if column.server_default is not None:
        return True if isinstance(column.type, sa.Boolean) else 0
    return "UNK" if "UNK" in codes else None


def _bounds(column: sa.Column[object], *, kind: Kind) -> tuple[int, int] | None:
    if kind is not Kind.NUMBER:
        return None
    greatest = _SMALL_INTEGER_MAX if isinstance(column.type, sa.SmallInteger) else _INTEGER_MAX
    return _BOUNDS.get((column.table.name, column.name), (0, greatest))


def _field(column: sa.Column[object]) -> Field:
    kind = _kind(column)
    codes = tuple(column.type.enums) if isinstance(column.type, sa.Enum) else ()
    when_empty = _when_empty(column, codes=codes)
    return Field(
        # A plain str: SQLAlchemy's own subclass of it sends Polars round in circles.
        name=str(column.name),
        kind=kind,
        required=not column.nullable and when_empty is None and column.name not in PROVENANCE,
        when_empty=when_empty,
        codes=codes,
        longest=getattr(column.type, "length", None) if kind is Kind.TEXT else None,
        bounds=_bounds(column, kind=kind),
    )


# In the order of the foreign keys: a parent before its children.
TARGETS = tuple(
    Target(table=table, fields=tuple(_field(column) for column in table.columns if column.name != "load_id"))
    for table in CASE.sorted_tables
    if table.name not in _NOT_IMPORTED
)


def target(name: str) -> Target | None:
    """Return the importable table of this name, or None."""
    return next((candidate for candidate in TARGETS if candidate.name == name), None)
