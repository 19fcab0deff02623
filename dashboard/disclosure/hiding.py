"""Which counts of a table to hide: the small ones, and as few others as keep those from being worked out.

Positions number the counts of a table from 0, row by row. Every choice rests on what will be shown (rounded counts,
small or not, position), never on the count itself, so that what is hidden says nothing more about it.
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import chain

from dashboard.disclosure.attack import Grid, spans_in_line
from dashboard.disclosure.disclosed import Rule
from dashboard.disclosure.rules import (
    Span,
    is_small,
    is_wide,
    rounded,
    span_of,
    span_of_hidden,
    span_of_rounded,
)

Line = tuple[int, ...]
# From the hidden positions to one line for each count still at risk: hiding more of that line protects it.
Audit = Callable[[frozenset[int]], list[Line]]

# How far from its own value a count is followed: `is_wide` asks for no more.
FAR_ENOUGH = 3


def settle_line(
    first: Iterable[int], *, sizes: Sequence[int], is_safe: Callable[[frozenset[int]], bool]
) -> frozenset[int]:
    """Return the positions of one line to hide: the first ones, a second if there is one alone, or all.

    All, and not one more at a time until it is safe: a reader who knows these rules would learn from each further step
    (found by trying every small table; docs/decisions/0004-small-numbers.md).
    """
    everything = frozenset(range(len(sizes)))
    hidden = set(first)
    _pair(hidden, lines=(tuple(everything),), smallest=_smallest(sizes))
    settled = frozenset(hidden)
    return settled if settled in (frozenset(), everything) or is_safe(settled) else everything


def settle_grid(first: Iterable[int], *, lines: Sequence[Line], sizes: Sequence[int], audit: Audit) -> frozenset[int]:
    """Return the positions to hide: the first ones, a second in each line that has one, and what the audit asks for.

    Of the counts that could be hidden next the smallest as shown goes first, the earlier of two alike. Where a line at
    risk has nothing left to hide the table is hidden whole.
    """
    smallest = _smallest(sizes)
    hidden = set(first)
    while True:
        _pair(hidden, lines=lines, smallest=smallest)
        settled = frozenset(hidden)
        at_risk = audit(settled) if 0 < len(settled) < len(sizes) else []
        if not at_risk:
            return settled
        for line in at_risk:
            if settled.issuperset(line):
                return frozenset(range(len(sizes)))
            if not (hidden - settled).intersection(line):  # one more of each line before looking again
                hidden.add(smallest(set(line) - hidden))


def protect_line(counts: Sequence[int], *, total: Span, rule: Rule) -> frozenset[int]:
    """Return what to hide of counts that add up to one total, of which a reader knows this much."""
    if is_of_one_kind(counts, rule):
        return frozenset(range(len(counts)))
    small = [position for position, count in enumerate(counts) if is_small(count, rule)]
    sizes = [rounded(count, rule) for count in counts]

    def is_safe(hidden: frozenset[int]) -> bool:
        # A reader who knows that the smallest go first knows that each hidden count comes before this one.
        size, first_shown = min((sizes[place], place) for place in range(len(counts)) if place not in hidden)
        low, high = span_of_rounded(size, rule)
        known = [
            span_of_hidden(count, rule, ceiling=high if place < first_shown else low - 1)
            if place in hidden
            else span_of_rounded(sizes[place], rule)
            for place, count in enumerate(counts)
        ]
        spans = spans_in_line(counts, known=known, total=total)
        return all(is_wide(spans[place], rule) for place in small)

    return settle_line(small, sizes=sizes, is_safe=is_safe)


def protect_grid(counts: Sequence[Sequence[int]], *, total: Span, rule: Rule) -> frozenset[int]:
    """Return what to hide of counts in rows and columns, beside the tables of the rows and of the columns alone."""
    lines = lines_of_grid(counts)
    flat = tuple(chain.from_iterable(counts))
    small = {position for position, count in enumerate(flat) if is_small(count, rule)}
    of_one_kind = chain.from_iterable(line for line in lines if is_of_one_kind([flat[place] for place in line], rule))
    audit = audit_of_grid(counts, total=total, rule=rule)
    return settle_grid(
        small.union(of_one_kind), lines=lines, sizes=[rounded(count, rule) for count in flat], audit=audit
    )


def audit_of_grid(counts: Sequence[Sequence[int]], *, total: Span, rule: Rule) -> Audit:
    """Return the attack on rows and columns by a reader who also has the table of each alone."""
    sums = [sum(row) for row in counts], [sum(column) for column in zip(*counts, strict=True)]
    apart = [protect_line(margin, total=total, rule=rule) for margin in sums]
    rows, columns = (
        [span_of(count, rule, hidden=place in hidden) for place, count in enumerate(margin)]
        for margin, hidden in zip(sums, apart, strict=True)
    )
    lines, width = lines_of_grid(counts), len(columns)

    def audit(hidden: frozenset[int]) -> list[Line]:
        cells = [
            [span_of(count, rule, hidden=row * width + column in hidden) for column, count in enumerate(across)]
            for row, across in enumerate(counts)
        ]
        grid = Grid(counts=counts, cells=cells, rows=rows, columns=columns, total=total)
        return [
            next((line for line in crossing if not hidden.issuperset(line)), crossing[0])
            for crossing in _at_risk(grid, lines=lines, apart=apart, rule=rule)
        ]

    return audit


def lines_of_grid(counts: Sequence[Sequence[int]]) -> tuple[Line, ...]:
    """Return the rows, then the columns, as positions."""
    height, width = len(counts), len(counts[0])
    rows = [tuple(range(row * width, (row + 1) * width)) for row in range(height)]
    columns = [tuple(range(column, height * width, width)) for column in range(width)]
    return (*rows, *columns)


def is_of_one_kind(counts: Sequence[int], rule: Rule) -> bool:
    """Return whether at most one of several categories is large: then the split says of each case what it is.

    Only a split with zeros everywhere else says it for certain. Hiding that one alone would give it away, so those
    with a few cases elsewhere are hidden like it.
    """
    return len(counts) > 1 and sum(not is_small(count, rule) for count in counts) <= 1


def _smallest(sizes: Sequence[int]) -> Callable[[Iterable[int]], int]:
    """Return how to choose the next to hide: the smallest as shown, the earlier of two alike."""
    return lambda positions: min(positions, key=lambda position: (sizes[position], position))


def _pair(hidden: set[int], *, lines: Sequence[Line], smallest: Callable[[Iterable[int]], int]) -> None:
    """Hide a second count wherever a line has one alone: its total less the others would be it."""
    lonely = True
    while lonely:
        lonely = False
        for line in lines:
            shown = [position for position in line if position not in hidden]
            if shown and len(line) - len(shown) == 1:
                hidden.add(smallest(shown))
                lonely = True


def _at_risk(
    grid: Grid, *, lines: Sequence[Line], apart: Sequence[frozenset[int]], rule: Rule
) -> Iterable[tuple[Line, ...]]:
    """Yield the lines that protect each small count, and each small sum of a row or column, that is not safe.

    A count is protected by its row and column, a sum by the rows (columns) whose sums are hidden beside it.
    """
    network = grid.circulation()
    height = len(grid.rows)

    def is_exposed(arc: tuple[int, int]) -> bool:
        return not is_wide(network.span(arc, enough=FAR_ENOUGH), rule)

    for row, across in enumerate(grid.counts):
        if is_small(sum(across), rule) and is_exposed(grid.row_arc(row)):
            yield tuple(lines[other] for other in sorted(apart[0]))
        for column, count in enumerate(across):
            if is_small(count, rule) and is_exposed(grid.cell_arc(row, column)):
                yield lines[row], lines[height + column]
    for column in range(len(grid.columns)):
        if is_small(sum(across[column] for across in grid.counts), rule) and is_exposed(grid.column_arc(column)):
            yield tuple(lines[height + other] for other in sorted(apart[1]))
