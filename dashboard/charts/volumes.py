"""The charts of how many referrals there are: by month, agency, risk and area, since launch, and a year ago."""

from dashboard.charts import cumulative, monthly, yearly
from dashboard.charts.categories import Categories, leader, share_of
from dashboard.charts.chart import Chart, Plot
from dashboard.charts.dimensions import AGENCY, AREA, RISK, Names
from dashboard.charts.divisions import Bars, bar_code
from dashboard.charts.months import HISTORY_DAYS
from dashboard.disclosure.disclosed import Figure
from dashboard.metrics.volumes import REFERRALS_RECEIVED
from dashboard.wording import numbers
from dashboard.wording.agencies import refers_most
from data_access.vocabulary import Risk

_HISTORY = 36_525  # a hundred years of days: all there is
_LEAP_YEAR = 366


def _who_refers(bars: Bars, names: Names, total: Figure) -> str:
    first = leader(bars, besides=AGENCY.unrecorded)
    share = share_of(first, total) if first else None
    if first is None or share is None:
        return "Who refers to the unit"
    return f"{refers_most(bar_code(first), names[bar_code(first)])}: {numbers.roughly(share)}"


def _how_serious(bars: Bars, _names: Names, total: Figure) -> str:
    high = next(bar for bar in bars if bar.code == Risk.HIGH)
    share = share_of(high, total)
    if share is None:
        return "Referrals by level of risk"
    return f"{numbers.roughly_of(share, 'referrals')} are high risk"


def _where_from(bars: Bars, names: Names, total: Figure) -> str:
    first = leader(bars, besides=AREA.unrecorded)
    share = share_of(first, total) if first else None
    if first is None or share is None:
        return "Where referrals come from"
    return f"{names[bar_code(first)]} has the most referrals: {numbers.roughly(share)}"


_AGENCIES = Categories(
    key="referrals_by_agency",
    question="Who refers to the unit?",
    measured_as="Referrals received by agency",
    dimension=AGENCY,
    finding=_who_refers,
    keeps_noughts=False,
    only_whole=True,
)
_RISKS = Categories(
    key="referrals_by_risk",
    question="How serious is it?",
    measured_as="Referrals received by level of risk",
    dimension=RISK,
    finding=_how_serious,
    only_whole=True,
)
_AREAS = Categories(
    key="referrals_by_area",
    question="Where do referrals come from?",
    measured_as="Referrals received by area",
    dimension=AREA,
    finding=_where_from,
    only_whole=True,
)

REFERRALS_BY_MONTH = Chart(
    key=monthly.KEY,
    question="Are more people being referred?",
    metric=REFERRALS_RECEIVED,
    by=("month",),
    dimension="month",
    gather=monthly.gather,
    paint=monthly.paint,
    reaches_back=HISTORY_DAYS,
)
REFERRALS_BY_AGENCY = _AGENCIES.chart()
REFERRALS_BY_RISK = _RISKS.chart()
REFERRALS_BY_AREA = _AREAS.chart()
REFERRALS_CUMULATIVE = Chart(
    key=cumulative.KEY,
    question="How many since launch?",
    metric=REFERRALS_RECEIVED,
    by=("month",),
    dimension="",
    gather=cumulative.gather,
    paint=cumulative.paint,
    reaches_back=_HISTORY,
)
REFERRALS_LAST_YEAR = Chart(
    key=yearly.KEY,
    question="How does this compare with a year ago?",
    metric=REFERRALS_RECEIVED,
    by=("month",),
    dimension="month",
    gather=yearly.gather,
    paint=yearly.paint,
    reaches_back=_LEAP_YEAR,
)
REFERRAL_CHARTS: tuple[Plot, ...] = (
    REFERRALS_BY_MONTH,
    REFERRALS_BY_AGENCY,
    REFERRALS_BY_RISK,
    REFERRALS_BY_AREA,
    REFERRALS_CUMULATIVE,
    REFERRALS_LAST_YEAR,
)
