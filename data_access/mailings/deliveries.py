"""What became of each mail: one a day at most of each alert and briefing, tried again where it failed.

A mail is claimed before it is sent and settled after. Two runs at once cannot both claim it; a run that died in between
leaves it as failed, and a later run tries again.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from data_access.access_vocabulary import Event, Outcome
from data_access.audit import Entry, Witness
from data_access.caseload_vocabulary import Delivery
from data_access.database import plainly
from data_access.moments import to_utc
from data_access.schema import mailing

# Longer than a run keeps a mail: a server is given half a minute.
TRIED_AGAIN_AFTER = timedelta(minutes=10)
_UNWRITABLE = "What became of a mail could not be kept"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """Why a mail is sent: an alert or a briefing, by its number."""

    alert_id: int | None = None
    briefing_id: int | None = None

    def condition(self) -> sa.ColumnElement[bool]:
        """Return the condition on one row of `mailing`."""
        if self.alert_id is not None:
            return mailing.c.alert_id == self.alert_id
        return mailing.c.briefing_id == self.briefing_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailed:
    """The last mail that was tried: for which London day, when (UTC), and what came of it."""

    due_on: date
    tried_at: datetime
    delivery: Delivery


def claim(engine: sa.Engine, cause: Cause, *, due_on: date, counted: int, now: datetime) -> bool:
    """Return whether this run is to send the mail of a day: nobody has, and nobody is at it."""
    values = {"tried_at": to_utc(now), "counted": counted, "delivery": Delivery.FAILED}
    first = mailing.insert().values(alert_id=cause.alert_id, briefing_id=cause.briefing_id, due_on=due_on, **values)
    again = (
        mailing.update()
        .where(
            cause.condition(),
            mailing.c.due_on == due_on,
            mailing.c.delivery == Delivery.FAILED,
            mailing.c.tried_at < to_utc(now - TRIED_AGAIN_AFTER),
        )
        .values(values)
    )
    with plainly(_UNWRITABLE):
        try:
            with engine.begin() as connection:
                connection.execute(first)
        except IntegrityError:  # there is one for that day
            with engine.begin() as connection:
                return connection.execute(again).rowcount == 1
    return True


def settle(
    engine: sa.Engine, cause: Cause, *, due_on: date, sent: bool, told: Entry, witness: Witness, now: datetime
) -> None:
    """Keep what became of a claimed mail, and record it."""
    delivery = Delivery.SENT if sent else Delivery.FAILED
    kept = mailing.update().where(cause.condition(), mailing.c.due_on == due_on).values(delivery=delivery)
    outcome = Outcome.DONE if sent else Outcome.FAILED
    entry = Entry(
        event=Event.MAIL_SEND, outcome=outcome, subject=told.subject, filters=told.filters, detail=told.detail
    )
    with plainly(_UNWRITABLE), engine.begin() as connection:
        connection.execute(kept)
        witness.record(connection, entry, now=now)


def last_deliveries(engine: sa.Engine, causes: Iterable[Cause]) -> Mapping[Cause, Mailed]:
    """Return the last mail of each cause that has one; raises `DatabaseUnavailable`."""
    wanted = tuple(causes)
    if not wanted:
        return {}
    asked = mailing.select().where(sa.or_(*(cause.condition() for cause in wanted))).order_by(mailing.c.due_on)
    with plainly("What became of the mails could not be read"), engine.connect() as connection:
        return {
            Cause(alert_id=row.alert_id, briefing_id=row.briefing_id): Mailed(
                due_on=row.due_on, tried_at=row.tried_at.replace(tzinfo=UTC), delivery=Delivery(row.delivery)
            )
            for row in connection.execute(asked)
        }
