"""What every interval rests on: how sure it is to be, and the one of a share by log(-log)."""

from statistics import NormalDist

import numpy as np
import numpy.typing as npt

CONFIDENCE = 0.95  # of every interval that a reader sees, unless said otherwise

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


def deviations(confidence: float) -> float:
    """Return how many standard deviations around the middle hold so much of the normal distribution: 1.96 for 0.95.

    Raises `ValueError` for a confidence that is not between 0 and 1.
    """
    if not 0 < confidence < 1:
        message = f"Nothing is {confidence} sure: a confidence lies between 0 and 1."
        raise ValueError(message)
    return NormalDist().inv_cdf((1 + confidence) / 2)


def log_log(shares: Floats, errors: Floats, *, where: Flags, confidence: float) -> tuple[Floats, Floats]:
    """Return lower and upper ends, fractions of 1, of shares with standard errors; NaN outside `where`.

    The ends are share ** exp(±z * error / (share * ln(share))), which lie between 0 and 1 whatever the error
    (Kalbfleisch and Prentice 1980). `where` leaves out shares of 0 and of 1, whose errors say nothing.
    """
    ends = np.full((2, len(shares)), np.nan)
    share = shares[where]
    reach = deviations(confidence) * errors[where] / (share * np.log(share))
    with np.errstate(over="ignore", under="ignore"):  # an end that is 0 for all a float can tell
        ends[:, where] = share ** np.exp([-reach, reach])
    return ends[0], ends[1]


def end(number: np.float64) -> float | None:
    """Return an end of an interval, or None where there is none."""
    return None if np.isnan(number) else float(number)
