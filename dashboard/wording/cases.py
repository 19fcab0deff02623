"""The words of the list of cases: its headings, its rows, and what is said where there is none."""

from collections.abc import Mapping
from datetime import date

from dashboard.wording import dates, numbers
from dashboard.wording.labels import label
from dashboard.wording.symbols import NOT_RECORDED
from data_access.case_list import ListedCase, Order
from data_access.vocabulary import Risk, Status

HEADINGS = ("Reference", "Received", "Agency", "Risk", "Pathway", "Status", "Assessment", "Owner")
ORDERS: Mapping[Order, str] = {Order.NEWEST: "Newest first", Order.OLDEST: "Oldest first"}
# Beside the word, so that a level is known at a glance and never by colour alone.
SHAPES: Mapping[Risk, str] = {Risk.HIGH: "▲", Risk.MEDIUM: "◆", Risk.LOW: "●", Risk.UNKNOWN: "○"}
NO_OWNER = "No owner"
SEARCH = "Find a case by its whole reference"
SEARCHED = "Among all cases of your forces, whatever is chosen above. Empty the field to see the list again."
NOTHING_FOUND = "There is no such case among yours. Check the reference; cases of other forces are not shown here."
NO_CASES = "No case matches what is chosen. Remove a filter above, or go a step back."
VIEWING_IS_RECORDED = "Each viewing of this list is recorded with your name, its filters and how many rows it showed."


def listed(found: int, order: Order) -> str:
    """Return the heading of a list: "14 cases, newest first"."""
    counted = numbers.noun(found, "case")
    return f"{counted[:1].upper()}{counted[1:]}{f', {ORDERS[order].lower()}' if found > 1 else ''}"


def rows_shown(first: int, last: int, found: int) -> str:
    """Return which rows of a list are on the page: "26 to 50 of 260"."""
    return f"{numbers.count(first)} to {numbers.count(last)} of {numbers.count(found)}"


def moved_on(in_figures: int) -> str:
    """Return why a list and the figures may differ: the database was loaded after the figures were read."""
    return (
        f"The figures count {numbers.noun(in_figures, 'case')}: cases were added or changed since they were read. "
        "They follow within minutes."
    )


def case_row(case: ListedCase, agencies: Mapping[str, str], *, as_at: date) -> tuple[str, ...]:
    """Return one row of the list; what is not recorded says so."""
    return (
        case.referral_id,
        dates.day(case.received_on),
        agencies.get(case.agency_code, case.agency_code),
        f"{SHAPES[case.risk]} {label(case.risk)}",
        label(case.pathway),
        label(case.status),
        assessment(case, as_at=as_at),
        case.owner_code or NO_OWNER,
    )


def assessment(case: ListedCase, *, as_at: date) -> str:
    """Return how long a case waited or waits: "After 5 days", "Waiting 12 days", "Closed without one"."""
    is_closed = case.closed_on is not None or case.status is Status.CLOSED
    return assessment_of(received_on=case.received_on, assessed_on=case.assessed_on, is_closed=is_closed, as_at=as_at)


def assessment_of(*, received_on: date, assessed_on: date | None, is_closed: bool, as_at: date) -> str:
    """Return how long somebody waited or waits for assessment, by the days themselves."""
    if assessed_on is not None:
        gap = (assessed_on - received_on).days
        return f"After {numbers.days(gap)}" if gap >= 0 else f"Day {NOT_RECORDED}"
    if is_closed:
        return "Closed without one"
    return f"Waiting {numbers.days(max(0, (as_at - received_on).days))}"
