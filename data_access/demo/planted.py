"""The faults that every demonstration programme has on purpose, each with its number of records.

The data-quality rules count exactly these: nothing else breaks them, and Cheshire's first ten months have none.
"""

from dataclasses import dataclass
from enum import StrEnum

from data_access.demo.sites import CHESHIRE, HAMPSHIRE, MET

# A force smaller than this is too small to hide its faults in.
PLANTED_FROM = 1_000


class Fault(StrEnum):
    """One kind of fault that a record may have although the database accepts it; the key of its quality rule."""

    CLOSED_BEFORE_REFERRAL = "closed_before_referral"
    ASSESSED_BEFORE_REFERRAL = "assessed_before_referral"
    SPO_BEFORE_ITS_TIME = "spo_before_in_force"
    TAKEN_ON_WITHOUT_CONTACT = "managed_without_contact"
    HIGH_RISK_NOT_ASSESSED = "high_risk_not_assessed"
    SAME_PAIR_WITHIN_7_DAYS = "same_pair_within_week"
    AGENCY_UNKNOWN = "unknown_agency"
    RISK_UNKNOWN = "risk_not_recorded"
    MONTH_WITHOUT_EXTRACT = "silent_month"


@dataclass(frozen=True, slots=True)
class PlantedFault:
    """How many records of one force carry one fault, in every programme where the force is large enough."""

    force_code: str
    fault: Fault
    records: int


PLANTED_FAULTS = (
    PlantedFault(CHESHIRE, Fault.CLOSED_BEFORE_REFERRAL, 4),
    PlantedFault(CHESHIRE, Fault.ASSESSED_BEFORE_REFERRAL, 3),
    PlantedFault(CHESHIRE, Fault.SPO_BEFORE_ITS_TIME, 3),
    PlantedFault(CHESHIRE, Fault.TAKEN_ON_WITHOUT_CONTACT, 5),
    PlantedFault(CHESHIRE, Fault.HIGH_RISK_NOT_ASSESSED, 4),
    PlantedFault(CHESHIRE, Fault.SAME_PAIR_WITHIN_7_DAYS, 3),
    PlantedFault(CHESHIRE, Fault.AGENCY_UNKNOWN, 6),
    PlantedFault(CHESHIRE, Fault.RISK_UNKNOWN, 5),
    PlantedFault(HAMPSHIRE, Fault.CLOSED_BEFORE_REFERRAL, 2),
    PlantedFault(HAMPSHIRE, Fault.ASSESSED_BEFORE_REFERRAL, 1),
    PlantedFault(HAMPSHIRE, Fault.SPO_BEFORE_ITS_TIME, 2),
    PlantedFault(HAMPSHIRE, Fault.TAKEN_ON_WITHOUT_CONTACT, 2),
    PlantedFault(HAMPSHIRE, Fault.HIGH_RISK_NOT_ASSESSED, 2),
    PlantedFault(HAMPSHIRE, Fault.SAME_PAIR_WITHIN_7_DAYS, 1),
    PlantedFault(HAMPSHIRE, Fault.AGENCY_UNKNOWN, 3),
    PlantedFault(HAMPSHIRE, Fault.RISK_UNKNOWN, 2),
    PlantedFault(HAMPSHIRE, Fault.MONTH_WITHOUT_EXTRACT, 1),
    PlantedFault(MET, Fault.CLOSED_BEFORE_REFERRAL, 3),
    PlantedFault(MET, Fault.ASSESSED_BEFORE_REFERRAL, 2),
    PlantedFault(MET, Fault.SPO_BEFORE_ITS_TIME, 2),
    PlantedFault(MET, Fault.TAKEN_ON_WITHOUT_CONTACT, 4),
    PlantedFault(MET, Fault.HIGH_RISK_NOT_ASSESSED, 3),
    PlantedFault(MET, Fault.SAME_PAIR_WITHIN_7_DAYS, 2),
    PlantedFault(MET, Fault.AGENCY_UNKNOWN, 5),
    PlantedFault(MET, Fault.RISK_UNKNOWN, 4),
)


def planted_in(force_code: str) -> dict[Fault, int]:
    """Return how many records of a force carry each fault."""
    return {one.fault: one.records for one in PLANTED_FAULTS if one.force_code == force_code}
