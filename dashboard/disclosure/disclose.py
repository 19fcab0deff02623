"""The one step from what was measured to what may be shown: hide, hide to protect what is hidden, round.

The scheme, and what it does not cover, is in docs/disclosure.md.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from itertools import product

import polars as pl

from dashboard.disclosure.disclosed import CannotProtect, Disclosed, Figure, Rule
from dashboard.disclosure.hiding import protect_grid, protect_line
from dashboard.disclosure.rules import is_small, rounded, span_of_total
from dashboard.disclosure.shares import Totals, protect_share_grid, protect_shares
from dashboard.metrics.metric import Measured, Unit

Code = str | int | date | None
Keys = tuple[Code, ...]
Groups = tuple[tuple[Code, ...], ...]
Counts = tuple[int, int]  # counted and base
Shown = tuple[int | None, int | None]

NOTHING: Counts = (0, 0)
MOST_COLUMNS = 2


def disclose(measured: Measured, rule: Rule, *, exact_total: bool, groups: Groups | None = None) -> Disclosed:
    """Return what a role may see of a measured table.

    Parameters
    ----------
    measured
        The exact table; its cells add up to its total.
    rule
        The rule of the role; an exact one lets every number through.
    exact_total
        Whether the total is a headline, shown as it is when each of its parts is large enough, and hidden otherwise.
    groups
        Every code that each column of `measured.by` could take under the filters, in the order to show. Groups that
        are absent become zero and are hidden like other small ones; leave out what the filters exclude. None: the
        groups present (and, in two columns, each pair of codes present), sorted.

    Raises
    ------
    CannotProtect
        When a table has more than two columns, or cells that are not counts or do not add up to the total: hiding a
        second count protects the first only where the sums are what they seem.
    """
    counts = _completed(measured, groups)
    _check_table(measured, counts, rule)
    hidden = frozenset() if rule.exact else _hidden(measured, counts, rule)
    total = _total(measured, rule, exact=exact_total or rule.exact)
    shown: list[Shown] = [
        (None, None) if place in hidden else (rounded(part, rule), rounded(of, rule))
        for place, (part, of) in enumerate(counts.values())
    ]
    if not measured.by:  # the one cell is the total itself
        shown = [(total.counted, total.base)]
    return Disclosed(
        metric=measured.metric,
        by=measured.by,
        cells=_frame(measured, tuple(counts), shown),
        total=total,
        rule=rule,
        hidden_cells=sum(part is None for part, _ in shown),
    )


def _completed(measured: Measured, groups: Groups | None) -> Mapping[Keys, Counts]:
    """Return counts by keys, each possible group once, in the order to show."""
    by, cells = measured.by, measured.cells
    if len(by) > MOST_COLUMNS:
        raise _refusal("A table has more than two columns of groups.")
    rows = list(zip(*(cells.get_column(name).to_list() for name in (*by, "counted", "base")), strict=True))
    present: dict[Keys, Counts] = {row[: len(by)]: _pair(measured, row[len(by) :]) for row in rows}
    if len(present) != len(rows):
        raise _refusal("A table has the same group twice.")
    listed = groups if groups is not None else tuple(() for _ in by)
    codes = [
        dict.fromkeys((*listed[place], *_in_order({keys[place] for keys in present}, cells.schema[name])))
        for place, name in enumerate(by)
    ]
    return {keys: present.get(keys, NOTHING) for keys in product(*codes)}


def _in_order(codes: Collection[Code], kind: pl.DataType) -> list[Code]:
    """Return codes in the order of their list, others by value; what is not recorded comes last."""
    rank = {code: place for place, code in enumerate(kind.categories)} if isinstance(kind, pl.Enum) else None
    known = [code for code in codes if code is not None]
    known.sort(key=rank.__getitem__ if rank else None)
    return [*known, *([None] if None in codes else [])]


def _check_table(measured: Measured, counts: Mapping[Keys, Counts], rule: Rule) -> None:
    total = _pair(measured, measured.total)
    for part, of in (*counts.values(), total):
        if part is None or of is None or not 0 <= part <= of:
            raise _refusal("A table has a cell that is not a count, or counts more than its base.")
    sums = tuple(sum(column) for column in zip(NOTHING, *counts.values(), strict=True))
    if not rule.exact and measured.by and sums != total:
        raise _refusal("The cells of a table do not add up to its total.")


def _hidden(measured: Measured, counts: Mapping[Keys, Counts], rule: Rule) -> frozenset[int]:
    """Return the places of the cells to hide, from a reader who may know the exact total from a headline elsewhere."""
    if not counts or not measured.by:
        return frozenset()
    counted, base = zip(*counts.values(), strict=True)
    all_counted, all_base = _pair(measured, measured.total)
    totals = Totals(
        counted=span_of_total(all_counted, rule, exact=True),
        rest=span_of_total(all_base - all_counted, rule, exact=True),
        base=span_of_total(all_base, rule, exact=True),
    )
    if measured.metric.unit is Unit.COUNT:
        if len(measured.by) == 1:
            return protect_line(counted, total=totals.counted, rule=rule)
        return protect_grid(_rows(counted, counts), total=totals.counted, rule=rule)
    if len(measured.by) == 1:
        return protect_shares(counted, base=base, totals=totals, rule=rule)
    return protect_share_grid(_rows(counted, counts), base=_rows(base, counts), totals=totals, rule=rule)


def _total(measured: Measured, rule: Rule, *, exact: bool) -> Figure:
    """Return the total, hidden whole when any count that it gives away is small."""
    counted, base = _pair(measured, measured.total)
    parts = (counted, base - counted) if measured.metric.unit is Unit.SHARE else (counted,)
    if any(is_small(part, rule) for part in parts):
        return Figure(counted=None, base=None, exact=False)
    if exact:
        return Figure(counted=counted, base=base, exact=True)
    return Figure(counted=rounded(counted, rule), base=rounded(base, rule), exact=False)


def _pair(measured: Measured, counts: Counts) -> Counts:
    """Return counted and base; of a COUNT both are the count."""
    counted, base = counts
    return counted, base if measured.metric.unit is Unit.SHARE else counted


def _rows(flat: Sequence[int], counts: Mapping[Keys, Counts]) -> list[Sequence[int]]:
    """Return counts as rows, one for each code of the first column."""
    width = len(flat) // len({keys[0] for keys in counts})
    return [flat[start : start + width] for start in range(0, len(flat), width)]


def _frame(measured: Measured, keys: Sequence[Keys], shown: Sequence[Shown]) -> pl.DataFrame:
    """Return the cells to show, made anew so that nothing of the exact ones is carried along."""
    types = {name: measured.cells.schema[name] for name in measured.by}
    columns = {name: [key[place] for key in keys] for place, name in enumerate(measured.by)}
    return pl.DataFrame(
        {
            **columns,
            "counted": [part for part, _ in shown],
            "base": [of for _, of in shown],
            "hidden": [part is None for part, _ in shown],
        },
        schema={**types, "counted": pl.Int64, "base": pl.Int64, "hidden": pl.Boolean},
    )


def _refusal(happened: str) -> CannotProtect:
    return CannotProtect(
        happened,
        unharmed="Nothing of it was shown.",
        remedy="Report this: the figure is at fault, not what you asked for.",
    )
