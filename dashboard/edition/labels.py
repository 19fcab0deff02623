"""The words for what a release is divided by: measures, headings, and a label for each code."""

from collections.abc import Mapping
from datetime import date

from dashboard.metrics.outcomes import GROUP_NAMES, OutcomeGroup
from dashboard.release.tables import OTHER_AGENCIES, Dimension, Route
from dashboard.wording import dates
from dashboard.wording.labels import label
from data_access.vocabulary import Risk

MEASURE = "Referrals received"
DIVIDED: Mapping[Dimension, str] = {
    Dimension.MONTH: "by month",
    Dimension.QUARTER: "by quarter",
    Dimension.ROUTE: "by who manages them",
    Dimension.AGENCY: "by referring agency",
    Dimension.RISK: "by level of risk",
    Dimension.OUTCOME: "by outcome so far",
}
HEADINGS: Mapping[Dimension, str] = {
    Dimension.MONTH: "Month",
    Dimension.QUARTER: "Quarter",
    Dimension.ROUTE: "Who manages it",
    Dimension.AGENCY: "Referring agency",
    Dimension.RISK: "Level of risk",
    Dimension.OUTCOME: "Outcome so far",
}
_ROUTES: Mapping[str, str] = {
    Route.UNIT: "Taken on by the unit",
    Route.PARTNER: "Managed with partners",
    Route.NEITHER: "Undecided or not accepted",
}


def measure_of(dimensions: tuple[Dimension, ...]) -> str:
    """Return "Referrals received by month", or "... by level of risk and who manages them"."""
    first, *rest = (DIVIDED[dimension] for dimension in dimensions)
    return " and ".join((f"{MEASURE} {first}", *(each.removeprefix("by ") for each in rest)))


def label_of(dimension: Dimension, code: str, agencies: Mapping[str, str]) -> str:
    """Return a code in words: "Jun 2018", "Apr to Jun 2018", "High", "Probation Service"."""
    if dimension is Dimension.MONTH:
        return dates.short_month(date.fromisoformat(f"{code}-01"))
    if dimension is Dimension.QUARTER:
        return _quarter(code)
    if dimension is Dimension.ROUTE:
        return _ROUTES[code]
    if dimension is Dimension.AGENCY:
        return "Other agencies" if code == OTHER_AGENCIES else agencies.get(code, code)
    if dimension is Dimension.RISK:
        return label(Risk(code))
    return GROUP_NAMES[OutcomeGroup(code)]


def _quarter(code: str) -> str:
    year, _, number = code.partition("-Q")
    last = 3 * int(number)
    return dates.months_span(date(int(year), last - 2, 1), date(int(year), last, 1))
