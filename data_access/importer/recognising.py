"""Works out which table a sheet holds and which column stands under each heading."""

from collections import Counter
from dataclasses import dataclass

import polars as pl

from data_access.importer.faults import file_fault, no_faults, together
from data_access.importer.fields import TARGETS, Target, target
from data_access.importer.headings import named_table, spellings_of
from data_access.importer.mapping import ColumnMapping
from data_access.importer.rules import COLUMN, KNOWN_TABLE
from data_access.importer.sheets import Sheet
from data_access.importer.spelling import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How one sheet is to be read.

    Attributes
    ----------
    number
        Position among all sheets of this import.
    positions
        Column → position of its heading.
    ignored
        Headings that no column has.
    """

    number: int
    sheet: Sheet
    target: Target
    positions: dict[str, int]
    ignored: tuple[str, ...]

    def heading(self, column: str) -> str:
        """Return the heading of a column as the file writes it."""
        return self.sheet.headings[self.positions[column]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    """What a sheet was taken for: a plan, or nothing and perhaps a fault."""

    plan: Plan | None
    faults: pl.DataFrame


def recognise(sheet: Sheet, *, number: int, mapping: ColumnMapping, alone: bool) -> Recognised:
    """Return the plan of a sheet; a sheet of notes among others is no fault, a sheet alone must be a table."""
    named = named_table(sheet.place, mapping=mapping)
    chosen = named or _table_by_headings(sheet, mapping=mapping)
    if chosen is None:
        return Recognised(plan=None, faults=_unrecognised(sheet) if alone else no_faults())
    columns = _columns(sheet, chosen, mapping=mapping)
    faults = _column_faults(sheet, chosen, columns=columns)
    if faults.height:
        return Recognised(plan=None, faults=faults)
    positions = {column: position for position, column in enumerate(columns) if column is not None}
    ignored = tuple(heading for heading, column in zip(sheet.headings, columns, strict=True) if heading and not column)
    plan = Plan(number=number, sheet=sheet, target=chosen, positions=positions, ignored=ignored)
    return Recognised(plan=plan, faults=no_faults())


def _table_by_headings(sheet: Sheet, *, mapping: ColumnMapping) -> Target | None:
    """Return the one table whose required columns are all there and that knows most of the headings."""
    known: dict[str, int] = {}
    for candidate in TARGETS:
        columns = {column for column in _columns(sheet, candidate, mapping=mapping) if column}
        if candidate.required <= columns:
            known[candidate.name] = len(columns)
    most = max(known.values(), default=0)
    best = [name for name, count in known.items() if count == most]
    return target(best[0]) if len(best) == 1 else None


def _columns(sheet: Sheet, chosen: Target, *, mapping: ColumnMapping) -> list[str | None]:
    spellings = spellings_of(chosen, mapping=mapping)
    return [spellings.get(fold(heading)) for heading in sheet.headings]


def _unrecognised(sheet: Sheet) -> pl.DataFrame:
    register = target("referral") or TARGETS[0]
    return file_fault(
        sheet.place,
        rule=KNOWN_TABLE,
        value=", ".join(sheet.headings),
        accepted=f"a register of referrals has at least {_in_order(register, register.required)}; "
        "other headings can be given in a column-mapping file",
    )


def _in_order(chosen: Target, names: frozenset[str]) -> str:
    return ", ".join(accepted.name for accepted in chosen.fields if accepted.name in names)


def _column_faults(sheet: Sheet, chosen: Target, *, columns: list[str | None]) -> pl.DataFrame:
    missing = chosen.required - set(columns)
    absent = [
        file_fault(
            sheet.place, rule=COLUMN, column=name, accepted=f"a column {name} (headings: {', '.join(sheet.headings)})"
        )
        for name in (accepted.name for accepted in chosen.fields)
        if name in missing
    ]
    twice = [
        file_fault(
            sheet.place,
            rule=COLUMN,
            column=column,
            value=", ".join(h for h, c in zip(sheet.headings, columns, strict=True) if c == column),
            accepted=f"one column {column}",
        )
        for column, count in Counter(columns).items()
        if column is not None and count > 1
    ]
    return together([*absent, *twice])
