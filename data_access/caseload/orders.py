"""In which order the caseload stands, and what comes after a case in it."""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any

import sqlalchemy as sa

from data_access.cases import scoped
from data_access.schema import referral
from data_access.scope import Scope
from data_access.vocabulary import Risk, Status

_RANKS = {Risk.HIGH: 0, Risk.MEDIUM: 1, Risk.LOW: 2, Risk.UNKNOWN: 3}
_STAGES = {status: place for place, status in enumerate(Status)}

Key = sa.ColumnElement[Any]


class Sort(StrEnum):
    """By what the caseload is in order; what is not recorded comes last, and first when turned round."""

    WAITING = "WAITING"
    RISK = "RISK"
    REVIEW = "REVIEW"
    OWNER = "OWNER"
    AGENCY = "AGENCY"
    STAGE = "STAGE"


def _ranked(column: sa.ColumnElement[Any], ranks: Mapping[Any, int]) -> Key:
    return sa.case(*((column == code, rank) for code, rank in ranks.items()), else_=len(ranks))


def _recorded_first(column: Key, otherwise: sa.ColumnElement[Any]) -> tuple[Key, Key]:
    return sa.case((column.is_(None), 1), else_=0), sa.func.coalesce(column, otherwise)


_RECEIVED = referral.c.referral_datetime
# Each order ends with the time received and the reference, so that no two cases have the same place.
KEYS: Mapping[Sort, tuple[Key, ...]] = MappingProxyType(
    {
        Sort.WAITING: (_RECEIVED,),
        Sort.RISK: (_ranked(referral.c.current_risk, _RANKS), _RECEIVED),
        Sort.REVIEW: (*_recorded_first(referral.c.next_review_date, sa.literal(date.max, sa.Date)), _RECEIVED),
        Sort.OWNER: (*_recorded_first(referral.c.owner_code, sa.literal("")), _RECEIVED),
        Sort.AGENCY: (referral.c.referring_agency_code, _RECEIVED),
        Sort.STAGE: (_ranked(referral.c.status, _STAGES), _RECEIVED),
    }
)


def beyond(keys: Sequence[Key], after: str, scope: Scope, *, descending: bool) -> sa.ColumnElement[bool]:
    """Return the condition that a case comes after another of the scope, in the order of some keys.

    The keys of the other are read where they are held and never come back from a browser. The first condition says
    nothing that the second does not: it is the one that an index can use.
    """
    other = scoped(sa.select(*keys), scope).where(referral.c.referral_id == after)
    ends = [other.with_only_columns(key).correlate(None).scalar_subquery() for key in keys]

    def is_further(key: Key, end: Key) -> sa.ColumnElement[bool]:
        further: sa.ColumnElement[bool] = key < end if descending else key > end
        return further

    condition = is_further(referral.c.referral_id, sa.literal(after))
    for key, end in zip(reversed(keys), reversed(ends), strict=True):
        condition = sa.or_(is_further(key, end), sa.and_(key == end, condition))
    first = keys[0] <= ends[0] if descending else keys[0] >= ends[0]
    return sa.and_(first, condition)


def ordered(keys: Sequence[Key], *, descending: bool) -> list[sa.ColumnElement[Any]]:
    """Return some keys as an order, turned round if asked."""
    return [key.desc() if descending else key.asc() for key in keys]
