"""Small steps on measured and disclosed tables: complete them, merge the small, read them row by row."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import polars as pl

from dashboard.disclosure.disclosed import Disclosed
from dashboard.metrics.metric import Measured


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One group of a disclosed table of one column: its code and what may be shown of it."""

    code: str | int
    counted: int | None
    base: int | None

    @property
    def hidden(self) -> bool:
        """Whether the number may not be shown."""
        return self.counted is None


def cells_of(disclosed: Disclosed) -> tuple[Cell, ...]:
    """Return the cells of a disclosed table of one column, by code."""
    rows = disclosed.cells.select(*disclosed.by, "counted", "base").iter_rows()
    return tuple(Cell(code=code, counted=counted, base=base) for code, counted, base in rows)


def completed(measured: Measured, codes: Iterable[str | int]) -> Measured:
    """Return a measured table of one column with a nought for every code that has no row.

    A group must not show by its absence that it is empty: a nought can be hidden, a missing row cannot.
    """
    (column,) = measured.by
    present = measured.cells
    absent = [code for code in codes if code not in set(present.get_column(column))]
    noughts = pl.DataFrame({column: absent, "counted": 0, "base": 0}, schema=present.schema)
    return replace(measured, cells=pl.concat([present, noughts]))


def merged(measured: Measured, *, order: Sequence[str], most: int, under: int, into: str, apart: str) -> Measured:
    """Return a table of one column with the groups past `most`, and those under a size, added up into one.

    Parameters
    ----------
    order
        Every code, in the order that settles ties.
    most
        How many groups there may be at all.
    under
        Groups with a smaller base are merged whatever their rank.
    into
        The code of the merged group.
    apart
        A code that is never merged: "not recorded" is not an agency.
    """
    (column,) = measured.by
    cells = measured.cells
    place = {code: index for index, code in enumerate(order)}
    ranked = sorted(
        (row for row in cells.iter_rows(named=True) if row[column] != apart),
        key=lambda row: (-row["base"], place.get(row[column], len(place))),
    )
    room = most - 1 - (apart in set(cells.get_column(column)))
    kept = {row[column] for row in ranked[: len(ranked) if len(ranked) <= room + 1 else room] if row["base"] >= under}
    name = pl.when(pl.col(column).is_in([*kept, apart])).then(pl.col(column)).otherwise(pl.lit(into))
    added = (
        cells.with_columns(name.alias(column))
        .group_by(column, maintain_order=True)
        .agg(pl.col("counted", "base").sum())
    )
    return replace(measured, cells=added)


def texts(measured: Measured) -> Measured:
    """Return a table of one column of codes with the codes as plain text, "" where the record has none."""
    (column,) = measured.by
    return replace(measured, cells=measured.cells.with_columns(pl.col(column).cast(pl.String).fill_null("")))
