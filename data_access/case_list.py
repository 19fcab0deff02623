"""The cases behind a count: the same conditions as the figures, in SQL, a page of rows at a time.

A page is found by the reference it begins after, so the last page of a million takes no longer than the first.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from data_access.cases import Cases, scoped
from data_access.database import plainly
from data_access.facets import FACETS
from data_access.filters import Filters
from data_access.schema import referral
from data_access.scope import Scope
from data_access.vocabulary import Pathway, Risk, Status

PAGE_ROWS = 25  # a screen and a half: more is skimmed, not read
_UNREADABLE = "The cases could not be read"
_COLUMNS: tuple[sa.Column[Any], ...] = (
    referral.c.referral_id,
    referral.c.force_code,
    referral.c.referral_datetime,
    referral.c.referring_agency_code,
    referral.c.current_risk,
    referral.c.pathway,
    referral.c.status,
    referral.c.multi_agency_assessment_date,
    referral.c.closed_date,
    referral.c.owner_code,
)


class Order(StrEnum):
    """In which order a list of cases stands."""

    NEWEST = "NEWEST"
    OLDEST = "OLDEST"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedCase:
    """One case of a list, under its pseudonym; days are civil days, None where the record has none."""

    referral_id: str
    force_code: str
    received_on: date
    agency_code: str
    risk: Risk
    pathway: Pathway
    status: Status
    assessed_on: date | None
    closed_on: date | None
    owner_code: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePage:
    """One page of a list: its cases, and the reference that the next page begins after; None on the last."""

    cases: tuple[ListedCase, ...]
    next_after: str | None


def count_cases(engine: Cases, *, scope: Scope, filters: Filters) -> int:
    """Return how many cases of the scope match; raises `OutOfScope` and `DatabaseUnavailable`."""
    asked = scoped(sa.select(sa.func.count()).select_from(referral), scope).where(
        referral.c.force_code.in_(_forces(scope, filters)), *_conditions(filters)
    )
    with plainly(_UNREADABLE), engine.connect() as connection:
        return connection.scalar(asked) or 0


def page_of_cases(
    engine: Cases,
    *,
    scope: Scope,
    filters: Filters,
    order: Order,
    after: str | None = None,
    also: Sequence[sa.ColumnElement[bool]] = (),
) -> CasePage:
    """Return the first page of the cases of the scope that match, or the one after a reference.

    `also` are further conditions on a row of `referral`. A reference that is not of the scope has nothing after it.
    Raises `OutOfScope` and `DatabaseUnavailable`.
    """
    conditions = (*_conditions(filters), *also)
    listed = [_of_force(force, scope, conditions, order=order, after=after) for force in _forces(scope, filters)]
    if not listed or not (after or "").isprintable():
        scoped(sa.select(referral), scope)  # who may see no single case is told so, not shown an empty list
        return CasePage(cases=(), next_after=None)
    together = sa.union_all(*(sa.select(each.subquery()) for each in listed)).subquery()
    ends = (together.c.referral_datetime, together.c.referral_id)
    asked = sa.select(together).order_by(*_ordered(ends, order)).limit(PAGE_ROWS + 1)
    with plainly(_UNREADABLE), engine.connect() as connection:
        rows = connection.execute(asked).all()
    cases = tuple(_listed(row) for row in rows[:PAGE_ROWS])
    return CasePage(cases=cases, next_after=cases[-1].referral_id if len(rows) > PAGE_ROWS else None)


def find_case(engine: Cases, referral_id: str, *, scope: Scope) -> ListedCase | None:
    """Return one case by its whole reference, or None: another force's is as unknown as one that is not there."""
    asked = scoped(sa.select(*_COLUMNS), scope).where(referral.c.referral_id == referral_id)
    if not referral_id.isprintable():  # no database holds it, and PostgreSQL would take it for a fault
        return None
    with plainly(_UNREADABLE), engine.connect() as connection:
        row = connection.execute(asked).one_or_none()
    return None if row is None else _listed(row)


def _forces(scope: Scope, filters: Filters) -> tuple[str, ...]:
    return tuple(code for code in scope.forces if not filters.forces or code in filters.forces)


def _of_force(
    force: str, scope: Scope, conditions: Sequence[sa.ColumnElement[bool]], *, order: Order, after: str | None
) -> sa.Select[tuple[object, ...]]:
    """Return a page of one force alone: one stretch of its index, however many forces are read side by side."""
    ends = (referral.c.referral_datetime, referral.c.referral_id)
    asked = scoped(sa.select(*_COLUMNS), scope).where(referral.c.force_code == force, *conditions)
    if after is not None:
        asked = asked.where(*_beyond(after, scope, order))
    return asked.order_by(*_ordered(ends, order)).limit(PAGE_ROWS + 1)


def _beyond(after: str, scope: Scope, order: Order) -> Sequence[sa.ColumnElement[bool]]:
    """Return the conditions that a case comes after another of the scope.

    The moment is compared as the database holds it, never as it came back from a browser. The first condition says
    nothing that the second does not: it is the one that an index can use.
    """
    received, reference = referral.c.referral_datetime, referral.c.referral_id
    at = scoped(sa.select(received), scope).where(reference == after).correlate(None).scalar_subquery()
    if order is Order.NEWEST:
        return received <= at, sa.or_(received < at, reference < after)
    return received >= at, sa.or_(received > at, reference > after)


def _ordered(ends: tuple[sa.ColumnElement[Any], ...], order: Order) -> list[sa.ColumnElement[Any]]:
    return [end.desc() if order is Order.NEWEST else end.asc() for end in ends]


def _conditions(filters: Filters) -> list[sa.ColumnElement[bool]]:
    """Return what the figures are narrowed by, as SQL: codes of one kind add up, kinds narrow one another."""
    column = referral.c
    conditions = [
        # Days, not midnights: SQLite compares texts, and "2019-03-01" comes before every moment of that day.
        column.referral_datetime >= sa.literal(filters.since, sa.Date),
        column.referral_datetime < sa.literal(filters.until + timedelta(days=1), sa.Date),
    ]
    chosen: tuple[tuple[sa.ColumnElement[Any], tuple[str, ...]], ...] = (
        (column.referring_agency_code, filters.agencies),
        (column.current_risk, filters.risks),
        (column.area_id, filters.areas),
    )
    conditions += [each.in_(codes) for each, codes in chosen if codes]
    for key in dict.fromkeys(key for key, _ in filters.facets):
        asked = [FACETS[key].condition(code) for other, code in filters.facets if other == key]
        conditions.append(sa.or_(*asked))
    return conditions


def _listed(row: sa.Row[Any]) -> ListedCase:
    return ListedCase(
        referral_id=row.referral_id,
        force_code=row.force_code,
        received_on=row.referral_datetime.date(),
        agency_code=row.referring_agency_code,
        risk=Risk(row.current_risk),
        pathway=Pathway(row.pathway),
        status=Status(row.status),
        assessed_on=row.multi_agency_assessment_date,
        closed_on=row.closed_date,
        owner_code=row.owner_code,
    )
