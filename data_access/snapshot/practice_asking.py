"""The plain SELECTs behind the practice facts: one for each table of the work done on a referral."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import polars as pl
import sqlalchemy as sa

from data_access.database import plainly
from data_access.practice_vocabulary import Contribution, LegalMeasure
from data_access.snapshot.bulk import batches_of
from data_access.support_vocabulary import WellbeingOccasion

KEY = "referral_id"
FOLLOWED_UP_MONTHS = (6, 12)  # the looks back that have a fact
# Yes and no as text: SQLite's numbers, PostgreSQL's words, and how its clients shorten them.
_YES, _NO = ("1", "true", "t"), ("0", "false", "f")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Asked:
    """One table to read, as text whatever its columns are declared as: another system's view may hold text only.

    Attributes
    ----------
    table, columns, flags
        Its columns, yes-or-no columns apart; they come as "1", "0" or "".
    only
        Of some columns the values, as they come back, that a row must hold one of.
    joined, through, lent
        Another table that each row belongs to, the column that both have, and the columns taken from there.
    """

    table: str
    columns: tuple[str, ...]
    flags: tuple[str, ...] = ()
    only: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    joined: str = ""
    through: str = ""
    lent: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the columns that come back."""
        return (*self.lent, *self.columns, *self.flags)

    @property
    def needed(self) -> Mapping[str, frozenset[str]]:
        """Names of the columns that each table must have."""
        through = {self.through} - {""}
        own = {self.table: frozenset({*self.columns, *self.flags, *self.only, *through})}
        return own | ({self.joined: frozenset({*self.lent, *through})} if self.joined else {})

    def statement(self, dialect: str) -> sa.Select[Any]:
        """Return the SELECT in one dialect; days come as days where the database has such a type."""
        tables = {name: sa.table(name, *map(sa.column, sorted(needed))) for name, needed in self.needed.items()}
        own = tables[self.table]
        source: sa.FromClause = own
        if self.joined:
            source = own.join(tables[self.joined], own.c[self.through] == tables[self.joined].c[self.through])
        plain = [
            *(_plain(tables[self.joined].c[name], dialect) for name in self.lent),
            *(_plain(own.c[name], dialect) for name in self.columns),
        ]
        asked = sa.select(*plain, *(_yes_no(own.c[name]) for name in self.flags)).select_from(source)
        return asked.where(*(self._held(own.c[name]).in_(_written(values)) for name, values in self.only.items()))

    def _held(self, column: sa.ColumnElement[Any]) -> sa.ColumnElement[str]:
        return _yes_no(column) if column.key in self.flags else _text(column)


def answer(engine: sa.Engine, asked: Asked, places: pl.DataFrame) -> pl.DataFrame | None:
    """Return the rows of one question, all text but days, `place` for the referral; None where there is no such table.

    Rows of other referrals are left out. A table that lacks a column that is asked for counts as none. Raises
    `DatabaseUnavailable`.

    Parameters
    ----------
    places
        Grain: one row per referral. Columns: referral_id and its place, UInt32.
    """
    with plainly(f"The table {asked.table} could not be looked for"):
        if not all(_has(engine, table, columns) for table, columns in asked.needed.items()):
            return None
    none = pl.DataFrame(schema={name: pl.UInt32 if name == KEY else pl.String for name in asked.names})
    return pl.concat([none.rename({KEY: "place"}), *_placed(engine, asked, places)], how="vertical_relaxed")


def _placed(engine: sa.Engine, asked: Asked, places: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """Yield batches with places for keys, each done with its text before the next comes."""
    for batch in batches_of(engine, asked.statement(engine.dialect.name), names=asked.names):
        texts = batch.with_columns((~pl.selectors.temporal()).cast(pl.String))
        yield texts.join(places, on=KEY).select("place", *(name for name in asked.names if name != KEY))


def _has(engine: sa.Engine, table: str, columns: frozenset[str]) -> bool:
    inspector = sa.inspect(engine)
    if not inspector.has_table(table):  # views and foreign tables count
        return False
    return columns <= {column["name"] for column in inspector.get_columns(table)}


def _plain(column: sa.ColumnElement[Any], dialect: str) -> sa.ColumnElement[Any]:
    """Return a column as it stands; for SQLite as text, "" for none: its driver takes a type from the first rows."""
    if dialect != "sqlite":
        return column
    return sa.func.coalesce(_text(column), sa.literal_column("''")).label(column.key)


def _yes_no(column: sa.ColumnElement[Any]) -> sa.ColumnElement[str]:
    """Return a yes-or-no column as "1", "0" or, where it is not recorded, ""."""
    none, yes, no = (sa.literal_column(text, sa.Text) for text in ("''", "'1'", "'0'"))
    said = sa.func.lower(_text(column))
    return sa.case((said.in_(_written(_YES)), yes), (said.in_(_written(_NO)), no), else_=none).label(column.key)


def _text(column: sa.ColumnElement[Any]) -> sa.ColumnElement[str]:
    return sa.cast(column, sa.Text)


def _written(values: tuple[str, ...]) -> list[sa.ColumnElement[str]]:
    """Return values written out: bulk drivers take no parameters."""
    return [sa.literal_column(f"'{value}'", sa.Text) for value in values]


ATTENDANCE = Asked(
    table="meeting_attendance",
    columns=("discipline",),
    only={"contributed": (Contribution.ATTENDED.value, Contribution.WRITTEN.value)},
    joined="meeting",
    through="meeting_id",
    lent=(KEY, "meeting_date"),
)
INTERVENTION = Asked(table="intervention", columns=(KEY, "category", "status", "offered_date", "start_date"))
MEASURE = Asked(table="legal_measure", columns=(KEY, "measure", "decision", "breach_count"))
PROTECTION_ORDER = Asked(
    table="legal_measure",
    columns=(KEY, "applied_date"),
    only={"measure": (LegalMeasure.SPO_INTERIM.value, LegalMeasure.SPO_FULL.value)},
)
CONTACT = Asked(table="contact", columns=(KEY, "party"), flags=("successful",), only={"successful": ("1",)})
ADVOCACY = Asked(table="advocacy", columns=(KEY, "accepted"))
CRIME = Asked(table="crime_outcome", columns=(KEY, "outcome_group", "outcome_date"))
FOLLOW_UP = Asked(
    table="follow_up",
    columns=(KEY, "months"),
    flags=("followed_up", "new_stalking_same_victim", "new_stalking_other_victim"),
    only={"months": tuple(str(months) for months in FOLLOWED_UP_MONTHS)},
)
WELLBEING = Asked(
    table="wellbeing",
    columns=(KEY, "measure", "occasion", "measured_on", "score"),
    only={
        "occasion": (WellbeingOccasion.START.value, WellbeingOccasion.END.value),
        "subject": ("VICTIM",),
    },
)
