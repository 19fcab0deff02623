"""The charts of how many referrals there are: by month, agency, risk and area, since launch, and a year ago."""

from dashboard.charts import cumulative, monthly, yearly
from dashboard.charts.categories import MISSING, Bars, Categories, Names, bar_code, leader, share_of
from dashboard.charts.chart import Chart, View
from dashboard.charts.house_style import Palette
from dashboard.charts.months import HISTORY_DAYS
from dashboard.metrics.volumes import REFERRALS_RECEIVED
from dashboard.wording import numbers
from dashboard.wording.agencies import refers_most
from dashboard.wording.labels import label
from data_access.vocabulary import Risk

_UNKNOWN_AGENCY = "UNK"  # the dictionary's code for an agency that the record does not name
_HISTORY = 36_525  # a hundred years of days: all there is
_LEAP_YEAR = 366


def _agency_names(view: View) -> Names:
    return {agency.code: agency.name for agency in view.reference.agencies}


def _area_names(view: View) -> Names:
    forces = view.filters.forces
    return {area.area_id: area.name for area in view.reference.areas if not forces or area.force_code in forces}


def _risk_names(_view: View) -> Names:
    """Return the vocabulary from high to low: the eye starts at the top."""
    known = [risk for risk in Risk if risk is not Risk.UNKNOWN]
    return {risk.value: label(risk) for risk in (*reversed(known), Risk.UNKNOWN)}


def _who_refers(bars: Bars, names: Names, total: int | None) -> str:
    first = leader(bars, besides=_UNKNOWN_AGENCY)
    share = share_of(first, total) if first else None
    if first is None or share is None:
        return "Who refers to the unit"
    return f"{refers_most(bar_code(first), names[bar_code(first)])}: {numbers.roughly(share)}"


def _how_serious(bars: Bars, _names: Names, total: int | None) -> str:
    high = next(bar for bar in bars if bar.code == Risk.HIGH)
    share = share_of(high, total)
    if share is None:
        return "Referrals by level of risk"
    return f"{numbers.roughly_of(share, 'referrals')} are high risk"


def _where_from(bars: Bars, names: Names, total: int | None) -> str:
    first = leader(bars, besides=MISSING)
    share = share_of(first, total) if first else None
    if first is None or share is None:
        return "Where referrals come from"
    return f"{names[bar_code(first)]} has the most referrals: {numbers.roughly(share)}"


def _main(palette: Palette, _code: str) -> str:
    return palette.main


def _shade(palette: Palette, code: str) -> str:
    return palette.risk[Risk(code)]


_AGENCIES = Categories(
    key="referrals_by_agency",
    measured_as="Referrals received by agency",
    heading="Agency",
    column="agency",
    names=_agency_names,
    others="Other agencies",
    finding=_who_refers,
    unrecorded=_UNKNOWN_AGENCY,
    keeps_noughts=False,
    colour=_main,
)
_RISKS = Categories(
    key="referrals_by_risk",
    measured_as="Referrals received by level of risk",
    heading="Level of risk",
    column="risk",
    names=_risk_names,
    others="Other levels",
    finding=_how_serious,
    unrecorded=Risk.UNKNOWN,
    by_size=False,
    colour=_shade,
)
_AREAS = Categories(
    key="referrals_by_area",
    measured_as="Referrals received by area",
    heading="Area",
    column="area",
    names=_area_names,
    others="Other areas",
    finding=_where_from,
    colour=_main,
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
REFERRALS_BY_AGENCY = Chart(
    key=_AGENCIES.key,
    question="Who refers to the unit?",
    metric=REFERRALS_RECEIVED,
    by=("agency",),
    dimension="agency",
    gather=_AGENCIES.gather,
    paint=_AGENCIES.paint,
)
REFERRALS_BY_RISK = Chart(
    key=_RISKS.key,
    question="How serious is it?",
    metric=REFERRALS_RECEIVED,
    by=("risk",),
    dimension="risk",
    gather=_RISKS.gather,
    paint=_RISKS.paint,
)
REFERRALS_BY_AREA = Chart(
    key=_AREAS.key,
    question="Where do referrals come from?",
    metric=REFERRALS_RECEIVED,
    by=("area",),
    dimension="area",
    gather=_AREAS.gather,
    paint=_AREAS.paint,
)
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
    dimension="",
    gather=yearly.gather,
    paint=yearly.paint,
    reaches_back=_LEAP_YEAR,
)
