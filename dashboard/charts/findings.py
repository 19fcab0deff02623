"""What a process of months says, in words: its finding, its notes, and how each month reads."""

from collections.abc import Iterator
from itertools import takewhile
from string import ascii_uppercase

from dashboard.charts.months import PART_MONTHS
from dashboard.charts.process import FEWEST_FOR_MEAN, NEEDED, Process, Run
from dashboard.methods.xmr import Label
from dashboard.wording import badges, dates, numbers

LETTERS = ascii_uppercase
_HIGH = frozenset({Label.ABOVE, Label.RISING, Label.HIGH_RUN, Label.NEAR_UPPER})
_READINGS = {
    Label.ABOVE: "above the usual range",
    Label.BELOW: "below the usual range",
    Label.RISING: "rising",
    Label.FALLING: "falling",
    Label.HIGH_RUN: "in a run above the mean",
    Label.LOW_RUN: "in a run below the mean",
    Label.NEAR_UPPER: "two of three close to the upper limit",
    Label.NEAR_LOWER: "two of three close to the lower limit",
}
_NO_SIGNAL = "No month stands out. That is not proof that nothing changed: small changes take years to show."
_ROUNDED = "Mean and usual range are worked out from the rounded months shown."
_NO_RANGE = "No mean or usual range is given, because a month is hidden to protect people."


def is_high(label: Label) -> bool:
    """Return whether a month that stands out does so upwards."""
    return label in _HIGH


def finding(process: Process) -> str:
    """Return the title: the level of the months shown since the last break, and whether the last of them is usual."""
    run = process.latest
    whole = [value for place in run.judged if (value := process.months[place].value) is not None]
    if run.mean is None or len(whole) < FEWEST_FOR_MEAN:
        return "Referrals received each month"
    if run.judged and run.judged[-1] in run.signals:
        return _news(process, run)
    since = f" since {dates.month(process.months[run.judged[0]].start)}" if run.first else ""
    level = f"About {numbers.average(sum(whole) / len(whole))} referrals a month{since}"
    return level if run.is_trial else f"{level}, within the usual range"


def _news(process: Process, run: Run) -> str:
    """Return what is unusual at the end of a run, and since when."""
    places = signalled_to_the_end(run)
    label, month = run.signals[places[-1]], dates.month(process.months[places[0]].start)
    if label in {Label.RISING, Label.FALLING}:
        return f"Referrals have been {_READINGS[label]} since {month}"
    side = "above" if is_high(label) else "below"
    if len(places) == 1:
        return f"Referrals were {side} their usual range in {month}"
    return f"Referrals have been {side} their usual level since {month}"


def signalled_to_the_end(run: Run) -> list[int]:
    """Return the unbroken row of months at the end of a run that stand out on the same side, first to last."""
    upwards = is_high(run.signals[run.judged[-1]])
    places = takewhile(
        lambda place: place in run.signals and is_high(run.signals[place]) is upwards, reversed(run.judged)
    )
    return list(places)[::-1]


def notes(process: Process, *, exact: bool, hollow: bool) -> tuple[str, ...]:
    """Return what a careful reader must know of the months, of the latest run above all."""
    return tuple(_notes(process, exact=exact, hollow=hollow))


def _notes(process: Process, *, exact: bool, hollow: bool) -> Iterator[str]:
    run = process.latest
    if any(month.part for month in process.months):
        yield f"{PART_MONTHS} They are {'drawn hollow and ' * hollow}left out of the mean."
    if run.has_hidden:
        yield _NO_RANGE
    elif run.is_trial:
        early = f"{badges.too_early(months=run.behind, needed=NEEDED)}.".capitalize()
        yield f"{early} The dotted limits are on trial." if run.upper is not None else early
    elif not run.signals:
        yield _NO_SIGNAL
    if run.behind > len(run.judged) and run.mean is not None:
        yield f"What is usual rests on {numbers.count(run.behind)} full months, some of them before this period."
    if run.mean is not None and not exact:
        yield _ROUNDED
    for letter, each in zip(LETTERS, process.breaks, strict=False):
        yield f"{letter}: {dates.day(each.on)}, {each.title}. Months before and after are not comparable."


def levels_in_words(run: Run) -> str:
    """Return what the level lines of a run are: "— mean 70, - - usual range 40 to 99"."""
    if run.mean is None:
        return ""
    mean = f"— mean {numbers.average(run.mean)} a full month"
    if run.lower is None or run.upper is None:
        return mean
    between = f"{numbers.average(run.lower)} to {numbers.average(run.upper)}"
    return f"— mean {numbers.average(run.mean)}, - - {'trial limits' if run.is_trial else 'usual range'} {between}"


def levels_in_cells(run: Run) -> tuple[str, str, str]:
    """Return mean and limits for a table; "" where there are none."""
    mean, lower, upper = ("" if level is None else numbers.decimal(level) for level in (run.mean, run.lower, run.upper))
    return mean, lower, upper


def reading(process: Process, place: int) -> str:
    """Return how one month reads: above its range, in a run, a part month, or "" for nothing of note."""
    label = process.run_at(place).signals.get(place)
    return _READINGS[label] if label else ""
