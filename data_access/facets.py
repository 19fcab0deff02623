"""What else a case reader may narrow by, beside area, agency and risk: each facet once, for figures and for cases.

A facet says in Polars which rows of the facts have a code, and in SQL which referrals do; that both choose the same is
tested. So a count on a chart and the list of cases behind it cannot disagree.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import polars as pl
import sqlalchemy as sa

from data_access import schema
from data_access.practice_facts import has
from data_access.practice_vocabulary import Contribution, Discipline, InterventionCategory, LegalMeasure
from data_access.vocabulary import ClosureOutcome, Pathway

Condition = Callable[[str], sa.ColumnElement[bool]]
_referral = schema.referral.c


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Facet:
    """One way to narrow.

    Attributes
    ----------
    key
        Its name in links.
    codes
        The codes there are, in the order to show; agencies are known only with the reference data, and have none here.
    column
        The column of referral or practice facts that it looks at.
    matches
        From a code to the Polars condition on one row of the facts.
    condition
        From a code to the SQL condition on one row of `referral`.
    """

    key: str
    codes: tuple[str, ...]
    column: str
    matches: Callable[[str], pl.Expr]
    condition: Condition


def _equals(column: str, code: str) -> pl.Expr:
    return pl.col(column).cast(pl.String) == code


def _has_row(table: sa.Table, column: str, code: str) -> sa.ColumnElement[bool]:
    """Return the condition that a table of work done has a row with a code for this referral."""
    return sa.exists().where(table.c.referral_id == _referral.referral_id, table.c[column] == code)


def _took_part(code: str) -> sa.ColumnElement[bool]:
    meeting, attendance = schema.meeting.c, schema.meeting_attendance.c
    return sa.exists().where(
        meeting.referral_id == _referral.referral_id,
        meeting.meeting_date <= _referral.multi_agency_assessment_date,
        attendance.meeting_id == meeting.meeting_id,
        attendance.discipline == code,
        attendance.contributed.in_((Contribution.ATTENDED, Contribution.WRITTEN)),
    )


_ALL = (
    Facet(
        key="pathway",
        codes=tuple(Pathway),
        column="pathway",
        matches=partial(_equals, "pathway"),
        condition=lambda code: _referral.pathway == code,
    ),
    Facet(
        key="outcome",
        codes=tuple(ClosureOutcome),
        column="closure_outcome",
        matches=partial(_equals, "closure_outcome"),
        condition=lambda code: _referral.closure_outcome == code,
    ),
    Facet(
        key="lead",
        codes=(),
        column="lead_agency",
        matches=partial(_equals, "lead_agency"),
        condition=lambda code: _referral.lead_agency_code == code,
    ),
    Facet(
        key="discipline",
        codes=tuple(Discipline),
        column="disciplines",
        matches=partial(has, "disciplines"),
        condition=_took_part,
    ),
    Facet(
        key="advice",
        codes=tuple(InterventionCategory),
        column="advised",
        matches=partial(has, "advised"),
        condition=partial(_has_row, schema.intervention, "category"),
    ),
    Facet(
        key="measure",
        codes=tuple(LegalMeasure),
        column="applied",
        matches=partial(has, "applied"),
        condition=partial(_has_row, schema.legal_measure, "measure"),
    ),
)
FACETS = {facet.key: facet for facet in _ALL}
