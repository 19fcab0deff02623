"""What the Data quality page says: its findings, its rules and fields, and what there is to mend about one case."""

from collections.abc import Sequence
from datetime import date

from dashboard.wording import dates, numbers
from dashboard.wording.quality_names import name_of
from data_access.case_list import ListedCase
from data_access.quality_conditions import HIGH_RISK_NOT_ASSESSED

ALL = "Data quality"
RULES_HEADINGS = ("What is wrong", "Records now", "Before")
FIELDS_HEADINGS = ("Field", "Not recorded", "Recorded")
FRESHNESS_HEADINGS = ("Records", "Newest", "Age")
LOADS_HEADINGS = ("Loaded", "Kind", "Source", "Figures to", "Added", "Updated", "Unchanged", "Rejected")
KINDS = {"IMPORT": "Import", "DEMONSTRATION": "Invented programme", "EXTERNAL": "Another system"}
NOT_LISTED = "There is no such rule or field. Choose one of the list."
NO_LOADS = "No load is recorded: the data come from another system, which keeps its own account of them."
NO_ROWS_LEFT = "No case is left to mend here."
NO_RECORDS = "There are no referrals of your forces yet, so there is nothing to check."
SMALL_BASES = "Under 20 referrals a share is given as a count: it would claim more than so few can bear."
TWICE = "A case with two faults counts under both. Choose a line to see its cases."
VIEWING = "Each viewing of cases is recorded with your name, what was asked and how many rows it showed."
WHOLE_FILES = "Numbers are of whole loads: one file may hold rows of several forces."
AGENCY_CAPTION = "Share of referrals on which each field is not recorded, the agency with most referrals first"
SILENT = "Months without any referral"
AGENCY_FIELDS = ("current_risk", "area_id", "relationship", "stalking_type", "perpetrator_pid", "victim_pid")
SECOND_COUNT = "A second day will show whether it falls."


def finding(rules: Sequence[tuple[str, int]], silent: int) -> str:
    """Return the heading of the page, from rules with the most cases first."""
    total = sum(counted for _, counted in rules)
    if not total:
        return "No record breaks a rule" if not silent else f"{_silent(silent)}; no record breaks a rule"
    rule, most = rules[0]
    found = numbers.noun(total, "fault")
    return f"{found[:1].upper()}{found[1:]} to mend; most: {name_of(rule).lower()} ({numbers.count(most)})"


def _silent(months: int) -> str:
    return f"{numbers.noun(months, 'month')} without any referral"


def completeness(fields: Sequence[tuple[str, int, int]]) -> str:
    """Return the finding about fields, from their words, what is missing and of how many, the emptiest first."""
    words, missing, due = fields[0]
    if not missing:
        return "Every field is recorded wherever it is due"
    return f"{words.split(',')[0]} is missing most: {numbers.share(missing, due)}"


def complete(fields: Sequence[str]) -> str:
    """Return which fields, by their words, are recorded wherever they are due."""
    return f"Recorded wherever due: {'; '.join(fields)}." if fields else "No field is recorded wherever it is due."


def course(counts: Sequence[tuple[date, int]]) -> str:
    """Return how a number compares with the day counted before; the last is now."""
    if len(counts) < 2:  # noqa: PLR2004 - now, and a day before
        return "First counted with these data"
    (before, then), (_, now) = counts[-2:]
    return f"{_capital(numbers.change(now, then))} {'since' if now == then else 'than on'} {dates.day(before)}"


def only_day(on: date) -> str:
    """Return what is said instead of a line where one day alone was counted."""
    return f"Counted on one day so far, with data to {dates.day(on)}. {SECOND_COUNT}"


def found(subject: str, counted: int) -> str:
    """Return the heading above the cases of a subject."""
    return f"{_capital(numbers.noun(counted, 'case'))}: {name_of(subject)[:1].lower()}{name_of(subject)[1:]}"


def when_received(counts: Sequence[tuple[date, int]]) -> str:
    """Return which month of receipt holds most cases of a subject, or over how many they are spread."""
    held = [(month, counted) for month, counted in counts if counted]
    if not held:
        return "No month holds any"
    if len(held) == 1:
        return f"All received in {dates.month(held[0][0])}"
    most = max(counted for _, counted in held)
    peaks = [month for month, counted in held if counted == most]
    if len(peaks) > 1:
        return f"Spread over {numbers.noun(len(held), 'month')} of receipt"
    return f"Most in one month: {numbers.count(most)} received in {dates.month(peaks[0])}"


def moved_on(counted: int, listed: int) -> str:
    """Return why a number and its list may differ: the database was loaded after the number was counted."""
    return (
        f"The number was {numbers.count(counted)} when it was counted, and {numbers.count(listed)} are left: records "
        "were mended or added since. It follows within minutes."
    )


def wrong_with(case: ListedCase, subject: str, *, as_at: date) -> str:
    """Return what is wrong with one case, with the dates that contradict each other where the list has them."""
    received = dates.day(case.received_on)
    if subject == "assessed_before_referral" and case.assessed_on is not None:
        return f"Assessed {dates.day(case.assessed_on)}, received {received}"
    if subject == "closed_before_referral" and case.closed_on is not None:
        return f"Closed {dates.day(case.closed_on)}, received {received}"
    if subject == "closed_but_open" and case.closed_on is not None:
        return f"Closed {dates.day(case.closed_on)}, status still open"
    if subject == "managed_without_contact":
        return "No contact recorded"
    if subject == HIGH_RISK_NOT_ASSESSED:
        return f"Not assessed after {numbers.days((as_at - case.received_on).days)}"
    return name_of(subject)


def silent_month(months: Sequence[tuple[str, date]]) -> str:
    """Return which months of which force, by name, have no referral, and what that may mean."""
    by_force: dict[str, list[str]] = {}
    for force, month in months:
        by_force.setdefault(force, []).append(dates.month(month))
    told = "; ".join(f"{force}: {', '.join(named)}" for force, named in by_force.items())
    return f"No referral at all in these months: {told}. A month without an extract is missing, not nought."


def outside_codes(records: int) -> str:
    """Return what became of records whose force is given by name or not at all."""
    if not records:
        return "Every record gives its force by its code."
    return (
        f"{_capital(numbers.noun(records, 'record'))} of the whole database give a name or nothing where the code of "
        "the force belongs; they belong to no force and are in no figure."
    )


def newest_load(on: date | None, *, today: date, limit: int) -> str:
    """Return how old the newest load is, and whether that is more than a force should live with."""
    if on is None:
        return NO_LOADS
    age = (today - on).days
    told = f"The newest load reaches {dates.day(on)}, {numbers.days(age)} ago"
    return f"{told}: older than the limit of {numbers.days(limit)}." if age > limit else f"{told}, as fresh as agreed."


def age(on: date | None, *, as_at: date, limit: int) -> str:
    """Return how long before the data end the newest row of a table lies, in words where that is long."""
    if on is None:
        return "No record at all"
    gap = (as_at - on).days
    told = "On the last day" if gap == 0 else f"{numbers.days(gap)} before the data end"
    return f"{told}: nothing new for over {numbers.days(limit)}" if gap > limit else told


def _capital(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"
