"""A release as its readers see it: cells with and without a number, and percentages; nothing of what is hidden."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Self

from dashboard.disclosure.disclosed import Rule

Keys = tuple[str, ...]


class Kind(StrEnum):
    """What the number of a cell is; one to protect another and one for its own sake are hidden alike."""

    EXACT = "EXACT"
    ROUNDED = "ROUNDED"
    HIDDEN = "HIDDEN"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasedCell:
    """One cell of a table.

    Attributes
    ----------
    keys
        The codes of the table's dimensions, in their order.
    shown
        Referrals, or None where hidden ("[c]").
    kind
        Whether the number is exact, rounded or hidden.
    held_from
        Of an older figure that stands on because the new one would give people away: the last day it covers, to be
        said beside it. None for a figure of this release.

    Raises
    ------
    ValueError
        When a hidden cell has a number, or another has none.
    """

    keys: Keys
    shown: int | None
    kind: Kind
    held_from: date | None = None

    def __post_init__(self) -> None:
        if (self.shown is None) is not (self.kind is Kind.HIDDEN):
            message = f"A cell of kind {self.kind} cannot show {self.shown}."
            raise ValueError(message)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasedTable:
    """One table of a release: its key on the closed list, and each of its cells in the order to show."""

    key: str
    cells: tuple[ReleasedCell, ...]

    @property
    def hidden_cells(self) -> int:
        """How many cells show no number."""
        return sum(cell.kind is Kind.HIDDEN for cell in self.cells)

    def cell(self, keys: Keys) -> ReleasedCell | None:
        """Return the cell of these codes, or None where the table has none."""
        return next((cell for cell in self.cells if cell.keys == keys), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Percentage:
    """One percentage as printed: whose cell is the part, whose is the base, and the text ("32%")."""

    table: str
    keys: Keys
    base_table: str
    base_keys: Keys
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """Everything that a release tells: what a store freezes, a page shows and an attacker reads.

    Attributes
    ----------
    since, until
        First and last day received, both included.
    as_at
        Day the records were read.
    rule
        Counts under `hide_below` are hidden, the others rounded to `round_to`.
    agencies, grouped_on
        The agencies shown by name, and the day that was settled: it stands for a year.
    tables, percentages
        In the order of the closed list.
    """

    since: date
    until: date
    as_at: date
    rule: Rule
    agencies: tuple[str, ...]
    grouped_on: date
    tables: tuple[ReleasedTable, ...]
    percentages: tuple[Percentage, ...] = ()

    @property
    def hidden_cells(self) -> int:
        """How many cells of all tables show no number."""
        return sum(table.hidden_cells for table in self.tables)

    def table(self, key: str) -> ReleasedTable | None:
        """Return one table, or None where the release has none of that key."""
        return next((table for table in self.tables if table.key == key), None)

    def as_json(self) -> dict[str, Any]:
        """Return it as plain values that JSON knows; `of_json` reads them back."""
        told = {**asdict(self), "since": str(self.since), "until": str(self.until)}
        return {
            **told,
            "as_at": str(self.as_at),
            "agencies": list(self.agencies),
            "grouped_on": str(self.grouped_on),
            "tables": [_table_as_json(table) for table in self.tables],
            "percentages": [
                {**asdict(each), "keys": list(each.keys), "base_keys": list(each.base_keys)}
                for each in self.percentages
            ],
        }

    @classmethod
    def of_json(cls, told: Mapping[str, Any]) -> Self:
        """Return the release that `as_json` wrote; raises `KeyError`, `ValueError` or `TypeError` for anything else."""
        return cls(
            since=date.fromisoformat(told["since"]),
            until=date.fromisoformat(told["until"]),
            as_at=date.fromisoformat(told["as_at"]),
            rule=Rule(**told["rule"]),
            agencies=tuple(told["agencies"]),
            grouped_on=date.fromisoformat(told["grouped_on"]),
            tables=tuple(
                ReleasedTable(key=table["key"], cells=tuple(map(_cell_of_json, table["cells"])))
                for table in told["tables"]
            ),
            percentages=tuple(
                Percentage(**{**each, "keys": tuple(each["keys"]), "base_keys": tuple(each["base_keys"])})
                for each in told["percentages"]
            ),
        )


def _table_as_json(table: ReleasedTable) -> dict[str, Any]:
    return {
        "key": table.key,
        "cells": [
            {
                "keys": list(cell.keys),
                "shown": cell.shown,
                "kind": cell.kind.value,
                "held_from": None if cell.held_from is None else str(cell.held_from),
            }
            for cell in table.cells
        ],
    }


def _cell_of_json(told: Mapping[str, Any]) -> ReleasedCell:
    held_from = told["held_from"]
    return ReleasedCell(
        keys=tuple(told["keys"]),
        shown=told["shown"],
        kind=Kind(told["kind"]),
        held_from=None if held_from is None else date.fromisoformat(held_from),
    )
