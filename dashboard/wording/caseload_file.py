"""The words of the caseload as a file: what it is and whose, its headings, and a row for each case."""

from datetime import date

from dashboard.wording import dates, numbers
from dashboard.wording.caseload_rows import owner
from dashboard.wording.labels import label
from dashboard.wording.symbols import NOT_RECORDED
from data_access.caseload.pages import CaseloadRow
from data_access.reference import Reference

TITLE = "Caseload of the unit"
ABOUT_SHEET, CASES_SHEET = "About", "Cases"
DETAIL = "Caseload as a file"
BRIEFING_DETAIL = "Briefing of the caseload as a file"
INVENTED = "Demonstration data: invented, not about any person."
NOTE = (
    "Cases stand under pseudonyms. Keep the file where case records may be kept, and delete it when its work is done. "
    "In a CSV file an apostrophe was put before a text that a spreadsheet would run as a formula."
)
HEADINGS = (
    "Reference",
    "Force",
    "Received",
    "Waiting, days",
    "Target day",
    "Assessed",
    "Days to assessment",
    "Risk",
    "Stage",
    "Pathway",
    "Owner",
    "Lead agency",
    "Referring agency",
    "Next step",
    "Next review",
    "Partner reply due",
)
WIDTHS = {"Lead agency": 28, "Referring agency": 28, "Next step": 34, "Stage": 22, "Pathway": 24}


def about(
    *, marking: str, by: str, on: str, asked: str, rows: int, as_at: date, is_invented: bool
) -> list[tuple[str, str]]:
    """Return what stands above the cases: how it is marked, who took it, when, and what was asked."""
    told = [
        (TITLE, marking),
        ("Exported by", by),
        ("Exported on", f"{on} (London)"),
        ("Cases asked for", asked),
        ("Cases in this file", numbers.count(rows)),
        ("Source", f"Case database of the unit, data to {dates.day(as_at)}"),
        ("Note", NOTE),
    ]
    return [*told, ("Data", INVENTED)] if is_invented else told


def row(case: CaseloadRow, *, as_at: date, reference: Reference) -> tuple[str | int | date | None, ...]:
    """Return one case, a value for each heading; a day that is not recorded is empty, a code says so."""
    agencies = {agency.code: agency.name for agency in reference.agencies}
    forces = {force.code: force.name for force in reference.forces}
    assessed = case.assessed_on if case.assessed_on and case.assessed_on >= case.received_on else None
    waits = assessed is None and case.closed_on is None
    nothing = NOT_RECORDED.capitalize()
    return (
        case.referral_id,
        forces.get(case.force_code, case.force_code),
        case.received_on,
        max(0, (as_at - case.received_on).days) if waits else None,
        case.target_day,
        case.assessed_on,
        (assessed - case.received_on).days if assessed else None,
        label(case.risk),
        label(case.status),
        label(case.pathway),
        owner(case.owner_code, has_left=case.owner_has_left),
        agencies.get(case.lead_agency_code, case.lead_agency_code) if case.lead_agency_code else nothing,
        agencies.get(case.agency_code, case.agency_code),
        case.next_step or nothing,
        case.next_review_on,
        case.partner_reply_due_on,
    )
