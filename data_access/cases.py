"""Single cases, for those whose scope reaches so far: every question carries its scope into the SQL."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeAlias, TypeVar

import sqlalchemy as sa

from data_access.database import plainly
from data_access.errors import OutOfScope
from data_access.schema import referral
from data_access.scope import Grain, Scope
from data_access.vocabulary import Pathway, Risk, Status

# A pool of connections to the case database, for those above who hand it on and never speak to it.
Cases: TypeAlias = sa.Engine

Asked = TypeVar("Asked", bound=sa.Select[Any])

_COLUMNS = (
    referral.c.referral_id,
    referral.c.force_code,
    referral.c.area_id,
    referral.c.referral_datetime,
    referral.c.referring_agency_code,
    referral.c.current_risk,
    referral.c.pathway,
    referral.c.status,
    referral.c.owner_code,
    referral.c.next_review_date,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One referral as its unit works with it, under its pseudonym."""

    referral_id: str
    force_code: str
    area_id: str | None
    referral_datetime: datetime
    referring_agency_code: str
    current_risk: Risk
    pathway: Pathway
    status: Status
    owner_code: str | None
    next_review_date: date | None


def scoped(asked: Asked, scope: Scope) -> Asked:
    """Return a question about referrals that answers with rows of the scope only; no force, no rows.

    Raises `OutOfScope` for a scope that does not reach single cases.
    """
    if scope.grain is not Grain.CASE:
        raise OutOfScope(
            "Single cases are not among what you may see.",
            unharmed="Nothing was shown or changed.",
            remedy="Use the pages in the menu, or ask an administrator if your work needs more.",
        )
    return asked.where(referral.c.force_code.in_(scope.forces))


def referral_of(engine: Cases, referral_id: str, *, scope: Scope) -> Case | None:
    """Return one referral of the scope, or None: another force's is as unknown as one that is not there.

    Raises `OutOfScope` and `DatabaseUnavailable`.
    """
    asked = scoped(sa.select(*_COLUMNS), scope).where(referral.c.referral_id == referral_id)
    if not referral_id.isprintable():  # no database holds it, and PostgreSQL would take it for a fault
        return None
    with plainly("The case could not be read"), engine.connect() as connection:
        row = connection.execute(asked).one_or_none()
    if row is None:
        return None
    codes = {"current_risk": Risk(row.current_risk), "pathway": Pathway(row.pathway), "status": Status(row.status)}
    return Case(**{**row._mapping, **codes})
