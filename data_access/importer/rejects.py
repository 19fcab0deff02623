"""Writes the rejected rows as they were, so that they can be mended and imported again."""

from collections.abc import Sequence
from pathlib import Path

import polars as pl

from data_access.importer.recognising import Plan
from data_access.importer.sheets import column_names


def write_rejects(target: Path, *, plans: Sequence[Plan], faults: pl.DataFrame) -> tuple[Path, ...]:
    """Read the files a second time, keep what was refused, and return the files written.

    One sheet goes to `target` itself; several, or any into a folder, go to one file each, named for their table,
    which is how a second import knows them. UTF-8 with a mark, since a spreadsheet opens that rightly.
    """
    refused = [(plan, rows) for plan in plans if (rows := rows_refused(plan, faults=faults)).len()]
    names = _file_names(target, plans=[plan for plan, _ in refused])
    for path, (plan, rows) in zip(names, refused, strict=True):
        with path.open("wb") as stream:
            stream.write(_header(plan))
            for batch in plan.sheet.batches():
                kept = batch.texts.filter(batch.rows.is_in(rows.implode()))
                stream.write(kept.write_csv(include_header=False).encode())
    return tuple(names)


def rows_refused(plan: Plan, *, faults: pl.DataFrame) -> pl.Series:
    """Return the numbers of a sheet's rows that have a fault."""
    place = plan.sheet.place
    here = (pl.col("file") == place.file) & pl.col("sheet").eq_missing(pl.lit(place.sheet, dtype=pl.String))
    return faults.filter(here & pl.col("row").is_not_null())["row"].unique()


def _file_names(target: Path, *, plans: Sequence[Plan]) -> list[Path]:
    if target.is_dir():
        target = target / "rejects.csv"
    elif len(plans) == 1:
        return [target]
    tables = [plan.target.name for plan in plans]
    names = []
    for position, table in enumerate(tables):
        nth = tables[:position].count(table)
        stem = f"{target.stem}-{nth + 1}" if nth else target.stem
        names.append(target.with_name(f"{stem}-{table}{target.suffix or '.csv'}"))
    return names


def _header(plan: Plan) -> bytes:
    headings = plan.sheet.headings
    row = pl.DataFrame([headings], schema=column_names(len(headings)), orient="row")
    return b"\xef\xbb\xbf" + row.write_csv(include_header=False).encode()
