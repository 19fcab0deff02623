"""Tells less of a draft where its tables together give a small count away, and no less than that takes."""

from dataclasses import dataclass, replace
from itertools import chain

from dashboard.disclosure.disclosed import Rule
from dashboard.disclosure.rules import Span, rounded
from dashboard.release.adversaries import Adversary, Scene, Target
from dashboard.release.cells import Kind, ReleasedCell, Rendered
from dashboard.release.reading import Spot, dimensions_of, span_of
from dashboard.release.tables import BY_ROUTE, TOTAL, Dimension

Cells = tuple[ReleasedCell, ...]
Move = tuple[str, Cells]  # cells of a table as they would be shown

_HEADLINES = (TOTAL.key, BY_ROUTE.key)  # rounded as a last resort, and never hidden
_TIME = "time"
_TIMES = {Dimension.MONTH, Dimension.QUARTER}


def repaired(scene: Scene) -> Rendered:
    """Return a release of which each cell that had to is rounded, or hidden.

    One cell at a time, whichever protects the count at risk most; what turns out to protect nobody in the end is shown
    again, the largest first. A count that nothing protects stays as it is, and the audit refuses the release.
    """
    repair = _Repair(rendered=scene.rendered, adversaries=tuple(scene.adversaries()))
    for adversary in repair.adversaries:
        for target in adversary.targets:
            repair.protect(adversary, target)
    if repair.is_done:
        repair.take_back(scene.rendered)
    return repair.rendered


@dataclass(kw_only=True)
class _Repair:
    """A release on its way, and the attackers that read it as it is."""

    rendered: Rendered
    adversaries: tuple[Adversary, ...]
    is_done: bool = True

    def protect(self, adversary: Adversary, target: Target) -> None:
        """Tell less, step by step, until a small count is safe from an attacker, or nothing is left to tell less of."""
        while not adversary.is_safe(target):
            move = self.best_move(adversary, target)
            if move is None:
                self.is_done = False
                return
            self.make(*move)

    def make(self, key: str, cells: Cells) -> None:
        """Show some cells of a table otherwise."""
        new = {cell.keys: cell for cell in cells}
        tables = [
            replace(table, cells=tuple(new.get(each.keys, each) for each in table.cells)) if table.key == key else table
            for table in self.rendered.tables
        ]
        self.rendered = replace(self.rendered, tables=tuple(tables))
        for each in self.adversaries:
            each.attacker.retell(self._spans(key, cells))

    def best_move(self, adversary: Adversary, target: Target) -> Move | None:
        """Return the cell that, told less of, leaves most values possible; of those alike the smallest as shown.

        The headline goes only where no other cell helps. One alone may not help where two together would: then the
        first that is left, those of its own table before others.
        """
        before = _width(adversary.attacker.span(target.places))
        tiers = self._moves(target)
        for moves in tiers:
            ranked = [
                (_width(adversary.attacker.span_if(target.places, self._spans(key, cells))), -number)
                for number, (key, cells) in enumerate(moves)
            ]
            widest = max(ranked, default=(before, 0))
            if widest[0] > before:
                return moves[-widest[1]]
        return next(chain.from_iterable(tiers), None)

    def take_back(self, draft: Rendered) -> None:
        """Show again, as it was, every cell that protects nobody as things are now."""
        changed = [
            (table.key, cell, was)
            for table, before in zip(self.rendered.tables, draft.tables, strict=True)
            for cell, was in zip(table.cells, before.cells, strict=True)
            if cell != was
        ]
        for key, cell, was in sorted(changed, key=lambda each: -_size(each[2])):
            self.make(key, (was,))
            if not self._is_safe():
                self.make(key, (cell,))

    def _is_safe(self) -> bool:
        return all(adversary.is_safe(target) for adversary in self.adversaries for target in adversary.targets)

    def _moves(self, target: Target) -> tuple[list[Move], ...]:
        """Return what could be told less of by one step: single cells of related tables, of others, headlines whole.

        Related are tables that share a dimension with the count at risk, its own first; in each the smallest shown goes
        first. What came since the release before is told by months and quarters too.
        """
        own = _families(target.spot[0]) | ({_TIME} if target.is_change else frozenset())
        related: list[Move] = []
        others: list[Move] = []
        headlines: list[Move] = []
        for table in sorted(self.rendered.tables, key=lambda each: each.key != target.spot[0]):
            steps = [_told_less(cell, self.rendered.rule) for cell in sorted(table.cells, key=_size)]
            cells = tuple(cell for cell in steps if cell is not None)
            if table.key not in _HEADLINES:
                tier = related if own & _families(table.key) else others
                tier.extend((table.key, (cell,)) for cell in cells)
            elif any(cell.kind is Kind.EXACT and cell.held_from is None for cell in table.cells):
                headlines.append((table.key, cells))
        return related, others, headlines

    def _spans(self, key: str, cells: Cells) -> dict[Spot, Span]:
        """Return what cells tell by themselves; one that is hidden here is not small."""
        return {(key, cell.keys): span_of(cell, self.rendered, table=key, small=()) for cell in cells}


def _told_less(cell: ReleasedCell, rule: Rule) -> ReleasedCell | None:
    """Return an exact cell rounded, a rounded one hidden; None of one that is hidden, or stands from before."""
    if cell.shown is None or cell.held_from is not None:
        return None
    if cell.kind is Kind.EXACT:
        return replace(cell, shown=rounded(cell.shown, rule), kind=Kind.ROUNDED)
    return replace(cell, shown=None, kind=Kind.HIDDEN)


def _families(key: str) -> frozenset[str]:
    """Return the dimensions of a table, months and quarters being one."""
    return frozenset(_TIME if name in _TIMES else name for name in dimensions_of(key))


def _size(cell: ReleasedCell) -> int:
    return cell.shown or 0


def _width(span: Span | None) -> int:
    return -1 if span is None else span[1] - span[0]
