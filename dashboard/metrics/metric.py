"""A metric, once: what it counts, of what, how it is worded, and which direction is better."""

from dataclasses import dataclass
from enum import StrEnum

import polars as pl


class Unit(StrEnum):
    """What kind of number a metric is."""

    COUNT = "COUNT"
    SHARE = "SHARE"


class Direction(StrEnum):
    """Which way is better; NEITHER where no one agreed what good is."""

    UP = "UP"
    DOWN = "DOWN"
    NEITHER = "NEITHER"


EVERY = pl.lit(value=True)  # the condition that every referral meets


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Metric:
    """One definition that screens, exports, glossary, docs and tests all read.

    Attributes
    ----------
    key
        Stable for ever: it stands in links, exports and records.
    name, definition, formula, caption
        Words for people; `formula` says in prose what `counted` and `base` do.
    unit
        COUNT shows `counted`; SHARE shows `counted` of `base`.
    counted
        Polars condition on one referral of the facts: is it counted? Only referrals of the base ever are.
    base
        Polars condition on one referral: does it stand behind the number? Of a COUNT, the same condition.
    base_name
        What the base is, in words, for "83 of 260 decided".
    source
        Where the definition comes from.
    better
        Which direction is better.
    """

    key: str
    name: str
    definition: str
    formula: str
    unit: Unit
    counted: pl.Expr
    base: pl.Expr
    base_name: str
    caption: str
    source: str
    better: Direction

    @property
    def counts_every_referral(self) -> bool:
        """Whether this is the plain number of referrals."""
        return self.counted is EVERY and self.base is EVERY

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the facts columns that the conditions look at, each once."""
        return tuple(dict.fromkeys((*self.counted.meta.root_names(), *self.base.meta.root_names())))


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What a metric came to: exact, and therefore never shown as it is.

    Attributes
    ----------
    metric
        The definition.
    by
        Names of the grouping columns, at most two.
    cells
        One row per group present, columns `[*by, counted, base]`; counts as Int64.
    total
        Counted and base over all groups.
    """

    metric: Metric
    by: tuple[str, ...]
    cells: pl.DataFrame
    total: tuple[int, int]
