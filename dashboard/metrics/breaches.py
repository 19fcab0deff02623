"""Which waits will pass their target in the next working days if nothing changes, and how well that was known before.

Of everybody who waits, the share that is still waiting so many days later is read from the curve of those received in
the year before (Kaplan-Meier, by level of risk): who has waited `age` days passes a target of `target` days with the
chance S(target) / S(age). A wait ends with the assessment or with closure. How many of them will pass it is a sum of
unequal chances (`dashboard.methods.chances`). To test the method it is asked again for earlier days, each time knowing
no more than was known on that day; only the level of risk is today's, since the facts keep no earlier one.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import repeat
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl

from dashboard.methods.chances import Spread, number_happening
from dashboard.methods.survival import Curve, kaplan_meier
from dashboard.metrics.waits import EPOCH, TargetOf, targets_of
from data_access.vocabulary import Risk, Status
from data_access.working_days import working_days_after

LEARNT_FROM_DAYS = 365  # long enough for every season once
WORKING_DAYS = 5
FEWEST = 20  # a level of risk with fewer waits in that year is read from the curve of all
WEEKS_TESTED = 26
_NEVER = np.iinfo(np.int32).max

MOST_LEVELS = len(Risk)

Days = npt.NDArray[np.int32]
Chosen = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """How many waits will pass their target after one day, up to and including another.

    Attributes
    ----------
    on, until
        The day it was made for, whose end is known, and the last working day it reaches.
    at_risk
        How many wait whose target ends in that time.
    spread
        How many of them will pass it.
    """

    on: date
    until: date
    at_risk: int
    spread: Spread


class Tested(NamedTuple):
    """A forecast of an earlier day, and how many did pass their target."""

    forecast: Forecast
    happened: int

    @property
    def is_within(self) -> bool:
        """Whether it came as the range said."""
        return self.forecast.spread.lower <= self.happened <= self.forecast.spread.upper


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Waits:
    """Each wait: days since 1970 of receipt and end, the days aimed for, and the place of its level of risk."""

    received: Days
    ended: Days
    target: Days
    risk: npt.NDArray[np.uint8]

    def __getitem__(self, chosen: Chosen) -> "_Waits":
        return _Waits(
            received=self.received[chosen],
            ended=self.ended[chosen],
            target=self.target[chosen],
            risk=self.risk[chosen],
        )


def forecast(referrals: pl.DataFrame, *, on: date, target_of: TargetOf) -> Forecast:
    """Return how many waits of some referral facts will pass their target in the working days after a day."""
    return _forecast(_waits(referrals, target_of), on)


def back_test(
    referrals: pl.DataFrame, *, as_at: date, target_of: TargetOf, weeks: int = WEEKS_TESTED
) -> tuple[Tested, ...]:
    """Return the forecasts of each week before whose end is known, oldest first; weeks of nobody are left out."""
    waits = _waits(referrals, target_of)
    return tuple(_tested(waits, as_at, weeks))


def _tested(waits: _Waits, as_at: date, weeks: int) -> Iterator[Tested]:
    for week in range(weeks, 0, -1):
        made = _forecast(waits, as_at - timedelta(weeks=week))
        if made.at_risk and made.until <= as_at:
            concerned = waits[_is_concerned(waits, made.on, made.until)]
            passed = concerned.ended > concerned.received + concerned.target
            yield Tested(made, int(passed.sum()))


def _forecast(waits: _Waits, on: date) -> Forecast:
    until = working_days_after(on, WORKING_DAYS)
    concerned = waits[_is_concerned(waits, on, until)]
    return Forecast(
        on=on,
        until=until,
        at_risk=len(concerned.received),
        spread=number_happening(_chances(concerned, _learnt(waits, _number(on)), _number(on))),
    )


def _is_concerned(waits: _Waits, on: date, until: date) -> Chosen:
    """Return who waited at the end of a day, and had the last day of their target after it, up to the other."""
    last = waits.received + waits.target
    waiting = (waits.received <= _number(on)) & (waits.ended > _number(on))
    chosen: Chosen = waiting & (last > _number(on)) & (last <= _number(until))
    return chosen


def _learnt(waits: _Waits, today: int) -> Mapping[int, Curve]:
    """Return the curve of each level of risk as it stood at the end of a day; that of all where there are too few."""
    year = waits[(waits.received <= today) & (waits.received > today - LEARNT_FROM_DAYS)]
    whole = _curve(year, today)
    found = {}
    for level in range(MOST_LEVELS):
        of_level = year.risk == level
        found[level] = _curve(year[of_level], today) if of_level.sum() >= FEWEST else whole
    return found


def _curve(waits: _Waits, today: int) -> Curve:
    """Return how long some waits last, who waits still on the day seen up to it."""
    seen = np.minimum(waits.ended, today) - waits.received
    has_ended = waits.ended <= today
    size = int(seen.max(initial=0)) + 1
    counts = np.stack(
        [np.arange(size), np.bincount(seen[has_ended], minlength=size), np.bincount(seen[~has_ended], minlength=size)]
    )
    return kaplan_meier(counts.T)


def _chances(concerned: _Waits, learnt: Mapping[int, Curve], today: int) -> Iterator[float]:
    """Yield the chance of each wait to pass its target; waits of one risk, age and target share one."""
    ages = today - concerned.received
    alike, sizes = np.unique(np.stack([concerned.risk, ages, concerned.target]), axis=1, return_counts=True)
    for (risk, age, target), size in zip(alike.T.tolist(), sizes.tolist(), strict=True):
        yield from repeat(_chance(learnt[risk], age=age, target=target), size)


def _chance(curve: Curve, *, age: int, target: int) -> float:
    """Return the chance to pass a target; 1 where nobody was followed so long: nothing says that it ends in time."""
    now, then = curve.at(age), curve.at(target)
    if now is None or then is None or not now.surviving:
        return 1.0
    return then.surviving / now.surviving


def _waits(referrals: pl.DataFrame, target_of: TargetOf) -> _Waits:
    """Return every wait of the facts whose days can be right; closed on a day that nobody recorded is not one."""
    received = pl.col("received_on").to_physical()
    assessed = received + pl.col("days_to_assessment").cast(pl.Int32)
    closed = pl.col("closed_on").to_physical()
    undated = (pl.col("status") == Status.CLOSED.value) & closed.is_null() & assessed.is_null()
    ended = pl.min_horizontal(assessed, closed).fill_null(_NEVER)
    columns = referrals.select(
        received=received, ended=ended, is_right=(ended >= received) & ~undated, risk=pl.col("risk").to_physical()
    ).with_columns(targets_of(referrals, target_of))
    right = columns.filter("is_right")
    return _Waits(
        received=right.get_column("received").to_numpy(),
        ended=right.get_column("ended").to_numpy(),
        target=right.get_column("target").to_numpy(),
        risk=right.get_column("risk").to_numpy(),
    )


def _number(day: date) -> int:
    return (day - EPOCH).days
