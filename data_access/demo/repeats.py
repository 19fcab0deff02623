"""Who comes back: later referrals of the same two people, and perpetrators with a second victim."""

from dataclasses import dataclass

import numpy as np

from data_access.demo.cases import Cases
from data_access.demo.chances import Chances, Curve, Flags, Ints
from data_access.demo.columns import NEVER

# About one referral in eleven is tried as a return; those whose earlier referral was still open are dropped again.
_TRIED = 0.13
_GAP = Curve.of(p0=30, p25=95, p50=190, p75=330, p100=700)
_SECOND_VICTIM = 0.03
# Beyond this the records of a pair are one more referral, not the same stretch of trouble.
_LONGEST_CHAIN = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeats:
    """Links between the referrals of a block.

    Attributes
    ----------
    previous
        Row of the earlier referral of the same pair, or `NEVER`.
    returned_on
        Day the pair came back after this referral, or `NEVER`.
    victim, perpetrator
        Row whose pseudonym this referral's victim and perpetrator have.
    """

    previous: Ints
    returned_on: Ints
    victim: Ints
    perpetrator: Ints

    @property
    def is_return(self) -> Flags:
        """Which referrals follow an earlier one."""
        linked: Flags = self.previous != NEVER
        return linked


def find_repeats(cases: Cases, *, chances: Chances) -> Repeats:
    """Link returns to an earlier, closed referral of the block, each at most once and weeks apart."""
    size = len(cases.block)
    rows = np.arange(size)
    gap = chances.along(_GAP, size=size).astype(np.int64)
    earlier = np.searchsorted(cases.received, cases.received - gap, side="right") - 1
    tried = chances.happens(_TRIED, size=size) & (earlier >= 0)
    was_closed = (cases.closed[earlier] != NEVER) & (cases.closed[earlier] < cases.received)
    later = rows[tried & was_closed]
    taken, first = np.unique(earlier[later], return_index=True)
    previous = np.full(size, NEVER)
    previous[later[first]] = taken
    returned_on = np.full(size, NEVER)
    returned_on[taken] = cases.received[later[first]]
    victim = _first_of_chain(previous)
    return Repeats(
        previous=previous,
        returned_on=returned_on,
        victim=victim,
        perpetrator=_with_second_victims(victim, previous, returned_on, chances),
    )


def _first_of_chain(previous: Ints) -> Ints:
    rows = np.arange(len(previous))
    first = np.where(previous == NEVER, rows, previous)
    for _ in range(_LONGEST_CHAIN.bit_length()):
        first = first[first]
    return first


def _with_second_victims(victim: Ints, previous: Ints, returned_on: Ints, chances: Chances) -> Ints:
    """Give a few referrals that stand alone the perpetrator of an earlier one."""
    size = len(victim)
    rows = np.arange(size)
    alone = (previous == NEVER) & (returned_on == NEVER)
    second = alone & chances.happens(_SECOND_VICTIM, size=size) & (rows > 0)
    return np.where(second, victim[chances.below(rows)], victim)
