"""The plain SELECTs behind the practice facts: one for each table of the work done on a referral."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl
import sqlalchemy as sa

from data_access.database import plainly
from data_access.practice_vocabulary import Contribution, LegalDecision
from data_access.snapshot.bulk import batches_of
from data_access.support_vocabulary import CrimeOutcomeGroup, WellbeingOccasion

FOLLOWED_UP_MONTHS = (6, 12)  # the looks back that have a fact
TOOK_PART = (Contribution.ATTENDED.value, Contribution.WRITTEN.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One table to read: its columns as they stand there, yes-or-no columns apart, and what its rows must hold."""

    table: str
    columns: tuple[str, ...]
    flags: tuple[str, ...] = ()
    where: sa.ColumnElement[bool] | None = None
    joined: tuple[str, str] | None = None  # another table, and the column that both have

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the columns that come back."""
        return (*self.columns, *self.flags)

    @property
    def tables(self) -> tuple[str, ...]:
        """Names of the tables that are read."""
        return (self.table,) if self.joined is None else (self.table, self.joined[0])

    def statement(self, dialect: str) -> sa.Select[Any]:
        """Return the SELECT in one dialect; every column comes back as text or a date, "" or null for none."""
        source: sa.FromClause = sa.table(self.table)
        if self.joined is not None:
            other, key = self.joined
            left, right = sa.table(self.table, sa.column(key)), sa.table(other, sa.column(key))
            source = left.join(right, left.c[key] == right.c[key])
        plain: list[sa.ColumnElement[Any]] = [sa.column(name) for name in self.columns]
        if dialect == "sqlite":  # an empty text, unlike a NULL, tells SQLite's driver the type of a column
            plain = [sa.func.coalesce(column, sa.literal_column("''")).label(column.key) for column in plain]
        asked = sa.select(*plain, *(_yes_no(name) for name in self.flags)).select_from(source)
        return asked if self.where is None else asked.where(self.where)


def _yes_no(name: str) -> sa.ColumnElement[str]:
    """Return a yes-or-no column as "1", "0" or, where it is not recorded, ""."""
    asked: sa.ColumnElement[bool] = sa.column(name, sa.Boolean)
    none, yes, no = (sa.literal_column(text, sa.Text) for text in ("''", "'1'", "'0'"))
    return sa.case((asked.is_(None), none), (asked, yes), else_=no).label(name)


def _one_of(name: str, values: Sequence[object]) -> sa.ColumnElement[bool]:
    """Return the condition that a column holds one of some values, written out: bulk drivers take no parameters."""
    return sa.column(name).in_(
        [sa.literal_column(f"'{value}'" if isinstance(value, str) else f"{value}") for value in values]
    )


ATTENDANCE = Asked(
    table="meeting_attendance",
    columns=("referral_id", "discipline", "meeting_date"),
    where=_one_of("contributed", TOOK_PART),
    joined=("meeting", "meeting_id"),
)
INTERVENTION = Asked(table="intervention", columns=("referral_id", "category", "status", "offered_date", "start_date"))
MEASURE = Asked(table="legal_measure", columns=("referral_id", "measure", "decision", "breach_count"))
CONTACT = Asked(
    table="contact", columns=("referral_id", "party"), where=sa.column("successful", sa.Boolean).is_(sa.true())
)
ADVOCACY = Asked(table="advocacy", columns=("referral_id", "accepted"))
CRIME = Asked(table="crime_outcome", columns=("referral_id", "outcome_group", "outcome_date"))
FOLLOW_UP = Asked(
    table="follow_up",
    columns=("referral_id", "months"),
    flags=("followed_up", "new_stalking_same_victim", "new_stalking_other_victim"),
    where=_one_of("months", FOLLOWED_UP_MONTHS),
)
WELLBEING = Asked(
    table="wellbeing",
    columns=("referral_id", "measure", "occasion", "measured_on", "score"),
    where=sa.and_(
        _one_of("occasion", (WellbeingOccasion.START.value, WellbeingOccasion.END.value)),
        _one_of("subject", ("VICTIM",)),
    ),
)
GRANTED, REFUSED = LegalDecision.GRANTED.value, LegalDecision.REJECTED.value
CHARGED = CrimeOutcomeGroup.CHARGED.value


def answer(engine: sa.Engine, asked: Asked) -> pl.DataFrame | None:
    """Return the rows of one question, all columns text but dates; None where there is no such table.

    Raises `DatabaseUnavailable`.
    """
    with plainly(f"The table {asked.table} could not be looked for"):
        there = sa.inspect(engine)
        if not all(there.has_table(name) for name in asked.tables):  # views and foreign tables count
            return None
    batches = list(batches_of(engine, asked.statement(engine.dialect.name), names=asked.names))
    return (
        pl.concat(batches, how="vertical_relaxed")
        if batches
        else pl.DataFrame(schema=dict.fromkeys(asked.names, pl.String))
    )
