"""The first draft of a release: each table by itself hidden, protected and rounded, as docs/releases.md tells."""

from collections.abc import Mapping
from itertools import product

from dashboard.disclosure.disclosed import Rule
from dashboard.disclosure.hiding import is_of_one_kind, lines_of_grid, protect_line
from dashboard.disclosure.rules import is_small, rounded, span_of_total
from dashboard.release.cells import Keys, Kind, ReleasedCell, ReleasedTable
from dashboard.release.records import Records
from dashboard.release.tables import BY_MONTH, BY_ROUTE, TOTAL, Dimension, Route, Table

Codes = Mapping[Dimension, tuple[str, ...]]
Counts = Mapping[Keys, int]

SMALLEST_EXACT_MONTH = 10


def draft(table: Table, records: Records, *, codes: Codes, rule: Rule) -> ReleasedTable:
    """Return one table of a period's records, protected as if it were released alone with the headline."""
    counts = counts_of(table, records, codes)
    hidden = hidden_of(table, counts, total=records.rows.height, rule=rule)
    cells = tuple(
        ReleasedCell(keys=keys, shown=None, kind=Kind.HIDDEN)
        if keys in hidden
        else _shown(keys, count, is_exact=_is_exact(table, counts, count, rule), rule=rule)
        for keys, count in counts.items()
    )
    return ReleasedTable(key=table.key, cells=cells)


def counts_of(table: Table, records: Records, codes: Codes) -> dict[Keys, int]:
    """Return the true count of every cell, empty ones too, in the order to show."""
    found = records.counts(table)
    return {keys: found.get(keys, 0) for keys in product(*(codes[dimension] for dimension in table.dimensions))}


def hidden_of(table: Table, counts: Counts, *, total: int, rule: Rule) -> frozenset[Keys]:
    """Return the cells that the rule hides: small ones, lines all of one kind, and those that protect them."""
    keys, numbers = list(counts), list(counts.values())
    if table is TOTAL:
        places = frozenset({0} if is_small(total, rule) else ())
    elif len(table.dimensions) == 1:
        places = protect_line(numbers, total=span_of_total(total, rule, exact=True), rule=rule)
    else:
        width = len({last for _, last in keys})
        rows = [numbers[start : start + width] for start in range(0, len(numbers), width)]
        small = {place for place, count in enumerate(numbers) if is_small(count, rule)}
        of_one_kind = [line for line in lines_of_grid(rows) if is_of_one_kind([numbers[place] for place in line], rule)]
        places = frozenset(small.union(*of_one_kind))
    return frozenset(keys[place] for place in places)


def _is_exact(table: Table, counts: Counts, count: int, rule: Rule) -> bool:
    if table is TOTAL:
        return True
    if table is BY_ROUTE:
        neither = counts.get((Route.NEITHER.value,), 0)
        return neither == 0 or not is_small(neither, rule)  # the headline less its two parts would be a small one
    return table is BY_MONTH and count >= SMALLEST_EXACT_MONTH


def _shown(keys: Keys, count: int, *, is_exact: bool, rule: Rule) -> ReleasedCell:
    if is_exact:
        return ReleasedCell(keys=keys, shown=count, kind=Kind.EXACT)
    return ReleasedCell(keys=keys, shown=rounded(count, rule), kind=Kind.ROUNDED)
