"""How many of several things will happen, each with a chance of its own: the Poisson binomial distribution.

Source: Wang 1993, "On the number of successes in independent trials"; by convolution, one thing after another, exact.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

SHARE = 0.8  # of the weeks that a range is meant to hold: wide enough to plan by, narrow enough to say something


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """How many to expect: the mean, and the range that holds at least the share asked for, its tails alike."""

    expected: float
    lower: int
    upper: int


def number_happening(chances: Iterable[float], *, share: float = SHARE) -> Spread:
    """Return how many of some independent things will happen.

    Raises `ValueError` for a chance that is none, and for a share that is not between 0 and 1.
    """
    given = np.fromiter(chances, dtype=np.float64)
    if ((given < 0) | (given > 1) | np.isnan(given)).any() or not 0 < share < 1:
        raise ValueError("a chance is 0 to 1, and a share lies between")
    exactly = np.ones(1)
    for chance in given:
        exactly = np.convolve(exactly, (1 - chance, chance))
    at_most = np.cumsum(exactly)
    tail = (1 - share) / 2
    return Spread(
        expected=float(given.sum()),
        lower=int(np.searchsorted(at_most, tail, side="right")),
        upper=min(int(np.searchsorted(at_most, 1 - tail)), len(given)),
    )
