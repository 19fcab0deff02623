"""Who carries what: the cases of each worker of a force, by code."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

import sqlalchemy as sa

from data_access.caseload.needs import is_open, past_target, received_before
from data_access.caseload.owners import has_left
from data_access.caseload.yardsticks import Yardstick
from data_access.cases import Cases, scoped
from data_access.database import plainly
from data_access.schema import referral
from data_access.scope import Scope
from data_access.vocabulary import Risk

# A case at high risk is given about three times the work of one at low risk. None is published: it is what units say
# they plan by. A case whose risk nobody recorded yet is no less work than most.
WEIGHTS = MappingProxyType({Risk.HIGH: 3, Risk.MEDIUM: 2, Risk.LOW: 1, Risk.UNKNOWN: 2})
_NOT_READ = "The cases of the workers could not be counted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Workload:
    """What one worker of one force carries; `owner_code` is None for the cases that nobody holds.

    Attributes
    ----------
    open_cases, high, overdue
        Open cases, those at high risk, and those waiting past their target.
    new, closed
        Received, and closed, in the week that the day looked at is in.
    load
        Open cases, each with the weight of its level of risk (`WEIGHTS`).
    """

    force_code: str
    owner_code: str | None
    has_left: bool = False
    open_cases: int = 0
    high: int = 0
    overdue: int = 0
    load: int = 0
    new: int = 0
    closed: int = 0


@dataclass(slots=True)
class _Sums:
    has_left: bool = False
    counts: dict[str, int] = field(default_factory=dict)


def workloads(engine: Cases, *, scope: Scope, yardsticks: Iterable[Yardstick]) -> tuple[Workload, ...]:
    """Return what each worker of the scope carries, by force and code, and last what nobody holds.

    Raises `OutOfScope` for a scope that does not reach single cases, and `DatabaseUnavailable`.
    """
    found: list[Workload] = []
    scoped(sa.select(referral), scope)  # who may see no single case is told so, not shown an empty table
    with plainly(_NOT_READ), engine.connect() as connection:
        for measure in yardsticks:
            if measure.force_code in scope.forces:
                found += _of_force(connection, measure, scope)
    return tuple(found)


def monday_of(day: date) -> date:
    """Return the Monday of the week of a day."""
    return day - timedelta(days=day.weekday())


def _of_force(connection: sa.Connection, measure: Yardstick, scope: Scope) -> Iterable[Workload]:
    monday, owner = monday_of(measure.as_at), referral.c.owner_code
    since_monday = ~received_before(monday)
    closed = sa.and_(~is_open(), referral.c.closed_date.between(monday, measure.as_at))
    questions = (
        ((is_open(),), _open_sums(measure)),
        ((since_monday,), {"new": sa.func.count()}),
        ((closed,), {"closed": sa.func.count()}),
    )
    sums: dict[str | None, _Sums] = {}
    for conditions, counted in questions:
        columns = [each.label(name) for name, each in counted.items()]
        asked = scoped(sa.select(owner, *columns).select_from(referral), scope)
        whole = asked.where(referral.c.force_code == measure.force_code, *conditions).group_by(owner).subquery()
        for row in connection.execute(sa.select(whole, has_left(whole.c.owner_code).label("has_left"))):
            held = sums.setdefault(row.owner_code, _Sums())
            held.has_left |= bool(row.has_left)
            held.counts.update({name: int(row._mapping[name] or 0) for name in counted})
    order = sorted(sums, key=lambda code: (code is None, code or ""))
    return [
        Workload(force_code=measure.force_code, owner_code=code, has_left=sums[code].has_left, **sums[code].counts)
        for code in order
    ]


def _open_sums(measure: Yardstick) -> dict[str, sa.ColumnElement[Any]]:
    risk = referral.c.current_risk
    weight = sa.case(*((risk == level.value, weight) for level, weight in WEIGHTS.items()), else_=0)
    return {
        "open_cases": sa.func.count(),
        "high": sa.func.sum(sa.case((risk == Risk.HIGH.value, 1), else_=0)),
        "overdue": sa.func.sum(sa.case((past_target(measure), 1), else_=0)),
        "load": sa.func.sum(weight),
    }
