"""Estimates multiplied: the range of a product of two independent ones from the range of each.

Source: square and add, as Newcombe 1998 (method 10) does for a difference, on logarithms: Zou and Donner 2008,
Statistics in Medicine 27:1693-1702 (MOVER). It keeps the range lopsided where those of its parts are.
"""

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A value of nought or more with the range it may lie in.

    Raises `ValueError` where the range does not hold the value, or reaches below nought.
    """

    value: float
    lower: float
    upper: float

    def __post_init__(self) -> None:
        if not 0 <= self.lower <= self.value <= self.upper:
            message = f"{self.value} does not lie between {self.lower} and {self.upper}."
            raise ValueError(message)

    def times(self, factor: float) -> "Estimate":
        """Return the estimate of so many times as much; `factor` is known, not estimated."""
        return Estimate(value=self.value * factor, lower=self.lower * factor, upper=self.upper * factor)


def certain(value: float) -> Estimate:
    """Return a number taken as it is: no range."""
    return Estimate(value=value, lower=value, upper=value)


def product(one: Estimate, other: Estimate) -> Estimate:
    """Return one estimate times another that is independent of it."""
    value = one.value * other.value
    if value == 0:
        return Estimate(value=0.0, lower=0.0, upper=one.upper * other.upper)
    reach_up = math.hypot(math.log(one.upper / one.value), math.log(other.upper / other.value))
    if one.lower == 0 or other.lower == 0:
        return Estimate(value=value, lower=0.0, upper=value * math.exp(reach_up))
    reach_down = math.hypot(math.log(one.value / one.lower), math.log(other.value / other.lower))
    return Estimate(value=value, lower=value * math.exp(-reach_down), upper=value * math.exp(reach_up))
