"""What the words of Team and flow are of: weeks and forecasts, as the metrics make them."""

from datetime import date
from typing import Protocol


class Week(Protocol):
    """One week, as `dashboard.metrics.weekly` has it."""

    @property
    def monday(self) -> date:
        """Its first day."""

    @property
    def received(self) -> int:
        """How many cases came."""

    @property
    def closed(self) -> int:
        """How many were closed."""

    @property
    def backlog(self) -> int:
        """How many were open at its end."""

    @property
    def is_over(self) -> bool:
        """Whether it is."""


class Spread(Protocol):
    """How many to expect, and the range."""

    @property
    def expected(self) -> float:
        """The mean."""

    @property
    def lower(self) -> int:
        """The least of the range."""

    @property
    def upper(self) -> int:
        """The most of the range."""


class Forecast(Protocol):
    """A forecast, as `dashboard.metrics.breaches` makes it."""

    @property
    def on(self) -> date:
        """The day it is made for."""

    @property
    def until(self) -> date:
        """The last day it reaches."""

    @property
    def at_risk(self) -> int:
        """How many targets end in that time."""

    @property
    def spread(self) -> Spread:
        """How many will be passed."""


class Tested(Protocol):
    """A forecast of an earlier day, and what came."""

    @property
    def forecast(self) -> Forecast:
        """What was said."""

    @property
    def happened(self) -> int:
        """What came."""

    @property
    def is_within(self) -> bool:
        """Whether it came as the range said."""
