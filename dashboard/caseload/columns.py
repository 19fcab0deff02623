"""The columns of the caseload: which there are, which stand there unasked, and which an order belongs to."""

from enum import StrEnum

from data_access.caseload.orders import Sort


class Column(StrEnum):
    """One column beside the reference, which always stands first."""

    WAITING = "WAITING"
    RISK = "RISK"
    STAGE = "STAGE"
    OWNER = "OWNER"
    LEAD = "LEAD"
    NEXT_STEP = "NEXT_STEP"
    AGENCY = "AGENCY"
    PATHWAY = "PATHWAY"
    RECEIVED = "RECEIVED"
    REVIEW = "REVIEW"
    REPLY = "REPLY"
    FORCE = "FORCE"


# What a manager asks of a case on a Monday: how long, how serious, where it stands, whose it is and what comes next.
USUAL = (Column.WAITING, Column.RISK, Column.STAGE, Column.OWNER, Column.LEAD, Column.NEXT_STEP)
SORTS = {
    Column.WAITING: Sort.WAITING,
    Column.RISK: Sort.RISK,
    Column.STAGE: Sort.STAGE,
    Column.OWNER: Sort.OWNER,
    Column.AGENCY: Sort.AGENCY,
    Column.REVIEW: Sort.REVIEW,
}
