"""The words of a drill: what each dimension's codes are called, each step of the way, and why a way ends."""

from collections.abc import Iterable, Mapping

from dashboard.wording.facets import PLURALS, facet_in_words, facet_names
from dashboard.wording.labels import label
from dashboard.wording.numbers import in_words, noun
from data_access.facets import FACETS
from data_access.reference import Reference
from data_access.vocabulary import Risk

WHERE_YOU_ARE = "Where you are"
ONE_AT_A_TIME = (
    "One agency, risk level or area is shown at a time, to protect people in small groups; "
    "single cases are for the unit's managers."
)
ALL_TOLD = "These figures are of all referrals of the period, whatever is chosen above."
UNNAMED = (
    "The table that stands here without the filter has no row of its own for it: small groups are added up or hidden "
    "there, to protect people."
)
READ_OFF = "Read off the table that stands here without the filter. Nothing is counted anew, to protect people."
MONTHS_CLOSED = "Single months are not opened here: small numbers in one month could tell who somebody is."
DAYS_CLOSED = "Single quarters are not opened here: small numbers in one quarter could tell who somebody is."
ONLY_PLACE = "The parts of this chart are not opened one by one, to protect people in small groups."
DRILLS: Mapping[str, str] = {
    "month": "Open one month",
    "period": "Open one stretch of months",
    "force": "Look at one force",
    "agency": "Narrow to one agency",
    "risk": "Narrow to one level of risk",
    "area": "Narrow to one area",
    "pathway": "Narrow to one pathway",
    "outcome": "Narrow to one outcome",
    "lead": "Narrow to one lead agency",
    "discipline": "Narrow to one discipline",
    "advice": "Narrow to one kind of advice",
    "offered": "Narrow to one intervention",
    "measure": "Narrow to one legal measure",
    "granted": "Narrow to one order",
    "contact": "Narrow to one kind of contact",
    "advocacy": "Narrow to one answer",
    "again": "Narrow to those stalked again",
    "wait": "Narrow to one length of wait",
}
SEVERAL = "Narrow to one part of this chart"
_PLURALS = {"agency": "agencies", "risk": "levels of risk", "area": "areas", **PLURALS}
_MOST_NAMED = 2  # of one dimension; more are counted, or one step would be longer than the way


def names_of(dimension: str, reference: Reference) -> Mapping[str, str]:
    """Return the words for the codes of a dimension."""
    if dimension == "risk":
        return {risk.value: label(risk) for risk in Risk}
    if dimension == "agency":
        return {agency.code: agency.name for agency in reference.agencies}
    if dimension in FACETS:
        return facet_names(FACETS[dimension], reference)
    return {area.area_id: area.name for area in reference.areas}


def code_in_words(dimension: str, code: str, reference: Reference) -> str:
    """Return one code as a step or a chip says it: "Probation Service", "High risk", "advised: Legal"."""
    name = names_of(dimension, reference).get(code, code)
    if dimension == "risk":
        return "Risk not recorded" if code == Risk.UNKNOWN else f"{name} risk"
    words = facet_in_words(dimension, name)
    return f"{words[:1].upper()}{words[1:]}"


def codes_in_words(dimension: str, codes: Iterable[str], reference: Reference) -> str:
    """Return the codes chosen of one dimension as one step: "High risk or Medium risk", "five agencies"."""
    chosen = tuple(codes)
    if len(chosen) > _MOST_NAMED:
        counted = f"{in_words(len(chosen))} {_PLURALS.get(dimension, 'choices')}"
        return f"{counted[:1].upper()}{counted[1:]}"
    return " or ".join(code_in_words(dimension, code, reference) for code in chosen)


def see_cases(found: int, *, is_there: bool) -> str:
    """Return the end of a way: "See the 14 cases", and "14 cases" to whoever sees them already."""
    if is_there:
        counted = noun(found, "case")
        return f"{counted[:1].upper()}{counted[1:]}"
    return f"See the {noun(found, 'case')}" if found > 1 else "See the one case"


def let_go(dimension: str, *, shown: str) -> str:
    """Return the way on that lets go of one filter: "Remove the risk filter and show Probation Service"."""
    return f"Remove the {dimension} filter and show {shown}"


def show_period(label_of_period: str) -> str:
    """Return the words of the way to a period that is open: "Show the financial year 2018/19"."""
    if label_of_period[:4].isdigit():
        return f"Show the financial year {label_of_period}"
    return f"Show the {label_of_period[:1].lower()}{label_of_period[1:]}" if label_of_period else ""


def unnamed(chosen: str) -> str:
    """Return the heading where no table names what was chosen."""
    return f"{chosen}: not shown by itself"


def read_off(chosen: str) -> str:
    """Return the heading of what the tables say of what was chosen."""
    return f"{chosen} among all"
