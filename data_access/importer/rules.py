"""The rules a value or a row must keep to be loaded; each one object with its sentence."""

from dataclasses import dataclass
from datetime import date

import polars as pl

from data_access.quality_conditions import SPO_IN_FORCE

# No unit's work is older; an earlier date is an empty Excel cell (1900) or a slip.
EARLIEST = date(1990, 1, 1)
# Planned things and published calendars may lie ahead; nothing else can.
FORWARD_LOOKING = frozenset(
    {"next_review_date", "partner_reply_due_date", "expiry_date", "starts_on", "ends_on", "in_scope_from", "breaks_on"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule: a stable key and what it demands."""

    key: str
    sentence: str


READABLE = Rule(key="readable", sentence="The file can be read as the kind of file it says it is.")
ROWS = Rule(key="has_rows", sentence="There is at least one row under the headings.")
KNOWN_TABLE = Rule(key="known_table", sentence="The headings show which table the rows belong to.")
COLUMN = Rule(key="column_given", sentence="Every required column is there, once.")
SHAPE = Rule(key="row_shape", sentence="A row has no more values than there are headings.")
FILLED = Rule(key="filled", sentence="A required cell is filled.")
LISTED = Rule(key="known_value", sentence="The value is on the list for this column.")
CALENDAR = Rule(key="real_date", sentence="The date exists in the calendar and is written in a known way.")
FULL_YEAR = Rule(key="full_year", sentence="The year has four digits, so that the century is certain.")
PLAUSIBLE = Rule(key="plausible_date", sentence="The date is not before 1990.")
NOT_FUTURE = Rule(key="not_in_future", sentence="What is recorded has happened already.")
WHOLE = Rule(key="whole_number", sentence="The value is a whole number within its bounds.")
LENGTH = Rule(key="length", sentence="The text is no longer than the database holds.")
FORMULA = Rule(key="no_formula", sentence="Text does not begin like a formula.")
CALCULATED = Rule(
    key="calculated", sentence="A formula cell carries the value it was last calculated to, and no error."
)
UNIQUE = Rule(key="unique", sentence="An identifier stands once in the files.")
PARENT = Rule(key="parent_known", sentence="What the row belongs to is in the database or is loaded with it.")


@dataclass(frozen=True, slots=True, kw_only=True)
class RowRule:
    """A rule between the columns of one row; applies only where a file gives all of them.

    Attributes
    ----------
    rule
        Key and sentence.
    table
        The table it is about.
    columns
        The columns compared; the first is the one reported.
    broken
        True where the rule is broken; null counts as kept.
    accepted
        What would be accepted.
    """

    rule: Rule
    table: str
    columns: tuple[str, ...]
    broken: pl.Expr
    accepted: str


def _not_before(table: str, later: str, earlier: str) -> RowRule:
    """Compare by day: registers often keep a time for one of the two and only a date for the other."""
    return RowRule(
        rule=Rule(key=f"{later}_not_before_{earlier}", sentence=f"{later} is not before {earlier}."),
        table=table,
        columns=(later, earlier),
        broken=pl.col(later).cast(pl.Date) < pl.col(earlier).cast(pl.Date),
        accepted=f"a date on or after {earlier}, or an empty cell",
    )


ROW_RULES = (
    _not_before("referral", "closed_date", "referral_datetime"),
    _not_before("referral", "multi_agency_assessment_date", "referral_datetime"),
    _not_before("referral", "triage_datetime", "referral_datetime"),
    _not_before("referral", "accepted_datetime", "referral_datetime"),
    _not_before("referral", "pathway_datetime", "referral_datetime"),
    _not_before("intervention", "start_date", "offered_date"),
    _not_before("intervention", "end_date", "start_date"),
    _not_before("legal_measure", "decision_date", "applied_date"),
    _not_before("crime_outcome", "outcome_date", "recorded_date"),
    _not_before("awareness_week", "ends_on", "starts_on"),
    RowRule(
        rule=Rule(key="spo_in_force", sentence="Stalking protection orders exist since 20 January 2020."),
        table="legal_measure",
        columns=("applied_date", "measure"),
        broken=pl.col("measure").str.starts_with("SPO_") & (pl.col("applied_date") < SPO_IN_FORCE),
        accepted=f"a date from {SPO_IN_FORCE:%d/%m/%Y}, or another measure",
    ),
    RowRule(
        rule=Rule(key="not_its_own_predecessor", sentence="A referral does not follow from itself."),
        table="referral",
        columns=("previous_referral_id", "referral_id"),
        broken=pl.col("previous_referral_id") == pl.col("referral_id"),
        accepted="the id of an earlier referral, or an empty cell",
    ),
    RowRule(
        rule=Rule(key="months_listed", sentence="Follow-up is after 3, 6, 12 or 24 months."),
        table="follow_up",
        columns=("months",),
        broken=~pl.col("months").is_in([3, 6, 12, 24]),
        accepted="3, 6, 12 or 24",
    ),
    RowRule(
        rule=Rule(key="score_valid", sentence="A score lies on its scale."),
        table="wellbeing",
        columns=("score", "lowest_valid", "highest_valid"),
        broken=~pl.col("score").is_between(pl.col("lowest_valid"), pl.col("highest_valid")),
        accepted="a number from lowest_valid to highest_valid",
    ),
)
