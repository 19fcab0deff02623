"""The facts of the work done on a referral and of what came of it: one row per referral, beside the referral facts.

What a referral may have several of (disciplines, advice, measures) stands in one whole number, a bit for each code of
its list: a referral with two of them is still one row, and is counted once under each. Where the case database keeps
no such records the column is null throughout, which is not "none".
"""

from collections.abc import Iterable
from enum import StrEnum

import polars as pl

from data_access.facts import Column, code_type
from data_access.practice_vocabulary import Discipline, InterventionCategory, LegalMeasure
from data_access.support_vocabulary import AdvocacyAnswer, Party, WellbeingMeasure


class FollowUpFinding(StrEnum):
    """What a look back some months after closure found."""

    NOT_FOLLOWED = "NOT_FOLLOWED"  # due, and nobody looked or could
    NOTHING_NEW = "NOTHING_NEW"
    REPEAT = "REPEAT"  # new stalking, of the same victim or another


# Grain: one row per referral, in the rows of the referral facts. No identifier of a case or a person.
PRACTICE_COLUMNS = (
    Column("lead_agency", "Code of the agency that holds the case; null when not recorded."),
    Column("disciplines", "Who took part in meetings up to the joint assessment: bits of Discipline."),
    Column("advised", "Categories of intervention recommended or more: bits of InterventionCategory."),
    Column("offered", "Categories of intervention offered: bits of InterventionCategory."),
    Column("started", "Categories of intervention started: bits of InterventionCategory."),
    Column("completed", "Categories of intervention completed: bits of InterventionCategory."),
    Column("contacted", "Who was reached by direct contact: bits of Party."),
    Column("applied", "Legal measures applied for or taken: bits of LegalMeasure."),
    Column("granted", "Legal measures granted: bits of LegalMeasure."),
    Column("refused", "Legal measures refused: bits of LegalMeasure."),
    Column("breached", "Legal measures breached at least once: bits of LegalMeasure."),
    Column("advocacy", "Whether advocacy was offered to the victim and taken up; null when not recorded."),
    Column("has_crime", "Whether a recorded crime is linked."),
    Column(
        "charged_after", "Calendar days from receipt to the first dated charge, 0 if it came before; null without one."
    ),
    Column("rereferred_after", "Calendar days from receipt to the next linked referral; null when there is none."),
    Column("followed_up_6", "What was found 6 months after closure; null when no look back is recorded."),
    Column("followed_up_12", "What was found 12 months after closure; null when no look back is recorded."),
    Column("wellbeing", "The scale on which the victim was asked at start and end; null unless asked twice."),
    Column("wellbeing_before", "Score at the start."),
    Column("wellbeing_after", "Score at the end."),
    Column("misdated", "Whether the joint assessment is dated before receipt: an error, read as no assessment."),
    Column("early_orders", "Applications for stalking protection orders dated before there were any: errors."),
)

# The code list whose bits a column holds, the first code in the lowest bit.
BITS: dict[str, type[StrEnum]] = {
    "disciplines": Discipline,
    "advised": InterventionCategory,
    "offered": InterventionCategory,
    "started": InterventionCategory,
    "completed": InterventionCategory,
    "contacted": Party,
    "applied": LegalMeasure,
    "granted": LegalMeasure,
    "refused": LegalMeasure,
    "breached": LegalMeasure,
}


def practice_schema(*, agencies: Iterable[str]) -> pl.Schema:
    """Return the schema of the practice facts for one set of reference data."""
    found = code_type(FollowUpFinding)
    columns: dict[str, pl.DataType | type[pl.DataType]] = {
        "lead_agency": code_type(agencies),
        **{name: _narrowest(codes) for name, codes in BITS.items()},
        "advocacy": code_type(AdvocacyAnswer),
        "has_crime": pl.Boolean,
        "charged_after": pl.Int16,
        "rereferred_after": pl.Int16,
        "followed_up_6": found,
        "followed_up_12": found,
        "wellbeing": code_type(WellbeingMeasure),
        "wellbeing_before": pl.Int16,
        "wellbeing_after": pl.Int16,
        "misdated": pl.Boolean,
        "early_orders": pl.UInt16,
    }
    return pl.Schema({column.name: columns[column.name] for column in PRACTICE_COLUMNS})


def bit(column: str, code: str) -> int:
    """Return the bit of a code in a column of bits."""
    codes = BITS[column]
    return 1 << list(codes).index(codes(code))


def has(column: str, *codes: str) -> pl.Expr:
    """Return the condition that a column of bits holds at least one of these codes."""
    wanted = sum({bit(column, code) for code in codes})
    return (pl.col(column) & wanted) != 0


def unkept(frame: pl.DataFrame, columns: Iterable[str]) -> bool:
    """Return whether one of these columns of practice facts is of records that the case database does not keep.

    Only columns that otherwise know an answer for every referral tell: bits, and whether a crime is linked.
    """
    telling = [name for name in columns if name in {*BITS, "has_crime"} and name in frame.columns]
    return frame.height > 0 and any(frame.get_column(name).null_count() == frame.height for name in telling)


def _narrowest(codes: type[StrEnum]) -> type[pl.DataType]:
    return pl.UInt8 if len(codes) <= 8 else pl.UInt16  # noqa: PLR2004 - bits in a byte
