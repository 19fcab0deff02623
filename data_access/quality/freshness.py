"""How new the newest record of each table is, for the forces of a scope."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import Any

import sqlalchemy as sa

from data_access.cases import Cases, scoped
from data_access.database import plainly
from data_access.schema import (
    advocacy,
    contact,
    crime_outcome,
    intervention,
    legal_measure,
    meeting,
    referral,
    risk_assessment,
    wellbeing,
)
from data_access.scope import Scope

# The day that tells when a row was made; a day to come is a plan and says nothing of freshness.
DATED: Mapping[str, sa.Column[Any]] = MappingProxyType(
    {
        column.table.name: column
        for column in (
            referral.c.referral_datetime,
            risk_assessment.c.assessed_at,
            meeting.c.meeting_date,
            intervention.c.offered_date,
            legal_measure.c.applied_date,
            contact.c.contact_at,
            advocacy.c.offered_date,
            crime_outcome.c.recorded_date,
            wellbeing.c.measured_on,
        )
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Newest:
    """The day of the newest row of a table, up to the day asked about; None where it has none."""

    table: str
    on: date | None


def newest_rows(engine: Cases, *, scope: Scope, as_at: date) -> tuple[Newest, ...]:
    """Return the newest row of each table that belongs to a referral of the scope; raises `DatabaseUnavailable`."""
    before = sa.literal(as_at + timedelta(days=1), sa.Date)  # a day, not a midnight: SQLite compares texts
    found = []
    with plainly("The newest records could not be read"), engine.connect() as connection:
        for name, column in DATED.items():
            asked = sa.select(sa.func.max(column)).where(column < before)
            if column.table is not referral:
                asked = asked.join_from(column.table, referral, column.table.c.referral_id == referral.c.referral_id)
            newest = connection.scalar(scoped(asked, scope))
            found.append(Newest(table=name, on=newest.date() if isinstance(newest, datetime) else newest))
    return tuple(found)
