"""How soon each force aims to assess a referral, by level of risk: set by managers, every earlier target kept."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import sqlalchemy as sa

from data_access.access_vocabulary import Event
from data_access.audit import Entry, Witness
from data_access.database import plainly
from data_access.errors import UnitError
from data_access.moments import to_london, to_utc
from data_access.schema import target
from data_access.schema.additions import FEWEST_DAYS, MOST_DAYS
from data_access.scope import Scope
from data_access.vocabulary import Risk

UNCHANGED = "No target was changed."
EARLIEST = date(2000, 1, 1)  # no unit is older
FURTHEST_AHEAD = timedelta(days=366)  # a target for next year can be agreed this year


class TargetRefused(UnitError):
    """A target cannot be set as asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One target as it was set: whose, for which level of risk (None for all), how many days, and from when."""

    target_id: int
    force_code: str
    risk: Risk | None
    days: int
    effective_from: date
    set_by: str
    set_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Targets:
    """The targets of some forces with their history, read for one day; frozen, and so part of a cache key.

    Attributes
    ----------
    history
        Every target ever set, the one that came into force last first.
    on
        The day they are asked about unless another is named.
    otherwise
        The days that hold where a force has set nothing: the setting `UNIT_TARGET_DAYS`.
    """

    history: tuple[Target, ...]
    on: date
    otherwise: int

    def days(self, force_code: str, risk: Risk | None = None, *, on: date | None = None) -> int:
        """Return the days a force aims for: those for the level of risk, else for all of them, else the setting's.

        Parameters
        ----------
        risk
            A level of risk; None asks for all of them together.
        on
            Another day than that of reading, such as the day a referral was received.
        """
        found = self.holding(force_code, risk, on=on) or self.holding(force_code, on=on)
        return self.otherwise if found is None else found.days

    def holding(self, force_code: str, risk: Risk | None = None, *, on: date | None = None) -> Target | None:
        """Return the target set for exactly this level of risk (None: for all of them) that is in force, if any."""
        day = self.on if on is None else on
        return next(
            (
                each
                for each in self.history
                if each.force_code == force_code and each.risk == risk and each.effective_from <= day
            ),
            None,
        )

    def alike(self, forces: Iterable[str], risks: Iterable[Risk] = (), *, on: date | None = None) -> int | None:
        """Return the one number of days that holds for all of some forces and levels of risk, or None if they differ.

        Without levels of risk every one is meant.
        """
        wanted = tuple(risks) or tuple(Risk)
        found = {self.days(force, risk, on=on) for force in forces for risk in wanted} or {self.otherwise}
        return found.pop() if len(found) == 1 else None


def set_target(
    engine: sa.Engine,
    *,
    force_code: str,
    risk: Risk | None,
    days: int,
    effective_from: date,
    scope: Scope,
    witness: Witness,
    now: datetime,
) -> None:
    """Set a target from a day on, for one level of risk or for all; what held before stays on record.

    Raises `OutOfScope` for a force that is not the writer's and `TargetRefused` for days that no target may have.
    """
    scope.check_force(force_code)
    _check(days, effective_from, today=to_london(now).date())
    written = target.insert().values(
        force_code=force_code,
        risk=risk,
        days=days,
        effective_from=effective_from,
        set_by=witness.actor.username,
        set_at=to_utc(now),
    )
    told = f"{days} days for {risk or 'every level of risk'} from {effective_from}"
    with plainly("The target could not be set"), engine.begin() as connection:
        connection.execute(written)
        witness.record(connection, Entry(event=Event.TARGET_SET, subject=force_code, detail=told), now=now)


def read(engine: sa.Engine, *, forces: Iterable[str], on: date, otherwise: int) -> Targets:
    """Return the targets of some forces as they stand on a day; raises `DatabaseUnavailable`."""
    theirs = target.select().where(target.c.force_code.in_(sorted(set(forces))))
    newest_first = theirs.order_by(target.c.effective_from.desc(), target.c.target_id.desc())
    with plainly("The targets could not be read"), engine.connect() as connection:
        history = tuple(_target(row) for row in connection.execute(newest_first))
    return Targets(history=history, on=on, otherwise=otherwise)


def _check(days: int, effective_from: date, *, today: date) -> None:
    if not FEWEST_DAYS <= days <= MOST_DAYS:
        raise TargetRefused(
            f"A target is {FEWEST_DAYS} to {MOST_DAYS} days, not {days}.",
            unharmed=UNCHANGED,
            remedy="Choose a number of days in that range.",
        )
    if not EARLIEST <= effective_from <= today + FURTHEST_AHEAD:
        raise TargetRefused(
            "A target comes into force within a year from today at the latest.",
            unharmed=UNCHANGED,
            remedy="Choose an earlier day, or one since the unit began.",
        )


def _target(row: sa.Row[tuple[object, ...]]) -> Target:
    return Target(
        target_id=row.target_id,
        force_code=row.force_code,
        risk=None if row.risk is None else Risk(row.risk),
        days=row.days,
        effective_from=row.effective_from,
        set_by=row.set_by,
        set_at=row.set_at.replace(tzinfo=UTC),
    )
