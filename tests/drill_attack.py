"""What whole numbers follow from every view that drilling down can reach; shares no code with the program."""

from datetime import date, timedelta

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp  # type: ignore[import-untyped]  # ships no types
from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

from dashboard.charts.chart import Plot
from data_access.snapshot import Snapshot
from data_access.vocabulary import Risk
from tests.drill_downs import AGENCIES, AREAS, PATHWAYS, Drills
from tests.factories import LAUNCH, a_referral, a_snapshot

AS_AT = date(2019, 6, 30)
_MOST = 2000  # more referrals than there are
_WIDE = 3  # possible values that a small count keeps


class Attack:
    """What any sum can be, whole numbers only, given all that is told."""

    def __init__(self, snapshot: Snapshot, plots: tuple[Plot, ...]) -> None:
        drills = Drills(snapshot, plots)
        bounds: dict[frozenset[int], tuple[int, int]] = {}
        self.targets: set[frozenset[int]] = set()
        for told in drills.told():
            low, high = bounds.get(told.cells, (0, _MOST))
            bounds[told.cells] = max(low, told.low), min(high, told.high)
            true = int(drills.truth[list(told.cells)].sum())
            assert told.low <= true <= told.high, "what is shown is not true"
            if told.is_target and 0 <= true <= 4 and told.cells:
                self.targets.add(told.cells)
        self.sums = [cells for cells in bounds if cells]
        matrix = np.zeros((len(self.sums), len(drills.truth)), dtype=np.int8)
        for row, cells in enumerate(self.sums):
            matrix[row, list(cells)] = 1
        matrix = matrix[:, [cell for cell in range(len(drills.truth)) if cell not in drills.known_empty]]
        self.columns = np.unique(matrix, axis=1)  # base cells that nothing tells apart are one
        self.row_of = {cells: row for row, cells in enumerate(self.sums)}
        lows, highs = zip(*(bounds[cells] for cells in self.sums), strict=True)
        self.lows, self.highs = np.array(lows), np.array(highs)
        self.known = LinearConstraint(csr_matrix(self.columns), self.lows, self.highs)
        self.truth = {cells: int(drills.truth[list(cells)].sum()) for cells in self.targets}

    def margin(self, cells: frozenset[int]) -> set[int]:
        """The values of a small count that witnesses were found for; looks for three of them, one of 3 or more."""
        found: set[int] = set()
        for value in (3, 4, 2, 1, 0):
            if len(found) < _WIDE and self._has_witness(cells, value):
                found.add(value)
        return found

    def _has_witness(self, cells: frozenset[int], value: int) -> bool:
        """Whether there is a table of whole numbers in which a sum has this value and all that is told holds."""
        sought = self.columns[self.row_of[cells]].astype(float)
        answer = milp(
            np.zeros(len(sought)),
            constraints=[self.known, LinearConstraint(sought[None, :], value, value)],
            bounds=Bounds(0, np.inf),
            integrality=np.ones(len(sought)),
            options={"time_limit": 60},
        )
        if answer.x is None:
            return False
        # The solver is not trusted: its table is added up again, in whole numbers, and held against all that is told.
        witness = np.rint(answer.x).astype(np.int64)
        sums = self.columns.astype(np.int64) @ witness
        assert (witness >= 0).all()
        assert ((sums >= self.lows) & (sums <= self.highs)).all(), "what the solver found is no witness"
        return bool(sums[self.row_of[cells]] == value)


def a_small_force(size: int, seed: int, *, as_at: date = AS_AT) -> Snapshot:
    """So many referrals of Cheshire since its launch, agencies, risks and areas each of another size."""
    chance = np.random.default_rng(seed)
    days = chance.integers(0, (as_at - LAUNCH).days + 1, size)
    picks = {
        "agency": chance.choice(AGENCIES, size, p=chance.dirichlet((5, 2, 1, 0.5))),
        "risk": chance.choice([risk.value for risk in Risk], size, p=chance.dirichlet(np.linspace(2, 1, len(Risk)))),
        "pathway": chance.choice([each.value for each in PATHWAYS], size, p=(0.32, 0.58, 0.1)),
    }
    places = chance.choice(len(AREAS), size, p=chance.dirichlet((3, 2, 0.5)))
    return a_snapshot(
        (
            a_referral(
                received_on=LAUNCH + timedelta(days=int(day)),
                area=AREAS[places[number]],
                **{name: str(codes[number]) for name, codes in picks.items()},
            )
            for number, day in enumerate(days)
        ),
        as_at=as_at,
    )
