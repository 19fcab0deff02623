"""Works a column of text out by its distinct texts, which are few beside its rows."""

from collections.abc import Callable

import polars as pl


class Distinct:
    """The distinct texts of a column: each is worked out once, and a column of codes has few."""

    def __init__(self, texts: pl.Series) -> None:
        self._texts = texts.unique().drop_nulls()
        # A list position per row is a quarter of the work of replacing text by text.
        self._positions = texts.cast(pl.Enum(self._texts)).to_physical()

    def to(self, meaning: Callable[[str], object], *, kind: pl.DataType) -> pl.Series:
        """Return what each text of the column means; null for null."""
        name = self._texts.name
        if self._texts.is_empty():
            return pl.Series(name, [None], dtype=kind).new_from_index(0, self._positions.len())
        return pl.Series(name, [meaning(text) for text in self._texts], dtype=kind).gather(self._positions)
