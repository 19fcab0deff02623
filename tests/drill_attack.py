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
_MOST = 500  # more referrals than there are


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
            if told.is_target and 1 <= true <= 4:
                self.targets.add(told.cells)
        self.sums = [cells for cells in bounds if cells]
        matrix = np.zeros((len(self.sums), len(drills.truth)), dtype=np.int8)
        for row, cells in enumerate(self.sums):
            matrix[row, list(cells)] = 1
        matrix = matrix[:, [cell for cell in range(len(drills.truth)) if cell not in drills.known_empty]]
        self.columns = np.unique(matrix, axis=1)  # base cells that nothing tells apart are one
        self.row_of = {cells: row for row, cells in enumerate(self.sums)}
        lows, highs = zip(*(bounds[cells] for cells in self.sums), strict=True)
        self.known = LinearConstraint(csr_matrix(self.columns), np.array(lows), np.array(highs))
        self.truth = {cells: int(drills.truth[list(cells)].sum()) for cells in self.targets}

    def span(self, cells: frozenset[int]) -> tuple[int, int]:
        """The least and the most that a sum can be."""
        sought = self.columns[self.row_of[cells]].astype(float)
        ends = []
        for sign in (1, -1):
            found = milp(
                sign * sought,
                constraints=self.known,
                bounds=Bounds(0, np.inf),
                integrality=np.ones(len(sought)),
                options={"time_limit": 60},
            )
            ends.append(found)
        low, high = (None if end.x is None else end.fun for end in ends)
        if low is None or high is None:
            raise AssertionError(ends[0].message, ends[1].message)
        return int(np.ceil(low - 1e-6)), int(np.floor(-high + 1e-6))


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
