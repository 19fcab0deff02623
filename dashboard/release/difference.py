"""What changed between two releases, cell by cell: from what was shown, and nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from dashboard.release.cells import Keys, Rendered

Spot = tuple[str, Keys]  # a table and the codes of one of its cells
Shown = Mapping[Spot, int | None]


class Change(StrEnum):
    """How a cell differs from the release before."""

    NEW = "NEW"
    GONE = "GONE"
    MOVED = "MOVED"
    NOW_HIDDEN = "NOW_HIDDEN"
    NOW_SHOWN = "NOW_SHOWN"


@dataclass(frozen=True, slots=True, kw_only=True)
class CellChange:
    """One cell that differs: where, how, and what was and is shown (None: hidden, or no such cell)."""

    spot: Spot
    change: Change
    before: int | None
    after: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What changed from one release to the next.

    Attributes
    ----------
    changes
        Cells that differ, in the order of the later release; those it has not any more at the end.
    unchanged
        How many cells show what they showed.
    """

    changes: tuple[CellChange, ...]
    unchanged: int

    def of(self, change: Change) -> tuple[CellChange, ...]:
        """Return the changes of one kind."""
        return tuple(each for each in self.changes if each.change is change)


def shown_in(rendered: Rendered) -> dict[Spot, int | None]:
    """Return what each cell of a release shows, None where hidden, in the order of its tables."""
    return {(table.key, cell.keys): cell.shown for table in rendered.tables for cell in table.cells}


def difference(before: Shown, after: Shown) -> Difference:
    """Return what changed between what two releases show."""
    changes = [
        CellChange(spot=spot, change=change, before=before.get(spot), after=after.get(spot))
        for spot in dict.fromkeys((*after, *before))
        if (change := _change(spot, before, after)) is not None
    ]
    return Difference(changes=tuple(changes), unchanged=len({*before, *after}) - len(changes))


def _change(spot: Spot, before: Shown, after: Shown) -> Change | None:
    if spot not in before:
        return Change.NEW
    if spot not in after:
        return Change.GONE
    was, now = before[spot], after[spot]
    if was == now:
        return None
    if now is None:
        return Change.NOW_HIDDEN
    return Change.NOW_SHOWN if was is None else Change.MOVED
