"""Alerts: what a manager asked to be mailed about, as soon as it is so."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

import sqlalchemy as sa

from data_access.access_vocabulary import Event
from data_access.audit import Entry, Witness
from data_access.caseload_vocabulary import AlertRule, Need
from data_access.database import plainly
from data_access.mailings.refusal import MOST, checked_address, refused
from data_access.moments import to_utc
from data_access.schema import alert
from data_access.scope import Scope
from data_access.vocabulary import Risk

MOST_DAYS = 365


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """What an alert watches for, in one force.

    Attributes
    ----------
    rule
        Cases unassessed after some days, or cases with a need.
    need
        The need, of `AlertRule.NEEDS`.
    risk
        The level of risk looked at; None for every one.
    days
        The days, of `AlertRule.UNASSESSED_AFTER`.
    at_least
        How many such cases there must be.
    """

    force_code: str
    rule: AlertRule
    need: Need | None = None
    risk: Risk | None = None
    days: int | None = None
    at_least: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """One standing alert: what it watches for, whom it tells, and who set it when (UTC)."""

    alert_id: int
    watch: Watch
    address: str
    set_by: str
    set_at: datetime


def set_alert(
    engine: sa.Engine,
    watch: Watch,
    *,
    address: str,
    domains: Collection[str],
    scope: Scope,
    witness: Witness,
    now: datetime,
) -> None:
    """Set an alert.

    Raises `OutOfScope` for a force that is not the writer's, and `MailingRefused` for an address beyond the site, a
    rule without what it needs, or too many alerts.
    """
    scope.check_force(watch.force_code)
    _check(watch)
    told = checked_address(address, domains=domains)
    written = alert.insert().values(
        force_code=watch.force_code,
        rule=watch.rule,
        need=watch.need,
        risk=watch.risk,
        days=watch.days,
        at_least=watch.at_least,
        address=told,
        set_by=witness.actor.username,
        set_at=to_utc(now),
    )
    standing = sa.select(sa.func.count()).where(alert.c.force_code == watch.force_code, alert.c.ended_at.is_(None))
    what = " ".join(str(part) for part in (watch.rule, watch.need, watch.risk, watch.days) if part is not None)
    with plainly("The alert could not be set"), engine.begin() as connection:
        if (connection.scalar(standing) or 0) >= MOST:
            raise refused(f"A force has at most {MOST} alerts.", remedy="End one that nobody needs.")
        connection.execute(written)
        entry = Entry(event=Event.ALERT_SET, subject=watch.force_code, detail=f"{what}, to {told}")
        witness.record(connection, entry, now=now)


def end_alert(engine: sa.Engine, *, alert_id: int, scope: Scope, witness: Witness, now: datetime) -> None:
    """End an alert; raises `MailingRefused` for one that is gone, was never there or is another force's."""
    standing = (alert.c.alert_id == alert_id, alert.c.force_code.in_(scope.forces), alert.c.ended_at.is_(None))
    gone = {"ended_by": witness.actor.username, "ended_at": to_utc(now)}
    ended = alert.update().where(*standing).values(gone).returning(alert.c.force_code, alert.c.rule, alert.c.address)
    with plainly("The alert could not be ended"), engine.begin() as connection:
        row = connection.execute(ended).one_or_none()
        if row is None:
            raise refused("There is no such alert among yours.", remedy="Reload the page to see those that stand.")
        entry = Entry(event=Event.ALERT_END, subject=row.force_code, detail=f"{row.rule}, to {row.address}")
        witness.record(connection, entry, now=now)


def standing_alerts(engine: sa.Engine, *, forces: Iterable[str] | None = None) -> tuple[Alert, ...]:
    """Return the standing alerts of some forces, of all for None, oldest first; raises `DatabaseUnavailable`."""
    asked = alert.select().where(alert.c.ended_at.is_(None)).order_by(alert.c.alert_id)
    if forces is not None:
        asked = asked.where(alert.c.force_code.in_(sorted(set(forces))))
    with plainly("The alerts could not be read"), engine.connect() as connection:
        return tuple(_alert(row) for row in connection.execute(asked))


def _check(watch: Watch) -> None:
    complete = watch.need is not None if watch.rule is AlertRule.NEEDS else watch.days is not None
    if not complete:
        raise refused(
            "The alert does not say what to watch for.", remedy="Choose what needs action, or after how long."
        )
    if watch.days is not None and not 0 <= watch.days <= MOST_DAYS:
        raise refused(f"An alert waits 0 to {MOST_DAYS} days.", remedy="Choose a number of days in that range.")
    if watch.at_least < 1:
        raise refused("An alert is about one case at least.", remedy="Choose 1 or more.")


def _alert(row: sa.Row[tuple[object, ...]]) -> Alert:
    return Alert(
        alert_id=row.alert_id,
        watch=Watch(
            force_code=row.force_code,
            rule=AlertRule(row.rule),
            need=None if row.need is None else Need(row.need),
            risk=None if row.risk is None else Risk(row.risk),
            days=row.days,
            at_least=row.at_least,
        ),
        address=row.address,
        set_by=row.set_by,
        set_at=row.set_at.replace(tzinfo=UTC),
    )
