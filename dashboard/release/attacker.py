"""What somebody can work out from a release: the least and the most that each count can be.

A linear programme over the unknowns, solved by HiGHS: one model for each attacker, kept warm, of which only the costs
change from count to count. Its bounds, rounded inward, hold every whole number that is possible; that the numbers
between them are possible too is shown in the tests by explicit tables.
"""

import math
from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import highspy
import numpy as np

from dashboard.disclosure.disclosed import CannotProtect
from dashboard.disclosure.rules import NO_LIMIT, Span
from dashboard.release.reading import Spot, Statement, Weights
from dashboard.release.world import Places, World

_NEAR = 1e-6  # a bound this close to a whole number is that number
_KEPT = 60  # solutions, to look at before another is asked for
_ENOUGH = 1e6  # more than any unit receives; keeps every bound finite


@dataclass(frozen=True, slots=True, kw_only=True)
class Insight:
    """What an attacker knows beside the release: how many of each unknown are their own, and which they know whole."""

    own: Places
    known: Places


class Attacker:
    """One reader with a pencil: everything a release says, as one linear programme."""

    def __init__(self, world: World, told: Iterable[Statement], *, insight: Insight | None = None) -> None:
        rows = [each for each in told if len(each.places)]
        own = [(number, each.spot, each) for number, each in enumerate(rows) if each.spot and not each.is_old]
        self._row_of = {spot: number for number, spot, _ in own}
        self._bounds: dict[Spot, Span] = {spot: (each.low, each.high) for _, spot, each in own}
        self._solutions: deque[Weights] = deque(maxlen=_KEPT)
        self._solver = highspy.Highs()  # type: ignore[no-untyped-call]  # its constructor has no types
        self._solver.setOptionValue("output_flag", "false")
        self._solver.setOptionValue("threads", 1)
        self._solver.passModel(_model(world, rows, insight))

    def span(self, places: Places) -> Span | None:
        """Return the least and the most that some unknowns add up to; None where the release contradicts itself."""
        columns = places.astype(np.int32)
        ends = []
        for sign in (1.0, -1.0):
            self._solver.changeColsCost(len(columns), columns, np.full(len(columns), sign))
            self._solver.run()
            ends.append(self._end(sign))
        self._solver.changeColsCost(len(columns), columns, np.zeros(len(columns)))
        low, high = ends
        if low is None or high is None:
            return None
        return math.ceil(low - _NEAR), math.floor(high + _NEAR)

    def seen(self, places: Places) -> Span | None:
        """Return between what these unknowns lay in the solutions so far: no more than what they could be.

        It costs no programme, and mostly settles that a count is safe.
        """
        if not self._solutions:
            return None
        sums = [float(solution[places].sum()) for solution in self._solutions]
        return math.ceil(min(sums) - _NEAR), math.floor(max(sums) + _NEAR)

    def retell(self, spans: Mapping[Spot, Span]) -> None:
        """Read some cells of the release otherwise: no more is known of each than this."""
        for spot, (low, high) in spans.items():
            if low > self._bounds[spot][0] or high < self._bounds[spot][1]:
                self._solutions.clear()  # which need not hold where more is known
            self._bounds[spot] = low, high
            self._solver.changeRowBounds(self._row_of[spot], _or_infinite(low), _or_infinite(high))

    def span_if(self, places: Places, spans: Mapping[Spot, Span]) -> Span | None:
        """Return what these unknowns could be if no more were known of some cells than this."""
        before = {spot: self._bounds[spot] for spot in spans}
        self.retell(spans)
        span = self.span(places)
        self.retell(before)
        return span

    def _end(self, sign: float) -> float | None:
        status = self._solver.getModelStatus()
        if status == highspy.HighsModelStatus.kInfeasible:
            return None
        if status != highspy.HighsModelStatus.kOptimal:
            raise CannotProtect(
                "The attack on a release did not come to an end.",
                unharmed="Nothing was released.",
                remedy="Report this: the audit is at fault, not the figures.",
            )
        self._solutions.append(np.array(self._solver.getSolution().col_value))
        return sign * float(self._solver.getInfo().objective_function_value)


def _model(world: World, told: list[Statement], insight: Insight | None) -> highspy.HighsLp:
    """Return the programme: a column for each unknown, a row for each statement and for each agreement of groups."""
    rows = [(each.places, each.weights, each.low, each.high) for each in told]
    for ours, hubs in world.agreements():
        weights = np.concatenate([np.ones(len(ours)), -np.ones(len(hubs))])
        rows.append((np.concatenate([ours, hubs]), weights, 0, 0))
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = world.size, len(rows)
    model.col_cost_ = np.zeros(world.size)
    model.col_lower_ = np.zeros(world.size) if insight is None else insight.own.astype(float)
    most = np.full(world.size, _ENOUGH)
    if insight is not None:
        most[insight.known] = insight.own[insight.known]
    model.col_upper_ = most
    model.row_lower_ = np.array([_or_infinite(low) for _, _, low, _ in rows])
    model.row_upper_ = np.array([_or_infinite(high) for *_, high in rows])
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = np.cumsum([0, *(len(places) for places, *_ in rows)]).astype(np.int32)
    model.a_matrix_.index_ = np.concatenate([places for places, *_ in rows]).astype(np.int32)
    model.a_matrix_.value_ = np.concatenate([weights for _, weights, *_ in rows])
    return model


def _or_infinite(bound: float) -> float:
    return math.copysign(highspy.kHighsInf, bound) if abs(bound) >= NO_LIMIT else float(bound)
