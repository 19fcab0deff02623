"""What may be wrong with a referral as the Data quality page counts it: rules it breaks, fields it does not record.

Each has one condition in SQL, for a number and for the list of cases behind it alike.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

import sqlalchemy as sa

from data_access.quality_conditions import HIGH_RISK_NOT_ASSESSED, TO_MEND, high_risk_not_assessed
from data_access.schema import crime_outcome, referral
from data_access.support_vocabulary import CrimeOutcomeGroup
from data_access.vocabulary import Pathway, Status

UNKNOWN = "UNK"
MISSING = "missing-"  # before the key of a field, where a subject is that the field is not recorded
SILENT_MONTH = "silent_month"
# In the order in which they are worth mending.
CASE_RULES = (
    "managed_without_contact",
    HIGH_RISK_NOT_ASSESSED,
    "closed_before_referral",
    "assessed_before_referral",
    "closed_but_open",
    "spo_before_in_force",
    "same_pair_within_week",
    "unknown_agency",
    "area_of_another_force",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What rules about time depend on; frozen, and so part of a cache key.

    Attributes
    ----------
    as_at
        The day from which a wait is counted: the last one the data reach.
    days
        For each force the days in which it aims to assess a high-risk referral.
    """

    as_at: date
    days: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field of a referral: of which referrals it is due, and when it is not recorded."""

    key: str
    due: sa.ColumnElement[bool]
    missing: sa.ColumnElement[bool]


def _absent(key: str, column: sa.Column[str] | None = None, *, due: sa.ColumnElement[bool] | None = None) -> Field:
    """Return a field that is not recorded where its column is empty or holds the code for "unknown"."""
    held = referral.c[key] if column is None else column
    empty = held.is_(None)
    missing = sa.or_(empty, sa.cast(held, sa.Text) == UNKNOWN) if isinstance(held.type, sa.String) else empty
    return Field(key=key, due=sa.true() if due is None else due, missing=missing)


_OPEN = referral.c.status != Status.CLOSED
_CLOSED = referral.c.status == Status.CLOSED
_UNDECIDED = (CrimeOutcomeGroup.NOT_YET_ASSIGNED, CrimeOutcomeGroup.UNKNOWN)


def _has_outcome(*further: sa.ColumnElement[bool]) -> sa.ColumnElement[bool]:
    decided = crime_outcome.c.outcome_group.not_in(_UNDECIDED)
    return (
        sa.exists().where(crime_outcome.c.referral_id == referral.c.referral_id, decided, *further).correlate(referral)
    )


FIELDS: Mapping[str, Field] = MappingProxyType(
    {
        field.key: field
        for field in (
            _absent("current_risk"),
            _absent("area_id"),
            _absent("referring_agency_code"),
            _absent("relationship"),
            _absent("stalking_type"),
            _absent("perpetrator_pid"),
            _absent("victim_pid"),
            _absent("triage_datetime", due=referral.c.status != Status.AWAITING_TRIAGE),
            _absent("accepted_datetime", due=referral.c.pathway == Pathway.TAKEN_ON),
            _absent("lead_agency_code", due=referral.c.pathway == Pathway.PARTNER),
            _absent("owner_code", due=_OPEN),
            _absent("next_review_date", due=_OPEN),
            _absent("closed_date", due=_CLOSED),
            _absent("closure_outcome", due=_CLOSED),
            Field(key="outcome_date", due=_has_outcome(), missing=_has_outcome(crime_outcome.c.outcome_date.is_(None))),
        )
    }
)


SUBJECTS = (*CASE_RULES, *(f"{MISSING}{key}" for key in FIELDS))


def subject_condition(subject: str, limits: Limits) -> sa.ColumnElement[bool]:
    """Return the condition of a subject: a rule's key, or a field's after `MISSING`; `KeyError` for any other."""
    if subject.startswith(MISSING):
        field = FIELDS[subject.removeprefix(MISSING)]
        return sa.and_(field.due, field.missing)
    if subject == HIGH_RISK_NOT_ASSESSED:
        return high_risk_not_assessed(as_at=limits.as_at, days=dict(limits.days))
    return TO_MEND[subject]
