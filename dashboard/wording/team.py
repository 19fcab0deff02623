"""What the page Team and flow says: who carries what, whether the unit keeps up, and what will pass its target."""

from collections.abc import Sequence
from datetime import timedelta
from statistics import mean, median_low

from dashboard.wording import dates, numbers
from dashboard.wording.caseload_rows import owner
from dashboard.wording.team_numbers import Forecast, Tested, Week
from data_access.caseload.workers import WEIGHTS, Workload
from data_access.vocabulary import Risk

HEADINGS = ("Worker", "Open cases", "High risk", "Past target", "New this week", "Closed this week", "Weighted load")
DRAWN = {
    "in-and-out": "Cases received (above the line) and closed (below), the running week in outline",
    "backlog": "Cases open at the end of each week",
}
FLOW_MEANS = (
    "Open at the end of a week is open the week before, plus received, less closed. Cases closed on a day that nobody "
    "recorded are left out."
)
SEE_DUE = "See the cases whose target ends soon"
TESTED_BOX = "How the forecast did, week by week"
TESTED_CAPTION = "Each week asked with no more than was known then, the newest first"
TABLE_CAPTION = "Cases by worker, in the order of their codes; the bar is the load, its tick the middle of all"
NOBODY = "No worker holds an open case."
NO_REFERRALS = "There are no referrals of your forces yet, so there are no weeks to show and nothing to forecast."
NO_OWNER = "Held by nobody"
WEEKS_HEADINGS = ("Week from", "Received", "Closed", "Open at its end")
TESTED_HEADINGS = ("Asked on", "Targets ending", "Expected to pass", "Range", "Passed")
NOT_NAMED = "A range, no ranking: the records do not say who works part-time, is on leave or has cases of another kind."
METHOD = (
    "How likely each wait is to pass its target is read from how long cases of the same risk waited in the year before "
    "(Kaplan-Meier), given how long it has waited; a wait ends with assessment or closure. The range is meant to hold "
    "eight weeks in ten. It assumes that the unit works on as it did."
)
_LEANS = 0.1  # cases a week: less is rounding
NOT_TESTED = "There are no earlier weeks yet to test it on."


def finding(loads: Sequence[Workload]) -> str:
    """Return the heading: how many cases the workers carry, from the fewest to the most, and in the middle."""
    held = [each.open_cases for each in _workers(loads)]
    if not held:
        return NOBODY
    if len(held) == 1:
        return f"One worker carries {numbers.noun(held[0], 'open case')}"
    middle = numbers.count(median_low(held))
    return f"{numbers.count(len(held))} workers carry {_span(held)} open cases each, the middle one {middle}"


def load_range(loads: Sequence[Workload]) -> str:
    """Return the range of the weighted loads, and how they are weighted."""
    held = [each.load for each in _workers(loads)]
    weighed = (
        f"A case weighs {WEIGHTS[Risk.HIGH]} at high risk, {WEIGHTS[Risk.MEDIUM]} at medium or not recorded, "
        f"{WEIGHTS[Risk.LOW]} at low."
    )
    if not held:
        return weighed
    return f"Weighted loads: {_span(held)}, in the middle {numbers.count(median_low(held))}. {weighed}"


def middle_load(loads: Sequence[Workload]) -> int:
    """Return the load of the worker in the middle; 0 where nobody works."""
    held = [each.load for each in _workers(loads)]
    return median_low(held) if held else 0


def worker(load: Workload) -> str:
    """Return who carries it: a code, with a word where they have left."""
    return owner(load.owner_code, has_left=load.has_left) if load.owner_code else NO_OWNER


def keeping_up(weeks: Sequence[Week]) -> str:
    """Return whether open cases rose or fell over the weeks that are over, and by what."""
    over = [week for week in weeks if week.is_over]
    if not over:
        return "No week is over yet"
    before = over[0].backlog - over[0].received + over[0].closed
    moved = over[-1].backlog - before
    told = f"in {numbers.noun(len(over), 'week')}: {_counts(over)}"
    if not moved:
        return f"As many cases are open as before, {told}"
    return f"Open cases {'rose' if moved > 0 else 'fell'} by {numbers.count(abs(moved))} {told}"


def weeks_period(weeks: Sequence[Week]) -> str:
    """Return which weeks are shown."""
    last = weeks[-1].monday + timedelta(days=6)
    return f"Cases of your forces by week, Monday to Sunday, {dates.period(weeks[0].monday, last)}"


def week_told(week: Week) -> str:
    """Return one week in words, for who points at it."""
    running = "" if week.is_over else " so far"
    return f"Week from {dates.day(week.monday)}{running}: {_counts([week])}"


def backlog_told(week: Week) -> str:
    """Return what one week left open."""
    return f"Week from {dates.day(week.monday)}: {numbers.count(week.backlog)} open{'' if week.is_over else ' so far'}"


def week_row(week: Week) -> tuple[str, ...]:
    """Return one row of the table of weeks."""
    running = "" if week.is_over else ", running"
    counts = (week.received, week.closed, week.backlog)
    return (f"{dates.day(week.monday)}{running}", *map(numbers.count, counts))


def expected(made: Forecast) -> str:
    """Return how many waits will pass their target, with the range."""
    by = dates.day(made.until)
    if not made.at_risk:
        return f"No wait has a target that ends by {by}"
    passing = f"about {numbers.count(round(made.spread.expected))} will pass it if nothing changes"
    return f"Of {numbers.noun(made.at_risk, 'wait')} whose target ends by {by}, {passing}"


def expected_range(made: Forecast, past: int) -> str:
    """Return the range, and how many are past their target already."""
    already = f"{numbers.noun(past, 'wait')} {'is' if past == 1 else 'are'} past target already and not among these."
    already = f"{already[:1].upper()}{already[1:]}"
    if not made.at_risk:
        return already
    return f"Between {numbers.count(made.spread.lower)} and {numbers.count(made.spread.upper)}. {already}"


def accuracy(tested: Sequence[Tested]) -> str:
    """Return how well the method did on the weeks before, each asked with what was known then."""
    if not tested:
        return NOT_TESTED
    held = sum(each.is_within for each in tested)
    off = [each.forecast.spread.expected - each.happened for each in tested]
    bias = mean(off)
    lean = "neither too many nor too few"
    if abs(bias) >= _LEANS:
        lean = f"{numbers.decimal(abs(bias))} too {'many' if bias > 0 else 'few'}"
    return (
        f"Asked again for {numbers.noun(len(tested), 'earlier week')}, the range held in {numbers.count(held)}. "
        f"It was off by {numbers.decimal(mean(map(abs, off)))} cases a week, on the whole {lean}."
    )


def tested_row(each: Tested) -> tuple[str, ...]:
    """Return one row of the test."""
    made = each.forecast
    span = f"{numbers.count(made.spread.lower)} to {numbers.count(made.spread.upper)}"
    return (
        dates.day(made.on),
        numbers.count(made.at_risk),
        numbers.decimal(made.spread.expected),
        span,
        numbers.count(each.happened),
    )


def _workers(loads: Sequence[Workload]) -> list[Workload]:
    return [each for each in loads if each.owner_code and each.open_cases]


def _span(held: Sequence[int]) -> str:
    least, most = min(held), max(held)
    return numbers.count(least) if least == most else f"{numbers.count(least)} to {numbers.count(most)}"


def _counts(weeks: Sequence[Week]) -> str:
    received, closed = sum(week.received for week in weeks), sum(week.closed for week in weeks)
    return f"{numbers.count(received)} received, {numbers.count(closed)} closed"
