"""What else a case reader may narrow by, beside area, agency and risk: each facet once, for figures and for cases.

A facet says in Polars which rows of the facts have a code, and in SQL which referrals do; that both choose the same is
tested. So a count on a chart and the list of cases behind it cannot disagree.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import polars as pl
import sqlalchemy as sa

from data_access import facet_conditions as asked
from data_access import schema
from data_access.facet_conditions import BANDS, CLOSED, NONE, NOT_RECORDED, NOT_YET, OFFERED, TAKEN_UP, WAITING, band
from data_access.practice_facts import FollowUpFinding, has
from data_access.practice_vocabulary import Discipline, InterventionCategory, LegalMeasure
from data_access.support_vocabulary import AdvocacyAnswer, Party
from data_access.vocabulary import ClosureOutcome, Pathway, Status

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
    columns
        The columns of referral or practice facts that it looks at.
    matches
        From a code to the Polars condition on one row of the facts.
    condition
        From a code to the SQL condition on one row of `referral`.
    """

    key: str
    codes: tuple[str, ...]
    columns: tuple[str, ...]
    matches: Callable[[str], pl.Expr]
    condition: Condition


def _equals(column: str, code: str) -> pl.Expr:
    return pl.col(column).cast(pl.String) == code


def _closed_with(code: str) -> pl.Expr:
    return pl.col("closure_outcome").is_null() if code == NOT_YET else _equals("closure_outcome", code)


def _contact(code: str) -> pl.Expr:
    reached = has("contacted", Party.VICTIM, Party.PERPETRATOR)
    return ~reached if code == NONE else has("contacted", code)


def _advocacy(code: str) -> pl.Expr:
    answer = pl.col("advocacy").cast(pl.String)
    if code == NOT_RECORDED:
        return answer.is_null() | (answer == AdvocacyAnswer.UNKNOWN.value)
    return answer.is_in([AdvocacyAnswer.YES.value, *([AdvocacyAnswer.NO.value] if code == OFFERED else [])])


def _again(code: str) -> pl.Expr:
    return _equals(f"followed_up_{code}", FollowUpFinding.REPEAT.value)


def _waited(code: str) -> pl.Expr:
    days, closed_on = pl.col("days_to_assessment"), pl.col("closed_on")
    if code == WAITING:
        return days.is_null() & closed_on.is_null() & ~_equals("status", Status.CLOSED.value)
    if code == CLOSED:
        return days.is_null() & (closed_on >= pl.col("received_on"))
    first, after = band(code)
    return days.is_between(first, after, closed="left")


_ALL = (
    Facet(
        key="pathway",
        codes=tuple(Pathway),
        columns=("pathway",),
        matches=partial(_equals, "pathway"),
        condition=lambda code: _referral.pathway == code,
    ),
    Facet(
        key="outcome",
        codes=(*ClosureOutcome, NOT_YET),
        columns=("closure_outcome",),
        matches=_closed_with,
        condition=asked.was_closed_with,
    ),
    Facet(
        key="lead",
        codes=(),
        columns=("lead_agency",),
        matches=partial(_equals, "lead_agency"),
        condition=lambda code: _referral.lead_agency_code == code,
    ),
    Facet(
        key="discipline",
        codes=tuple(Discipline),
        columns=("disciplines",),
        matches=partial(has, "disciplines"),
        condition=asked.took_part,
    ),
    Facet(
        key="advice",
        codes=tuple(InterventionCategory),
        columns=("advised",),
        matches=partial(has, "advised"),
        condition=partial(asked.has_row, schema.intervention, "category"),
    ),
    *(
        Facet(
            key=stage,
            codes=tuple(InterventionCategory),
            columns=(stage,),
            matches=partial(has, stage),
            condition=partial(asked.reached_stage, stage),
        )
        for stage in ("offered", "started", "completed")
    ),
    Facet(
        key="measure",
        codes=tuple(LegalMeasure),
        columns=("applied",),
        matches=partial(has, "applied"),
        condition=partial(asked.has_row, schema.legal_measure, "measure"),
    ),
    *(
        Facet(
            key=decision,
            codes=tuple(LegalMeasure),
            columns=(decision,),
            matches=partial(has, decision),
            condition=partial(asked.was_decided, decision),
        )
        for decision in ("granted", "breached")
    ),
    Facet(
        key="contact",
        codes=(Party.VICTIM, Party.PERPETRATOR, NONE),
        columns=("contacted",),
        matches=_contact,
        condition=asked.was_reached,
    ),
    Facet(
        key="advocacy",
        codes=(OFFERED, TAKEN_UP, NOT_RECORDED),
        columns=("advocacy",),
        matches=_advocacy,
        condition=asked.was_supported,
    ),
    Facet(
        key="again",
        codes=("6", "12"),
        columns=("followed_up_6", "followed_up_12"),
        matches=_again,
        condition=asked.was_repeated,
    ),
    Facet(
        key="wait",
        codes=(*BANDS, CLOSED, WAITING),
        columns=("days_to_assessment", "closed_on", "status", "received_on"),
        matches=_waited,
        condition=asked.has_waited,
    ),
)
FACETS = {facet.key: facet for facet in _ALL}
