"""What the caseload says above its cases: the finding, why cases need action and by which day, and what is chosen."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import TypeVar

from dashboard.caseload.choice import CaseloadChoice, Facet
from dashboard.caseload.columns import Column
from dashboard.wording import dates, numbers
from dashboard.wording.labels import label, risk_in_words
from data_access.caseload.orders import Sort
from data_access.caseload.yardsticks import Yardstick
from data_access.caseload_vocabulary import Need
from data_access.reference import Reference
from data_access.vocabulary import Risk, Status

NO_FORCE = "You are manager of no force yet, so there is no caseload. An administrator can give you one."
NONE_OPEN = "No case is open."
NO_MATCH = "No case matches what is chosen. Remove a filter above, or choose another count."
PLACE_GONE = "The case after which this page began is no longer there. The list begins anew."
IN_VAIN = "The link asked for something that is not among your cases; it was left out."
VIEWING = "Each viewing of cases is recorded with your name, what was asked and how many rows it showed."
NOT_ONE_SUM = "A case may need several things and then counts under each, so the counts do not add up."
OWN_THRESHOLDS = "by each force's own threshold"
NOT_RECORDED = "Not recorded"
NO_OWNER = "No owner"
STRIP = "What needs action"
CHIPS = "Chosen filters"
CLEAR = "Clear filters"
ALL_OPEN = "All open cases"
NOT_CLOSED = "everything not closed"
SEARCH = "Find by the beginning of a reference"

BRIEFING = "These counts as a one-page PDF"
FILES: Mapping[str, str] = MappingProxyType({"xlsx": "Export as Excel", "csv": "Export as CSV"})
FACETS: Mapping[Facet, str] = MappingProxyType(
    {
        Facet.RISK: "Risk",
        Facet.STAGE: "Stage",
        Facet.OWNER: "Owner",
        Facet.LEAD: "Lead agency",
        Facet.AGENCY: "Referring agency",
    }
)
COLUMNS: Mapping[Column, str] = MappingProxyType(
    {
        Column.WAITING: "Days to assessment",
        Column.RISK: "Risk",
        Column.STAGE: "Stage",
        Column.OWNER: "Owner",
        Column.LEAD: "Lead agency",
        Column.NEXT_STEP: "Next step",
        Column.AGENCY: "Referring agency",
        Column.PATHWAY: "Pathway",
        Column.RECEIVED: "Received",
        Column.REVIEW: "Next review",
        Column.REPLY: "Partner reply due",
        Column.FORCE: "Force",
    }
)
SORTS: Mapping[Sort, str] = MappingProxyType(
    {
        Sort.WAITING: "Received first",
        Sort.RISK: "Highest risk first",
        Sort.REVIEW: "Next review first",
        Sort.OWNER: "By owner",
        Sort.AGENCY: "By referring agency",
        Sort.STAGE: "By stage",
    }
)
EMPTY: Mapping[Need, str] = MappingProxyType(
    {
        Need.PAST_TARGET: "No case waits past its target.",
        Need.DUE_SOON: "No assessment falls due in these days.",
        Need.NO_VICTIM_CONTACT: "The victim of every high-risk case was reached of late.",
        Need.REVIEW_DUE: "No review is due.",
        Need.REPLY_OVERDUE: "No partner owes a reply.",
        Need.ORDER_EXPIRING: "No order is about to expire without one that follows it.",
        Need.TO_MEND: "No open case has a record to mend.",
    }
)
Told = TypeVar("Told")


def headline(needs: Mapping[Need, int], open_cases: int) -> str:
    """Return the finding: how many of the open cases wait past their target."""
    if not open_cases:
        return NONE_OPEN
    late, whole = needs[Need.PAST_TARGET], numbers.noun(open_cases, "open case")
    if not late:
        return f"None of {whole} waits past its target for assessment" if open_cases > 1 else "The open case is in time"
    return f"{numbers.count(late)} of {whole} {'waits' if late == 1 else 'wait'} past target for assessment"


def listed(choice: CaseloadChoice, found: int) -> str:
    """Return the heading of the list: "20 cases: waiting past target", "275 open cases"."""
    counted = numbers.noun(found, "case" if choice.need else "open case")
    told = f": {_small(label(choice.need))}" if choice.need else ""
    return f"{counted[:1].upper()}{counted[1:]}{told}"


def why(need: Need, yardsticks: Sequence[Yardstick]) -> str:
    """Return what puts a case under a need, with the day or days that decide it."""
    return _WHY[need](yardsticks)


def chips(choice: CaseloadChoice, reference: Reference) -> tuple[tuple[str, CaseloadChoice], ...]:
    """Return all that is chosen in words, the need of the strip included, each with the choice left without it."""
    told: list[tuple[str, CaseloadChoice]] = []
    if choice.need:
        told.append((label(choice.need), replace(choice, need=None, since=None)))
    if choice.force:
        told.append((_force(choice.force, reference), replace(choice, force="")))
    told += [
        (code_in_words(facet, code, reference), choice.without(facet, code))
        for facet in FACETS
        for code in choice.of(facet)
    ]
    if choice.unassessed is not None:
        told.append((f"Unassessed after {numbers.days(choice.unassessed)}", replace(choice, unassessed=None)))
    if choice.since:
        became = "Past target" if choice.need is Need.PAST_TARGET else "Received"
        told.append((f"{became} after {dates.day(choice.since)}", replace(choice, since=None)))
    if choice.reference:
        told.append((f"Reference beginning {choice.reference}", replace(choice, reference="")))
    return tuple(told)


def in_words(choice: CaseloadChoice, reference: Reference) -> str:
    """Return what is asked, for the record: "Waiting past target; High risk; owner W-03; by stage, turned round"."""
    told = [] if choice.need else [ALL_OPEN]
    told += [words for words, _ in chips(choice, reference)]
    told.append(f"{SORTS[choice.sort].lower()}{', turned round' if choice.turned else ''}")
    return "; ".join(told)


def code_in_words(facet: Facet, code: str, reference: Reference) -> str:
    """Return one code of a facet as it stands on a chip."""
    if facet is Facet.RISK:
        words = risk_in_words(Risk(code))
        return f"{words[:1].upper()}{words[1:]}"
    if facet is Facet.STAGE:
        return label(Status(code))
    if facet is Facet.OWNER:
        return f"Owner {code}" if code else NO_OWNER
    named = code_alone(facet, code, reference)
    return f"{FACETS[facet]}: {named if code else _small(named)}"


def code_alone(facet: Facet, code: str, reference: Reference) -> str:
    """Return one code of a facet under the name of the facet."""
    if facet in {Facet.AGENCY, Facet.LEAD}:
        return next((each.name for each in reference.agencies if each.code == code), code or NOT_RECORDED)
    if facet is Facet.RISK:
        return label(Risk(code))
    return label(Status(code)) if facet is Facet.STAGE else code or NO_OWNER


def _small(words: str) -> str:
    return f"{words[:1].lower()}{words[1:]}"


def _force(code: str, reference: Reference) -> str:
    return next((each.name for each in reference.forces if each.code == code), code)


def _shared(yardsticks: Iterable[Yardstick], of: Callable[[Yardstick], Told], say: Callable[[Told], str]) -> str:
    """Return what decides, in words, where it is alike for all forces looked at."""
    told = {of(each) for each in yardsticks}
    return say(told.pop()) if len(told) == 1 else OWN_THRESHOLDS


def _target(aimed: tuple[tuple[Risk, int], ...]) -> str:
    days = {number for _, number in aimed}
    if len(days) == 1:
        return f"not assessed within {numbers.days(days.pop())}"
    told = ", ".join(f"{label(risk).lower()} {numbers.count(number)}" for risk, number in aimed)
    return f"not assessed within the days of its risk ({told})"


_WHY: Mapping[Need, Callable[[Sequence[Yardstick]], str]] = MappingProxyType(
    {
        Need.PAST_TARGET: lambda held: _shared(held, lambda each: each.target_days, _target),
        Need.DUE_SOON: lambda held: _shared(
            held, lambda each: each.due_by, lambda day: f"target ends by {dates.day(day)}"
        ),
        Need.NO_VICTIM_CONTACT: lambda held: _shared(
            held, lambda each: each.contact_since, lambda day: f"not reached since {dates.day(day)}"
        ),
        Need.REVIEW_DUE: lambda held: _shared(held, lambda each: each.review_by, lambda day: f"by {dates.day(day)}"),
        Need.REPLY_OVERDUE: lambda held: _shared(
            held, lambda each: each.reply_before, lambda day: f"due before {dates.day(day)}"
        ),
        Need.ORDER_EXPIRING: lambda held: _shared(
            held, lambda each: each.order_by, lambda day: f"ends by {dates.day(day)}, none after it"
        ),
        Need.TO_MEND: lambda _: "owner, risk or dates missing or at odds",
    }
)
