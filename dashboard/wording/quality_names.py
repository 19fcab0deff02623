"""What each rule, field and table is called on the Data quality page, and how a fault is mended."""

from collections.abc import Mapping

from data_access.quality.subjects import MISSING
from data_access.quality_conditions import HIGH_RISK_NOT_ASSESSED

# Each rule as a reader meets it: its name, and how it is mended.
RULES: Mapping[str, tuple[str, str]] = {
    "managed_without_contact": (
        "Taken on without a contact",
        "The unit took the referral on, yet no contact with victim or perpetrator is recorded. Enter the contact, or "
        "correct the pathway.",
    ),
    HIGH_RISK_NOT_ASSESSED: (
        "High risk, not assessed in time",
        "High risk, with no joint assessment after the days the force aims for. Assess the case, or enter the "
        "assessment that was held.",
    ),
    "closed_before_referral": (
        "Closed before it was received",
        "The closing date is earlier than the day of the referral. One of the two dates is wrong.",
    ),
    "assessed_before_referral": (
        "Assessed before it was received",
        "The joint assessment is dated before the referral. One of the two dates is wrong.",
    ),
    "closed_but_open": (
        "Closing date on an open referral",
        "A closing date is recorded, yet the status is not closed. Close the referral, or remove the date.",
    ),
    "spo_before_in_force": (
        "Protection order before there were any",
        "A stalking protection order is dated before 20 January 2020, when the Act came into force. Correct the date "
        "or the kind of measure.",
    ),
    "same_pair_within_week": (
        "Same pair again within a week",
        "The force was brought the same victim and perpetrator within the seven days before. If it is one episode, "
        "merge the two.",
    ),
    "unknown_agency": (
        "Referring agency unknown",
        "The referring agency is not recorded or not on the list. Enter one of the list.",
    ),
    "area_of_another_force": (
        "Area of another force",
        "The area lies in another force than the referral. Correct the area.",
    ),
}
FIELDS: Mapping[str, str] = {
    "current_risk": "Level of risk",
    "area_id": "Area",
    "referring_agency_code": "Referring agency",
    "relationship": "Relationship",
    "stalking_type": "Type of stalking",
    "perpetrator_pid": "Perpetrator",
    "victim_pid": "Victim",
    "triage_datetime": "Triage date, once triaged",
    "accepted_datetime": "Acceptance date, if taken on",
    "lead_agency_code": "Lead agency, if with partners",
    "owner_code": "Owner, while open",
    "next_review_date": "Next review, while open",
    "closed_date": "Closing date, if closed",
    "closure_outcome": "Reason for closing, if closed",
    "outcome_date": "Date of a crime's outcome",
}
TABLES: Mapping[str, str] = {
    "referral": "Referrals",
    "risk_assessment": "Risk assessments",
    "meeting": "Meetings",
    "intervention": "Interventions",
    "legal_measure": "Legal measures",
    "contact": "Contacts",
    "advocacy": "Advocacy",
    "crime_outcome": "Crime outcomes",
    "wellbeing": "Wellbeing",
}


def name_of(subject: str) -> str:
    """Return the name of a rule, or of a field that is not recorded."""
    if subject.startswith(MISSING):
        field, *when = FIELDS[subject.removeprefix(MISSING)].split(",")
        return ",".join((f"{field} not recorded", *when))
    return RULES[subject][0]


def explained(subject: str) -> str:
    """Return what a subject means and how it is mended."""
    if subject.startswith(MISSING):
        return "The field is due and empty, or says “unknown”. Where the answer is known, enter it in the case system."
    return RULES[subject][1]
