"""How many referrals break each rule and lack each field: one walk over the referrals of a scope, in SQL."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import polars as pl
import sqlalchemy as sa

from data_access.cases import Cases, scoped
from data_access.database import plainly
from data_access.facts import month_number, month_start
from data_access.quality.subjects import FIELDS, SUBJECTS, Limits, subject_condition
from data_access.schema import referral
from data_access.scope import Scope

DUE = "due-"
BY = ("force", "month", "agency")
# Year and month as both databases spell them at the front of a moment; no function has the same name in both.
_MONTH = sa.func.substr(sa.cast(referral.c.referral_datetime, sa.Text), 1, 7)


def take_survey(engine: Cases, *, scope: Scope, limits: Limits) -> pl.DataFrame:
    """Return the survey of a scope; raises `OutOfScope` and `DatabaseUnavailable`.

    Grain: one row per force, month of receipt ("2026-06") and referring agency. Columns: those, `received`, how many
    cases each of `SUBJECTS` has, and of how many referrals each field is due (`due-`).
    """
    counted = {subject: subject_condition(subject, limits) for subject in SUBJECTS}
    counted |= {f"{DUE}{key}": field.due for key, field in FIELDS.items()}
    columns = (referral.c.force_code, _MONTH, referral.c.referring_agency_code)
    asked = sa.select(*columns, sa.func.count(), *map(_number_of, counted.values())).group_by(*columns)
    with plainly("The records could not be counted"), engine.connect() as connection:
        rows = connection.execute(scoped(asked, scope)).all()
    schema = {**dict.fromkeys(BY, pl.String), **dict.fromkeys(("received", *counted), pl.Int64)}
    return pl.DataFrame([tuple(row) for row in rows], schema=schema, orient="row")


def count_subjects(connection: sa.Connection, limits: Limits) -> dict[tuple[str, str], int]:
    """Return how many cases each of `SUBJECTS` has, by force and subject, of every force: for no single reader."""
    sums = [_number_of(subject_condition(subject, limits)) for subject in SUBJECTS]
    rows = connection.execute(sa.select(referral.c.force_code, *sums).group_by(referral.c.force_code))
    return {(row[0], rule): counted for row in rows for rule, counted in zip(SUBJECTS, row[1:], strict=True)}


def months_received(connection: sa.Connection) -> dict[str, list[str]]:
    """Return the months in which each force received a referral: "2026-06"."""
    asked = sa.select(referral.c.force_code, _MONTH.label("month")).distinct()
    found: dict[str, list[str]] = {}
    for force, month in connection.execute(asked):
        found.setdefault(force, []).append(month)
    return found


def silent_months(received: Iterable[str], *, until: date) -> tuple[date, ...]:
    """Return the whole months, up to a day, of which one force has no referral since its first.

    A month with no extract looks like a month of nought, and is none. The month of the last day counts once it is over.
    """
    there = {month_number(date.fromisoformat(f"{month}-01")) for month in received}
    if not there:
        return ()
    last = month_number(date.fromordinal(until.toordinal() + 1))  # the first month that is not over
    return tuple(month_start(number) for number in range(min(there), last) if number not in there)


def _number_of(condition: sa.ColumnElement[bool]) -> sa.ColumnElement[Any]:
    return sa.func.sum(sa.case((condition, 1), else_=0))
