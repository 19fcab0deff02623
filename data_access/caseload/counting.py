"""How many cases need action, and how many a question finds."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from data_access.caseload.needs import NEEDS, is_open
from data_access.caseload.questions import CaseloadQuestion
from data_access.caseload.yardsticks import Yardstick
from data_access.caseload_vocabulary import Need
from data_access.cases import Cases, scoped
from data_access.database import plainly
from data_access.schema import referral
from data_access.scope import Scope

_UNREADABLE = "The caseload could not be counted"


def count_needs(engine: Cases, *, scope: Scope, yardsticks: Iterable[Yardstick]) -> Mapping[Need, int]:
    """Return how many cases of the scope have each need: the open cases of each force are gone through once.

    Raises `OutOfScope` for a scope that does not reach single cases, and `DatabaseUnavailable`.
    """
    asked = [_of_force(each, scope) for each in yardsticks if each.force_code in scope.forces]
    totals = dict.fromkeys(NEEDS, 0)
    if not asked:
        scoped(sa.select(referral), scope)  # who may see no single case is told so, not shown noughts
        return totals
    with plainly(_UNREADABLE), engine.connect() as connection:
        for question in asked:
            sums: Sequence[int | None] = connection.execute(question).one()
            for need, counted in zip(NEEDS, sums, strict=True):
                totals[need] += counted or 0
    return totals


def count_cases(engine: Cases, *, scope: Scope, question: CaseloadQuestion) -> int:
    """Return how many cases of the scope a question finds; raises as `count_needs` does."""
    asked = [question.of_force(each, scope, sa.func.count()) for each in question.measures_of(scope)]
    if not asked or question.finds_nothing:
        scoped(sa.select(referral), scope)
        return 0
    with plainly(_UNREADABLE), engine.connect() as connection:
        return sum(connection.scalar(each) or 0 for each in asked)


def _of_force(measure: Yardstick, scope: Scope) -> sa.Select[Any]:
    sums = [sa.func.sum(sa.case((condition(measure), 1), else_=0)) for condition in NEEDS.values()]
    asked = scoped(sa.select(*sums).select_from(referral), scope)
    return asked.where(referral.c.force_code == measure.force_code, is_open())
