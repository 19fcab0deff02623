"""Whether a figure is news: the badge under it, from the same months and rules as the chart of months."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.charts.chart import View
from dashboard.charts.findings import is_high, signalled_to_the_end
from dashboard.charts.months import Month
from dashboard.charts.process import NEEDED, Process, Run, process_of
from dashboard.methods.xmr import Label
from dashboard.wording import badges


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """A badge: its words, why it says so, and whether it says that something is unusual."""

    words: str
    why: str
    unusual: bool


def news_of(months: Sequence[Month], view: View) -> News:
    """Return the badge of a series of months; no verdict under 13 complete ones (`statistics` of Making Data Count)."""
    process = process_of(months, view, trial_limits=False)
    run = process.latest
    if run.has_hidden:
        return News(words=badges.NOT_JUDGED, why=badges.NOT_JUDGED_WHY, unusual=False)
    if run.is_trial:
        why = badges.months_so_far(months=run.behind, needed=NEEDED)
        return News(words=badges.TOO_EARLY, why=why, unusual=False)
    if run.judged[-1] not in run.signals:
        return News(words=badges.USUAL, why=badges.USUAL_WHY, unusual=False)
    return _unusual(process, run)


def _unusual(process: Process, run: Run) -> News:
    last = run.signals[run.judged[-1]]
    upwards, places = is_high(last), signalled_to_the_end(run)
    since = process.months[places[0]].start
    if last in {Label.ABOVE, Label.BELOW} and len(places) == 1:
        why = badges.unusual_in(since, above=upwards)
    elif last in {Label.RISING, Label.FALLING}:
        why = badges.unusual_trend(since, months=len(places), rising=upwards)
    else:
        why = badges.unusual_since(since, months=len(places), above=upwards)
    words, _, reason = why.partition(": ")
    return News(words=words, why=reason, unusual=True)
