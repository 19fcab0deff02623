"""The Poisson and the binomial distribution without approximation: the interval of a count, the chances of a funnel.

Small numbers are what this field has, and there approximations fail; large ones cost little here, for only the counts
around the likeliest are summed.
"""

import math
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from dashboard.methods.intervals import CONFIDENCE, Floats, deviations

ROUNDS = 50  # Newton's method needs some five
ENOUGH = 1e-14  # of a mean: closer a float cannot come


@dataclass(frozen=True, slots=True, kw_only=True)
class CountInterval:
    """A count of events, with the averages under which it would not surprise; all in events."""

    count: int
    lower: float
    upper: float


def poisson(count: int, *, confidence: float = CONFIDENCE) -> CountInterval:
    """Return the exact interval of a count (Garwood 1936).

    Raises `ValueError` for a negative count and for a confidence that is not between 0 and 1.
    """
    if count < 0:
        message = f"{count} is not a count."
        raise ValueError(message)
    z = deviations(confidence)
    return CountInterval(
        count=count,
        lower=_mean_at_which(count, z=-z) if count else 0.0,
        upper=_mean_at_which(count + 1, z=z),
    )


def binomial(base: int, share: float) -> tuple[int, Floats]:
    """Return the first count with a chance that a float can hold, and the chances of it and of those after it.

    Each follows from the one before, times (base - k) / (k + 1) * share / (1 - share); together they are 1. `share`
    lies strictly between 0 and 1.
    """
    likeliest = int((base + 1) * share)
    reach = int(15 * math.sqrt(base * share * (1 - share))) + 50  # beyond it lies less than 1e-40
    first, last = max(0, likeliest - reach), min(base, likeliest + reach)
    before = np.arange(first, last)
    logs = np.cumsum(np.log((base - before) / (before + 1) * (share / (1 - share))))
    logs = np.concatenate([[0.0], logs])
    with np.errstate(under="ignore"):
        chances = np.exp(logs - logs.max())
    return first, chances / chances.sum()


def _mean_at_which(count: int, *, z: float) -> float:
    """Return the mean at which so many or more, 1 or above, have the probability to the left of `z` (a gamma quantile).

    Found by Newton's method on the logarithm of the probability, which is concave. It starts from the approximation of
    Wilson and Hilferty 1931 (Byar's method), or where the first term alone would have the probability if that is more.
    """
    log_probability = math.log(NormalDist().cdf(z))
    approximate = count * max(0.0, 1 - 1 / (9 * count) + z / (3 * math.sqrt(count))) ** 3
    mean = max(approximate, math.exp((log_probability + math.lgamma(count + 1)) / count))
    terms = np.arange(count + 1, count + 100 + int(20 * math.sqrt(count)))
    for _ in range(ROUNDS):
        with np.errstate(under="ignore"):
            ratio = 1 + float(np.cumprod(mean / terms).sum())  # of so many or more to exactly so many
        log_exactly = count * math.log(mean) - mean - math.lgamma(count + 1)
        step = (log_exactly + math.log(ratio) - log_probability) * ratio * mean / count
        mean -= step
        if abs(step) <= ENOUGH * mean:
            break
    return mean
