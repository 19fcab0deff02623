"""Which groups of a table of shares to hide: a share shows two counts and gives away a third.

Of each group the count, its base and the rest (base less count) are counts of people in their own right. A group is
hidden whole. The base alone is also the table of another measure (referrals received), so a base hidden there is
hidden here, and a base shown there is taken as known here.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from itertools import chain

from dashboard.disclosure.attack import Grid
from dashboard.disclosure.disclosed import Rule
from dashboard.disclosure.hiding import (
    FAR_ENOUGH,
    Line,
    audit_of_grid,
    lines_of_grid,
    protect_grid,
    protect_line,
    settle_grid,
    settle_line,
)
from dashboard.disclosure.rules import NO_LIMIT, Span, is_small, is_wide, rounded, span_of, span_of_hidden


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """What a reader knows of the three totals of a table of shares."""

    counted: Span
    rest: Span
    base: Span


def protect_shares(counted: Sequence[int], *, base: Sequence[int], totals: Totals, rule: Rule) -> frozenset[int]:
    """Return the groups to hide of one line of shares."""
    base_hidden = protect_line(base, total=totals.base, rule=rule)
    return settle_line(
        base_hidden | _small(counted, base, rule),
        sizes=[rounded(count, rule) for count in base],
        is_safe=_attack_on_shares(counted, base=base, base_hidden=base_hidden, totals=totals, rule=rule),
    )


def protect_share_grid(
    counted: Sequence[Sequence[int]], *, base: Sequence[Sequence[int]], totals: Totals, rule: Rule
) -> frozenset[int]:
    """Return the groups to hide of shares in rows and columns.

    Four attacks, each exact by itself: the groups as one line of shares, and count, rest and base in rows and columns.
    """
    rest = [[of - part for part, of in zip(*pair, strict=True)] for pair in zip(counted, base, strict=True)]
    flat_counted, flat_base = tuple(chain.from_iterable(counted)), tuple(chain.from_iterable(base))
    base_hidden = protect_grid(base, total=totals.base, rule=rule)
    is_safe = _attack_on_shares(flat_counted, base=flat_base, base_hidden=base_hidden, totals=totals, rule=rule)
    audits = (
        audit_of_grid(counted, total=totals.counted, rule=rule),
        audit_of_grid(rest, total=totals.rest, rule=rule),
        audit_of_grid(base, total=totals.base, rule=rule),
    )

    def audit(hidden: frozenset[int]) -> list[Line]:
        in_lines = [line for attack in audits for line in attack(hidden)]
        return in_lines or ([] if is_safe(hidden) else [tuple(range(len(flat_base)))])

    return settle_grid(
        base_hidden | _small(flat_counted, flat_base, rule),
        lines=lines_of_grid(base),
        sizes=[rounded(count, rule) for count in flat_base],
        audit=audit,
    )


def _small(counted: Sequence[int], base: Sequence[int], rule: Rule) -> frozenset[int]:
    """Return the groups of which count or rest is small, as both are wherever the base is."""
    pairs = enumerate(zip(counted, base, strict=True))
    return frozenset(place for place, (part, of) in pairs if is_small(min(part, of - part), rule))


def _attack_on_shares(
    counted: Sequence[int], *, base: Sequence[int], base_hidden: Collection[int], totals: Totals, rule: Rule
) -> Callable[[frozenset[int]], bool]:
    """Return the attack on a line of shares: two columns, count and rest, whose rows add up to the bases."""
    counts = [(part, of - part) for part, of in zip(counted, base, strict=True)]
    rows = [span_of(of, rule, hidden=place in base_hidden) for place, of in enumerate(base)]

    def is_safe(hidden: frozenset[int]) -> bool:
        cells = [
            (span_of(part, rule, hidden=True), span_of_hidden(rest, rule))
            if place in hidden
            else (span_of(part, rule, hidden=False), (rule.hide_below, NO_LIMIT))
            for place, (part, rest) in enumerate(counts)
        ]
        grid = Grid(counts=counts, cells=cells, rows=rows, columns=(totals.counted, totals.rest), total=totals.base)
        network = grid.circulation()
        arcs = [
            arc
            for place, (part, rest) in enumerate(counts)
            for count, arc in (
                (part, grid.cell_arc(place, 0)),
                (rest, grid.cell_arc(place, 1)),
                (part + rest, grid.row_arc(place)),
            )
            if is_small(count, rule)
        ]
        return all(is_wide(network.span(arc, enough=FAR_ENOUGH), rule) for arc in arcs)

    return is_safe
