"""The months read as a process: runs between series breaks, each with its mean, usual range and signals.

Everything is worked out from the numbers that may be shown, so that a mean gives no hidden month away.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from dashboard.charts.chart import View
from dashboard.charts.months import Month, later_launches
from dashboard.methods import xmr
from dashboard.wording import comparisons
from data_access.facts import month_number

NEEDED = xmr.NEEDED  # complete months before a usual range is more than a guess
FEWEST_FOR_MEAN = 3  # complete months; a mean of fewer is just the months


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """Where a series cannot be compared with what went before: its place on the axis and what happened."""

    place: int
    on: date
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Months between two breaks, and what is usual in them.

    Attributes
    ----------
    first, last
        Places on the axis, both included.
    judged
        Places of the complete months that are shown.
    behind
        How many complete months mean and limits rest on; some may lie before those shown.
    has_hidden
        Whether one of them may not be shown, so that nothing is worked out.
    mean
        None where there are too few months, or a hidden one among them.
    lower, upper
        The usual range, cut at 0 for display; None where it is not to be shown.
    signals
        The months that stand out, by place; empty until there are enough months for a verdict.
    """

    first: int
    last: int
    judged: tuple[int, ...]
    behind: int
    has_hidden: bool = False
    mean: float | None = None
    lower: float | None = None
    upper: float | None = None
    signals: Mapping[int, xmr.Label] = field(default_factory=dict)

    @property
    def is_trial(self) -> bool:
        """Whether there are too few complete months for a verdict."""
        return self.behind < NEEDED


@dataclass(frozen=True, slots=True, kw_only=True)
class Process:
    """A series of months, its breaks, and the runs between them."""

    months: tuple[Month, ...]
    breaks: tuple[Break, ...]
    runs: tuple[Run, ...]

    @property
    def latest(self) -> Run:
        """The run that is going on."""
        return self.runs[-1]

    def tail(self, count: int) -> "Process":
        """Return the same process showing its last months only; what is usual still rests on all of them."""
        cut = len(self.months) - count
        return Process(
            months=self.months[cut:],
            breaks=tuple(replace(each, place=each.place - cut) for each in self.breaks if each.place > cut),
            runs=tuple(_moved(run, cut) for run in self.runs if run.last >= cut),
        )

    def run_at(self, place: int) -> Run:
        """Return the run that a month belongs to."""
        return next(run for run in self.runs if run.first <= place <= run.last)


def process_of(months: Sequence[Month], view: View, *, trial_limits: bool) -> Process:
    """Return months as a process.

    Parameters
    ----------
    trial_limits
        Whether a run too short for a verdict shows limits all the same: to the unit itself, never outside it.
    """
    breaks = tuple(_breaks(months, view))
    starts = [0, *(each.place for each in breaks)]
    ends = [*(each.place - 1 for each in breaks), len(months) - 1]
    runs = (_run(months, first, last, trial_limits=trial_limits) for first, last in zip(starts, ends, strict=True))
    return Process(months=tuple(months), breaks=breaks, runs=tuple(runs))


def _breaks(months: Sequence[Month], view: View) -> Iterator[Break]:
    """Yield the breaks inside the series, one a month; a unit that joins later is one as well."""
    joined = [(force.launched_on, comparisons.joins(force.name)) for force in later_launches(view)]
    known = [*((each.breaks_on, each.title) for each in view.breaks), *joined]
    places: set[int] = set()
    for on, title in sorted((on, title) for on, title in known if on is not None):
        # The month in which a change falls is mixed, so the new run begins with the first whole month.
        place = month_number(on) + (on.day > 1) - months[0].number
        if 0 < place < len(months) and place not in places:
            places.add(place)
            yield Break(place=place, on=on, title=title)


def _run(months: Sequence[Month], first: int, last: int, *, trial_limits: bool) -> Run:
    judged = tuple(place for place in range(first, last + 1) if not months[place].part)
    hidden = any(months[place].hidden for place in judged)
    run = Run(first=first, last=last, judged=judged, behind=len(judged), has_hidden=hidden)
    values = [value for place in judged if (value := months[place].value) is not None]
    if len(values) < max(FEWEST_FOR_MEAN, len(judged)):
        return run
    reading = xmr.read(values)
    run = replace(run, mean=round(reading.mean, 1))
    if run.is_trial and not trial_limits:
        return run
    run = replace(run, lower=round(max(reading.lower, 0), 1), upper=round(reading.upper, 1))
    if run.is_trial:
        return run
    return replace(run, signals={place: sign for place, sign in zip(judged, reading.labels, strict=True) if sign})


def _moved(run: Run, cut: int) -> Run:
    """Return a run with its places counted from a later first month."""
    return replace(
        run,
        first=max(run.first - cut, 0),
        last=run.last - cut,
        judged=tuple(place - cut for place in run.judged if place >= cut),
        signals={place - cut: sign for place, sign in run.signals.items() if place >= cut},
    )
