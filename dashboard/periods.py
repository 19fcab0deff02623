"""Periods a reader may ask for by name, and how each becomes two days."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A named stretch of days.

    Attributes
    ----------
    key
        Stable name in links: first-ten-months, last-12-months, since-launch, fy-2025 (April 2025 to March 2026),
        week-2019 (awareness week), 2019-03 (a month), 2019-01-01..2019-02-28 (any two days).
    label
        In words: "First ten months".
    since, until
        First and last day, both included.
    """

    key: str
    label: str
    since: date
    until: date
