"""Small tables to protect, and an attacker who tries every whole number; shares no code with the one under test."""

from collections.abc import Iterable, Sequence

import polars as pl

from dashboard.disclosure.disclosed import Disclosed, Rule
from dashboard.metrics.metric import Direction, Measured, Metric, Unit

OFFICIAL = Rule(hide_below=5, round_to=5)
PUBLIC = Rule(hide_below=8, round_to=5)
EXACT = Rule(hide_below=0, round_to=1)
FEW_VALUES = Rule(hide_below=4, round_to=4)  # so that every world can be tried
UNROUNDED = Rule(hide_below=5, round_to=1)

Constraint = tuple[tuple[int, ...], int, int]  # these variables add up to between this and that


def a_metric(unit: Unit) -> Metric:
    """A metric of no importance."""
    return Metric(
        key="received",
        name="Referrals received",
        definition="",
        formula="",
        unit=unit,
        counted=pl.len(),
        base=pl.len(),
        base_name="received",
        caption="",
        source="",
        better=Direction.NEITHER,
    )


def a_line(counted: Sequence[int], base: Sequence[int] | None = None) -> Measured:
    """One column of groups a, b, c...: counts, or shares where a base is given."""
    of = counted if base is None else base
    cells = pl.DataFrame(
        {"agency": [chr(ord("a") + place) for place in range(len(of))], "counted": counted, "base": of},
        schema={"agency": pl.String, "counted": pl.Int64, "base": pl.Int64},
    )
    unit = Unit.COUNT if base is None else Unit.SHARE
    return Measured(metric=a_metric(unit), by=("agency",), cells=cells, total=(sum(counted), sum(of)))


def a_grid(counted: Sequence[Sequence[int]], base: Sequence[Sequence[int]] | None = None) -> Measured:
    """Groups in rows (agency a, b...) and columns (risk p, q...)."""
    of = counted if base is None else base
    rows = [
        (chr(ord("a") + row), chr(ord("p") + column), counted[row][column], of[row][column])
        for row in range(len(of))
        for column in range(len(of[0]))
    ]
    cells = pl.DataFrame(
        rows,
        schema={"agency": pl.String, "risk": pl.String, "counted": pl.Int64, "base": pl.Int64},
        orient="row",
    )
    unit = Unit.COUNT if base is None else Unit.SHARE
    total = sum(map(sum, counted)), sum(map(sum, of))
    return Measured(metric=a_metric(unit), by=("agency", "risk"), cells=cells, total=total)


def counted(disclosed: Disclosed) -> list[int | None]:
    """The column of counts as shown."""
    return disclosed.cells.get_column("counted").to_list()


def known_of(shown: int | None, truth: int, rule: Rule, *, top: int) -> tuple[int, int]:
    """Between what a count must lie, found by trying every count; of a hidden one, whether it is small is known."""
    if shown is None:
        return (0, rule.hide_below - 1) if truth < rule.hide_below else (rule.hide_below, top)
    alike = [count for count in range(rule.hide_below, top + rule.round_to) if _as_shown(count, rule) == shown]
    return min(alike), max(alike)


def known_of_total(shown: int | None, *, exact: bool, rule: Rule, top: int) -> tuple[int, int]:
    """Between what a total must lie."""
    if shown is None:
        return 0, top
    return (shown, shown) if exact else known_of(shown, shown, rule, top=top)


def _as_shown(count: int, rule: Rule) -> int:
    shown = rule.round_to * int(count / rule.round_to + 0.5)
    while shown < rule.hide_below:
        shown += rule.round_to
    return shown


def can_be(size: int, constraints: Iterable[Constraint], *, cells: tuple[int, ...], value: int) -> bool:
    """Whether these variables can add up to a value, by looking for whole numbers that satisfy everything."""
    everything = [*constraints, (cells, value, value)]
    return next(_worlds(size, everything, []), None) is not None


def is_pinned(size: int, constraints: Sequence[Constraint], *, cells: tuple[int, ...], rule: Rule) -> bool:
    """Whether a small count (or sum) has fewer than three values left, or none of 3 or more."""
    possible = [
        value for value in range(max(4, rule.hide_below)) if can_be(size, constraints, cells=cells, value=value)
    ]
    return len(possible) < 3 or max(possible) < 3


def _worlds(size: int, constraints: Sequence[Constraint], so_far: list[int]) -> Iterable[list[int]]:
    place = len(so_far)
    lowest, highest = 0, 10**6
    for cells, low, high in constraints:
        if place in cells:
            spent = sum(so_far[cell] for cell in cells if cell < place)
            highest = min(highest, high - spent)
            if max(cells) == place:
                lowest = max(lowest, low - spent)
    for value in range(lowest, highest + 1):
        if place + 1 == size:
            yield [*so_far, value]
        else:
            yield from _worlds(size, constraints, [*so_far, value])
