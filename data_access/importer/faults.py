"""Faults as a frame: one row per fault, with all that is needed to find the cell and mend it."""

from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from data_access.importer.rules import Rule

# Grain: one row per fault. `row` is the row a spreadsheet shows, headings being row 1; null for a whole file.
FAULT_SCHEMA = pl.Schema(
    {
        "file": pl.String,
        "sheet": pl.String,
        "row": pl.UInt32,
        "column": pl.String,
        "value": pl.String,
        "rule": pl.String,
        "why": pl.String,
        "accepted": pl.String,
    }
)
# Longer values are cut in reports: a pasted essay helps nobody to find a cell.
_VALUE_SHOWN = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where rows come from: a file, and its sheet where it has sheets."""

    file: str
    sheet: str | None = None


def no_faults() -> pl.DataFrame:
    """Return the frame of nothing wrong."""
    return FAULT_SCHEMA.to_frame()


def file_fault(place: Place, *, rule: Rule, accepted: str, column: str | None = None, value: str = "") -> pl.DataFrame:
    """Return the frame of one fault of a whole file, sheet or column."""
    return faults_at(
        place,
        rows=pl.Series([None], dtype=pl.UInt32),
        column=column,
        values=pl.Series([value]),
        rule=rule,
        accepted=accepted,
    )


def faults_at(
    place: Place, *, rows: pl.Series, column: str | None, values: pl.Series, rule: Rule, accepted: str
) -> pl.DataFrame:
    """Return the frame of one rule broken at these rows with these values."""
    return pl.DataFrame({"row": rows.cast(pl.UInt32), "value": values.cast(pl.String).fill_null("")}).select(
        file=pl.lit(place.file),
        sheet=pl.lit(place.sheet, dtype=pl.String),
        row="row",
        column=pl.lit(column, dtype=pl.String),
        value=pl.col("value").str.slice(0, _VALUE_SHOWN),
        rule=pl.lit(rule.key),
        why=pl.lit(rule.sentence),
        accepted=pl.lit(accepted),
    )


def together(frames: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """Return all faults as one frame."""
    return pl.concat([no_faults(), *frames])
