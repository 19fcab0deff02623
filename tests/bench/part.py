"""What a benchmark is: a part with a name, that yields measurements, each held against its target."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    """One figure of the report; `target` in words, `met` None where there is no target."""

    part: str
    what: str
    value: float
    unit: str
    target: str = ""
    met: bool | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """How much to measure: numbers of referrals, rounds of each comparison, and a folder that is emptied after."""

    sizes: tuple[int, ...]
    rounds: int
    folder: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of the programme."""

    name: str
    run: Callable[[Setting], Iterator[Measurement]]


def interleaved(*contenders: Callable[[], object], rounds: int) -> list[float]:
    """Return the median milliseconds of each contender, taking turns, so that a busy moment hits all of them."""
    for contender in contenders:
        contender()
    times: list[list[float]] = [[] for _ in contenders]
    for turn in range(rounds):
        # Who goes first changes from round to round.
        for place in sorted(range(len(contenders)), key=lambda number: (number + turn) % len(contenders)):
            started = perf_counter()
            contenders[place]()
            times[place].append((perf_counter() - started) * 1000)
    return [median(each) for each in times]
