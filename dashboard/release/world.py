"""Every way the records could be: one unknown count for each combination that a release tells apart.

The plain form has one unknown for each stretch of days, route, agency, level of risk and outcome: thousands. But no
table of the closed list joins, say, agency with risk. Where the columns told together form a tree of overlapping
groups, counts of the groups that agree where they overlap always come from some whole set of records (Vorob'ev 1962):
an attacker learns exactly as much from some hundred unknowns. `tests/properties/test_release_attacks.py` compares.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import product

import numpy as np
import numpy.typing as npt

from dashboard.release.days import Stretch
from dashboard.release.tables import Dimension

Places = npt.NDArray[np.int64]  # numbers of unknowns
Days = npt.NDArray[np.bool_]  # which stretches
Group = tuple[str, ...]  # names of axes

STRETCH, SEGMENT, PART = "stretch", "segment", "part"  # time, ever coarser: months, quarters, between ends of releases
TIMES = (STRETCH, SEGMENT, PART)
UNTOLD = ""  # the one code of a dimension that no table tells apart
BEFORE = "outcome before"  # outcomes as the release before told them
_FINE_ENOUGH: Mapping[str, tuple[str, ...]] = {Dimension.MONTH: (STRETCH,), Dimension.QUARTER: (STRETCH, SEGMENT)}

TREE: tuple[Group, ...] = (
    (SEGMENT, Dimension.ROUTE, Dimension.RISK),  # the hub, with which all others agree
    (STRETCH,),
    (PART, Dimension.AGENCY, Dimension.ROUTE),
    (PART, Dimension.OUTCOME, Dimension.ROUTE),
)
WHOLE: tuple[Group, ...] = ((STRETCH, Dimension.ROUTE, Dimension.AGENCY, Dimension.RISK, Dimension.OUTCOME),)
_OUTCOMES_BEFORE: Group = (PART, BEFORE, Dimension.ROUTE)


@dataclass(frozen=True, kw_only=True)
class World:
    """The unknowns, numbered group by group.

    Attributes
    ----------
    stretches
        The days told of, in order.
    codes
        The codes of each dimension but time, `UNTOLD` alone where none is told apart, and of `BEFORE` where outcomes
        were told before.
    groups
        What is counted together: the first is the hub, with which all others agree where they overlap.
    """

    stretches: tuple[Stretch, ...]
    codes: Mapping[str, tuple[str, ...]]
    groups: tuple[Group, ...]

    @classmethod
    def of(
        cls, stretches: tuple[Stretch, ...], codes: Mapping[str, tuple[str, ...]], *, told: Sequence[Sequence[str]]
    ) -> "World":
        """Return the smallest world that counts each of these combinations of dimensions together."""
        before = (_OUTCOMES_BEFORE,) if BEFORE in codes else ()
        small = cls(stretches=stretches, codes=codes, groups=(*TREE, *before))
        if all(small.group_of(dimensions) is not None for dimensions in told):
            return small
        return cls(stretches=stretches, codes=codes, groups=(*WHOLE, *before))

    @cached_property
    def times(self) -> Mapping[str, Places]:
        """For each axis of time, the number on it of each stretch."""
        return {
            STRETCH: np.arange(len(self.stretches)),
            SEGMENT: _numbered([(each.part, each.quarter) for each in self.stretches]),
            PART: _numbered([each.part for each in self.stretches]),
        }

    @cached_property
    def numbers(self) -> tuple[Places, ...]:
        """The numbers of the unknowns of each group, one axis for each of its names."""
        found, start = [], 0
        for group in self.groups:
            shape = tuple(self._length(name) for name in group)
            size = int(np.prod(shape))
            found.append(np.arange(start, start + size).reshape(shape))
            start += size
        return tuple(found)

    @property
    def size(self) -> int:
        """How many unknowns there are."""
        return sum(numbers.size for numbers in self.numbers)

    def group_of(self, dimensions: Collection[str]) -> int | None:
        """Return the first group that tells these dimensions apart, or None."""
        wanted = [_FINE_ENOUGH[name] for name in dimensions if name in _FINE_ENOUGH]
        times = wanted[0] if wanted else TIMES
        plain = {name for name in dimensions if name not in _FINE_ENOUGH}
        for place, group in enumerate(self.groups):
            if plain.issubset(group) and any(time in group for time in times):
                return place
        return None

    def days(self, since: date, until: date) -> Days:
        """Return which stretches lie between two days, both included."""
        return np.array([since <= each.first and each.last <= until for each in self.stretches])

    def places(self, keys: Mapping[str, Collection[str]], *, days: Days) -> Places:
        """Return the unknowns that a cell adds up: those with one of these codes each, in these stretches of days."""
        group = self.group_of(keys)
        if group is None:
            message = f"Nothing counts {' and '.join(keys)} together."
            raise ValueError(message)
        inside = days.copy()
        for name in _FINE_ENOUGH.keys() & keys.keys():
            inside &= np.array(
                [(each.month if name == Dimension.MONTH else each.quarter) in keys[name] for each in self.stretches]
            )
        return self._inside(group, {name: codes for name, codes in keys.items() if name not in _FINE_ENOUGH}, inside)

    def agreements(self) -> Iterator[tuple[Places, Places]]:
        """Yield pairs of sets of unknowns with the same sum: what a group and the hub both count."""
        hub = self.groups[0]
        for place, group in enumerate(self.groups[1:], start=1):
            shared = [name for name in group if name in hub and name not in TIMES]
            level = self.times[max((_time_of(group), _time_of(hub)), key=TIMES.index)]
            for number in range(int(level.max()) + 1):
                for codes in product(*(self.codes[name] for name in shared)):
                    keys = {name: (code,) for name, code in zip(shared, codes, strict=True)}
                    yield self._inside(place, keys, level == number), self._inside(0, keys, level == number)

    def _inside(self, place: int, keys: Mapping[str, Collection[str]], days: Days) -> Places:
        chosen = [
            np.unique(self.times[name][days])
            if name in TIMES
            else [number for number, code in enumerate(self.codes[name]) if name not in keys or code in keys[name]]
            for name in self.groups[place]
        ]
        return self.numbers[place][np.ix_(*chosen)].ravel()

    def _length(self, name: str) -> int:
        return int(self.times[name].max()) + 1 if name in TIMES else len(self.codes[name])


def _time_of(group: Group) -> str:
    return next(name for name in group if name in TIMES)


def _numbered(labels: Sequence[object]) -> Places:
    """Return the number of each label, in the order of first appearance."""
    order = {label: number for number, label in enumerate(dict.fromkeys(labels))}
    return np.array([order[label] for label in labels], dtype=np.int64)
