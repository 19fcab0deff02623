"""What share of referrals the unit takes on itself, by agency, by level of risk and by area."""

from functools import partial

from dashboard.charts.dimensions import AGENCY, AREA, RISK, Names
from dashboard.charts.divisions import Bars
from dashboard.charts.shares import Shares, spread
from dashboard.disclosure.disclosed import Figure
from dashboard.metrics.pathways import TAKEN_ON_SHARE

COUNTS = ("Decided", "Taken on")
DECIDED = "decided"


def _ranging(words: str, drawn: Bars, _names: Names, _total: Figure) -> str:
    """Return the finding: how far the shares lie apart, not who has which."""
    found = spread(drawn)
    return f"The unit takes on {found[0]} to {found[1]} by {words}" if found else f"Share taken on by {words}"


TAKEN_ON_BY_AGENCY = Shares(
    key="taken_on_by_agency",
    question="From which agencies does the unit take cases on?",
    measured_as="Taken on, of referrals decided, by agency",
    dimension=AGENCY,
    finding=partial(_ranging, AGENCY.words),
    metric=TAKEN_ON_SHARE,
    keeps_noughts=False,
    happened=DECIDED,
    only_whole=True,
    counts=COUNTS,
).chart()

TAKEN_ON_BY_RISK = Shares(
    key="taken_on_by_risk",
    question="Does the unit take on the cases of high risk?",
    measured_as="Taken on, of referrals decided, by level of risk",
    dimension=RISK,
    finding=partial(_ranging, RISK.words),
    metric=TAKEN_ON_SHARE,
    keeps_noughts=False,
    happened=DECIDED,
    only_whole=True,
    counts=COUNTS,
).chart()

TAKEN_ON_BY_AREA = Shares(
    key="taken_on_by_area",
    question="In which areas does the unit take cases on?",
    measured_as="Taken on, of referrals decided, by area",
    dimension=AREA,
    finding=partial(_ranging, AREA.words),
    metric=TAKEN_ON_SHARE,
    keeps_noughts=False,
    happened=DECIDED,
    only_whole=True,
    counts=COUNTS,
).chart()
