"""Reference data that ships with the product: the 43 forces, the agencies, awareness weeks and series breaks.

Sources: ONS police force area codes; force names and slugs of data.police.uk; weeks as announced by their organisers.
"""

import csv
from datetime import date
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from data_access import schema
from data_access.vocabulary import SiteModel

_FOLDER = Path(__file__).parent
_DATES = frozenset({"starts_on", "ends_on", "breaks_on"})


def shipped(name: str) -> list[dict[str, Any]]:
    """Return the rows of one shipped file, dates as dates and empty cells as None."""
    with (_FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return [{key: _read(key, text) for key, text in row.items()} for row in csv.DictReader(file)]


def seed_reference(connection: sa.Connection) -> int:
    """Insert the shipped rows that are missing; what a site has changed stays; returns the rows added."""
    forces = [{**row, "site_model": SiteModel.NONE} for row in shipped("forces")]
    return (
        _insert_missing(connection, schema.force, forces)
        + _insert_missing(connection, schema.agency, shipped("agencies"))
        + _insert_missing(connection, schema.awareness_week, shipped("awareness_weeks"))
        + _insert_missing(connection, schema.series_break, shipped("series_breaks"))
    )


def _insert_missing(connection: sa.Connection, table: sa.Table, rows: list[dict[str, Any]]) -> int:
    key = next(iter(table.primary_key))
    present = set(connection.scalars(sa.select(key)))
    missing = [row for row in rows if row[key.name] not in present]
    if missing:
        connection.execute(sa.insert(table), missing)
    return len(missing)


def _read(key: str, text: str) -> str | int | date | None:
    if text == "":
        return None
    if key == "year":
        return int(text)
    return date.fromisoformat(text) if key in _DATES else text
