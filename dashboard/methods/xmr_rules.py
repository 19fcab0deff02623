"""The rules of an XmR chart: which points stand out, each by one rule, the strongest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise, takewhile


class Label(StrEnum):
    """The rule by which a point stands out, and to which side."""

    ABOVE = "ABOVE"  # beyond the upper limit
    BELOW = "BELOW"
    RISING = "RISING"  # in a trend
    FALLING = "FALLING"
    NEAR_UPPER = "NEAR_UPPER"  # one of two in three in the near zone
    NEAR_LOWER = "NEAR_LOWER"
    HIGH_RUN = "HIGH_RUN"  # in a shift to one side of the mean
    LOW_RUN = "LOW_RUN"


@dataclass(frozen=True, slots=True, kw_only=True)
class Zones:
    """The lines that points are held against.

    Attributes
    ----------
    mean, lower, upper
        Mean and limits; the lower one may be below 0, and is cut for display only.
    near_lower, near_upper
        Where the near zones begin.
    """

    mean: float
    lower: float
    upper: float
    near_lower: float
    near_upper: float

    def side(self, value: float) -> int:
        """Return 1 above the mean, -1 below it, 0 on it."""
        return _sign(value - self.mean)

    def outside(self, value: float) -> int:
        """Return 1 beyond the upper limit, -1 beyond the lower one, else 0."""
        return (value > self.upper) - (value < self.lower)

    def near(self, value: float) -> int:
        """Return 1 or -1 in the upper or lower near zone, else 0; points outside the limits are not near."""
        if self.outside(value):
            return 0
        return (value > self.near_upper) - (value < self.near_lower)


def label_points(points: Sequence[float], zones: Zones, *, shift: int, trend: int) -> list[Label | None]:
    """Return one label a point: outside the limits goes before trend, trend before two in three, that before shift."""
    sides = [zones.side(value) for value in points]
    rules = (
        (Label.ABOVE, Label.BELOW, [zones.outside(value) for value in points]),
        (Label.RISING, Label.FALLING, trends(points, length=trend)),
        (Label.NEAR_UPPER, Label.NEAR_LOWER, two_in_three([zones.near(value) for value in points], sides)),
        (Label.HIGH_RUN, Label.LOW_RUN, shifts(sides, length=shift)),
    )
    labels: list[Label | None] = [None] * len(points)
    for up, down, flags in reversed(rules):
        for place, flag in enumerate(flags):
            if flag:
                labels[place] = up if flag > 0 else down
    return labels


def shifts(sides: Sequence[int], *, length: int) -> list[int]:
    """Return 1 or -1 for points in a row of at least `length` on one side of the mean, else 0."""
    flags = [0] * len(sides)
    for first, after in _stretches(sides):
        if sides[first] and after - first >= length:
            flags[first:after] = [sides[first]] * (after - first)
    return flags


def trends(points: Sequence[float], *, length: int) -> list[int]:
    """Return 1 or -1 for points in a row of at least `length` that all rise or all fall, else 0."""
    steps = [_sign(later - earlier) for earlier, later in pairwise(points)]
    flags = [0] * len(points)
    for first, after in _stretches(steps):
        if steps[first] and after - first + 1 >= length:
            flags[first : after + 1] = [steps[first]] * (after - first + 1)
    return flags


def two_in_three(near: Sequence[int], sides: Sequence[int]) -> list[int]:
    """Return 1 or -1 for near points of any three in a row, all on one side, of which two or more are near."""
    flags = [0] * len(near)
    for first in range(len(near) - 2):
        three = range(first, first + 3)
        side = sides[first]
        close = [place for place in three if near[place] == side]
        if side and all(sides[place] == side for place in three) and len(close) > 1:
            for place in close:
                flags[place] = side
    return flags


def start_of(label: Label, points: Sequence[float], zones: Zones) -> int:
    """Return the place where what the last point stands out by began."""
    if label in {Label.RISING, Label.FALLING}:
        steps = [_sign(later - earlier) for earlier, later in pairwise(points)]
        return len(points) - 1 - _same_at_the_end(steps)
    if label in {Label.HIGH_RUN, Label.LOW_RUN}:
        return len(points) - _same_at_the_end([zones.side(value) for value in points])
    if label in {Label.ABOVE, Label.BELOW}:
        return len(points) - _same_at_the_end([zones.outside(value) for value in points])
    near = [zones.near(value) for value in points[-3:]]
    return len(points) - len(near) + near.index(near[-1])


def _same_at_the_end(signs: Sequence[int]) -> int:
    return sum(1 for _ in takewhile(lambda sign: sign == signs[-1], reversed(signs)))


def _stretches(signs: Sequence[int]) -> list[tuple[int, int]]:
    """Return first place and place after the last of every stretch of equal signs."""
    edges = [place for place in range(1, len(signs)) if signs[place] != signs[place - 1]]
    return list(zip([0, *edges], [*edges, len(signs)], strict=True)) if signs else []


def _sign(difference: float) -> int:
    return (difference > 0) - (difference < 0)
