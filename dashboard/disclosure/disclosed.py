"""The types of disclosure control: the rule a role has, and a table that is safe under it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import polars as pl

from dashboard.metrics.metric import Metric
from data_access.errors import SettingRefused, UnitError


class CannotProtect(UnitError):
    """A table is not one that disclosure control knows how to make safe, so nothing of it is shown."""


class Mark(StrEnum):
    """Why a cell shows no number, in the Analysis Function's shorthand; NONE where it does."""

    NONE = ""
    HIDDEN = "[c]"  # confidential: primary and complementary hiding look the same


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """How small numbers are protected for one role.

    Attributes
    ----------
    hide_below
        Counts under this are hidden, zero included; 0 means nothing is hidden.
    round_to
        Shown counts are rounded to the nearest multiple; 1 means exact.

    Raises
    ------
    SettingRefused
        If a number is out of range, or counts would be rounded with none hidden: a count shown as 0 or 5 is still
        a small number.
    """

    hide_below: int
    round_to: int

    def __post_init__(self) -> None:
        if self.hide_below < 0 or self.round_to < 1 or (self.round_to > 1 and self.hide_below == 0):
            raise SettingRefused(
                f"Counts under {self.hide_below} hidden and the rest rounded to {self.round_to} protects nobody.",
                unharmed="No figure was shown.",
                remedy="Hide counts under a number of at least 1 before rounding, or hide and round nothing (0 and 1).",
            )

    @property
    def exact(self) -> bool:
        """Whether this rule leaves every figure as it is."""
        return self.hide_below == 0 and self.round_to == 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One disclosed number of a metric: a count, or a count of a base; empty where hidden.

    Attributes
    ----------
    counted, base
        What may be shown, or None where hidden. For a COUNT both are the same.
    exact
        Whether the numbers are the true ones (a headline) or rounded.
    """

    counted: int | None
    base: int | None
    exact: bool

    @property
    def share(self) -> float | None:
        """Counted over base, from the shown numbers only; None where either is hidden or base is 0."""
        if self.counted is None or not self.base:
            return None
        return self.counted / self.base


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosed:
    """A measured table after disclosure control; only `dashboard.disclosure` makes one.

    Attributes
    ----------
    metric, by
        As in `Measured`.
    cells
        One row per group, columns `[*by, counted, base, hidden]`: Int64 or null where hidden; hidden is Boolean.
    total
        The figure over all groups.
    rule
        The rule applied.
    hidden_cells
        How many cells show no number.
    """

    metric: Metric
    by: tuple[str, ...]
    cells: pl.DataFrame
    total: Figure
    rule: Rule
    hidden_cells: int

    def only(self, groups: pl.Expr) -> "Disclosed":
        """Return the same table with only some of its groups; nothing more is shown by it than before."""
        cells = self.cells.filter(groups)
        hidden = int(cells.get_column("hidden").sum())
        return replace(self, cells=cells, hidden_cells=hidden)


def together(tables: Sequence[Disclosed], *, metric: Metric) -> Disclosed:
    """Return tables that were each disclosed on their own as one, for what is said about all of them.

    Its cells are the cells of all, without their groups; its total is that of none of them, and not shown.
    """
    cells = pl.concat([table.cells.select("counted", "base", "hidden") for table in tables])
    return Disclosed(
        metric=metric,
        by=(),
        cells=cells,
        total=Figure(counted=None, base=None, exact=False),
        rule=tables[0].rule,
        hidden_cells=sum(table.hidden_cells for table in tables),
    )
