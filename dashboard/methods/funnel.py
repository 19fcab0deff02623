"""Funnel limits: how far a share may stray from a common one by chance alone, by the size of its base.

Source: Spiegelhalter 2005, Statistics in Medicine 24:1185-1202, doi:10.1002/sim.1970: exact binomial limits with
interpolation (section A.1.1). Arcsine limits, as some packages draw, are off where bases are small. Overdispersion is
not adjusted for: that takes many more units than there are forces or agencies.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from dashboard.methods.exact import binomial
from dashboard.methods.intervals import Floats

INNER = 0.95  # about one unit in twenty lies outside by chance
OUTER = 0.998  # about one in five hundred


class Place(StrEnum):
    """Where a share lies in the funnel; nothing is said about better or worse."""

    USUAL = "USUAL"
    BEYOND_INNER = "BEYOND_INNER"
    BEYOND_OUTER = "BEYOND_OUTER"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The limits of a share for one base of people; the limits are fractions of 1."""

    base: int
    lower: float
    upper: float


def limits(base: int, *, target: float, confidence: float = INNER) -> Limits:
    """Return the limits around a target share, such as the share of everybody the funnel shows.

    Raises `ValueError` for a base of nobody, and for a target or a confidence that is not between 0 and 1: around a
    share of nobody or of everybody nothing can vary.
    """
    if base < 1 or not 0 < target < 1 or not 0 < confidence < 1:
        message = f"No limits for a base of {base} around {target} with a confidence of {confidence}."
        raise ValueError(message)
    first, chances = binomial(base, target)
    at_most = np.cumsum(chances)
    lower, upper = (_crossing(at_most, probability) for probability in ((1 - confidence) / 2, (1 + confidence) / 2))
    # Where next to nobody is expected the line between two counts starts below 0, or passes the target by.
    return Limits(
        base=base,
        lower=max(0.0, min(target, (first + lower) / base)),
        upper=min(1.0, max(target, (first + upper) / base)),
    )


def place(part: int, base: int, *, target: float) -> Place:
    """Return where a share lies: strictly beyond a limit, or within. Raises `ValueError` as `limits` does."""
    if not 0 <= part <= base:
        message = f"{part} of {base} is not a share."
        raise ValueError(message)
    for confidence, beyond in ((OUTER, Place.BEYOND_OUTER), (INNER, Place.BEYOND_INNER)):
        drawn = limits(base, target=target, confidence=confidence)
        if not drawn.lower <= part / base <= drawn.upper:
            return beyond
    return Place.USUAL


def _crossing(at_most: Floats, probability: float) -> float:
    """Return the place, between two whole ones, up to which so much of the distribution lies."""
    above = min(int(np.searchsorted(at_most, probability)), len(at_most) - 1)
    below = at_most[above - 1] if above else 0.0
    return above - float((at_most[above] - probability) / (at_most[above] - below))
