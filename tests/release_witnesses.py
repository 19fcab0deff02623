"""Explicit tables of referrals that look exactly like a release; shares no code with the attack under test.

OR-Tools looks for whole numbers, one for each month, route, agency, level of risk and outcome. What it finds is
believed only after NumPy has added it up again and each cell comes out as it was released.
"""

from functools import cached_property

import numpy as np
import numpy.typing as npt
import polars as pl
from ortools.sat.python import cp_model  # type: ignore[import-untyped]  # ships no types

from dashboard.release.cells import ReleasedCell, Rendered
from dashboard.release.tables import TABLES
from tests.releases import coded

Counts = npt.NDArray[np.int64]
Spot = tuple[str, tuple[str, ...]]

_AXES = ("month", "route", "agency", "risk", "outcome")


class Proof:
    """The referrals behind a release as one cube, and the search for others that look the same."""

    def __init__(self, rendered: Rendered, referrals: pl.DataFrame) -> None:
        self.rendered = rendered
        kept = coded(referrals, rendered).select(_AXES).rows()
        self.codes = [sorted({row[axis] for row in kept}) for axis in range(len(_AXES))]
        self.truth = np.zeros([len(codes) for codes in self.codes], dtype=np.int64)
        for row in kept:
            self.truth[tuple(self.codes[axis].index(code) for axis, code in enumerate(row))] += 1
        self.cells: dict[Spot, ReleasedCell] = {
            (table.key, cell.keys): cell for table in rendered.tables for cell in table.cells
        }
        self.chosen = {spot: self._mask(spot) for spot in self.cells}

    def _mask(self, spot: Spot) -> Counts:
        """Which cells of the cube a cell of the release adds up."""
        key, keys = spot
        mask = np.ones(self.truth.shape, dtype=np.int64)
        for dimension, code in zip(TABLES[key].dimensions, keys, strict=True):
            axis = _AXES.index("month" if dimension == "quarter" else dimension.value)
            found = [_quarter(each) if dimension == "quarter" else each for each in self.codes[axis]]
            shape = [1] * len(_AXES)
            shape[axis] = -1
            mask = mask * np.array([each == code for each in found], dtype=np.int64).reshape(shape)
        return mask

    def small(self) -> list[Spot]:
        """Every cell with a true count from 1 to 7."""
        return [spot for spot, mask in self.chosen.items() if 0 < int((mask * self.truth).sum()) < self._threshold]

    @property
    def _threshold(self) -> int:
        return self.rendered.rule.hide_below

    def witness(self, spot: Spot, value: int) -> Counts | None:
        """A cube in which this cell has this value, and every cell looks as released; None where there is none."""
        model, unknowns = self._released
        model = model.clone()
        model.add(self._sum(unknowns, spot) == value)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.cp_model_presolve = False  # from the truth it is quicker without
        solver.parameters.max_time_in_seconds = 60
        status = solver.solve(model)
        if status == cp_model.INFEASIBLE:
            return None
        assert status in (cp_model.OPTIMAL, cp_model.FEASIBLE), "the search did not end"
        return np.array([solver.value(unknown) for unknown in unknowns], dtype=np.int64).reshape(self.truth.shape)

    @cached_property
    def _released(self) -> tuple[cp_model.CpModel, list[cp_model.IntVar]]:
        """What every cube that looks as released satisfies; the search starts from the truth."""
        model = cp_model.CpModel()
        most = int(self.truth.sum()) + 10
        unknowns = [model.new_int_var(0, most, "") for _ in range(self.truth.size)]
        for unknown, count in zip(unknowns, self.truth.ravel(), strict=True):
            model.add_hint(unknown, int(count))
        for each in self.chosen:
            model.add_linear_constraint(self._sum(unknowns, each), *self._span(each, most))
        return model, unknowns

    def _sum(self, unknowns: list[cp_model.IntVar], spot: Spot) -> cp_model.LinearExpr:
        return cp_model.LinearExpr.sum([unknowns[place] for place in np.flatnonzero(self.chosen[spot])])

    def _span(self, spot: Spot, most: int) -> tuple[int, int]:
        shown = self.cells[spot].shown
        if shown is None:
            is_small = int((self.chosen[spot] * self.truth).sum()) < self._threshold
            return (0, self._threshold - 1) if is_small else (self._threshold, most)
        alike = [count for count in range(shown + 10) if self._looks(count, self.cells[spot])]
        return min(alike), max(alike)

    def _looks(self, count: int, cell: ReleasedCell) -> bool:
        """Whether a count would be shown like this cell: itself, or the nearest five and never under ten."""
        if cell.kind == "EXACT":
            return count == cell.shown
        return count >= self._threshold and max(10, 5 * int(count / 5 + 0.5)) == cell.shown

    def looks_the_same(self, cube: Counts) -> bool:
        """Whether a cube, added up, gives the release and nothing but the release."""
        if (cube < 0).any():
            return False
        for spot, cell in self.cells.items():
            count, true = (int((self.chosen[spot] * each).sum()) for each in (cube, self.truth))
            alike = (count < self._threshold) == (true < self._threshold) if cell.shown is None else None
            if not (self._looks(count, cell) if alike is None else alike):
                return False
        return True

    def values(self) -> dict[Spot, set[int]]:
        """Values of every small cell for which a table that looks the same was found: three, one of 3 or more, or all.

        One table is a witness for every cell at once, so each is looked at for all.
        """
        spots = self.small()
        found: dict[Spot, set[int]] = {spot: set() for spot in spots}
        self._count(self.truth, found)
        for spot in spots:
            true = int((self.chosen[spot] * self.truth).sum())
            for value in sorted(range(self._threshold), key=lambda each: (abs(each - true), -each)):
                if len(found[spot]) >= 3 and max(found[spot]) >= 3:
                    break
                cube = None if value in found[spot] else self.witness(spot, value)
                if cube is not None:
                    self._count(cube, found)
        return found

    def _count(self, cube: Counts, found: dict[Spot, set[int]]) -> None:
        assert self.looks_the_same(cube), "what the solver found is not what was released"
        for spot, values in found.items():
            values.add(int((self.chosen[spot] * cube).sum()))


def _quarter(month: str) -> str:
    return f"{month[:4]}-Q{(int(month[5:]) + 2) // 3}"
