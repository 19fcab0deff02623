"""What the caseload says of one case, a cell for each column; what is not recorded says so."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from dashboard.caseload.columns import Column
from dashboard.wording import dates, numbers
from dashboard.wording.cases import NO_OWNER, SHAPES
from dashboard.wording.labels import label
from dashboard.wording.symbols import NOT_RECORDED
from data_access.caseload.pages import CaseloadRow

_NOTHING = NOT_RECORDED.capitalize()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """How one case waits or waited for its assessment.

    Attributes
    ----------
    words, beneath
        "34 days" and "24 past target".
    days, aim
        Days waited so far, and the days aimed for; None for a case that waits no longer.
    """

    words: str
    beneath: str = ""
    days: int | None = None
    aim: int | None = None


def wait(case: CaseloadRow, *, as_at: date) -> Wait:
    """Return how a case waits; an assessment dated before receipt is none."""
    if case.assessed_on is not None and case.assessed_on >= case.received_on:
        return Wait(words=f"Assessed after {numbers.days((case.assessed_on - case.received_on).days)}")
    if case.closed_on is not None:
        return Wait(words="Not assessed", beneath=f"closing day {dates.day(case.closed_on)} recorded")
    days, aim = max(0, (as_at - case.received_on).days), (case.target_day - case.received_on).days
    if case.assessed_on is not None:
        beneath = f"assessment dated {dates.day(case.assessed_on)}, before receipt"
    elif days > aim:
        beneath = f"{numbers.count(days - aim)} past target"
    else:
        beneath = f"target {'ended' if days == aim else 'ends'} {dates.day(case.target_day)}"
    return Wait(words=numbers.days(days), beneath=beneath, days=days, aim=aim)


def cell(column: Column, case: CaseloadRow, *, agencies: Mapping[str, str], forces: Mapping[str, str]) -> str:
    """Return the words of one cell; `Column.WAITING` is told by `wait`."""
    if column is Column.AGENCY:
        return agencies.get(case.agency_code, case.agency_code)
    if column is Column.LEAD:
        return agencies.get(case.lead_agency_code, case.lead_agency_code) if case.lead_agency_code else _NOTHING
    if column is Column.FORCE:
        return forces.get(case.force_code, case.force_code)
    return _PLAIN[column](case)


def owner(code: str | None, *, has_left: bool) -> str:
    """Return whose a case is: "CHE-P07", "CHE-P07 (left)", "No owner"."""
    return f"{code or NO_OWNER}{' (left)' if has_left else ''}"


def _day(when: date | None) -> str:
    return dates.day(when) if when else _NOTHING


_PLAIN: Mapping[Column, Callable[[CaseloadRow], str]] = MappingProxyType(
    {
        Column.RISK: lambda case: f"{SHAPES[case.risk]} {label(case.risk)}",
        Column.STAGE: lambda case: label(case.status),
        Column.OWNER: lambda case: owner(case.owner_code, has_left=case.owner_has_left),
        Column.NEXT_STEP: lambda case: case.next_step or _NOTHING,
        Column.PATHWAY: lambda case: label(case.pathway),
        Column.RECEIVED: lambda case: dates.day(case.received_on),
        Column.REVIEW: lambda case: _day(case.next_review_on),
        Column.REPLY: lambda case: _day(case.partner_reply_due_on),
    }
)
