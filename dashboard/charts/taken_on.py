"""What share of referrals the unit takes on itself, by agency, by level of risk and by area."""

from dashboard.charts.dimensions import UNKNOWN_AGENCY, agency_names, area_names, main, risk_names, risk_shade
from dashboard.charts.divisions import Bars, Names
from dashboard.charts.shares import Shares, spread
from dashboard.disclosure.disclosed import Figure
from dashboard.metrics.pathways import TAKEN_ON_SHARE
from data_access.vocabulary import Risk

COUNTS = ("Decided", "Taken on")
DECIDED = "decided"


def _by_agency(drawn: Bars, _names: Names, _total: Figure) -> str:
    return _ranging(drawn, "by agency")


def _by_risk(drawn: Bars, _names: Names, _total: Figure) -> str:
    return _ranging(drawn, "by level of risk")


def _by_area(drawn: Bars, _names: Names, _total: Figure) -> str:
    return _ranging(drawn, "by area")


def _ranging(drawn: Bars, by: str) -> str:
    """Return the finding: how far the shares lie apart, not who has which."""
    found = spread(drawn)
    return f"The unit takes on {found[0]} to {found[1]} {by}" if found else f"Share taken on {by}"


TAKEN_ON_BY_AGENCY = Shares(
    key="taken_on_by_agency",
    question="From which agencies does the unit take cases on?",
    measured_as="Taken on, of referrals decided, by agency",
    heading="Agency",
    column="agency",
    names=agency_names,
    others="Other agencies",
    finding=_by_agency,
    colour=main,
    metric=TAKEN_ON_SHARE,
    unrecorded=UNKNOWN_AGENCY,
    keeps_noughts=False,
    happened=DECIDED,
    only_whole=True,
    counts=COUNTS,
).chart()

TAKEN_ON_BY_RISK = Shares(
    key="taken_on_by_risk",
    question="Does the unit take on the cases of high risk?",
    measured_as="Taken on, of referrals decided, by level of risk",
    heading="Level of risk",
    column="risk",
    names=risk_names,
    others="Other levels",
    finding=_by_risk,
    colour=risk_shade,
    metric=TAKEN_ON_SHARE,
    unrecorded=Risk.UNKNOWN,
    by_size=False,
    keeps_noughts=False,
    happened=DECIDED,
    only_whole=True,
    counts=COUNTS,
).chart()

TAKEN_ON_BY_AREA = Shares(
    key="taken_on_by_area",
    question="In which areas does the unit take cases on?",
    measured_as="Taken on, of referrals decided, by area",
    heading="Area",
    column="area",
    names=area_names,
    others="Other areas",
    finding=_by_area,
    colour=main,
    metric=TAKEN_ON_SHARE,
    keeps_noughts=False,
    happened=DECIDED,
    only_whole=True,
    counts=COUNTS,
).chart()
