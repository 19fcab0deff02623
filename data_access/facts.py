"""The frames offered to the dashboard: their grain, their columns and what each column means."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import polars as pl

from data_access.vocabulary import ClosureOutcome, Pathway, Risk, Status


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a facts frame: its name and what it means."""

    name: str
    meaning: str


# Grain: one row per referral, sorted by force then received_on. No identifier of a case or a person.
REFERRAL_COLUMNS = (
    Column("force", "ONS code of the force that received the referral."),
    Column("area", "Area id; null when not recorded."),
    Column("received_on", "Day the unit received the referral; the clock starts here."),
    Column("month", "Whole months from January 1970 to the month received; for grouping."),
    Column("agency", "Code of the referring agency."),
    Column("risk", "Harmonised level of risk, latest."),
    Column("pathway", "What was decided."),
    Column("status", "Where the referral stands at the data-to date."),
    Column("days_to_assessment", "Calendar days from receipt to the joint assessment; null when not assessed."),
    Column("closed_on", "Day the referral was closed; null while open."),
    Column("closure_outcome", "Why it was closed; null while open."),
    Column("is_rereferral", "Whether an earlier referral of the same episode is linked."),
)


def code_type(codes: Iterable[str]) -> pl.Enum:
    """Return the ordered categorical type of a code list (one byte a row up to 255 codes)."""
    return pl.Enum([str(code) for code in codes])


def referral_schema(*, forces: Iterable[str], areas: Iterable[str], agencies: Iterable[str]) -> pl.Schema:
    """Return the schema of the referral facts for one set of reference data."""
    columns: dict[str, pl.DataType | type[pl.DataType]] = {
        "force": code_type(forces),
        "area": code_type(areas),
        "received_on": pl.Date,
        "month": pl.Int16,
        "agency": code_type(agencies),
        "risk": code_type(Risk),
        "pathway": code_type(Pathway),
        "status": code_type(Status),
        "days_to_assessment": pl.Int16,
        "closed_on": pl.Date,
        "closure_outcome": code_type(ClosureOutcome),
        "is_rereferral": pl.Boolean,
    }
    return pl.Schema(columns)


def month_number(day: date) -> int:
    """Return whole months from January 1970 to the month of a day."""
    return (day.year - 1970) * 12 + day.month - 1


def month_start(number: int) -> date:
    """Return the first day of a month counted from January 1970; inverse of `month_number`."""
    return date(1970 + number // 12, number % 12 + 1, 1)
