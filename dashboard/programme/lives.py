"""The stretch of a unit's life that is compared: as long for each, so that no young unit stands beside an old one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from dashboard.civil_dates import MONTHS_IN_YEAR, months_later
from data_access.facts import month_number, month_start
from data_access.filters import Filters
from data_access.reference import Force, Reference
from data_access.scope import Scope
from data_access.snapshot import Snapshot

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """The first months of one unit.

    Attributes
    ----------
    since, until
        First and last day, both included.
    months
        How many months, counted from the day of launch.
    missing
        First days of calendar months without any extract: missing, not nought.
    """

    force: Force
    since: date
    until: date
    months: int
    missing: tuple[date, ...] = ()

    @property
    def covered(self) -> int:
        """How many months have figures."""
        return self.months - len(self.missing)


def units_of(reference: Reference, scope: Scope) -> tuple[Force, ...]:
    """Return the forces of a scope that have a unit, in the order of the alphabet and no other."""
    launched = [force for force in reference.forces if force.launched_on and force.code in scope.forces]
    return tuple(sorted(launched, key=lambda force: (force.name, force.code)))


def shared_months(forces: Iterable[Force], *, data_to: date) -> int:
    """Return the whole months of life that every one of these units has; 0 without units."""
    return min((_whole_months(force, data_to) for force in forces), default=0)


def life_of(force: Force, *, months: int, snapshot: Snapshot, scope: Scope) -> Life:
    """Return the first months of a unit, and which of them have no extract.

    Raises `ValueError` for a force without a unit.
    """
    if force.launched_on is None:
        raise ValueError(force.code)
    since, until = force.launched_on, months_later(force.launched_on, months) - _ONE_DAY
    life = Life(force=force, since=since, until=max(since, until), months=months)
    return Life(
        force=force,
        since=since,
        until=life.until,
        months=months,
        missing=_missing(life, snapshot=snapshot, scope=scope),
    )


def filters_of(life: Life, narrowed: Filters) -> Filters:
    """Return the filters of a unit's stretch, narrowed by agency, risk and facets; areas belong to one force."""
    return Filters(
        since=life.since,
        until=life.until,
        forces=(life.force.code,),
        agencies=narrowed.agencies,
        risks=narrowed.risks,
        facets=narrowed.facets,
    )


def _whole_months(force: Force, data_to: date) -> int:
    if force.launched_on is None:
        return 0
    last = min(data_to, force.ended_on or data_to)
    months = (last.year - force.launched_on.year) * MONTHS_IN_YEAR + last.month - force.launched_on.month + 1
    while months > 0 and months_later(force.launched_on, months) - _ONE_DAY > last:
        months -= 1
    return max(months, 0)


def _missing(life: Life, *, snapshot: Snapshot, scope: Scope) -> tuple[date, ...]:
    """Return the whole calendar months in which nothing at all was received and a series break says why."""
    everything = Filters(since=life.since, until=life.until, forces=(life.force.code,))
    received = set(snapshot.referrals(scope=scope, filters=everything).get_column("month").unique())
    broken = {
        month_number(each.breaks_on)
        for each in snapshot.reference.series_breaks
        if each.force_code in {None, life.force.code}
    }
    first, after = month_number(life.since - _ONE_DAY) + 1, month_number(life.until + _ONE_DAY)
    return tuple(month_start(month) for month in range(first, after) if month in broken - received)
