"""With what outcome referrals were closed, as horizontal bars of those closed so far."""

from dashboard.charts.categories import Categories, leader, share_of
from dashboard.charts.chart import View
from dashboard.charts.dimensions import Dimension, Names
from dashboard.charts.divisions import Bars, bar_code
from dashboard.disclosure.disclosed import Figure
from dashboard.metrics.outcomes import CLOSED
from dashboard.wording import numbers
from dashboard.wording.labels import label
from data_access.vocabulary import ClosureOutcome

_NAMES = {code.value: label(code) for code in ClosureOutcome}


def _names(_view: View) -> Names:
    return _NAMES


_OUTCOME = Dimension(
    column="closure_outcome",
    heading="Outcome",
    words="outcome",
    names=_names,
    others="Other outcomes, added up",
    unrecorded=ClosureOutcome.UNKNOWN.value,
    facet="outcome",
)


def _finding(drawn: Bars, labels: Names, total: Figure) -> str:
    first = leader(drawn, besides=_OUTCOME.unrecorded)
    share = share_of(first, total) if first else None
    if first is None or share is None:
        return "What closed referrals came to"
    return f"Closed most often with: {labels[bar_code(first)].lower()}, {numbers.roughly(share)}"


CLOSURES = Categories(
    key="closure_outcomes",
    question="With what outcome are referrals closed?",
    measured_as="Referrals closed so far, by outcome",
    dimension=_OUTCOME,
    metric=CLOSED,
    finding=_finding,
    happened="closed",
    only_whole=True,
).chart()
