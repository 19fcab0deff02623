"""The caseload a page at a time: found by the case it begins after, so no page is slower for being late.

Longest waiting first is the order of an index of the open cases. Any other order is sorted among the open cases of the
forces looked at, never among all cases.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from data_access.caseload.orders import KEYS, Sort, beyond, ordered
from data_access.caseload.owners import has_left
from data_access.caseload.questions import CaseloadQuestion
from data_access.caseload.yardsticks import Yardstick
from data_access.cases import Cases, scoped
from data_access.database import plainly
from data_access.schema import referral
from data_access.scope import Scope
from data_access.vocabulary import Pathway, Risk, Status

PAGE_ROWS = 25
_STREAMED = 500  # rows a question: few questions, little memory
_UNREADABLE = "The caseload could not be read"
_COLUMNS: tuple[sa.ColumnElement[Any], ...] = (
    referral.c.referral_id,
    referral.c.force_code,
    referral.c.referral_datetime,
    referral.c.referring_agency_code,
    referral.c.lead_agency_code,
    referral.c.current_risk,
    referral.c.pathway,
    referral.c.status,
    referral.c.multi_agency_assessment_date,
    referral.c.closed_date,
    referral.c.owner_code,
    referral.c.next_review_date,
    referral.c.partner_reply_due_date,
    referral.c.next_step,
    has_left().label("owner_has_left"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseloadRow:
    """One open case, under its pseudonym; days are civil days, None where the record has none.

    `owner_has_left` says that whoever holds the case works for the unit no longer.
    """

    referral_id: str
    force_code: str
    received_on: date
    agency_code: str
    lead_agency_code: str | None
    risk: Risk
    pathway: Pathway
    status: Status
    assessed_on: date | None
    closed_on: date | None
    owner_code: str | None
    owner_has_left: bool
    next_review_on: date | None
    partner_reply_due_on: date | None
    next_step: str | None
    target_day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseloadPage:
    """One page: its cases, and the reference that the next page begins after; None on the last."""

    cases: tuple[CaseloadRow, ...]
    next_after: str | None


def caseload_page(
    engine: Cases,
    *,
    scope: Scope,
    question: CaseloadQuestion,
    sort: Sort = Sort.WAITING,
    descending: bool = False,
    after: str | None = None,
    rows: int = PAGE_ROWS,
) -> CaseloadPage:
    """Return the first page of the cases of the scope that a question finds, or the one after a reference.

    A reference that is not of the scope has nothing after it. Raises `OutOfScope` for a scope that does not reach
    single cases, and `DatabaseUnavailable`.
    """
    measures = {each.force_code: each for each in question.measures_of(scope)}
    if not measures or question.finds_nothing or not (after or "").isprintable():
        scoped(sa.select(referral), scope)  # who may see no single case is told so, not shown an empty list
        return CaseloadPage(cases=(), next_after=None)
    keys = [*(key.label(f"key_{place}") for place, key in enumerate(KEYS[sort])), referral.c.referral_id]
    further = () if after is None else (beyond(KEYS[sort], after, scope, descending=descending),)
    found = [
        question.of_force(each, scope, *_COLUMNS, *keys[:-1])
        .where(*further)
        .order_by(*ordered(keys, descending=descending))
        .limit(rows + 1)
        .subquery()
        for each in measures.values()
    ]
    together = sa.union_all(*(sa.select(each) for each in found)).subquery()
    ends = [together.c[key.name] for key in keys]
    asked = sa.select(together).order_by(*ordered(ends, descending=descending)).limit(rows + 1)
    with plainly(_UNREADABLE), engine.connect() as connection:
        listed = connection.execute(asked).all()
    cases = tuple(_row(each, measures[each.force_code]) for each in listed[:rows])
    return CaseloadPage(cases=cases, next_after=cases[-1].referral_id if len(listed) > rows else None)


def every_row(
    engine: Cases, *, scope: Scope, question: CaseloadQuestion, sort: Sort = Sort.WAITING, descending: bool = False
) -> Iterator[CaseloadRow]:
    """Yield every case that a question finds, page by page, in little memory; raises as `caseload_page` does."""
    after: str | None = None
    while True:
        page = caseload_page(
            engine, scope=scope, question=question, sort=sort, descending=descending, after=after, rows=_STREAMED
        )
        yield from page.cases
        if page.next_after is None:
            return
        after = page.next_after


def _row(row: sa.Row[Any], measure: Yardstick) -> CaseloadRow:
    received_on, risk = row.referral_datetime.date(), Risk(row.current_risk)
    return CaseloadRow(
        referral_id=row.referral_id,
        force_code=row.force_code,
        received_on=received_on,
        agency_code=row.referring_agency_code,
        lead_agency_code=row.lead_agency_code,
        risk=risk,
        pathway=Pathway(row.pathway),
        status=Status(row.status),
        assessed_on=row.multi_agency_assessment_date,
        closed_on=row.closed_date,
        owner_code=row.owner_code,
        owner_has_left=bool(row.owner_has_left),
        next_review_on=row.next_review_date,
        partner_reply_due_on=row.partner_reply_due_date,
        next_step=row.next_step,
        target_day=measure.target_day(received_on, risk),
    )
