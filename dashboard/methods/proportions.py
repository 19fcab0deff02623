"""Shares of a number of people: Wilson's interval, and Newcombe's for the difference of two.

Sources: Wilson 1927; Newcombe 1998, Statistics in Medicine 17:857-872 (method 3) and 17:873-890 (method 10). Public
health guidance in England prefers them; they stay within 0 and 1 and are honest for small numbers.
"""

import math
from dataclasses import dataclass

from dashboard.methods.intervals import CONFIDENCE, deviations


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A share or a difference of shares, with the values that chance alone would make believable; fractions of 1."""

    value: float
    lower: float
    upper: float


def wilson(part: int, base: int, *, confidence: float = CONFIDENCE) -> Interval | None:
    """Return the share with Wilson's interval, without continuity correction; None for a base of nobody.

    Raises `ValueError` for a part below nobody or above its base, and for a confidence that is not between 0 and 1.
    """
    z = deviations(confidence)
    if not 0 <= part <= base:
        message = f"{part} of {base} is not a share."
        raise ValueError(message)
    if base == 0:
        return None
    centre = (part + z * z / 2) / (base + z * z)
    reach = z * math.sqrt(part * (base - part) / base + z * z / 4) / (base + z * z)
    return Interval(
        value=part / base,
        lower=centre - reach if part else 0.0,
        upper=centre + reach if part < base else 1.0,
    )


def difference(
    part: int, base: int, other_part: int, other_base: int, *, confidence: float = CONFIDENCE
) -> Interval | None:
    """Return a share less another with Newcombe's interval (square and add), -1 to 1; None if either is of nobody.

    Raises `ValueError` as `wilson` does. The two shares are of different people.
    """
    one = wilson(part, base, confidence=confidence)
    other = wilson(other_part, other_base, confidence=confidence)
    if one is None or other is None:
        return None
    value = one.value - other.value
    return Interval(
        value=value,
        lower=value - math.hypot(one.value - one.lower, other.upper - other.value),
        upper=value + math.hypot(one.upper - one.value, other.value - other.lower),
    )
